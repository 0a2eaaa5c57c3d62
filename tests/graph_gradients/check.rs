//! Holds a network's outputs and gradients against a reference in f64 and its central differences.

use crate::reference::{Parameters, Value};
use burdock::compute::Compute;
use burdock::kernels::activation::{activate, differentiate};
use burdock::kernels::rows::Rows;
use burdock::memory::{Plain, flat, flat_mut};
use burdock::network::{HeadBlock, OutputHead, Share, Trainable, Update};
use burdock::prelude::*;
use rand::RngExt;
use std::slice::{from_mut, from_ref};

/// Absolute below 1, relative above. f32 rounds each value on the way by 6e-8; differences are
/// exact to 1e-9.
const TOLERANCE: f64 = 2e-6;
/// Not a multiple of any width of vectors or blocks.
const BATCH: usize = 19;
/// How far a parameter is moved for a difference.
const STEP: f64 = 1e-5;

/// From parameters and inputs to outputs, in the order of the declaration.
pub type Reference = fn(&mut Parameters<'_>, &[Value]) -> Vec<Value>;

/// The loss of a sample is Σ (c y + y²/2) over all numbers y of its outputs, with a c for each:
/// its gradient c + y differs from sample to sample and from number to number.
pub fn check<N: Trainable<Input: Clone, Output: Clone>>(model: &mut N, reference: Reference) {
    draw(from_mut(model), 0, 0.8);
    let mut input = vec![(*burdock::memory::zeroed::<N::Input>()).clone(); BATCH];
    draw(&mut input, 1, 1.5);
    let mut tilt = vec![0.0_f32; N::Output::LENGTH];
    draw(&mut tilt, 2, 1.0);

    let samples: Vec<Vec<Value>> = input.iter().map(ports::<N>).collect();
    let parameters = wide(flat(from_ref(model)));
    let expected = outputs(reference, &parameters, &samples);
    let mut loss = |parameters: &[f64]| -> f64 {
        let losses = outputs(reference, parameters, &samples).into_iter().map(|output| {
            let pairs = output.into_iter().zip(&tilt);
            pairs.map(|(y, c)| f64::from(*c) * y + y * y / 2.0).sum::<f64>()
        });
        losses.sum::<f64>() / BATCH as f64
    };
    let differences = gradient(&parameters, &mut loss);

    let predicted = model.predict_batch(&input);
    let singly: Vec<N::Output> = input.iter().map(|input| model.predict(input)).collect();
    let (output, gradients) = step(model, &input, &tilt);
    for (what, found) in [("a batch", predicted), ("each alone", singly), ("training", output)] {
        assert_close(&format!("the output of {what}"), &wide(flat(&found)), &expected.concat());
    }
    assert_close("the gradient", &gradients, &differences);
}

/// The numbers of all outputs, for each sample.
fn outputs(reference: Reference, parameters: &[f64], samples: &[Vec<Value>]) -> Vec<Vec<f64>> {
    let of_one = |inputs: &Vec<Value>| {
        let mut parameters = Parameters::new(parameters);
        let heads = reference(&mut parameters, inputs);
        assert!(parameters.is_used_up(), "the reference must take all parameters");
        heads.into_iter().flat_map(|head| head.numbers).collect()
    };
    samples.iter().map(of_one).collect()
}

/// Central differences: (L(p + h) − L(p − h)) / 2h, whose error is of the order of h².
fn gradient(parameters: &[f64], loss: &mut impl FnMut(&[f64]) -> f64) -> Vec<f64> {
    let mut moved = parameters.to_vec();
    let here = loss(parameters);
    let mut difference = |index: usize| {
        moved[index] = parameters[index] + STEP;
        let above = loss(&moved);
        moved[index] = parameters[index] - STEP;
        let below = loss(&moved);
        moved[index] = parameters[index];
        let bend = ((above - here) - (here - below)) / STEP;
        assert!(bend.abs() < 1e-3, "a kink beside parameter {index}: slopes differ by {bend}");
        (above - below) / (2.0 * STEP)
    };
    (0..parameters.len()).map(&mut difference).collect()
}

/// One way forward and back: the outputs, and the gradient of all parameters.
fn step<N: Trainable<Output: Clone>>(
    model: &mut N,
    input: &[N::Input],
    tilt: &[f32],
) -> (Vec<N::Output>, Vec<f64>) {
    let compute = Compute::detect();
    let mut output = vec![(*burdock::memory::zeroed::<N::Output>()).clone(); BATCH];
    let mut workspace = vec![f32::NAN; N::workspace(BATCH)];
    let mut gradients = Gradients(vec![f64::NAN; N::PARAMETER_COUNT]);
    let mut finish = |block: HeadBlock<'_>| {
        let HeadBlock { head, mut output, delta, .. } = block;
        let mut delta = delta.expect("a training step asks for the gradient");
        let activation = N::OUTPUTS[head].activation;
        activate(&compute, activation, output.reborrow());
        let tilt = &tilt[OutputHead::offset(N::OUTPUTS, head)..];
        for row in 0..output.count() {
            for ((delta, y), c) in delta.row(row).iter_mut().zip(output.row(row)).zip(tilt) {
                *delta = (c + *y) / BATCH as f32;
            }
        }
        differentiate(&compute, activation, output.as_rows(), delta);
    };
    model.step(&compute, input, &mut output, &mut workspace, &mut finish, &mut gradients);
    (output, gradients.0)
}

