//! The gradient of every layer, activation and loss against central differences in f64.
//!
//! `Trainable::step` computes the gradient that training uses, in f32; the reference differentiates
//! its own loss numerically and shares no code with the backward pass.

mod reference;

use burdock::head::Head;
use burdock::kernels::rows::Rows;
use burdock::losses::{Loss, LossBlock};
use burdock::memory::{Plain, flat, flat_mut};
use burdock::network::{HeadBlock, Share, Update};
use burdock::prelude::*;
use rand::RngExt;
use reference::Layer;
use std::slice::from_mut;

/// Absolute below 1, relative above. f32 rounds each intermediate value by 6e-8; sums have up to
/// 42 terms (six samples by seven units) over three layers. Differences are exact to 1e-9.
const TOLERANCE: f64 = 2e-6;
const BATCH: usize = 6;

/// A test for each loss: a network with all kinds of layers, and this hidden activation and head.
macro_rules! gradients {
    ($($name:ident: $hidden:ident, $head:ident, $($loss:ident)|+;)+) => { $(
        mod $name {
            use burdock::prelude::*;
            network! {
                pub(super) struct Case(x: [2, 3]) -> (y: [4]) {
                    y = x -> flatten
                        -> dense(7, $hidden)
                        -> dense(5, $hidden, bias = false)
                        -> dense(6)
                        -> activation($hidden)
                        -> dense(4, $head);
                }
            }
            $( #[test] fn $loss() {
                use super::reference::Activation;
                let (hidden, head) = (activation!($hidden), activation!($head));
                let layers = super::layers([
                    (6, 7, hidden, true),
                    (7, 5, hidden, false),
                    (5, 6, hidden, true),
                    (6, 4, head, true),
                ]);
                super::$loss(&mut *Case::new(Seed(1)), &layers);
            } )+
        }
    )+ };
}

macro_rules! activation {
    (linear) => {
        Activation::Linear
    };
    (relu) => {
        Activation::Relu
    };
    (sigmoid) => {
        Activation::Sigmoid
    };
    (tanh) => {
        Activation::Tanh
    };
    (softmax) => {
        Activation::Softmax
    };
    (softplus) => {
        Activation::Softplus
    };
    (elu) => {
        Activation::Elu
    };
    (selu) => {
        Activation::Selu
    };
}

gradients! {
    linear_to_values: linear, linear, squared | absolute | huber;
    relu_to_values: relu, linear, squared | absolute | huber;
    sigmoid_to_values: sigmoid, linear, squared | absolute | huber;
    tanh_to_values: tanh, linear, squared | absolute | huber;
    softmax_to_values: softmax, linear, squared | absolute | huber;
    softplus_to_values: softplus, linear, squared | absolute | huber;

    linear_to_questions: linear, sigmoid, binary | squared | absolute | huber;
    relu_to_questions: relu, sigmoid, binary | squared | absolute | huber;
    sigmoid_to_questions: sigmoid, sigmoid, binary | squared | absolute | huber;
    tanh_to_questions: tanh, sigmoid, binary | squared | absolute | huber;
    softmax_to_questions: softmax, sigmoid, binary | squared | absolute | huber;
    softplus_to_questions: softplus, sigmoid, binary | squared | absolute | huber;

    linear_to_classes: linear, softmax, sparse | categorical | squared | absolute | huber;
    relu_to_classes: relu, softmax, sparse | categorical | squared | absolute | huber;
    sigmoid_to_classes: sigmoid, softmax, sparse | categorical | squared | absolute | huber;
    tanh_to_classes: tanh, softmax, sparse | categorical | squared | absolute | huber;
    softmax_to_classes: softmax, softmax, sparse | categorical | squared | absolute | huber;
    softplus_to_classes: softplus, softmax, sparse | categorical | squared | absolute | huber;

    tanh_to_relu: tanh, relu, squared | absolute | huber;
    relu_to_tanh: relu, tanh, squared | absolute | huber;
    sigmoid_to_softplus: sigmoid, softplus, squared | absolute | huber;

    elu_to_values: elu, linear, squared | absolute | huber;
    selu_to_values: selu, linear, squared | absolute | huber;
    elu_to_questions: elu, sigmoid, binary | squared | absolute | huber;
    selu_to_questions: selu, sigmoid, binary | squared | absolute | huber;
    elu_to_classes: elu, softmax, sparse | categorical | squared | absolute | huber;
    selu_to_classes: selu, softmax, sparse | categorical | squared | absolute | huber;
    selu_to_elu: selu, elu, squared | absolute | huber;
    elu_to_selu: elu, selu, squared | absolute | huber;
}

