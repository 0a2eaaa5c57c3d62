//! A custom layer with const generics, with an array of layers, in networks of several sizes.

use burdock::compute::Compute;
use burdock::initializers::Initializer;
use burdock::kernels::activation::Activation::{Linear, Relu};
use burdock::kernels::dense::input_gradient_scratch;
use burdock::kernels::rows::{Rows, RowsMut};
use burdock::layers::{Dense, Layer, LayerPass, check_gradients};
use burdock::memory::{flat, flat_mut};
use burdock::parameters;
use burdock::prelude::*;
use std::slice::from_ref;

parameters! {
    /// `weight · x`, element by element.
    pub struct Gate<const N: usize> {
        weight: [f32; N] = Initializer::Ones,
    }
}

impl<const N: usize> Layer for Gate<N> {
    type Input = [f32; N];
    type Output = [f32; N];
    const KIND: &'static str = "Gate";
    const MULTIPLY_ADDS: usize = N;

    fn forward(&self, _: &Compute, input: &[[f32; N]], output: &mut [[f32; N]], _: &mut [f32]) {
        for (x, y) in input.iter().zip(output) {
            for i in 0..N {
                y[i] = self.weight[i] * x[i];
            }
        }
    }

    fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
        let LayerPass { input, delta, gradient, below, .. } = pass;
        for (x, delta) in input.iter().zip(delta) {
            for i in 0..N {
                gradient.weight[i] += delta[i] * x[i];
            }
        }
        for (below, delta) in below.into_iter().flatten().zip(delta) {
            for i in 0..N {
                below[i] = delta[i] * self.weight[i];
            }
        }
    }
}

parameters! {
    /// `DEPTH` dense layers with relu, one after the other.
    pub struct Tower<const N: usize, const DEPTH: usize> {
        blocks: [Dense<N, N>; DEPTH],
    }
}

impl<const N: usize, const DEPTH: usize> Layer for Tower<N, DEPTH> {
    type Input = [f32; N];
    type Output = [f32; N];
    const KIND: &'static str = "Tower";
    const MULTIPLY_ADDS: usize = DEPTH * N * N;
    /// The output of each layer, two gradients, and the scratch memory of the input gradient.
    const KEPT: usize = (DEPTH + 2) * N + input_gradient_scratch(N, N);

    fn forward(
        &self,
        compute: &Compute,
        input: &[[f32; N]],
        output: &mut [[f32; N]],
        kept: &mut [f32],
    ) {
        let numbers = input.len() * N;
        let mut last = flat(input);
        for (block, kept) in self.blocks.iter().zip(kept.chunks_exact_mut(numbers.max(1))) {
            block.forward(compute, Rows::new(last, N), Relu, RowsMut::new(kept, N));
            last = kept;
        }
        flat_mut(output).copy_from_slice(last);
    }

    fn backward(&self, compute: &Compute, pass: LayerPass<'_, Self>) {
        let LayerPass { input, output, kept, delta, gradient, below } = pass;
        let numbers = input.len() * N;
        let (given, rest) = kept.split_at_mut(DEPTH * numbers);
        let (mut delta_above, rest) = {
            let (above, rest) = rest.split_at_mut(numbers);
            for ((above, y), delta) in above.iter_mut().zip(flat(output)).zip(flat(delta)) {
                *above = if *y > 0.0 { *delta } else { 0.0 };
            }
            (above, rest)
        };
        let (mut delta_below, scratch) = rest.split_at_mut(numbers);
        for index in (0..DEPTH).rev() {
            let (taken, slope) = match index {
                0 => (flat(input), Linear),
                _ => (&given[(index - 1) * numbers..][..numbers], Relu),
            };
            let (taken, above) = (Rows::new(taken, N), Rows::new(delta_above, N));
            gradient.blocks[index].add_gradient(compute, taken, above);
            if index > 0 || below.is_some() {
                let target = RowsMut::new(&mut *delta_below, N);
                self.blocks[index]
                    .input_gradient(compute, above, slope, taken, false, scratch, target);
            }
            (delta_above, delta_below) = (delta_below, delta_above);
        }
        if let Some(below) = below {
            flat_mut(below).copy_from_slice(delta_above);
        }
    }
}

network! {
    struct Gated(x: [5]) -> (y: [1]) {
        y = x -> Gate<5> -> dense(3, tanh) -> last: Gate<3> -> dense(1);
    }
}

network! {
    struct Declared(x: [5]) -> (y: [1]) {
        y = x -> dense(5, relu) -> dense(5, relu) -> dense(5, relu) -> dense(1);
    }
}

network! {
    struct Looped(x: [5]) -> (y: [1]) {
        y = x -> tower: Tower<5, 3> -> dense(1);
    }
}

#[test]
fn gradients_are_right_for_every_size() {
    for seed in 0..20 {
        check_gradients::<Gate<1>>(Seed(seed)).expect("right");
        check_gradients::<Gate<7>>(Seed(seed)).expect("right");
        check_gradients::<Tower<4, 1>>(Seed(seed)).expect("right");
        check_gradients::<Tower<5, 3>>(Seed(seed)).expect("right");
    }
}

#[test]
fn each_use_has_a_size_of_its_own() {
    let names: Vec<&str> = Gated::PARAMETERS.iter().map(|parameter| parameter.name).collect();
    assert_eq!(
        names,
        ["gate_1.weight", "dense_1.weight", "dense_1.bias", "last.weight", "y.weight", "y.bias"]
    );
    let model = Gated::new(Seed(1));
    assert_eq!((model.gate_1.weight, model.last.weight), ([1.0; 5], [1.0; 3]));
}

#[test]
fn layers_in_an_array_are_named_by_their_places() {
    let names: Vec<&str> = Looped::PARAMETERS.iter().map(|parameter| parameter.name).collect();
    assert_eq!(
        names[..3],
        ["tower.blocks.0.weight", "tower.blocks.0.bias", "tower.blocks.1.weight"]
    );
    assert_eq!(names[5..], ["tower.blocks.2.bias", "y.weight", "y.bias"]);
}

/// Bit-identical parameters to those of the same layers declared one by one.
#[test]
fn a_loop_over_layers_learns_the_bits_of_the_declared_network() {
    let x: Vec<[f32; 5]> =
        (0..70).map(|row| std::array::from_fn(|i| ((row * 5 + i) as f32 * 0.37).sin())).collect();
    let y: Vec<f32> = x.iter().map(|x| x[0] * x[1] - x[2] + x[3] * x[4]).collect();
    let data = Dataset::new(x, y).expect("as many targets as samples");
    macro_rules! fitted {
        ($network:ident, $optimizer:expr) => {{
            let mut model = $network::new(Seed(42));
            let mut trainer = Trainer::new(MeanSquaredError, $optimizer).seed(Seed(42));
            let history = trainer.fit(&mut model, &data, 5).expect("trains");
            let losses: Vec<f64> = history.series("loss").collect();
            (flat(from_ref(&*model)).to_vec(), losses)
        }};
    }
    let (numbers, losses) = fitted!(Declared, Sgd::new(0.05));
    assert!(losses[4] < losses[0]);
    assert_eq!((numbers, losses), fitted!(Looped, Sgd::new(0.05)));
    assert_eq!(fitted!(Declared, Adam::default()), fitted!(Looped, Adam::default()));
}
