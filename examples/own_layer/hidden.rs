//! A custom layer made of two dense layers: from six features to thirty units.

use burdock::compute::Compute;
use burdock::kernels::activation::Activation::{Linear, Relu};
use burdock::kernels::dense::input_gradient_scratch;
use burdock::kernels::rows::{Rows, RowsMut};
use burdock::layers::{Dense, Layer, LayerPass};
use burdock::memory::{flat, flat_mut};
use burdock::parameters;

const FEATURES: usize = 6;
const UNITS: usize = 30;
/// The scratch memory for the input gradient of the larger of the two layers.
const SCRATCH: usize = input_gradient_scratch(UNITS, UNITS);

parameters! {
    /// `relu(second · relu(first · x))`.
    pub struct Hidden {
        /// The first layer.
        pub first: Dense<FEATURES, UNITS>,
        /// The second layer.
        pub second: Dense<UNITS, UNITS>,
    }
}

impl Layer for Hidden {
    type Input = [f32; FEATURES];
    type Output = [f32; UNITS];
    const KIND: &'static str = "Hidden";
    const MULTIPLY_ADDS: usize = FEATURES * UNITS + UNITS * UNITS;
    /// The output of the first layer, and the gradients of both layers before their activations.
    const KEPT: usize = 3 * UNITS;

    fn forward(
        &self,
        compute: &Compute,
        input: &[[f32; FEATURES]],
        output: &mut [[f32; UNITS]],
        kept: &mut [f32],
    ) {
        let middle = &mut kept[..input.len() * UNITS];
        let features = Rows::new(flat(input), FEATURES);
        self.first.forward(compute, features, Relu, RowsMut::new(middle, UNITS));
        let (middle, output) = (Rows::new(middle, UNITS), RowsMut::new(flat_mut(output), UNITS));
        self.second.forward(compute, middle, Relu, output);
    }

    fn backward(&self, compute: &Compute, pass: LayerPass<'_, Self>) {
        let LayerPass { input, output, kept, delta, gradient, below } = pass;
        let features = Rows::new(flat(input), FEATURES);
        let (middle, deltas) = kept.split_at_mut(input.len() * UNITS);
        let (upper, lower) = deltas.split_at_mut(input.len() * UNITS);
        let middle = Rows::new(middle, UNITS);

        // Backward through the second relu, whose derivative is 1 where its output is above 0.
        for ((upper, y), delta) in upper.iter_mut().zip(flat(output)).zip(flat(delta)) {
            *upper = if *y > 0.0 { *delta } else { 0.0 };
        }
        let upper = Rows::new(upper, UNITS);
        gradient.second.add_gradient(compute, middle, upper);

        // Backward through the second weight and the first relu.
        let (mut scratch, target) = ([0.0; SCRATCH], RowsMut::new(&mut *lower, UNITS));
        self.second.input_gradient(compute, upper, Relu, middle, false, &mut scratch, target);
        let lower = Rows::new(lower, UNITS);
        gradient.first.add_gradient(compute, features, lower);

        if let Some(below) = below {
            let target = RowsMut::new(flat_mut(below), FEATURES);
            self.first.input_gradient(
                compute,
                lower,
                Linear,
                features,
                false,
                &mut scratch,
                target,
            );
        }
    }
}
