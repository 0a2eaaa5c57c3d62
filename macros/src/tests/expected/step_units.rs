#[repr(C)]
pub(crate) struct Xor {
    /// `hidden`: dense, 2 → 2, heaviside.
    pub hidden: ::burdock::layers::Dense<2, 2>,
    /// `y`: dense, 2 → 1, heaviside.
    pub y: ::burdock::layers::Dense<2, 1>,
}
const _: () = {
    use ::burdock::private as __burdock;
    #[allow(unused_imports)]
    use __burdock::words::{dense as _, heaviside as _, dense as _, heaviside as _};
    unsafe impl __burdock::Plain for Xor {}
    impl Xor {
        /// A `Xor` on the heap, its parameters drawn from `seed`.
        pub fn new(seed: __burdock::Seed) -> __burdock::Box<Self> {
            __burdock::initialized(seed)
        }
        /// A copy on the heap.
        pub fn clone(&self) -> __burdock::Box<Self> {
            __burdock::duplicate(self)
        }
    }
    impl __burdock::Network for Xor {
        type Input = [f32; 2];
        type Output = [f32; 1];
        const NAME: &'static str = "Xor";
        const LAYERS: &'static [__burdock::LayerRow] = &[
            __burdock::LayerRow {
                name: "hidden",
                kind: "Dense",
                output_shape: &[2],
                parameter_count: 6,
                inputs: &["x"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "y",
                kind: "Dense",
                output_shape: &[1],
                parameter_count: 3,
                inputs: &["hidden"],
                shares: __burdock::None,
            },
        ];
        const PARAMETERS: &'static [__burdock::Parameter] = &[
            __burdock::Parameter {
                name: "hidden.weight",
                shape: &[2, 2],
                offset: 0,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
                kind: __burdock::ParameterKind::DenseWeight,
            },
            __burdock::Parameter {
                name: "hidden.bias",
                shape: &[2],
                offset: 4,
                initializer: __burdock::Initializer::Zeros,
                trainable: true,
                kind: __burdock::ParameterKind::Other,
            },
            __burdock::Parameter {
                name: "y.weight",
                shape: &[2, 1],
                offset: 6,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
                kind: __burdock::ParameterKind::DenseWeight,
            },
            __burdock::Parameter {
                name: "y.bias",
                shape: &[1],
                offset: 8,
                initializer: __burdock::Initializer::Zeros,
                trainable: true,
                kind: __burdock::ParameterKind::Other,
            },
        ];
        const INPUTS: &'static [__burdock::InputPort] = &[
            __burdock::InputPort {
                name: "x",
                shape: &[2],
            },
        ];
        const OUTPUTS: &'static [__burdock::OutputHead] = &[
            __burdock::OutputHead {
                name: "y",
                layer: "y",
                shape: &[1],
                activation: __burdock::Activation::Heaviside,
            },
        ];
        const MULTIPLY_ADDS: usize = 6;
        const SCRATCH: usize = 2;
        fn heads(
            &self,
            compute: &__burdock::Compute,
            input: &[Self::Input],
            output: &mut [Self::Output],
            scratch: &mut [f32],
            finish: &mut dyn __burdock::FnMut(__burdock::HeadBlock<'_>),
        ) {
            let batch = __burdock::batch_to_predict::<Self>(input, output, scratch);
            let x = __burdock::Rows::new(__burdock::flat(input), 2);
            let [hidden] = __burdock::rows(
                scratch,
                batch,
                const { &__burdock::Places::new([0..2]) },
            );
            self.hidden.forward(compute, x, __burdock::Activation::Heaviside, hidden);
            let [hidden] = __burdock::rows(
                scratch,
                batch,
                const { &__burdock::Places::new([0..2]) },
            );
            self.y
                .forward_then(
                    compute,
                    hidden.as_rows(),
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
            __burdock::predict::<Self, { __burdock::stack_scratch(2) }>(self, input)
        }
    }
    impl __burdock::Head for Xor {
        type Output = [f32; 1];
        type Kind = __burdock::Step;
    }
    impl __burdock::Model for Xor {
        type Network = Self;
        fn network(&self) -> &Self {
            self
        }
    }
    impl __burdock::ModelMut for Xor {
        fn network_mut(&mut self) -> &mut Self {
            self
        }
    }
    impl __burdock::Parameters for Xor {
        const PARAMETERS: &'static [__burdock::Parameter] = <Self as __burdock::Network>::PARAMETERS;
    }
    impl __burdock::InNetwork for Xor {
        type Component = Self;
    }
    impl __burdock::Component for Xor {
        __burdock::component!();
    }
};
