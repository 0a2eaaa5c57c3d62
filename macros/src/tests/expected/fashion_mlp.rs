/// Tells ten kinds of clothing apart in a 28×28 grey image.
#[repr(C)]
pub struct FashionMlp {
    /// `hidden1`: dense, 784 → 300, relu.
    pub hidden1: ::burdock::layers::Dense<784, 300>,
    /// `hidden2`: dense, 300 → 100, relu.
    pub hidden2: ::burdock::layers::Dense<300, 100>,
    /// `class`: dense, 100 → 10, softmax.
    pub class: ::burdock::layers::Dense<100, 10>,
}
const _: () = {
    use ::burdock::private as __burdock;
    #[allow(unused_imports)]
    use __burdock::words::{
        flatten as _, dense as _, relu as _, dense as _, relu as _, dense as _,
        softmax as _,
    };
    unsafe impl __burdock::Plain for FashionMlp {}
    impl FashionMlp {
        /// A `FashionMlp` on the heap, its parameters drawn from `seed`.
        pub fn new(seed: __burdock::Seed) -> __burdock::Box<Self> {
            __burdock::initialized(seed)
        }
        /// A copy on the heap.
        pub fn clone(&self) -> __burdock::Box<Self> {
            __burdock::duplicate(self)
        }
    }
    impl __burdock::Network for FashionMlp {
        type Input = [[f32; 28]; 28];
        type Output = [f32; 10];
        const NAME: &'static str = "FashionMlp";
        const LAYERS: &'static [__burdock::LayerRow] = &[
            __burdock::LayerRow {
                name: "flatten_1",
                kind: "Flatten",
                output_shape: &[784],
                parameter_count: 0,
                inputs: &["image"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "hidden1",
                kind: "Dense",
                output_shape: &[300],
                parameter_count: 235500,
                inputs: &["flatten_1"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "hidden2",
                kind: "Dense",
                output_shape: &[100],
                parameter_count: 30100,
                inputs: &["hidden1"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "class",
                kind: "Dense",
                output_shape: &[10],
                parameter_count: 1010,
                inputs: &["hidden2"],
                shares: __burdock::None,
            },
        ];
        const PARAMETERS: &'static [__burdock::Parameter] = &[
            __burdock::Parameter {
                name: "hidden1.weight",
                shape: &[784, 300],
                offset: 0,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
                kind: __burdock::ParameterKind::DenseWeight,
            },
            __burdock::Parameter {
                name: "hidden1.bias",
                shape: &[300],
                offset: 235200,
                initializer: __burdock::Initializer::Zeros,
                trainable: true,
                kind: __burdock::ParameterKind::Other,
            },
            __burdock::Parameter {
                name: "hidden2.weight",
                shape: &[300, 100],
                offset: 235500,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
                kind: __burdock::ParameterKind::DenseWeight,
            },
            __burdock::Parameter {
                name: "hidden2.bias",
                shape: &[100],
                offset: 265500,
                initializer: __burdock::Initializer::Zeros,
                trainable: true,
                kind: __burdock::ParameterKind::Other,
            },
            __burdock::Parameter {
                name: "class.weight",
                shape: &[100, 10],
                offset: 265600,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
                kind: __burdock::ParameterKind::DenseWeight,
            },
            __burdock::Parameter {
                name: "class.bias",
                shape: &[10],
                offset: 266600,
                initializer: __burdock::Initializer::Zeros,
                trainable: true,
                kind: __burdock::ParameterKind::Other,
            },
        ];
        const INPUTS: &'static [__burdock::InputPort] = &[
            __burdock::InputPort {
                name: "image",
                shape: &[28, 28],
            },
        ];
        const OUTPUTS: &'static [__burdock::OutputHead] = &[
            __burdock::OutputHead {
                name: "class",
                layer: "class",
                shape: &[10],
                activation: __burdock::Activation::Softmax,
            },
        ];
        const MULTIPLY_ADDS: usize = 266200;
        const SCRATCH: usize = 400;
        fn heads(
            &self,
            compute: &__burdock::Compute,
            input: &[Self::Input],
            output: &mut [Self::Output],
            scratch: &mut [f32],
            finish: &mut dyn __burdock::FnMut(__burdock::HeadBlock<'_>),
        ) {
            let batch = __burdock::batch_to_predict::<Self>(input, output, scratch);
            let image = __burdock::Rows::new(__burdock::flat(input), 784);
            let [hidden1] = __burdock::rows(
                scratch,
                batch,
                const { &__burdock::Places::new([0..300]) },
            );
            self.hidden1.forward(compute, image, __burdock::Activation::Relu, hidden1);
            let [hidden1, hidden2] = __burdock::rows(
                scratch,
                batch,
                const { &__burdock::Places::new([0..300, 300..400]) },
            );
            self.hidden2
                .forward(
                    compute,
                    hidden1.as_rows(),
                    __burdock::Activation::Relu,
                    hidden2,
                );
            let [hidden2] = __burdock::rows(
                scratch,
                batch,
                const { &__burdock::Places::new([300..400]) },
            );
            self.class
                .forward_then(
                    compute,
                    hidden2.as_rows(),
                    __burdock::RowsMut::new(__burdock::flat_mut(output), 10),
                    &mut |rows, block| finish(__burdock::HeadBlock {
                        head: 0,
                        rows,
                        output: block,
                        delta: __burdock::None,
                    }),
                );
        }
        fn predict(&self, input: &Self::Input) -> Self::Output {
            __burdock::predict::<Self, { __burdock::stack_scratch(400) }>(self, input)
        }
    }
    impl __burdock::Head for FashionMlp {
        type Output = [f32; 10];
        type Kind = __burdock::Softmax;
    }
    impl __burdock::Model for FashionMlp {
        type Network = Self;
        fn network(&self) -> &Self {
            self
        }
    }
    impl __burdock::ModelMut for FashionMlp {
        fn network_mut(&mut self) -> &mut Self {
            self
        }
    }
    impl __burdock::Parameters for FashionMlp {
        const PARAMETERS: &'static [__burdock::Parameter] = <Self as __burdock::Network>::PARAMETERS;
    }
    impl __burdock::InNetwork for FashionMlp {
        type Component = Self;
    }
    impl __burdock::Component for FashionMlp {
        __burdock::component!();
    }
    impl __burdock::Trainable for FashionMlp {
        const FUSED: bool = true;
        fn workspace(batch: usize) -> usize {
            __burdock::elements(
                batch,
                700,
                &[
                    __burdock::max(
                        &[
                            __burdock::input_gradient_scratch(100, 10),
                            __burdock::input_gradient_scratch(300, 100),
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
            let image = __burdock::Rows::new(__burdock::flat(input), 784);
            let (workspace, transposed) = workspace.split_at_mut(batch * 700);
            let [hidden1] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([0..300]) },
            );
            self.hidden1.forward(compute, image, __burdock::Activation::Relu, hidden1);
            let [hidden1, hidden2] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([0..300, 300..400]) },
            );
            self.hidden2
                .forward(
                    compute,
                    hidden1.as_rows(),
                    __burdock::Activation::Relu,
                    hidden2,
                );
            let [hidden2, mut delta_class] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([300..400, 400..410]) },
            );
            self.class
                .forward_then(
                    compute,
                    hidden2.as_rows(),
                    __burdock::RowsMut::new(__burdock::flat_mut(output), 10),
                    &mut |rows, block| {
                        let delta = delta_class.range(rows.start..rows.end);
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
            let image = __burdock::Rows::new(__burdock::flat(input), 784);
            let (workspace, transposed) = workspace.split_at_mut(batch * 700);
            if let __burdock::Some(delta) = delta {
                let [mut delta_class] = __burdock::rows(
                    workspace,
                    batch,
                    const { &__burdock::Places::new([400..410]) },
                );
                delta_class.copy_from(delta.columns(0, 10));
            }
            let [hidden2, delta_class, delta_hidden2] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([300..400, 400..410, 600..700]) },
            );
            self.class
                .input_gradient(
                    compute,
                    delta_class.as_rows(),
                    __burdock::Activation::Relu,
                    hidden2.as_rows(),
                    false,
                    transposed,
                    delta_hidden2,
                );
            let (weight, bias) = self.class.parameters_mut();
            update
                .dense(
                    compute,
                    265600,
                    weight,
                    bias,
                    hidden2.as_rows(),
                    delta_class.as_rows(),
                    __burdock::Share::Whole,
                );
            let [hidden1, delta_hidden2, delta_hidden1] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([0..300, 600..700, 300..600]) },
            );
            self.hidden2
                .input_gradient(
                    compute,
                    delta_hidden2.as_rows(),
                    __burdock::Activation::Relu,
                    hidden1.as_rows(),
                    false,
                    transposed,
                    delta_hidden1,
                );
            let (weight, bias) = self.hidden2.parameters_mut();
            update
                .dense(
                    compute,
                    235500,
                    weight,
                    bias,
                    hidden1.as_rows(),
                    delta_hidden2.as_rows(),
                    __burdock::Share::Whole,
                );
            if let __burdock::Some(below) = below.as_deref_mut() {
                let mut delta_image = __burdock::RowsMut::new(
                    __burdock::flat_mut(below),
                    784,
                );
                let [delta_hidden1] = __burdock::rows(
                    workspace,
                    batch,
                    const { &__burdock::Places::new([300..600]) },
                );
                self.hidden1
                    .input_gradient(
                        compute,
                        delta_hidden1.as_rows(),
                        __burdock::Activation::Linear,
                        image,
                        false,
                        transposed,
                        delta_image,
                    );
            }
            let [delta_hidden1] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([300..600]) },
            );
            let (weight, bias) = self.hidden1.parameters_mut();
            update
                .dense(
                    compute,
                    0,
                    weight,
                    bias,
                    image,
                    delta_hidden1.as_rows(),
                    __burdock::Share::Whole,
                );
        }
    }
    impl __burdock::TrainableComponent for FashionMlp {
        const FUSED: bool = <Self as __burdock::Trainable>::FUSED;
        fn workspace(batch: usize) -> usize {
            __burdock::elements(
                batch,
                0,
                &[
                    <Self as __burdock::Trainable>::workspace(batch),
                    __burdock::max(&[__burdock::input_gradient_scratch(784, 300)]),
                ],
            )
        }
        __burdock::trainable_component!();
    }
};