/// The traits of all networks of this file.
trait Case: Trainable<Input = [[f32; 3]; 2], Output = [f32; 4]> + Head<Output = [f32; 4]> {}
impl<N> Case for N where
    N: Trainable<Input = [[f32; 3]; 2], Output = [f32; 4]> + Head<Output = [f32; 4]>
{
}

fn squared<N: Case>(model: &mut N, layers: &[Layer])
where
    MeanSquaredError: Loss<N, [f32; 4]>,
{
    check(model, layers, MeanSquaredError, reference::Loss::MeanSquaredError, &values());
}

fn absolute<N: Case>(model: &mut N, layers: &[Layer])
where
    MeanAbsoluteError: Loss<N, [f32; 4]>,
{
    check(model, layers, MeanAbsoluteError, reference::Loss::MeanAbsoluteError, &values());
}

fn huber<N: Case>(model: &mut N, layers: &[Layer])
where
    Huber: Loss<N, [f32; 4]>,
{
    check(model, layers, Huber::default(), reference::Loss::Huber, &values());
}

fn binary<N: Case>(model: &mut N, layers: &[Layer])
where
    BinaryCrossentropy: Loss<N, [f32; 4]>,
{
    let mut answers = values();
    flat_mut(&mut answers).iter_mut().for_each(|answer| *answer = f32::from(*answer > 0.0));
    check(model, layers, BinaryCrossentropy, reference::Loss::BinaryCrossentropy, &answers);
}

fn categorical<N: Case>(model: &mut N, layers: &[Layer])
where
    CategoricalCrossentropy: Loss<N, [f32; 4]>,
{
    let probabilities: Vec<_> = values().into_iter().map(probabilities).collect();
    let loss = reference::Loss::CategoricalCrossentropy;
    check(model, layers, CategoricalCrossentropy, loss, &probabilities);
}

fn sparse<N: Case>(model: &mut N, layers: &[Layer])
where
    SparseCategoricalCrossentropy: Loss<N, u8>,
{
    let loss = reference::Loss::CategoricalCrossentropy;
    check(model, layers, SparseCategoricalCrossentropy, loss, &[0_u8, 3, 1, 2, 3, 3]);
}

/// Six rows of targets, inside and outside the Huber loss's delta.
fn values() -> Vec<[f32; 4]> {
    let mut targets = vec![[0.0; 4]; BATCH];
    draw(&mut targets, 2, 3.0);
    targets
}

fn probabilities(row: [f32; 4]) -> [f32; 4] {
    let total: f32 = row.iter().map(|value| value.abs()).sum();
    row.map(|value| value.abs() / total)
}

/// Compares the loss and every element of its gradient with the reference's.
fn check<N, T, L>(model: &mut N, layers: &[Layer], loss: L, known: reference::Loss, targets: &[T])
where
    N: Case,
    T: Target,
    L: Loss<N, T>,
{
    draw(from_mut(model), 0, 0.8);
    let mut x = vec![[[0.0; 3]; 2]; BATCH];
    draw(&mut x, 1, 2.0);

    let parameters = wide(flat(std::slice::from_ref(model)));
    let inputs: Vec<Vec<f64>> = x.iter().map(|x| wide(x.as_flattened())).collect();
    let rows: Vec<Vec<f64>> = targets.iter().map(Target::row).collect();
    let expected_loss = reference::batch_loss(layers, &parameters, &inputs, &rows, known);
    let expected = reference::gradient(layers, &parameters, &inputs, &rows, known);

    let (mean, gradient) = step(model, &loss, &x, targets);
    assert_close("the loss", mean, expected_loss);
    assert_eq!(gradient.len(), expected.len());
    for (place, (actual, expected)) in gradient.iter().zip(&expected).enumerate() {
        assert_close(&format!("the gradient of parameter {place}"), *actual, *expected);
    }
}

