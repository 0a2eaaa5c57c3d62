//! The lengths of a batch's buffers: computed with checks for overflow, and compared once,
//! at the start of an emitted function.

use crate::component::TrainableComponent;
use crate::memory::Plain;
use crate::network::{BackwardPass, Network, Trainable};

/// The batch size of a prediction, after a check that the scratch memory is long enough.
///
/// # Panics
/// If the numbers of outputs and inputs differ, or the scratch memory is too short.
#[inline]
pub fn batch_to_predict<N: Network>(
    input: &[N::Input],
    output: &[N::Output],
    scratch: &[f32],
) -> usize {
    let batch = batch_of(input, output);
    require("scratch", scratch, elements(batch, N::SCRATCH, &[]));
    batch
}

/// The batch size of a forward pass in training, after a check that the workspace is long enough.
///
/// # Panics
/// If the numbers of outputs and inputs differ, or the workspace is too short.
#[inline]
pub fn batch_to_train<N: Trainable>(
    input: &[N::Input],
    output: &[N::Output],
    workspace: &[f32],
) -> usize {
    let batch = batch_of(input, output);
    require("workspace", workspace, N::workspace(batch));
    batch
}

/// The batch size of a backward pass, after a check that the workspace is long enough.
///
/// # Panics
/// If the number of outputs, gradients or input gradients differs from that of the inputs, or the
/// workspace is too short.
#[inline]
pub fn batch_of_pass<N: Trainable + TrainableComponent>(
    pass: &BackwardPass<'_, N>,
    workspace: &[f32],
) -> usize {
    let batch = batch_of(pass.input, pass.output);
    if let Some(delta) = &pass.delta {
        let are_alike = delta.count() == batch && delta.width() == <N as Network>::Output::LENGTH;
        assert!(are_alike, "the gradient must have a row for each output, and be as wide");
    }
    let needed = match &pass.below {
        None => <N as Trainable>::workspace(batch),
        Some(below) => {
            assert!(below.len() == batch, "a batch needs one gradient for each input");
            <N as TrainableComponent>::workspace(batch)
        }
    };
    require("workspace", workspace, needed);
    batch
}

/// The batch size, after a check that the numbers of inputs and outputs are equal.
#[inline]
fn batch_of<X, Y>(input: &[X], output: &[Y]) -> usize {
    assert!(input.len() == output.len(), "a batch needs one output for each input");
    input.len()
}

/// So many elements for each sample of a batch, and a constant number of others.
///
/// # Panics
/// If the number overflows `usize`.
#[inline]
pub const fn elements(batch: usize, each: usize, others: &[usize]) -> usize {
    let mut sum = batch.checked_mul(each);
    let mut index = 0;
    while index < others.len() {
        sum = match sum {
            Some(sum) => sum.checked_add(others[index]),
            None => None,
        };
        index += 1;
    }
    match sum {
        Some(sum) => sum,
        None => panic!("a batch of so many samples needs more memory than can be addressed"),
    }
}

#[inline]
fn require(kind: &str, memory: &[f32], needed: usize) {
    if memory.len() < needed {
        too_short(kind, memory.len(), needed);
    }
}

#[cold]
#[inline(never)]
fn too_short(kind: &str, found: usize, needed: usize) -> ! {
    panic!("the {kind} has {found} elements, but this batch needs {needed}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_counted_for_each_sample_and_once() {
        assert_eq!(elements(3, 7, &[]), 21);
        assert_eq!(elements(0, usize::MAX, &[4, 5]), 9);
        assert_eq!(elements(1, usize::MAX - 1, &[1]), usize::MAX);
    }

    #[test]
    #[should_panic(expected = "needs more memory than can be addressed")]
    fn a_product_that_overflows_is_refused() {
        elements(usize::MAX / 16, 17, &[]);
    }

    #[test]
    #[should_panic(expected = "needs more memory than can be addressed")]
    fn a_sum_that_overflows_is_refused() {
        elements(1, 2, &[usize::MAX - 1, 0]);
    }
}
