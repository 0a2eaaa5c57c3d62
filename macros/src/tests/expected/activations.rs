#[repr(C)]
struct Activations {
    /// `shares`: dense, 4 → 6, softmax.
    pub shares: ::burdock::layers::Dense<4, 6>,
    /// `values`: dense, 6 → 3.
    pub values: ::burdock::layers::Dense<6, 3>,
}
const _: () = {
    use ::burdock::private as __burdock;
    #[allow(unused_imports)]
    use __burdock::words::{
        activation as _, tanh as _, dense as _, softmax as _, dense as _,
        activation as _, relu as _, activation as _, softmax as _,
    };
    unsafe impl __burdock::Plain for Activations {}
    impl Activations {
        /// A `Activations` on the heap, its parameters drawn from `seed`.
        pub fn new(seed: __burdock::Seed) -> __burdock::Box<Self> {
            __burdock::initialized(seed)
        }
        /// A copy on the heap.
        pub fn clone(&self) -> __burdock::Box<Self> {
            __burdock::duplicate(self)
        }
    }
    impl __burdock::Network for Activations {
        type Input = [f32; 4];
        type Output = [f32; 3];
        const NAME: &'static str = "Activations";
        const LAYERS: &'static [__burdock::LayerRow] = &[
            __burdock::LayerRow {
                name: "activation_1",
                kind: "Activation",
                output_shape: &[4],
                parameter_count: 0,
                inputs: &["x"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "shares",
                kind: "Dense",
                output_shape: &[6],
                parameter_count: 30,
                inputs: &["activation_1"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "values",
                kind: "Dense",
                output_shape: &[3],
                parameter_count: 21,
                inputs: &["shares"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "activation_2",
                kind: "Activation",
                output_shape: &[3],
                parameter_count: 0,
                inputs: &["values"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "y",
                kind: "Activation",
                output_shape: &[3],
                parameter_count: 0,
                inputs: &["activation_2"],
                shares: __burdock::None,
            },
        ];
        const PARAMETERS: &'static [__burdock::Parameter] = &[
            __burdock::Parameter {
                name: "shares.weight",
                shape: &[4, 6],
                offset: 0,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
                kind: __burdock::ParameterKind::DenseWeight,
            },
            __burdock::Parameter {
                name: "shares.bias",
                shape: &[6],
                offset: 24,
                initializer: __burdock::Initializer::Zeros,
                trainable: true,
                kind: __burdock::ParameterKind::Other,
            },
            __burdock::Parameter {
                name: "values.weight",
                shape: &[6, 3],
                offset: 30,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
                kind: __burdock::ParameterKind::DenseWeight,
            },
            __burdock::Parameter {
                name: "values.bias",
                shape: &[3],
                offset: 48,
                initializer: __burdock::Initializer::Zeros,
                trainable: true,
                kind: __burdock::ParameterKind::Other,
            },
        ];
        const INPUTS: &'static [__burdock::InputPort] = &[
            __burdock::InputPort {
                name: "x",
                shape: &[4],
            },
        ];
        const OUTPUTS: &'static [__burdock::OutputHead] = &[
            __burdock::OutputHead {
                name: "y",
                layer: "y",
                shape: &[3],
                activation: __burdock::Activation::Softmax,
            },
        ];
        const MULTIPLY_ADDS: usize = 42;
        const SCRATCH: usize = 10;
        fn heads(
            &self,
            compute: &__burdock::Compute,
            input: &[Self::Input],
            output: &mut [Self::Output],
            scratch: &mut [f32],
            finish: &mut dyn __burdock::FnMut(__burdock::HeadBlock<'_>),
        ) {
            let batch = __burdock::batch_to_predict::<Self>(input, output, scratch);
            let x = __burdock::Rows::new(__burdock::flat(input), 4);
            let [mut activation_1] = __burdock::rows(
                scratch,
                batch,
                const { &__burdock::Places::new([0..4]) },
            );
            activation_1.copy_from(x);
            __burdock::activate(compute, __burdock::Activation::Tanh, activation_1);
            let [activation_1, shares] = __burdock::rows(
                scratch,
                batch,
                const { &__burdock::Places::new([0..4, 4..10]) },
            );
            self.shares
                .forward(
                    compute,
                    activation_1.as_rows(),
                    __burdock::Activation::Softmax,
                    shares,
                );
            let [shares, activation_2] = __burdock::rows(
                scratch,
                batch,
                const { &__burdock::Places::new([4..10, 0..3]) },
            );
            self.values
                .forward(
                    compute,
                    shares.as_rows(),
                    __burdock::Activation::Relu,
                    activation_2,
                );
            let [activation_2] = __burdock::rows(
                scratch,
                batch,
                const { &__burdock::Places::new([0..3]) },
            );
            __burdock::RowsMut::new(__burdock::flat_mut(output), 3)
                .copy_from(activation_2.as_rows());
            let rows = 0..batch;
            finish(__burdock::HeadBlock {
                head: 0,
                rows,
                output: __burdock::RowsMut::new(__burdock::flat_mut(output), 3),
                delta: __burdock::None,
            });
        }
        fn predict(&self, input: &Self::Input) -> Self::Output {
            __burdock::predict::<Self, { __burdock::stack_scratch(10) }>(self, input)
        }
    }
    impl __burdock::Head for Activations {
        type Output = [f32; 3];
        type Kind = __burdock::Softmax;
    }
    impl __burdock::Model for Activations {
        type Network = Self;
        fn network(&self) -> &Self {
            self
        }
    }
    impl __burdock::ModelMut for Activations {
        fn network_mut(&mut self) -> &mut Self {
            self
        }
    }
    impl __burdock::Parameters for Activations {
        const PARAMETERS: &'static [__burdock::Parameter] = <Self as __burdock::Network>::PARAMETERS;
    }
    impl __burdock::InNetwork for Activations {
        type Component = Self;
    }
    impl __burdock::Component for Activations {
        __burdock::component!();
    }
    impl __burdock::Trainable for Activations {
        const FUSED: bool = true;
        fn workspace(batch: usize) -> usize {
            __burdock::elements(
                batch,
                19,
                &[__burdock::max(&[__burdock::input_gradient_scratch(6, 3)])],
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
            let x = __burdock::Rows::new(__burdock::flat(input), 4);
            let (workspace, transposed) = workspace.split_at_mut(batch * 19);
            let [mut activation_1] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([12..16]) },
            );
            activation_1.copy_from(x);
            __burdock::activate(compute, __burdock::Activation::Tanh, activation_1);
            let [activation_1, shares] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([12..16, 0..6]) },
            );
            self.shares
                .forward(
                    compute,
                    activation_1.as_rows(),
                    __burdock::Activation::Softmax,
                    shares,
                );
            let [shares, activation_2] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([0..6, 6..9]) },
            );
            self.values
                .forward(
                    compute,
                    shares.as_rows(),
                    __burdock::Activation::Relu,
                    activation_2,
                );
            let [activation_2, mut delta_y] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([6..9, 16..19]) },
            );
            __burdock::RowsMut::new(__burdock::flat_mut(output), 3)
                .copy_from(activation_2.as_rows());
            let rows = 0..batch;
            {
                let delta = delta_y.range(rows.start..rows.end);
                finish(__burdock::HeadBlock {
                    head: 0,
                    rows,
                    output: __burdock::RowsMut::new(__burdock::flat_mut(output), 3),
                    delta: __burdock::Some(delta),
                })
            };
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
            let x = __burdock::Rows::new(__burdock::flat(input), 4);
            let (workspace, transposed) = workspace.split_at_mut(batch * 19);
            if let __burdock::Some(delta) = delta {
                let [mut delta_y] = __burdock::rows(
                    workspace,
                    batch,
                    const { &__burdock::Places::new([16..19]) },
                );
                delta_y.copy_from(delta.columns(0, 3));
            }
            let [activation_2, delta_activation_2] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([6..9, 16..19]) },
            );
            __burdock::differentiate(
                compute,
                __burdock::Activation::Relu,
                activation_2.as_rows(),
                delta_activation_2,
            );
            let [shares, delta_activation_2, delta_shares] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([0..6, 16..19, 6..12]) },
            );
            self.values
                .input_gradient(
                    compute,
                    delta_activation_2.as_rows(),
                    __burdock::Activation::Linear,
                    shares.as_rows(),
                    false,
                    transposed,
                    delta_shares,
                );
            let (weight, bias) = self.values.parameters_mut();
            update
                .dense(
                    compute,
                    30,
                    weight,
                    bias,
                    shares.as_rows(),
                    delta_activation_2.as_rows(),
                    __burdock::Share::Whole,
                );
            let [shares, delta_shares] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([0..6, 6..12]) },
            );
            __burdock::differentiate(
                compute,
                __burdock::Activation::Softmax,
                shares.as_rows(),
                delta_shares,
            );
            if below.is_some() {
                let [activation_1, delta_shares, delta_activation_1] = __burdock::rows(
                    workspace,
                    batch,
                    const { &__burdock::Places::new([12..16, 6..12, 0..4]) },
                );
                self.shares
                    .input_gradient(
                        compute,
                        delta_shares.as_rows(),
                        __burdock::Activation::Linear,
                        activation_1.as_rows(),
                        false,
                        transposed,
                        delta_activation_1,
                    );
            }
            let [activation_1, delta_shares] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([12..16, 6..12]) },
            );
            let (weight, bias) = self.shares.parameters_mut();
            update
                .dense(
                    compute,
                    0,
                    weight,
                    bias,
                    activation_1.as_rows(),
                    delta_shares.as_rows(),
                    __burdock::Share::Whole,
                );
            if below.is_some() {
                let [activation_1, delta_activation_1] = __burdock::rows(
                    workspace,
                    batch,
                    const { &__burdock::Places::new([12..16, 0..4]) },
                );
                __burdock::differentiate(
                    compute,
                    __burdock::Activation::Tanh,
                    activation_1.as_rows(),
                    delta_activation_1,
                );
            }
            if let __burdock::Some(below) = below.as_deref_mut() {
                let mut delta_x = __burdock::RowsMut::new(__burdock::flat_mut(below), 4);
                let [delta_activation_1] = __burdock::rows(
                    workspace,
                    batch,
                    const { &__burdock::Places::new([0..4]) },
                );
                delta_x.copy_from(delta_activation_1.as_rows());
            }
        }
    }
    impl __burdock::TrainableComponent for Activations {
        const FUSED: bool = <Self as __burdock::Trainable>::FUSED;
        fn workspace(batch: usize) -> usize {
            __burdock::elements(
                batch,
                0,
                &[
                    <Self as __burdock::Trainable>::workspace(batch),
                    __burdock::max(&[__burdock::input_gradient_scratch(4, 6)]),
                ],
            )
        }
        __burdock::trainable_component!();
    }
};
