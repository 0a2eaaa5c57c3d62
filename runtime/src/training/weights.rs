//! Sample weights.
//!
//! A sample's loss and its gradient are multiplied by its weight. The mean over a batch is still
//! over its number of samples, not over its weights, as in Keras 3.

use crate::kernels::rows::RowsMut;
use crate::memory::{Plain, flat};
use core::ops::Range;

/// The weights of some samples: none, one for each, or one for each and each head.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights<'w> {
    /// Sample by sample.
    numbers: &'w [f32],
    /// How many weights a sample has.
    each: usize,
}

impl<'w> Weights<'w> {
    /// All samples count equally.
    pub(super) const NONE: Self = Self { numbers: &[], each: 0 };

    /// The weights, if there are any.
    pub(super) fn of<W: Plain>(weights: Option<&'w [W]>) -> Self {
        weights.map_or(Self::NONE, |weights| Self { numbers: flat(weights), each: W::LENGTH })
    }

    /// How many weights a sample has: 0, 1, or as many as there are heads.
    pub(super) fn each(self) -> usize {
        self.each
    }

    /// Whether all samples count equally.
    pub(super) fn is_empty(self) -> bool {
        self.each == 0
    }

    /// Those of a range of the samples.
    pub(super) fn range(self, rows: Range<usize>) -> Self {
        let numbers = &self.numbers[rows.start * self.each..rows.end * self.each];
        Self { numbers, ..self }
    }

    /// The weight of each sample in the loss of a head; empty if all count equally.
    pub(super) fn of_head(self, head: usize) -> impl Iterator<Item = f32> + Clone + 'w {
        let place = if self.each == 1 { 0 } else { head };
        self.numbers.iter().skip(place).step_by(self.each.max(1)).copied()
    }

    /// Copies the weights of the samples in a list, in its order.
    pub(super) fn gather<'g>(self, order: &[usize], copies: &'g mut [f32]) -> Weights<'g> {
        let each = self.each;
        if each == 0 {
            return Weights::NONE;
        }
        let copies = &mut copies[..order.len() * each];
        for (&from, copy) in order.iter().zip(copies.chunks_exact_mut(each)) {
            copy.copy_from_slice(&self.numbers[from * each..(from + 1) * each]);
        }
        Weights { numbers: copies, each }
    }
}

/// Multiplies the loss of each row of a head, and its gradient, by the row's weight.
pub(super) fn weigh(
    weights: Weights<'_>,
    head: usize,
    losses: &mut [f32],
    delta: Option<RowsMut<'_>>,
) {
    match weights.each {
        // The weights are contiguous, which is fastest.
        1 => multiply(weights.numbers.iter().copied(), losses, delta),
        _ => multiply(weights.of_head(head), losses, delta),
    }
}

#[inline(always)]
fn multiply(
    weights: impl Iterator<Item = f32> + Clone,
    losses: &mut [f32],
    delta: Option<RowsMut<'_>>,
) {
    let each = |numbers: &mut [f32]| {
        for (number, weight) in numbers.iter_mut().zip(weights.clone()) {
            *number *= weight;
        }
    };
    each(losses);
    let Some(mut delta) = delta else { return };
    if delta.stride() == 1 {
        return each(delta.data());
    }
    for (row, weight) in weights.clone().enumerate() {
        for gradient in delta.row(row) {
            *gradient *= weight;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    fn of_heads(weights: Weights<'_>) -> [Vec<f32>; 2] {
        [0, 1].map(|head| weights.of_head(head).collect())
    }

    #[test]
    fn a_head_has_its_own_number_or_that_of_all() {
        let (one, two) = ([1.0, 2.0, 3.0], [[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]]);
        let (one, two) = (Weights::of(Some(&one)), Weights::of(Some(&two)));
        assert_eq!(of_heads(one.range(1..3)), [[2.0, 3.0], [2.0, 3.0]]);
        assert_eq!(of_heads(two.range(1..3)), [[2.0, 3.0], [20.0, 30.0]]);
        let copies = &mut [0.0; 6];
        assert_eq!(of_heads(two.gather(&[2, 0], copies)), [[3.0, 1.0], [30.0, 10.0]]);
        assert_eq!(of_heads(one.gather(&[2], copies)), [[3.0], [3.0]]);
        let none = Weights::of::<f32>(None);
        assert!(none.range(1..3).gather(&[0], copies).is_empty());
        assert_eq!(of_heads(none), [[], []] as [[f32; 0]; 2]);
    }

    #[test]
    fn losses_and_gradients_are_multiplied_row_by_row() {
        let (for_all, for_each) = ([3.0_f32, 5.0], [[7.0, 3.0], [7.0, 5.0]]);
        for weights in [Weights::of(Some(&for_all)), Weights::of(Some(&for_each))] {
            for (stride, width) in [(1, 1), (3, 1), (2, 2), (3, 2)] {
                let (mut losses, mut numbers) = ([1.0; 2], std::vec![1.0; 2 * stride]);
                let delta = RowsMut::strided(&mut numbers, stride, stride - width, width);
                weigh(weights, 1, &mut losses, Some(delta));
                assert_eq!(losses, [3.0, 5.0]);
                for (row, weight) in numbers.chunks(stride).zip(losses) {
                    let (before, weighed) = row.split_at(stride - width);
                    assert!(before.iter().all(|number| *number == 1.0));
                    assert!(weighed.iter().all(|number| *number == weight));
                }
            }
        }
    }
}
