#[repr(C)]
pub struct Symbolic {
    /// `hidden`: dense, WIDTH → WIDTH / 2, tanh, without bias.
    pub hidden: ::burdock::layers::Dense<
        { WIDTH },
        { WIDTH / 2 },
        ::burdock::layers::NoBias,
    >,
    /// `hidden2`: dense, WIDTH / 2 → HIDDEN, sigmoid.
    pub hidden2: ::burdock::layers::Dense<{ WIDTH / 2 }, { HIDDEN }>,
    /// `y`: dense, HIDDEN → 1.
    pub y: ::burdock::layers::Dense<{ HIDDEN }, 1>,
}
const _: () = {
    use ::burdock::private as __burdock;
    unsafe impl __burdock::Plain for Symbolic {}
    impl Symbolic {
        /// A `Symbolic` on the heap, its parameters drawn from `seed`.
        pub fn new(seed: __burdock::Seed) -> __burdock::Box<Self> {
            __burdock::initialized(seed)
        }
        /// A copy on the heap.
        pub fn clone(&self) -> __burdock::Box<Self> {
            __burdock::duplicate(self)
        }
    }
    impl __burdock::Network for Symbolic {
        type Input = [f32; WIDTH];
        type Output = [f32; 1];
        const NAME: &'static str = "Symbolic";
        const LAYERS: &'static [__burdock::Layer] = &[
            __burdock::Layer {
                name: "hidden",
                kind: "Dense",
                output_shape: &[WIDTH / 2],
                parameter_count: WIDTH * (WIDTH / 2),
                inputs: &["x"],
            },
            __burdock::Layer {
                name: "hidden2",
                kind: "Dense",
                output_shape: &[HIDDEN],
                parameter_count: (WIDTH / 2) * HIDDEN + HIDDEN,
                inputs: &["hidden"],
            },
            __burdock::Layer {
                name: "y",
                kind: "Dense",
                output_shape: &[1],
                parameter_count: HIDDEN + 1,
                inputs: &["hidden2"],
            },
        ];
        const PARAMETERS: &'static [__burdock::Parameter] = &[
            __burdock::Parameter {
                name: "hidden.weight",
                shape: &[WIDTH, WIDTH / 2],
                offset: 0,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
            },
            __burdock::Parameter {
                name: "hidden2.weight",
                shape: &[WIDTH / 2, HIDDEN],
                offset: WIDTH * (WIDTH / 2),
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
            },
            __burdock::Parameter {
                name: "hidden2.bias",
                shape: &[HIDDEN],
                offset: WIDTH * (WIDTH / 2) + (WIDTH / 2) * HIDDEN,
                initializer: __burdock::Initializer::Zeros,
                trainable: true,
            },
            __burdock::Parameter {
                name: "y.weight",
                shape: &[HIDDEN, 1],
                offset: WIDTH * (WIDTH / 2) + (WIDTH / 2) * HIDDEN + HIDDEN,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
            },
            __burdock::Parameter {
                name: "y.bias",
                shape: &[1],
                offset: WIDTH * (WIDTH / 2) + (WIDTH / 2) * HIDDEN + HIDDEN + HIDDEN,
                initializer: __burdock::Initializer::Zeros,
                trainable: true,
            },
        ];
        const OUTPUTS: &'static [__burdock::OutputHead] = &[
            __burdock::OutputHead {
                name: "y",
                shape: &[1],
                activation: __burdock::Activation::Linear,
            },
        ];
        const MULTIPLY_ADDS: usize = WIDTH * (WIDTH / 2) + (WIDTH / 2) * HIDDEN + HIDDEN;
        const SCRATCH: usize = (WIDTH / 2) + HIDDEN;
        fn heads(
            &self,
            compute: &__burdock::Compute,
            input: &[Self::Input],
            output: &mut [Self::Output],
            scratch: &mut [f32],
            finish: &mut dyn __burdock::FnMut(__burdock::HeadBlock<'_>),
        ) {
            let batch = __burdock::batch_of(input, output);
            let x = __burdock::Rows::new(__burdock::flat(input), WIDTH);
            let [hidden] = __burdock::rows(scratch, batch, [0..WIDTH / 2]);
            self.hidden.forward(compute, x, __burdock::Activation::Tanh, hidden);
            let [hidden, hidden2] = __burdock::rows(
                scratch,
                batch,
                [0..WIDTH / 2, WIDTH / 2..(WIDTH / 2) + HIDDEN],
            );
            self.hidden2
                .forward(
                    compute,
                    hidden.as_rows(),
                    __burdock::Activation::Sigmoid,
                    hidden2,
                );
            let [hidden2] = __burdock::rows(
                scratch,
                batch,
                [WIDTH / 2..(WIDTH / 2) + HIDDEN],
            );
            self.y
                .forward_then(
                    compute,
                    hidden2.as_rows(),
                    __burdock::RowsMut::new(__burdock::flat_mut(output), 1),
                    &mut |rows, block| finish(__burdock::HeadBlock {
                        head: 0,
                        rows,
                        output: block,
                        delta: __burdock::None,
                    }),
                );
        }
        fn predict(&self, input: &Self::Input) -> Self::Output {
            __burdock::predict::<
                Self,
                { __burdock::stack_scratch((WIDTH / 2) + HIDDEN) },
            >(self, input)
        }
    }
    impl __burdock::Head for Symbolic {
        type Output = [f32; 1];
        type Kind = __burdock::Values;
    }
    impl __burdock::Trainable for Symbolic {
        fn workspace(batch: usize) -> usize {
            batch * ((WIDTH / 2) + __burdock::max(&[HIDDEN, WIDTH / 2]) + HIDDEN + 1)
                + __burdock::max(
                    &[
                        __burdock::input_gradient_scratch(HIDDEN, 1),
                        __burdock::input_gradient_scratch(WIDTH / 2, HIDDEN),
                    ],
                )
        }
        fn step(
            &mut self,
            compute: &__burdock::Compute,
            input: &[Self::Input],
            output: &mut [Self::Output],
            workspace: &mut [f32],
            finish: &mut dyn __burdock::FnMut(__burdock::HeadBlock<'_>),
            update: &mut dyn __burdock::Update,
        ) {
            let batch = __burdock::batch_of(input, output);
            let x = __burdock::Rows::new(__burdock::flat(input), WIDTH);
            let (workspace, transposed) = workspace
                .split_at_mut(
                    batch
                        * ((WIDTH / 2) + __burdock::max(&[HIDDEN, WIDTH / 2]) + HIDDEN
                            + 1),
                );
            let [hidden] = __burdock::rows(workspace, batch, [0..WIDTH / 2]);
            self.hidden.forward(compute, x, __burdock::Activation::Tanh, hidden);
            let [hidden, hidden2] = __burdock::rows(
                workspace,
                batch,
                [0..WIDTH / 2, WIDTH / 2..(WIDTH / 2) + HIDDEN],
            );
            self.hidden2
                .forward(
                    compute,
                    hidden.as_rows(),
                    __burdock::Activation::Sigmoid,
                    hidden2,
                );
            let [hidden2, mut delta_y] = __burdock::rows(
                workspace,
                batch,
                [
                    WIDTH / 2..(WIDTH / 2) + HIDDEN,
                    (WIDTH / 2)
                        + __burdock::max(
                            &[HIDDEN, WIDTH / 2],
                        )..(WIDTH / 2) + __burdock::max(&[HIDDEN, WIDTH / 2]) + 1,
                ],
            );
            self.y
                .forward_then(
                    compute,
                    hidden2.as_rows(),
                    __burdock::RowsMut::new(__burdock::flat_mut(output), 1),
                    &mut |rows, block| {
                        let delta = delta_y.range(rows.start..rows.end);
                        finish(__burdock::HeadBlock {
                            head: 0,
                            rows,
                            output: block,
                            delta: __burdock::Some(delta),
                        })
                    },
                );
            let [hidden2, delta_y, delta_hidden2] = __burdock::rows(
                workspace,
                batch,
                [
                    WIDTH / 2..(WIDTH / 2) + HIDDEN,
                    (WIDTH / 2)
                        + __burdock::max(
                            &[HIDDEN, WIDTH / 2],
                        )..(WIDTH / 2) + __burdock::max(&[HIDDEN, WIDTH / 2]) + 1,
                    (WIDTH / 2) + __burdock::max(&[HIDDEN, WIDTH / 2])
                        + 1..(WIDTH / 2) + __burdock::max(&[HIDDEN, WIDTH / 2]) + HIDDEN
                        + 1,
                ],
            );
            self.y
                .input_gradient(
                    compute,
                    delta_y.as_rows(),
                    __burdock::Activation::Sigmoid,
                    hidden2.as_rows(),
                    false,
                    transposed,
                    delta_hidden2,
                );
            let (weight, bias) = self.y.parameters_mut();
            update
                .dense(
                    compute,
                    WIDTH * (WIDTH / 2) + (WIDTH / 2) * HIDDEN + HIDDEN,
                    weight,
                    bias,
                    hidden2.as_rows(),
                    delta_y.as_rows(),
                );
            let [hidden, delta_hidden2, delta_hidden] = __burdock::rows(
                workspace,
                batch,
                [
                    0..WIDTH / 2,
                    (WIDTH / 2) + __burdock::max(&[HIDDEN, WIDTH / 2])
                        + 1..(WIDTH / 2) + __burdock::max(&[HIDDEN, WIDTH / 2]) + HIDDEN
                        + 1,
                    WIDTH / 2..(WIDTH / 2) + (WIDTH / 2),
                ],
            );
            self.hidden2
                .input_gradient(
                    compute,
                    delta_hidden2.as_rows(),
                    __burdock::Activation::Tanh,
                    hidden.as_rows(),
                    false,
                    transposed,
                    delta_hidden,
                );
            let (weight, bias) = self.hidden2.parameters_mut();
            update
                .dense(
                    compute,
                    WIDTH * (WIDTH / 2),
                    weight,
                    bias,
                    hidden.as_rows(),
                    delta_hidden2.as_rows(),
                );
            let [delta_hidden] = __burdock::rows(
                workspace,
                batch,
                [WIDTH / 2..(WIDTH / 2) + (WIDTH / 2)],
            );
            let (weight, bias) = self.hidden.parameters_mut();
            update.dense(compute, 0, weight, bias, x, delta_hidden.as_rows());
        }
    }
};
