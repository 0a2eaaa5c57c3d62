#[repr(C)]
struct Shares {
    __burdock_no_parameters: [f32; 0],
}
const _: () = {
    use ::burdock::private as __burdock;
    #[allow(unused_imports)]
    use __burdock::words::{flatten as _, activation as _, softmax as _};
    unsafe impl __burdock::Plain for Shares {}
    impl Shares {
        /// A `Shares` on the heap, its parameters drawn from `seed`.
        pub fn new(seed: __burdock::Seed) -> __burdock::Box<Self> {
            __burdock::initialized(seed)
        }
        /// A copy on the heap.
        pub fn clone(&self) -> __burdock::Box<Self> {
            __burdock::duplicate(self)
        }
    }
    impl __burdock::Network for Shares {
        type Input = [[f32; 2]; 2];
        type Output = [f32; 4];
        const NAME: &'static str = "Shares";
        const LAYERS: &'static [__burdock::LayerRow] = &[
            __burdock::LayerRow {
                name: "flatten_1",
                kind: "Flatten",
                output_shape: &[4],
                parameter_count: 0,
                inputs: &["x"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "y",
                kind: "Activation",
                output_shape: &[4],
                parameter_count: 0,
                inputs: &["flatten_1"],
                shares: __burdock::None,
            },
        ];
        const PARAMETERS: &'static [__burdock::Parameter] = &[];
        const INPUTS: &'static [__burdock::InputPort] = &[
            __burdock::InputPort {
                name: "x",
                shape: &[2, 2],
            },
        ];
        const OUTPUTS: &'static [__burdock::OutputHead] = &[
            __burdock::OutputHead {
                name: "y",
                layer: "y",
                shape: &[4],
                activation: __burdock::Activation::Softmax,
            },
        ];
        const MULTIPLY_ADDS: usize = 0;
        const SCRATCH: usize = 0;
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
            __burdock::RowsMut::new(__burdock::flat_mut(output), 4).copy_from(x);
            let rows = 0..batch;
            finish(__burdock::HeadBlock {
                head: 0,
                rows,
                output: __burdock::RowsMut::new(__burdock::flat_mut(output), 4),
                delta: __burdock::None,
            });
        }
        fn predict(&self, input: &Self::Input) -> Self::Output {
            __burdock::predict::<Self, { __burdock::stack_scratch(0) }>(self, input)
        }
    }
    impl __burdock::Head for Shares {
        type Output = [f32; 4];
        type Kind = __burdock::Softmax;
    }
    impl __burdock::Model for Shares {
        type Network = Self;
        fn network(&self) -> &Self {
            self
        }
    }
    impl __burdock::ModelMut for Shares {
        fn network_mut(&mut self) -> &mut Self {
            self
        }
    }
    impl __burdock::Parameters for Shares {
        const PARAMETERS: &'static [__burdock::Parameter] = <Self as __burdock::Network>::PARAMETERS;
    }
    impl __burdock::InNetwork for Shares {
        type Component = Self;
    }
    impl __burdock::Component for Shares {
        __burdock::component!();
    }
    impl __burdock::Trainable for Shares {
        const FUSED: bool = true;
        fn workspace(batch: usize) -> usize {
            __burdock::elements(batch, 4, &[__burdock::max(&[])])
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
            let (workspace, transposed) = workspace.split_at_mut(batch * 4);
            let [mut delta_y] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([0..4]) },
            );
            __burdock::RowsMut::new(__burdock::flat_mut(output), 4).copy_from(x);
            let rows = 0..batch;
            {
                let delta = delta_y.range(rows.start..rows.end);
                finish(__burdock::HeadBlock {
                    head: 0,
                    rows,
                    output: __burdock::RowsMut::new(__burdock::flat_mut(output), 4),
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
            let (workspace, transposed) = workspace.split_at_mut(batch * 4);
            if let __burdock::Some(delta) = delta {
                let [mut delta_y] = __burdock::rows(
                    workspace,
                    batch,
                    const { &__burdock::Places::new([0..4]) },
                );
                delta_y.copy_from(delta.columns(0, 4));
            }
            if let __burdock::Some(below) = below.as_deref_mut() {
                let mut delta_x = __burdock::RowsMut::new(__burdock::flat_mut(below), 4);
                let [delta_y] = __burdock::rows(
                    workspace,
                    batch,
                    const { &__burdock::Places::new([0..4]) },
                );
                delta_x.copy_from(delta_y.as_rows());
            }
        }
    }
    impl __burdock::TrainableComponent for Shares {
        const FUSED: bool = <Self as __burdock::Trainable>::FUSED;
        fn workspace(batch: usize) -> usize {
            __burdock::elements(
                batch,
                0,
                &[<Self as __burdock::Trainable>::workspace(batch), __burdock::max(&[])],
            )
        }
        __burdock::trainable_component!();
    }
};
