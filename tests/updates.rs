//! Updates at once, slab by slab and from accumulated gradients, against one pass over all of them.
//!
//! The reference stores the complete gradient of every parameter, as the kernels compute it, and
//! then calls the optimizer on the whole network: the trainer's results must be bit-identical, for
//! networks of every kind and for any number of threads.

use burdock::initializers::Initializer;
use burdock::kernels::dense::weight_gradient;
use burdock::kernels::rows::Rows;
use burdock::layers::{Layer, LayerPass};
use burdock::memory::{Plain, extend_zeroed, flat_mut};
use burdock::network::{HeadBlock, Share, Trainable, Update};
use burdock::optimizers::{Optimizer, OptimizerState};
use burdock::parameters;
use burdock::prelude::*;
use burdock::private::initialized;
use burdock::training::Objective;
use std::slice::from_mut;

network! {
    /// Many slabs, of which the last one is not full.
    struct Large(x: [700]) -> (y: [2]) {
        y = x -> dense(300, tanh) -> dense(7, tanh, bias = false) -> dense(2);
    }
}

network! {
    /// More inputs than a slab has rows, in a weight whose sums depend on their position.
    struct Tall(x: [12_345]) -> (y: [2]) {
        y = x -> dense(1, tanh) -> dense(2);
    }
}

network! {
    /// A row longer than a slab.
    struct Broad(x: [19]) -> (y: [2]) {
        y = x -> dense(10_001, tanh) -> dense(2);
    }
}

network! {
    struct Encoder(x: [50]) -> (code: [5]) {
        code = x -> dense(70, relu) -> dense(5, tanh);
    }
}

parameters! {
    /// A factor for each of five elements.
    struct Gate {
        weight: [f32; 5] = Initializer::Ones,
    }
}

impl Layer for Gate {
    type Input = [f32; 5];
    type Output = [f32; 5];
    const KIND: &'static str = "Gate";

    fn forward(&self, _: &Compute, input: &[[f32; 5]], output: &mut [[f32; 5]], _: &mut [f32]) {
        for (x, y) in input.iter().zip(output) {
            *y = std::array::from_fn(|place| self.weight[place] * x[place]);
        }
    }

    fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
        for (x, delta) in pass.input.iter().zip(pass.delta) {
            for place in 0..5 {
                pass.gradient.weight[place] += delta[place] * x[place];
            }
        }
        for (below, delta) in pass.below.into_iter().flatten().zip(pass.delta) {
            *below = std::array::from_fn(|place| delta[place] * self.weight[place]);
        }
    }
}

network! {
    /// A nested network and a layer that are used twice, a custom layer, and large layers.
    struct Mixed(left: [50], right: [50], other: [300]) -> (y: [2]) {
        shared encoder = Encoder;
        shared mixer = dense(5, tanh);
        one = left -> encoder -> mixer;
        two = right -> encoder -> Gate -> mixer;
        three = other -> dense(500, relu) -> dense(5, tanh);
        y = concatenate(one, two, three) -> dense(2);
    }
}

network! {
    /// No longer than a slab.
    struct Small(x: [8]) -> (y: [2]) {
        y = x -> dense(30, relu) -> dense(2);
    }
}

#[test]
fn the_bits_are_those_of_one_pass_over_all_gradients() {
    check::<Large>();
    check::<Tall>();
    check::<Broad>();
    check::<Mixed>();
    check::<Small>();
}

const BATCH: usize = 9;
const STEPS: usize = 3;

fn check<N: Trainable<Input: Clone, Output: Clone + 'static> + 'static>()
where
    MeanSquaredError: Objective<N, N::Output>,
{
    check_with::<N>(Sgd::new(0.1));
    check_with::<N>(Adam::new(0.01));
    check_with::<N>(Nadam::new(0.01));
    check_with::<N>(Sgd::new(0.01).momentum(0.9).nesterov(true));
}

fn check_with<N: Trainable<Input: Clone, Output: Clone + 'static> + 'static>(
    optimizer: impl Optimizer + Copy + 'static,
) where
    MeanSquaredError: Objective<N, N::Output>,
{
    let (x, y) = (numbers::<N::Input>(BATCH, 0.3), numbers::<N::Output>(BATCH, 0.7));
    let expected = reference::<N>(&x, &y, &optimizer);
    let data = Dataset::new(x, y).expect("as many");
    for threads in 1..=3 {
        let mut network = initialized::<N>(Seed(3));
        let mut trainer = Trainer::new(MeanSquaredError, optimizer);
        trainer = trainer.shuffle(false).batch_size(BATCH).threads(threads);
        trainer.fit(&mut network, &data, STEPS).expect("trains");
        let found = bits(&mut *network);
        assert_eq!(found.len(), expected.len());
        let name = (N::NAME, optimizer.name(), threads);
        let unlike = found.iter().zip(&expected).filter(|(found, expected)| found != expected);
        assert_eq!(unlike.count(), 0, "{name:?}");
    }
}

/// The network's parameters after some steps, from complete gradients.
fn reference<N: Trainable<Output: Clone>>(
    x: &[N::Input],
    y: &[N::Output],
    optimizer: &dyn Optimizer,
) -> Vec<u32>
where
    MeanSquaredError: Objective<N, N::Output>,
{
    let compute = Compute::detect();
    let mut network = initialized::<N>(Seed(3));
    let mut state = OptimizerState::new(optimizer, N::PARAMETER_COUNT);
    let mut gradients = Gradients(vec![f32::NAN; N::PARAMETER_COUNT]);
    let (mut output, mut workspace) = (y.to_vec(), vec![0.0; N::workspace(BATCH)]);
    for _ in 0..STEPS {
        let mut losses = [0.0; BATCH];
        let mut finish = |block: HeadBlock<'_>| {
            MeanSquaredError.finish(&compute, block, y, 1.0 / BATCH as f32, &mut losses);
        };
        network.step(&compute, x, &mut output, &mut workspace, &mut finish, &mut gradients);
        let step = state.begin_step(optimizer);
        let parameters = flat_mut(from_mut(&mut *network));
        let slots = state.slots(0..N::PARAMETER_COUNT);
        optimizer.update(&compute, step, parameters, &gradients.0, slots);
    }
    bits(&mut *network)
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
        share: Share,
    ) {
        let (of_weight, rest) = self.0[offset..].split_at_mut(weight.len());
        let of_bias = &mut rest[..bias.len()];
        weight_gradient(compute, input, delta, share.is_further(), of_weight, of_bias);
    }

    fn gradient(
        &mut self,
        offset: usize,
        length: usize,
        share: Share,
        fill: &mut dyn FnMut(&mut [f32]),
    ) {
        let gradient = &mut self.0[offset..][..length];
        if !share.is_further() {
            gradient.fill(0.0);
        }
        fill(gradient);
    }
}

fn bits<N: Network>(network: &mut N) -> Vec<u32> {
    flat_mut(from_mut(network)).iter().map(|number| number.to_bits()).collect()
}

fn numbers<T: Plain>(count: usize, phase: f32) -> Vec<T> {
    let mut values = Vec::with_capacity(count);
    extend_zeroed(&mut values, count).expect("there is memory for a few numbers");
    for (place, number) in flat_mut(&mut values).iter_mut().enumerate() {
        *number = (place as f32 * 0.37 + phase).sin();
    }
    values
}