/// Keeps the gradient of every parameter. Where nothing was given, or something added to nothing,
/// it is not a number.
struct Gradients(Vec<f64>);

impl Gradients {
    fn share(&mut self, share: Share, offset: usize, length: usize) -> &mut [f64] {
        let gradients = &mut self.0[offset..][..length];
        if !share.is_further() {
            gradients.fill(0.0);
        }
        gradients
    }
}

impl Update for Gradients {
    fn dense(
        &mut self,
        _: &Compute,
        offset: usize,
        weight: &mut [f32],
        bias: &mut [f32],
        input: Rows<'_>,
        delta: Rows<'_>,
        share: Share,
    ) {
        let gradients = self.share(share, offset, weight.len() + bias.len());
        let (of_weight, of_bias) = gradients.split_at_mut(weight.len());
        let units = delta.width();
        for sample in 0..delta.count() {
            for (unit, slope) in wide(delta.row(sample)).into_iter().enumerate() {
                for (place, value) in wide(input.row(sample)).into_iter().enumerate() {
                    of_weight[place * units + unit] += value * slope;
                }
                of_bias.iter_mut().skip(unit).take(1).for_each(|bias| *bias += slope);
            }
        }
    }

    fn gradient(
        &mut self,
        offset: usize,
        length: usize,
        share: Share,
        fill: &mut dyn FnMut(&mut [f32]),
    ) {
        let mut added = vec![0.0; length];
        fill(&mut added);
        let gradients = self.share(share, offset, length);
        gradients.iter_mut().zip(wide(&added)).for_each(|(sum, added)| *sum += added);
    }
}

/// A sample as one value for each declared input.
fn ports<N: Trainable>(sample: &N::Input) -> Vec<Value> {
    let mut rest = flat(from_ref(sample));
    let port = |port: &burdock::network::InputPort| {
        let (numbers, after) = rest.split_at(port.shape.iter().product());
        rest = after;
        Value::new(port.shape, wide(numbers))
    };
    N::INPUTS.iter().map(port).collect()
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

fn assert_close(what: &str, actual: &[f64], expected: &[f64]) {
    assert_eq!(actual.len(), expected.len(), "{what}: how many");
    for (place, (actual, expected)) in actual.iter().zip(expected).enumerate() {
        let error = (actual - expected).abs() / expected.abs().max(1.0);
        assert!(
            error <= TOLERANCE,
            "{what}, number {place}, is {actual}, the reference has {expected}"
        );
    }
}
