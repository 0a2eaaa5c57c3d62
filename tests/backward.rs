//! The gradients of an emitted training step, against central differences.

use burdock::kernels::dense::weight_gradient;
use burdock::memory::{flat, flat_mut};
use burdock::prelude::*;
use burdock::private::{HeadBlock, Rows, Share, Update};
use std::slice::{from_mut, from_ref};

network! {
    /// An activation in every position that it can have.
    struct Varied(x: [2, 2]) -> (y: [3]) {
        y = x
            -> activation(tanh)
            -> flatten
            -> first: dense(6, softplus)
            -> shares: dense(5, softmax)
            -> second: dense(4, bias = false) -> activation(sigmoid) -> activation(tanh)
            -> dense(3)
            -> activation(softmax);
    }
}

network! {
    /// A head with an activation of its own.
    struct Plain(x: [3]) -> (y: [2]) {
        y = x -> hidden: dense(5, tanh) -> dense(2, sigmoid);
    }
}

network! {
    /// Layers whose sizes are sums and products of const parameters.
    struct Sums<const A: usize, const B: usize>(x: [A, B]) -> (y: [A]) {
        flat = x -> flatten;
        y = concatenate(flat, flat[0..B] -> dense(A + B, tanh)) -> dense(2 * B, softplus) -> dense(A);
    }
}

#[test]
fn gradients_are_those_of_the_loss() {
    let x = [[[0.3, -1.2], [0.8, 0.1]], [[-0.4, 0.9], [1.5, -0.7]], [[0.2, 0.6], [-1.1, 0.5]]];
    check(&mut *Varied::new(Seed(5)), &x);
    check(&mut *Plain::new(Seed(6)), &[[0.3, -1.2, 0.8], [0.9, 0.1, -0.5]]);
    check(&mut *Sums::<2, 2>::new(Seed(7)), &x);
    check(&mut *Sums::<1, 3>::new(Seed(7)), &[[[0.3, -1.2, 0.8]], [[0.9, 0.1, -0.5]]]);
}

/// Compares every parameter's gradient of `Σ c z` over a batch, where `z` is the output before
/// its activation and `c` is different for each element.
fn check<N: Trainable>(model: &mut N, x: &[N::Input])
where
    N::Output: Copy,
{
    let compute = Compute::portable();
    let mut output = outputs::<N>(x.len());
    let mut workspace = vec![f32::NAN; N::workspace(x.len())];
    let mut gradients = Gradients(vec![f32::NAN; N::PARAMETER_COUNT]);
    let mut finish = |block: HeadBlock<'_>| {
        let mut delta = block.delta.expect("a training step asks for gradients");
        for (row, sample) in block.rows.enumerate() {
            for (unit, number) in delta.row(row).iter_mut().enumerate() {
                *number = coefficient(sample, unit);
            }
        }
    };
    model.step(&compute, x, &mut output, &mut workspace, &mut finish, &mut gradients);
    for index in 0..N::PARAMETER_COUNT {
        let original = flat(from_ref(model))[index];
        let mut loss_at = |value: f32| {
            flat_mut(from_mut(model))[index] = value;
            loss(model, &compute, x)
        };
        let step = 1e-2;
        let expected =
            (loss_at(original + step) - loss_at(original - step)) / (2.0 * f64::from(step));
        loss_at(original);
        let found = f64::from(gradients.0[index]);
        assert!(
            (found - expected).abs() < 2e-3 * (1.0 + expected.abs()),
            "{} parameter {index}: {found}, not {expected}",
            N::NAME
        );
    }
}

fn loss<N: Network>(model: &N, compute: &Compute, x: &[N::Input]) -> f64 {
    let mut output = outputs::<N>(x.len());
    let mut scratch = vec![f32::NAN; x.len() * N::SCRATCH];
    let mut sum = 0.0;
    model.heads(compute, x, &mut output, &mut scratch, &mut |block| {
        for (row, sample) in block.rows.enumerate() {
            for (unit, z) in block.output.as_rows().row(row).iter().enumerate() {
                sum += f64::from(coefficient(sample, unit) * z);
            }
        }
    });
    sum
}

fn coefficient(sample: usize, unit: usize) -> f32 {
    [0.9, -0.4, 0.7, -1.1, 0.2][(2 * sample + unit) % 5]
}

fn outputs<N: Network>(count: usize) -> Vec<N::Output> {
    let mut outputs = Vec::with_capacity(count);
    burdock::memory::extend_zeroed(&mut outputs, count).expect("there is memory for a few numbers");
    outputs
}

/// Stores every gradient at its parameter's offset in the network.
struct Gradients(Vec<f32>);

impl Update for Gradients {
    fn dense(
        &mut self,
        compute: &Compute,
        offset: usize,
        weight: &mut [f32],
        bias: &mut [f32],
        input: Rows<'_>,
        delta: Rows<'_>,
        _share: Share,
    ) {
        let (weight_place, rest) = self.0[offset..].split_at_mut(weight.len());
        let bias_place = &mut rest[..bias.len()];
        weight_gradient(compute, input, delta, false, weight_place, bias_place);
    }

    fn gradient(
        &mut self,
        offset: usize,
        length: usize,
        _share: Share,
        fill: &mut dyn FnMut(&mut [f32]),
    ) {
        fill(&mut self.0[offset..][..length]);
    }
}
