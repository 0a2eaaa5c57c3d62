//! Small networks written out by hand, as `network!` would emit them, and data for them.
#![allow(dead_code, unsafe_code, unused_macros, missing_docs)]

use burdock::data::Dataset;
use burdock::private::*;

/// A network of one hidden layer.
macro_rules! mlp {
    ($name:ident, $inputs:literal -> $hidden:literal $between:ident -> $outputs:literal $last:ident, $kind:ident) => {
        #[repr(C)]
        pub struct $name {
            pub hidden: Dense<$inputs, $hidden>,
            pub output: Dense<$hidden, $outputs>,
        }

        // SAFETY: `repr(C)`, of fields that are `Plain`.
        unsafe impl Plain for $name {}

        impl $name {
            const WEIGHT2: usize = $inputs * $hidden + $hidden;

            pub fn new(seed: Seed) -> Box<Self> {
                initialized(seed)
            }
        }

        impl Model for $name {
            type Network = Self;
            fn network(&self) -> &Self {
                self
            }
        }

        impl ModelMut for $name {
            fn network_mut(&mut self) -> &mut Self {
                self
            }
        }

        impl Head for $name {
            type Output = [f32; $outputs];
            type Kind = $kind;
        }

        impl Network for $name {
            type Input = [f32; $inputs];
            type Output = [f32; $outputs];
            const NAME: &'static str = stringify!($name);
            const LAYERS: &'static [Layer] = &[
                Layer {
                    name: "hidden",
                    kind: "Dense",
                    output_shape: &[$hidden],
                    parameter_count: ($inputs + 1) * $hidden,
                    inputs: &["x"],
                },
                Layer {
                    name: "output",
                    kind: "Dense",
                    output_shape: &[$outputs],
                    parameter_count: ($hidden + 1) * $outputs,
                    inputs: &["hidden"],
                },
            ];
            const PARAMETERS: &'static [Parameter] = &[
                Parameter {
                    name: "hidden.weight",
                    shape: &[$inputs, $hidden],
                    offset: 0,
                    initializer: Initializer::GlorotUniform,
                    trainable: true,
                },
                Parameter {
                    name: "hidden.bias",
                    shape: &[$hidden],
                    offset: $inputs * $hidden,
                    initializer: Initializer::Zeros,
                    trainable: true,
                },
                Parameter {
                    name: "output.weight",
                    shape: &[$hidden, $outputs],
                    offset: Self::WEIGHT2,
                    initializer: Initializer::GlorotUniform,
                    trainable: true,
                },
                Parameter {
                    name: "output.bias",
                    shape: &[$outputs],
                    offset: Self::WEIGHT2 + $hidden * $outputs,
                    initializer: Initializer::Zeros,
                    trainable: true,
                },
            ];
            const OUTPUTS: &'static [OutputHead] =
                &[OutputHead { name: "output", shape: &[$outputs], activation: Activation::$last }];
            const MULTIPLY_ADDS: usize = ($inputs + $outputs) * $hidden;
            const SCRATCH: usize = $hidden;

            fn heads(
                &self,
                compute: &Compute,
                input: &[Self::Input],
                output: &mut [<Self as Network>::Output],
                scratch: &mut [f32],
                finish: &mut dyn FnMut(HeadBlock<'_>),
            ) {
                let batch = batch_of(input, output);
                let hidden = &mut scratch[..batch * $hidden];
                let input = Rows::new(flat(input), $inputs);
                let between = Activation::$between;
                self.hidden.forward(compute, input, between, RowsMut::new(hidden, $hidden));
                let output = RowsMut::new(flat_mut(output), $outputs);
                let hidden = Rows::new(hidden, $hidden);
                self.output.forward_then(compute, hidden, output, &mut |rows, output| {
                    finish(HeadBlock { head: 0, rows, output, delta: None });
                });
            }

            fn predict(&self, input: &Self::Input) -> <Self as Network>::Output {
                predict::<Self, $hidden>(self, input)
            }
        }

        impl Trainable for $name {
            fn workspace(batch: usize) -> usize {
                batch * (2 * $hidden + $outputs)
                    + burdock::kernels::dense::input_gradient_scratch($hidden, $outputs)
            }

            fn step(
                &mut self,
                compute: &Compute,
                input: &[Self::Input],
                output: &mut [<Self as Network>::Output],
                workspace: &mut [f32],
                finish: &mut dyn FnMut(HeadBlock<'_>),
                update: &mut dyn Update,
            ) {
                let batch = batch_of(input, output);
                let (hidden, workspace) = workspace.split_at_mut(batch * $hidden);
                let (delta_hidden, workspace) = workspace.split_at_mut(batch * $hidden);
                let (delta_output, transposed) = workspace.split_at_mut(batch * $outputs);
                let input = Rows::new(flat(input), $inputs);
                let between = Activation::$between;
                let rows = RowsMut::new(hidden, $hidden);
                self.hidden.forward(compute, input, between, rows);
                let hidden = Rows::new(hidden, $hidden);
                let output = RowsMut::new(flat_mut(output), $outputs);
                let mut delta = RowsMut::new(delta_output, $outputs);
                self.output.forward_then(compute, hidden, output, &mut |rows, output| {
                    let delta = Some(delta.range(rows.clone()));
                    finish(HeadBlock { head: 0, rows, output, delta });
                });
                let delta_output = Rows::new(delta_output, $outputs);
                self.output.input_gradient(
                    compute,
                    delta_output,
                    between,
                    hidden,
                    false,
                    transposed,
                    RowsMut::new(delta_hidden, $hidden),
                );
                let (weight, bias) = self.output.parameters_mut();
                update.dense(compute, Self::WEIGHT2, weight, bias, hidden, delta_output);
                let delta_hidden = Rows::new(delta_hidden, $hidden);
                let (weight, bias) = self.hidden.parameters_mut();
                update.dense(compute, 0, weight, bias, input, delta_hidden);
            }
        }
    };
}

mlp!(Classifier, 4 -> 13 Relu -> 3 Softmax, Softmax);
mlp!(Regressor, 4 -> 9 Tanh -> 1 Linear, Values);
mlp!(Judge, 4 -> 6 Tanh -> 1 Sigmoid, Sigmoid);

/// All numbers of a network.
pub fn numbers<N: Network>(network: &N) -> Vec<f32> {
    flat(std::slice::from_ref(network)).to_vec()
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
    Dataset { x, y }
}

/// Points with a smooth function of them.
pub fn surface(count: usize) -> Dataset<[f32; 4], f32> {
    let x = points(count);
    let y = x.iter().map(|p| p[0] * p[1] + 0.5 * p[2] - p[3]).collect();
    Dataset { x, y }
}