/// One forward and backward pass: the mean loss, and the gradient of all parameters.
fn step<N: Case, T, L: Loss<N, T>>(
    model: &mut N,
    loss: &L,
    x: &[[[f32; 3]; 2]],
    targets: &[T],
) -> (f64, Vec<f64>) {
    let compute = Compute::detect();
    let mut output = vec![[0.0; 4]; BATCH];
    let mut workspace = vec![0.0; N::workspace(BATCH)];
    let mut losses = [0.0; BATCH];
    let mut gradients = Gradients(vec![0.0; N::PARAMETER_COUNT]);
    let mut finish = |block: HeadBlock<'_>| {
        let of_rows = LossBlock {
            compute: &compute,
            activation: N::OUTPUTS[block.head].activation,
            output: block.output,
            losses: &mut losses[block.rows.clone()],
        };
        let delta = block.delta.expect("a training step asks for the gradient");
        loss.gradient(of_rows, &targets[block.rows], 1.0 / BATCH as f32, delta);
    };
    model.step(&compute, x, &mut output, &mut workspace, &mut finish, &mut gradients);
    (wide(&losses).iter().sum::<f64>() / BATCH as f64, gradients.0)
}

/// Stores the gradient of every parameter, computed as a product in f64.
struct Gradients(Vec<f64>);

impl Update for Gradients {
    fn dense(
        &mut self,
        _: &Compute,
        offset: usize,
        weight: &mut [f32],
        bias: &mut [f32],
        input: Rows<'_>,
        delta: Rows<'_>,
        _share: Share,
    ) {
        let (of_weight, of_bias) = self.0[offset..].split_at_mut(weight.len());
        let units = delta.width();
        for sample in 0..delta.count() {
            for (unit, slope) in wide(delta.row(sample)).into_iter().enumerate() {
                for (place, value) in wide(input.row(sample)).into_iter().enumerate() {
                    of_weight[place * units + unit] += value * slope;
                }
                if !bias.is_empty() {
                    of_bias[unit] += slope;
                }
            }
        }
    }

    fn gradient(
        &mut self,
        _offset: usize,
        _length: usize,
        _share: Share,
        _fill: &mut dyn FnMut(&mut [f32]),
    ) {
        unreachable!("no layer is written by hand")
    }
}

/// A target as the row of numbers that the reference compares an output with.
trait Target {
    fn row(&self) -> Vec<f64>;
}

impl Target for [f32; 4] {
    fn row(&self) -> Vec<f64> {
        wide(self)
    }
}

impl Target for u8 {
    fn row(&self) -> Vec<f64> {
        (0..4).map(|class| f64::from(class == *self)).collect()
    }
}

fn layers(list: [(usize, usize, reference::Activation, bool); 4]) -> Vec<Layer> {
    list.map(|(inputs, units, activation, bias)| Layer { inputs, units, activation, bias }).into()
}

/// Uniform numbers within ±`limit`, from a fixed seed.
fn draw<T: Plain>(values: &mut [T], stream: u64, limit: f32) {
    let mut generator = Seed(7).generator(stream);
    for value in flat_mut(values) {
        *value = generator.random_range(-limit..limit);
    }
}

fn wide(numbers: &[f32]) -> Vec<f64> {
    numbers.iter().map(|&number| f64::from(number)).collect()
}

fn assert_close(what: &str, actual: f64, expected: f64) {
    let error = (actual - expected).abs() / expected.abs().max(1.0);
    assert!(error <= TOLERANCE, "{what} is {actual}, the reference has {expected}");
}
