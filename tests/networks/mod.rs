//! Small networks, and data for them.
#![allow(dead_code, reason = "not every test uses them all")]

use burdock::memory::flat;
use burdock::prelude::*;

network! {
    /// Three classes of points.
    pub struct Classifier(x: [4]) -> (class: [3]) {
        class = x -> hidden: dense(13, relu) -> output: dense(3, softmax);
    }
}

network! {
    /// A value for each point.
    pub struct Regressor(x: [4]) -> (value: [1]) {
        value = x -> hidden: dense(9, tanh) -> output: dense(1);
    }
}

network! {
    /// A yes or no for each point.
    pub struct Judge(x: [4]) -> (answer: [1]) {
        answer = x -> hidden: dense(6, tanh) -> output: dense(1, sigmoid);
    }
}

network! {
    /// A yes or no for two switches, from one step unit.
    pub struct Perceptron(switches: [2]) -> (answer: [1]) {
        answer = switches -> dense(1, heaviside);
    }
}

/// All numbers of a network.
pub fn numbers<N: Network>(network: &N) -> Vec<f32> {
    flat(std::slice::from_ref(network)).to_vec()
}

/// Everything that a fit changes, to the bit.
pub fn state(model: &Regressor, trainer: &Trainer<'_, Regressor, f32>) -> impl PartialEq + use<> {
    let bits = |values: &[f32]| values.iter().map(|value| value.to_bits()).collect::<Vec<u32>>();
    let kept = trainer.optimizer_state();
    let slots: Vec<Vec<u32>> = kept.buffers().map(bits).collect();
    let scalars: Vec<u64> = kept.scalars().iter().map(|value| value.to_bits()).collect();
    let (rate, history) = (trainer.learning_rate(), trainer.history().clone());
    (bits(&numbers(model)), kept.step, slots, scalars, rate, trainer.epochs(), history)
}

/// Points that fill a cube evenly, without any random numbers.
pub fn points(count: usize) -> Vec<[f32; 4]> {
    let roots = [0.5_f64.sqrt(), 3.0_f64.sqrt(), 5.0_f64.sqrt(), 7.0_f64.sqrt()];
    let at = |i: usize| roots.map(|root| (2.0 * (root * (i + 1) as f64).fract() - 1.0) as f32);
    (0..count).map(at).collect()
}

/// Points with the place of the largest of the first three coordinates.
pub fn largest(count: usize) -> Dataset<[f32; 4], u8> {
    let x = points(count);
    let class = |p: &[f32; 4]| (0..3).max_by(|&a, &b| p[a].total_cmp(&p[b])).map_or(0, |c| c as u8);
    let y = x.iter().map(class).collect();
    Dataset::new(x, y).expect("as many targets as samples")
}

/// Points with a smooth function of them.
pub fn surface(count: usize) -> Dataset<[f32; 4], f32> {
    let x = points(count);
    let y = x.iter().map(|p| p[0] * p[1] + 0.5 * p[2] - p[3]).collect();
    Dataset::new(x, y).expect("as many targets as samples")
}
