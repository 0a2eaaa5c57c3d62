#[doc(hidden)]
#[allow(non_upper_case_globals)]
const __Symbolic_OUTPUTS: usize = OUTPUTS;
#[doc(hidden)]
#[allow(non_upper_case_globals)]
const __Symbolic_WIDTH: usize = WIDTH;
#[doc(hidden)]
#[allow(non_upper_case_globals)]
const __Symbolic_WIDTH_2: usize = WIDTH / 2;
#[doc(hidden)]
#[allow(non_upper_case_globals)]
const __Symbolic_HIDDEN: usize = HIDDEN;
#[repr(C)]
struct Symbolic {
    /// `first`: dense, WIDTH → WIDTH / 2, tanh, without bias.
    pub first: ::burdock::layers::Dense<
        { __Symbolic_WIDTH },
        { __Symbolic_WIDTH_2 },
        ::burdock::layers::NoBias,
    >,
    /// `second`: dense, WIDTH / 2 → HIDDEN, sigmoid.
    pub second: ::burdock::layers::Dense<{ __Symbolic_WIDTH_2 }, { __Symbolic_HIDDEN }>,
    /// `y`: dense, HIDDEN → 1.
    pub y: ::burdock::layers::Dense<{ __Symbolic_HIDDEN }, 1>,
}
const _: () = {
    use ::burdock::private::{Part as __Part, require as __require};
    __require(
        (__Symbolic_WIDTH) > 0,
        &[
            __Part::Text("a dimension of `x` cannot be WIDTH = "),
            __Part::Number((__Symbolic_WIDTH)),
            __Part::Text(": at least 1 is needed"),
        ],
    )
};
const _: () = {
    use ::burdock::private::{Part as __Part, require as __require};
    __require(
        (__Symbolic_OUTPUTS) > 0,
        &[
            __Part::Text("a dimension of `y` cannot be OUTPUTS = "),
            __Part::Number((__Symbolic_OUTPUTS)),
            __Part::Text(": at least 1 is needed"),
        ],
    )
};
const _: () = {
    use ::burdock::private::{Part as __Part, require as __require};
    __require(
        (__Symbolic_WIDTH_2) > 0,
        &[
            __Part::Text("the units of `first` cannot be WIDTH / 2 = "),
            __Part::Number((__Symbolic_WIDTH_2)),
            __Part::Text(": at least 1 is needed"),
        ],
    )
};
const _: () = {
    use ::burdock::private::{Part as __Part, require as __require};
    __require(
        (__Symbolic_HIDDEN) > 0,
        &[
            __Part::Text("the units of `second` cannot be HIDDEN = "),
            __Part::Number((__Symbolic_HIDDEN)),
            __Part::Text(": at least 1 is needed"),
        ],
    )
};
const _: () = {
    use ::burdock::private::{Part as __Part, require as __require};
    __require(
        (__Symbolic_OUTPUTS) == 1usize,
        &[
            __Part::Text("`y` is declared as "),
            __Part::Text("[OUTPUTS = "),
            __Part::Number((__Symbolic_OUTPUTS)),
            __Part::Text("]"),
            __Part::Text(", but its layers give "),
            __Part::Text("[1"),
            __Part::Text("]"),
            __Part::Text(
                "\n  x [WIDTH] -> first [WIDTH / 2] -> second [HIDDEN] -> y [1]\n  help: declare y: ",
            ),
            __Part::Text("[1]"),
        ],
    )
};
const _: () = {
    use ::burdock::private as __burdock;
    #[allow(unused_imports)]
    use __burdock::words::{
        dense as _, bias as _, tanh as _, dense as _, bias_init as _, sigmoid as _,
        ones as _, dense as _,
    };
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
        type Input = [f32; __Symbolic_WIDTH];
        type Output = [f32; 1];
        const NAME: &'static str = "Symbolic";
        const LAYERS: &'static [__burdock::LayerRow] = &[
            __burdock::LayerRow {
                name: "first",
                kind: "Dense",
                output_shape: &[__Symbolic_WIDTH_2],
                parameter_count: __Symbolic_WIDTH * __Symbolic_WIDTH_2,
                inputs: &["x"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "second",
                kind: "Dense",
                output_shape: &[__Symbolic_HIDDEN],
                parameter_count: __Symbolic_WIDTH_2 * __Symbolic_HIDDEN
                    + __Symbolic_HIDDEN,
                inputs: &["first"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "y",
                kind: "Dense",
                output_shape: &[1],
                parameter_count: __Symbolic_HIDDEN + 1,
                inputs: &["second"],
                shares: __burdock::None,
            },
        ];
        const PARAMETERS: &'static [__burdock::Parameter] = &[
            __burdock::Parameter {
                name: "first.weight",
                shape: &[__Symbolic_WIDTH, __Symbolic_WIDTH_2],
                offset: 0,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
                kind: __burdock::ParameterKind::DenseWeight,
            },
            __burdock::Parameter {
                name: "second.weight",
                shape: &[__Symbolic_WIDTH_2, __Symbolic_HIDDEN],
                offset: __Symbolic_WIDTH * __Symbolic_WIDTH_2,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
                kind: __burdock::ParameterKind::DenseWeight,
            },
            __burdock::Parameter {
                name: "second.bias",
                shape: &[__Symbolic_HIDDEN],
                offset: __Symbolic_WIDTH * __Symbolic_WIDTH_2
                    + __Symbolic_WIDTH_2 * __Symbolic_HIDDEN,
                initializer: __burdock::Initializer::Ones,
                trainable: true,
                kind: __burdock::ParameterKind::Other,
            },
            __burdock::Parameter {
                name: "y.weight",
                shape: &[__Symbolic_HIDDEN, 1],
                offset: __Symbolic_WIDTH * __Symbolic_WIDTH_2
                    + __Symbolic_WIDTH_2 * __Symbolic_HIDDEN + __Symbolic_HIDDEN,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
                kind: __burdock::ParameterKind::DenseWeight,
            },
            __burdock::Parameter {
                name: "y.bias",
                shape: &[1],
                offset: __Symbolic_WIDTH * __Symbolic_WIDTH_2
                    + __Symbolic_WIDTH_2 * __Symbolic_HIDDEN + __Symbolic_HIDDEN
                    + __Symbolic_HIDDEN,
                initializer: __burdock::Initializer::Zeros,
                trainable: true,
                kind: __burdock::ParameterKind::Other,
            },
        ];
        const INPUTS: &'static [__burdock::InputPort] = &[
            __burdock::InputPort {
                name: "x",
                shape: &[__Symbolic_WIDTH],
            },
        ];
        const OUTPUTS: &'static [__burdock::OutputHead] = &[
            __burdock::OutputHead {
                name: "y",
                layer: "y",
                shape: &[1],
                activation: __burdock::Activation::Linear,
            },
        ];
        const MULTIPLY_ADDS: usize = __Symbolic_WIDTH * __Symbolic_WIDTH_2
            + __Symbolic_WIDTH_2 * __Symbolic_HIDDEN + __Symbolic_HIDDEN;
        const SCRATCH: usize = __Symbolic_WIDTH_2 + __Symbolic_HIDDEN;
        fn heads(
            &self,
            compute: &__burdock::Compute,
            input: &[Self::Input],
            output: &mut [Self::Output],
            scratch: &mut [f32],
            finish: &mut dyn __burdock::FnMut(__burdock::HeadBlock<'_>),
        ) {
            let batch = __burdock::batch_to_predict::<Self>(input, output, scratch);
            let x = __burdock::Rows::new(__burdock::flat(input), __Symbolic_WIDTH);
            let [first] = __burdock::rows(
                scratch,
                batch,
                const { &__burdock::Places::new([0..__Symbolic_WIDTH_2]) },
            );
            self.first.forward(compute, x, __burdock::Activation::Tanh, first);
            let [first, second] = __burdock::rows(
                scratch,
                batch,
                const {
                    &__burdock::Places::new([
                        0..__Symbolic_WIDTH_2,
                        __Symbolic_WIDTH_2..__Symbolic_WIDTH_2 + __Symbolic_HIDDEN,
                    ])
                },
            );
            self.second
                .forward(
                    compute,
                    first.as_rows(),
                    __burdock::Activation::Sigmoid,
                    second,
                );
            let [second] = __burdock::rows(
                scratch,
                batch,
                const {
                    &__burdock::Places::new([
                        __Symbolic_WIDTH_2..__Symbolic_WIDTH_2 + __Symbolic_HIDDEN,
                    ])
                },
            );
            self.y
                .forward_then(
                    compute,
                    second.as_rows(),
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
                { __burdock::stack_scratch(__Symbolic_WIDTH_2 + __Symbolic_HIDDEN) },
            >(self, input)
        }
    }
    impl __burdock::Head for Symbolic {
        type Output = [f32; 1];
        type Kind = __burdock::Values;
    }
    impl __burdock::Model for Symbolic {
        type Network = Self;
        fn network(&self) -> &Self {
            self
        }
    }
    impl __burdock::ModelMut for Symbolic {
        fn network_mut(&mut self) -> &mut Self {
            self
        }
    }
    impl __burdock::Parameters for Symbolic {
        const PARAMETERS: &'static [__burdock::Parameter] = <Self as __burdock::Network>::PARAMETERS;
    }
    impl __burdock::InNetwork for Symbolic {
        type Component = Self;
    }
    impl __burdock::Component for Symbolic {
        __burdock::component!();
    }
    impl __burdock::Trainable for Symbolic {
        const FUSED: bool = true;
        fn workspace(batch: usize) -> usize {
            __burdock::elements(
                batch,
                __Symbolic_WIDTH_2
                    + __burdock::max(&[__Symbolic_HIDDEN, __Symbolic_WIDTH_2])
                    + __Symbolic_HIDDEN + 1,
                &[
                    __burdock::max(
                        &[
                            __burdock::input_gradient_scratch(__Symbolic_HIDDEN, 1),
                            __burdock::input_gradient_scratch(
                                __Symbolic_WIDTH_2,
                                __Symbolic_HIDDEN,
                            ),
                        ],
                    ),
                ],
            )
        }
        #[allow(unused_variables)]
        fn forward(
            &self,
            compute: &__burdock::Compute,
            input: &[Self::Input],
            output: &mut [Self::Output],
            workspace: &mut [f32],
            finish: &mut dyn __burdock::FnMut(__burdock::HeadBlock<'_>),
        ) {
            let batch = __burdock::batch_to_train::<Self>(input, output, workspace);
            let x = __burdock::Rows::new(__burdock::flat(input), __Symbolic_WIDTH);
            let (workspace, transposed) = workspace
                .split_at_mut(
                    batch
                        * (__Symbolic_WIDTH_2
                            + __burdock::max(&[__Symbolic_HIDDEN, __Symbolic_WIDTH_2])
                            + __Symbolic_HIDDEN + 1),
                );
            let [first] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([0..__Symbolic_WIDTH_2]) },
            );
            self.first.forward(compute, x, __burdock::Activation::Tanh, first);
            let [first, second] = __burdock::rows(
                workspace,
                batch,
                const {
                    &__burdock::Places::new([
                        0..__Symbolic_WIDTH_2,
                        __Symbolic_WIDTH_2..__Symbolic_WIDTH_2 + __Symbolic_HIDDEN,
                    ])
                },
            );
            self.second
                .forward(
                    compute,
                    first.as_rows(),
                    __burdock::Activation::Sigmoid,
                    second,
                );
            let [second, mut delta_y] = __burdock::rows(
                workspace,
                batch,
                const {
                    &__burdock::Places::new([
                        __Symbolic_WIDTH_2..__Symbolic_WIDTH_2 + __Symbolic_HIDDEN,
                        __Symbolic_WIDTH_2
                            + __burdock::max(
                                &[__Symbolic_HIDDEN, __Symbolic_WIDTH_2],
                            )..__Symbolic_WIDTH_2
                            + __burdock::max(&[__Symbolic_HIDDEN, __Symbolic_WIDTH_2])
                            + 1,
                    ])
                },
            );
            self.y
                .forward_then(
                    compute,
                    second.as_rows(),
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
        }
        #[allow(unused_variables, unused_mut)]
        fn backward(
            &mut self,
            pass: __burdock::BackwardPass<'_, Self>,
            workspace: &mut [f32],
            update: &mut dyn __burdock::Update,
        ) {
            let batch = __burdock::batch_of_pass(&pass, workspace);
            let __burdock::BackwardPass {
                compute: compute,
                input: input,
                output: output,
                delta: delta,
                below: mut below,
            } = pass;
            let x = __burdock::Rows::new(__burdock::flat(input), __Symbolic_WIDTH);
            let (workspace, transposed) = workspace
                .split_at_mut(
                    batch
                        * (__Symbolic_WIDTH_2
                            + __burdock::max(&[__Symbolic_HIDDEN, __Symbolic_WIDTH_2])
                            + __Symbolic_HIDDEN + 1),
                );
            if let __burdock::Some(delta) = delta {
                let [mut delta_y] = __burdock::rows(
                    workspace,
                    batch,
                    const {
                        &__burdock::Places::new([
                            __Symbolic_WIDTH_2
                                + __burdock::max(
                                    &[__Symbolic_HIDDEN, __Symbolic_WIDTH_2],
                                )..__Symbolic_WIDTH_2
                                + __burdock::max(&[__Symbolic_HIDDEN, __Symbolic_WIDTH_2])
                                + 1,
                        ])
                    },
                );
                delta_y.copy_from(delta.columns(0, 1));
            }
            let [second, delta_y, delta_second] = __burdock::rows(
                workspace,
                batch,
                const {
                    &__burdock::Places::new([
                        __Symbolic_WIDTH_2..__Symbolic_WIDTH_2 + __Symbolic_HIDDEN,
                        __Symbolic_WIDTH_2
                            + __burdock::max(
                                &[__Symbolic_HIDDEN, __Symbolic_WIDTH_2],
                            )..__Symbolic_WIDTH_2
                            + __burdock::max(&[__Symbolic_HIDDEN, __Symbolic_WIDTH_2])
                            + 1,
                        __Symbolic_WIDTH_2
                            + __burdock::max(&[__Symbolic_HIDDEN, __Symbolic_WIDTH_2])
                            + 1..__Symbolic_WIDTH_2
                            + __burdock::max(&[__Symbolic_HIDDEN, __Symbolic_WIDTH_2])
                            + __Symbolic_HIDDEN + 1,
                    ])
                },
            );
            self.y
                .input_gradient(
                    compute,
                    delta_y.as_rows(),
                    __burdock::Activation::Sigmoid,
                    second.as_rows(),
                    false,
                    transposed,
                    delta_second,
                );
            let (weight, bias) = self.y.parameters_mut();
            update
                .dense(
                    compute,
                    __Symbolic_WIDTH * __Symbolic_WIDTH_2
                        + __Symbolic_WIDTH_2 * __Symbolic_HIDDEN + __Symbolic_HIDDEN,
                    weight,
                    bias,
                    second.as_rows(),
                    delta_y.as_rows(),
                    __burdock::Share::Whole,
                );
            let [first, delta_second, delta_first] = __burdock::rows(
                workspace,
                batch,
                const {
                    &__burdock::Places::new([
                        0..__Symbolic_WIDTH_2,
                        __Symbolic_WIDTH_2
                            + __burdock::max(&[__Symbolic_HIDDEN, __Symbolic_WIDTH_2])
                            + 1..__Symbolic_WIDTH_2
                            + __burdock::max(&[__Symbolic_HIDDEN, __Symbolic_WIDTH_2])
                            + __Symbolic_HIDDEN + 1,
                        __Symbolic_WIDTH_2..__Symbolic_WIDTH_2 + __Symbolic_WIDTH_2,
                    ])
                },
            );
            self.second
                .input_gradient(
                    compute,
                    delta_second.as_rows(),
                    __burdock::Activation::Tanh,
                    first.as_rows(),
                    false,
                    transposed,
                    delta_first,
                );
            let (weight, bias) = self.second.parameters_mut();
            update
                .dense(
                    compute,
                    __Symbolic_WIDTH * __Symbolic_WIDTH_2,
                    weight,
                    bias,
                    first.as_rows(),
                    delta_second.as_rows(),
                    __burdock::Share::Whole,
                );
            if let __burdock::Some(below) = below.as_deref_mut() {
                let mut delta_x = __burdock::RowsMut::new(
                    __burdock::flat_mut(below),
                    __Symbolic_WIDTH,
                );
                let [delta_first] = __burdock::rows(
                    workspace,
                    batch,
                    const {
                        &__burdock::Places::new([
                            __Symbolic_WIDTH_2..__Symbolic_WIDTH_2 + __Symbolic_WIDTH_2,
                        ])
                    },
                );
                self.first
                    .input_gradient(
                        compute,
                        delta_first.as_rows(),
                        __burdock::Activation::Linear,
                        x,
                        false,
                        transposed,
                        delta_x,
                    );
            }
            let [delta_first] = __burdock::rows(
                workspace,
                batch,
                const {
                    &__burdock::Places::new([
                        __Symbolic_WIDTH_2..__Symbolic_WIDTH_2 + __Symbolic_WIDTH_2,
                    ])
                },
            );
            let (weight, bias) = self.first.parameters_mut();
            update
                .dense(
                    compute,
                    0,
                    weight,
                    bias,
                    x,
                    delta_first.as_rows(),
                    __burdock::Share::Whole,
                );
        }
    }
    impl __burdock::TrainableComponent for Symbolic {
        const FUSED: bool = <Self as __burdock::Trainable>::FUSED;
        fn workspace(batch: usize) -> usize {
            __burdock::elements(
                batch,
                0,
                &[
                    <Self as __burdock::Trainable>::workspace(batch),
                    __burdock::max(
                        &[
                            __burdock::input_gradient_scratch(
                                __Symbolic_WIDTH,
                                __Symbolic_WIDTH_2,
                            ),
                        ],
                    ),
                ],
            )
        }
        __burdock::trainable_component!();
    }
};
