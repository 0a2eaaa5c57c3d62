//! Copies samples from arbitrary places of memory into one contiguous slice.
#![allow(unsafe_code)]

use crate::compute::Compute;
use crate::memory::{Plain, flat, flat_mut};
use core::slice::{from_mut, from_raw_parts_mut, from_ref};

/// The cost of copying an element, in multiply-adds: memory is slow.
const COST: usize = 32;
/// How many samples ahead a sample is prefetched.
const AHEAD: usize = 2;
/// The least number of elements of a sample that is worth prefetching.
const LONG: usize = 128;

/// Copies sample number `order[0]` of `source`, then `order[1]`, and so on, in several threads if
/// there is enough to copy.
///
/// # Panics
/// If `target` does not have as many samples as `order`, or `source` lacks one of them.
pub(crate) fn gather<X: Plain>(compute: &Compute, source: &[X], order: &[usize], target: &mut [X]) {
    assert!(target.len() == order.len(), "the target must have as many samples as the order");
    let parts = compute.parts(order.len() * X::LENGTH * COST);
    if parts == 1 {
        return copy(source, order, target);
    }
    let target = Target(target.as_mut_ptr());
    compute.share(parts, &|part| {
        let at = |part| order.len() * part / parts;
        let order = &order[at(part)..at(part + 1)];
        // SAFETY: the target is borrowed during the call and has a sample for each of
        // the order's indices, and no two parts overlap.
        copy(source, order, unsafe { target.part(at(part), order.len()) });
    });
}

/// Where the samples go, shared by several threads.
struct Target<X>(*mut X);

// SAFETY: it only holds an address; whoever uses it in several threads ensures that they
// write different samples, which are plain `f32` and may be written by any thread.
unsafe impl<X: Plain> Sync for Target<X> {}

impl<X> Target<X> {
    /// # Safety
    /// The samples lie inside the target, and have no other use at the same time.
    #[expect(clippy::mut_from_ref, reason = "each thread takes samples of its own")]
    unsafe fn part(&self, start: usize, count: usize) -> &mut [X] {
        // SAFETY: the caller's promise.
        unsafe { from_raw_parts_mut(self.0.add(start), count) }
    }
}

fn copy<X: Plain>(source: &[X], order: &[usize], target: &mut [X]) {
    for (place, (&from, target)) in order.iter().zip(target).enumerate() {
        if X::LENGTH >= LONG
            && let Some(&next) = order.get(place + AHEAD)
        {
            prefetch(flat(from_ref(&source[next])));
        }
        flat_mut(from_mut(target)).copy_from_slice(flat(from_ref(&source[from])));
    }
}

/// Prefetches the elements into the cache, on architectures with such an instruction; nothing
/// waits for them.
#[inline]
fn prefetch(values: &[f32]) {
    #[cfg(target_arch = "x86_64")]
    {
        use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        /// Elements in a cache line.
        const LINE: usize = 16;
        for line in values.chunks(LINE) {
            // SAFETY: a hint, which may be given for any address.
            unsafe { _mm_prefetch::<_MM_HINT_T0>(line.as_ptr().cast()) }
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = values; // stable Rust has no instruction for it elsewhere
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::array::from_fn;
    use core::num::NonZeroUsize;
    use std::vec;
    use std::vec::Vec;

    /// Samples of `N` elements, `count` of them.
    fn check<const N: usize>(count: usize) {
        let source: Vec<[f32; N]> =
            (0..90).map(|row| from_fn(|column| (row * N + column) as f32)).collect();
        let order: Vec<usize> = (0..count).map(|place| place * 37 % 90).collect();
        let expected: Vec<[f32; N]> = order.iter().map(|row| source[*row]).collect();
        for threads in 1..=3 {
            let compute = Compute::detect().threads(NonZeroUsize::new(threads).expect("some"));
            let mut target = vec![[-1.0; N]; count];
            gather(&compute, &source, &order, &mut target);
            assert_eq!(target, expected, "{count} samples of {N} numbers, {threads} threads");
        }
    }

    #[test]
    fn samples_come_in_the_order_that_is_asked_for() {
        check::<0>(5);
        check::<1>(5);
        check::<3>(1);
        check::<127>(80);
        check::<784>(33);
        check::<3072>(70);
    }

    #[test]
    #[should_panic(expected = "out of bounds")]
    fn a_sample_past_the_end_is_refused() {
        gather(&Compute::portable(), &[[0.0_f32; 2]; 3], &[0, 3], &mut [[0.0; 2]; 2]);
    }
}
