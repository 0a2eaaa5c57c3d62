//! Checks whether elements are finite, at the speed of memory.
#![allow(unsafe_code)]

use super::vector::{Kernel, Vector};
use crate::compute::Compute;
use core::cell::Cell;

/// Whether all elements are finite: neither infinite nor NaN.
pub(crate) fn all_finite(compute: &Compute, values: &[f32]) -> bool {
    let sum = Cell::new(0.0);
    // SAFETY: the kernel reads `values` only, which are borrowed during the call.
    unsafe { compute.run(&Finite { values, sum: &sum }) };
    sum.get() == 0.0
}

struct Finite<'a> {
    values: &'a [f32],
    /// The sum of all elements times zero: zero, or NaN.
    sum: &'a Cell<f32>,
}

impl Kernel for Finite<'_> {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        /// Independent sums, enough to have many memory accesses in flight.
        const SUMS: usize = 8;
        let (start, length) = (self.values.as_ptr(), self.values.len());
        // SAFETY: the machine supports the instruction set; all that is read lies below `length`.
        unsafe {
            let zero = V::splat(0.0);
            let mut sums = [zero; SUMS];
            let mut at = 0;
            while at + SUMS * V::LANES <= length {
                let mut index = 0;
                while index < SUMS {
                    let values = V::load(start.add(at + index * V::LANES));
                    sums[index] = values.multiply_add(zero, sums[index]);
                    index += 1;
                }
                at += SUMS * V::LANES;
            }
            while at < length {
                let count = V::LANES.min(length - at);
                sums[0] = V::load_partial(start.add(at), count).multiply_add(zero, sums[0]);
                at += count;
            }
            let (mut all, mut index) = (zero, 0);
            while index < SUMS {
                all = all.add(sums[index]);
                index += 1;
            }
            self.sum.set(all.sum());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::samples::computes;
    use std::vec;

    #[test]
    fn every_place_is_looked_at() {
        for compute in computes() {
            for length in (0..70).chain([127, 128, 129, 1000]) {
                let mut values = vec![-3e38_f32; length];
                assert!(all_finite(&compute, &values), "{length} {compute:?}");
                for place in 0..length {
                    for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
                        values[place] = value;
                        assert!(!all_finite(&compute, &values), "{place} {compute:?}");
                    }
                    values[place] = f32::MIN_POSITIVE / 2.0;
                }
            }
        }
    }
}
