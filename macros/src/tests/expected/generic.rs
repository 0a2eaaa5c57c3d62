#[repr(C)]
pub struct Joined<const A: usize, const B: usize> {
    /// `both`: dense, A + B → A + B, relu.
    pub both: ::burdock::layers::DenseOf<
        ::burdock::sizes::Sum<
            ::burdock::sizes::Count<{ A }>,
            ::burdock::sizes::Count<{ B }>,
        >,
        ::burdock::sizes::Sum<
            ::burdock::sizes::Count<{ A }>,
            ::burdock::sizes::Count<{ B }>,
        >,
    >,
    /// `y`: dense, A + B → A.
    pub y: ::burdock::layers::DenseOf<
        ::burdock::sizes::Sum<
            ::burdock::sizes::Count<{ A }>,
            ::burdock::sizes::Count<{ B }>,
        >,
        ::burdock::sizes::Count<{ A }>,
    >,
    /// `z`: dense, B → 1, sigmoid.
    pub z: ::burdock::layers::Dense<{ B }, 1>,
}
/// One sample for `Joined`.
#[repr(C)]
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
)]
pub struct JoinedInput<const A: usize, const B: usize> {
    /// `left`, of shape [A].
    pub left: [f32; A],
    /// `right`, of shape [B].
    pub right: [f32; B],
}
/// What `Joined` says of one sample.
#[repr(C)]
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
)]
pub struct JoinedOutput<const A: usize> {
    /// `y`, of shape [A].
    pub y: [f32; A],
    /// `z`, of shape [1].
    pub z: [f32; 1],
}
/// The targets of one sample for `Joined`.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::default::Default,
    ::core::cmp::PartialEq,
)]
pub struct JoinedTarget<T0, T1> {
    /// What `y` should be.
    pub y: T0,
    /// What `z` should be.
    pub z: T1,
}
/// A loss for each output of `Joined`.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::default::Default,
    ::core::cmp::PartialEq,
)]
pub struct JoinedLosses<T0, T1> {
    /// The loss of `y`.
    pub y: T0,
    /// The loss of `z`.
    pub z: T1,
}
/// Metrics of the outputs of `Joined`.
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
pub struct JoinedMetric;
/// What one sample counts in each loss of `Joined`: once, unless it says otherwise.
#[repr(C)]
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
)]
pub struct JoinedSampleWeight {
    /// How often it counts in the loss of `y`.
    pub y: f32,
    /// How often it counts in the loss of `z`.
    pub z: f32,
}
const _: () = {
    use ::burdock::private as __burdock;
    #[allow(unused_imports)]
    use __burdock::words::{
        concatenate as _, dense as _, relu as _, dense as _, slice as _, dense as _,
        sigmoid as _,
    };
    unsafe impl<const A: usize, const B: usize> __burdock::Plain for JoinedInput<A, B> {}
    unsafe impl<const A: usize> __burdock::Plain for JoinedOutput<A> {}
    unsafe impl<const A: usize, const B: usize> __burdock::Plain for Joined<A, B> {}
    impl<const A: usize, const B: usize> Joined<A, B> {
        /// A `Joined` on the heap, its parameters drawn from `seed`.
        pub fn new(seed: __burdock::Seed) -> __burdock::Box<Self> {
            const {
                let _ = <Self as __burdock::Network>::INPUTS;
            }
            __burdock::initialized(seed)
        }
        /// A copy on the heap.
        pub fn clone(&self) -> __burdock::Box<Self> {
            __burdock::duplicate(self)
        }
    }
    impl<const A: usize, const B: usize> __burdock::Network for Joined<A, B> {
        type Input = JoinedInput<A, B>;
        type Output = JoinedOutput<A>;
        const NAME: &'static str = "Joined";
        const LAYERS: &'static [__burdock::LayerRow] = &[
            __burdock::LayerRow {
                name: "concatenate_1",
                kind: "Concatenate",
                output_shape: &[A + B],
                parameter_count: 0,
                inputs: &["left", "right"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "both",
                kind: "Dense",
                output_shape: &[A + B],
                parameter_count: (A + B) * (A + B) + A + B,
                inputs: &["concatenate_1"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "y",
                kind: "Dense",
                output_shape: &[A],
                parameter_count: (A + B) * A + A,
                inputs: &["both"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "slice_1",
                kind: "Slice",
                output_shape: &[B],
                parameter_count: 0,
                inputs: &["both"],
                shares: __burdock::None,
            },
            __burdock::LayerRow {
                name: "z",
                kind: "Dense",
                output_shape: &[1],
                parameter_count: B + 1,
                inputs: &["slice_1"],
                shares: __burdock::None,
            },
        ];
        const PARAMETERS: &'static [__burdock::Parameter] = &[
            __burdock::Parameter {
                name: "both.weight",
                shape: &[A + B, A + B],
                offset: 0,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
                kind: __burdock::ParameterKind::DenseWeight,
            },
            __burdock::Parameter {
                name: "both.bias",
                shape: &[A + B],
                offset: (A + B) * (A + B),
                initializer: __burdock::Initializer::Zeros,
                trainable: true,
                kind: __burdock::ParameterKind::Other,
            },
            __burdock::Parameter {
                name: "y.weight",
                shape: &[A + B, A],
                offset: (A + B) * (A + B) + A + B,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
                kind: __burdock::ParameterKind::DenseWeight,
            },
            __burdock::Parameter {
                name: "y.bias",
                shape: &[A],
                offset: (A + B) * (A + B) + A + B + (A + B) * A,
                initializer: __burdock::Initializer::Zeros,
                trainable: true,
                kind: __burdock::ParameterKind::Other,
            },
            __burdock::Parameter {
                name: "z.weight",
                shape: &[B, 1],
                offset: (A + B) * (A + B) + A + B + (A + B) * A + A,
                initializer: __burdock::Initializer::GlorotUniform,
                trainable: true,
                kind: __burdock::ParameterKind::DenseWeight,
            },
            __burdock::Parameter {
                name: "z.bias",
                shape: &[1],
                offset: (A + B) * (A + B) + A + B + (A + B) * A + A + B,
                initializer: __burdock::Initializer::Zeros,
                trainable: true,
                kind: __burdock::ParameterKind::Other,
            },
        ];
        const INPUTS: &'static [__burdock::InputPort] = {
            __burdock::require(
                A > 0,
                &[
                    __burdock::Part::Text(
                        "A of `Joined` cannot be 0: at least 1 is needed",
                    ),
                ],
            );
            __burdock::require(
                B > 0,
                &[
                    __burdock::Part::Text(
                        "B of `Joined` cannot be 0: at least 1 is needed",
                    ),
                ],
            );
            &[
                __burdock::InputPort {
                    name: "left",
                    shape: &[A],
                },
                __burdock::InputPort {
                    name: "right",
                    shape: &[B],
                },
            ]
        };
        const OUTPUTS: &'static [__burdock::OutputHead] = &[
            __burdock::OutputHead {
                name: "y",
                layer: "y",
                shape: &[A],
                activation: __burdock::Activation::Linear,
            },
            __burdock::OutputHead {
                name: "z",
                layer: "z",
                shape: &[1],
                activation: __burdock::Activation::Sigmoid,
            },
        ];
        const MULTIPLY_ADDS: usize = (A + B) * (A + B) + (A + B) * A + B;
        const SCRATCH: usize = A + B + A + B;
        fn heads(
            &self,
            compute: &__burdock::Compute,
            input: &[Self::Input],
            output: &mut [Self::Output],
            scratch: &mut [f32],
            finish: &mut dyn __burdock::FnMut(__burdock::HeadBlock<'_>),
        ) {
            let batch = __burdock::batch_to_predict::<Self>(input, output, scratch);
            let left = __burdock::Rows::strided(__burdock::flat(input), A + B, 0, A);
            let right = __burdock::Rows::strided(__burdock::flat(input), A + B, A, B);
            let [mut concatenate_1] = __burdock::rows(
                scratch,
                batch,
                const { &__burdock::Places::new([0..A + B]) },
            );
            let part = const { __burdock::blocks_along(&[A + B], 0, 0..A) };
            __burdock::copy_blocks(
                part.packed(),
                left,
                part,
                false,
                concatenate_1.reborrow(),
            );
            let part = const { __burdock::blocks_along(&[A + B], 0, A..A + B) };
            __burdock::copy_blocks(
                part.packed(),
                right,
                part,
                false,
                concatenate_1.reborrow(),
            );
            let [concatenate_1, both] = __burdock::rows(
                scratch,
                batch,
                const { &__burdock::Places::new([0..A + B, A + B..A + B + A + B]) },
            );
            self.both
                .forward(
                    compute,
                    concatenate_1.as_rows(),
                    __burdock::Activation::Relu,
                    both,
                );
            let [both] = __burdock::rows(
                scratch,
                batch,
                const { &__burdock::Places::new([A + B..A + B + A + B]) },
            );
            self.y
                .forward_then(
                    compute,
                    both.as_rows(),
                    __burdock::RowsMut::strided(
                        __burdock::flat_mut(output),
                        A + 1,
                        0,
                        A,
                    ),
                    &mut |rows, block| finish(__burdock::HeadBlock {
                        head: 0,
                        rows,
                        output: block,
                        delta: __burdock::None,
                    }),
                );
            let [both] = __burdock::rows(
                scratch,
                batch,
                const { &__burdock::Places::new([A + B..A + B + A + B]) },
            );
            self.z
                .forward_then(
                    compute,
                    both.as_rows().columns(A, B),
                    __burdock::RowsMut::strided(
                        __burdock::flat_mut(output),
                        A + 1,
                        A,
                        1,
                    ),
                    &mut |rows, block| finish(__burdock::HeadBlock {
                        head: 1,
                        rows,
                        output: block,
                        delta: __burdock::None,
                    }),
                );
        }
        fn predict(&self, input: &Self::Input) -> Self::Output {
            __burdock::predict_sized(self, input)
        }
    }
    impl<const A: usize, const B: usize> __burdock::Fields for JoinedInput<A, B> {
        const FIELDS: &'static [__burdock::Field] = &[
            __burdock::Field::of::<[f32; A]>("left"),
            __burdock::Field::of::<[f32; B]>("right"),
        ];
    }
    impl<const A: usize, const B: usize> __burdock::Parameters for JoinedInput<A, B> {
        const PARAMETERS: &'static [__burdock::Parameter] = __burdock::Joined::<
            Self,
        >::TABLE;
    }
    impl<const A: usize> __burdock::Fields for JoinedOutput<A> {
        const FIELDS: &'static [__burdock::Field] = &[
            __burdock::Field::of::<[f32; A]>("y"),
            __burdock::Field::of::<[f32; 1]>("z"),
        ];
    }
    impl<const A: usize> __burdock::Parameters for JoinedOutput<A> {
        const PARAMETERS: &'static [__burdock::Parameter] = __burdock::Joined::<
            Self,
        >::TABLE;
    }
    impl<const A: usize, const B: usize> __burdock::Head for Joined<A, B> {
        type Output = JoinedOutput<A>;
        type Kind = __burdock::Several;
    }
    impl<const A: usize, const B: usize> __burdock::HasHead<0> for Joined<A, B> {
        type Output = [f32; A];
        type Kind = __burdock::Values;
    }
    impl<const A: usize, const B: usize> __burdock::HasHead<1> for Joined<A, B> {
        type Output = [f32; 1];
        type Kind = __burdock::Sigmoid;
    }
    impl<T0, T1> __burdock::HasTarget<0> for JoinedTarget<T0, T1> {
        type Target = T0;
        fn target(&self) -> &T0 {
            &self.y
        }
    }
    impl<T0, T1> __burdock::HasTarget<1> for JoinedTarget<T0, T1> {
        type Target = T1;
        fn target(&self) -> &T1 {
            &self.z
        }
    }
    impl<
        L0,
        L1,
        T0,
        T1,
        const A: usize,
        const B: usize,
    > __burdock::HeadLosses<JoinedLosses<L0, L1>, JoinedTarget<T0, T1>> for Joined<A, B>
    where
        T0: ::core::clone::Clone,
        T1: ::core::clone::Clone,
        L0: __burdock::Loss<__burdock::HeadOf<Self, 0>, T0>,
        L1: __burdock::Loss<__burdock::HeadOf<Self, 1>, T1>,
    {
        fn visit<V: __burdock::HeadVisitor<Self, JoinedTarget<T0, T1>>>(
            losses: &JoinedLosses<L0, L1>,
            visitor: &mut V,
        ) {
            visitor.head::<0, _>(&losses.y);
            visitor.head::<1, _>(&losses.z);
        }
    }
    impl JoinedMetric {
        /// A metric of `y`.
        pub fn y<M>(metric: M) -> __burdock::HeadMetric<M, 0> {
            __burdock::HeadMetric(metric)
        }
        /// A metric of `z`.
        pub fn z<M>(metric: M) -> __burdock::HeadMetric<M, 1> {
            __burdock::HeadMetric(metric)
        }
    }
    impl ::core::default::Default for JoinedSampleWeight {
        fn default() -> Self {
            Self { y: 1.0, z: 1.0 }
        }
    }
    unsafe impl __burdock::Plain for JoinedSampleWeight {}
    impl __burdock::SampleWeight for JoinedSampleWeight {
        const OUTPUTS: &'static [&'static str] = &["y", "z"];
    }
    impl<const A: usize, const B: usize> __burdock::WeightFor<Joined<A, B>>
    for JoinedSampleWeight {}
    impl<const A: usize, const B: usize> __burdock::Model for Joined<A, B> {
        type Network = Self;
        fn network(&self) -> &Self {
            self
        }
    }
    impl<const A: usize, const B: usize> __burdock::ModelMut for Joined<A, B> {
        fn network_mut(&mut self) -> &mut Self {
            self
        }
    }
    impl<const A: usize, const B: usize> __burdock::Parameters for Joined<A, B> {
        const PARAMETERS: &'static [__burdock::Parameter] = <Self as __burdock::Network>::PARAMETERS;
    }
    impl<const A: usize, const B: usize> __burdock::InNetwork for Joined<A, B> {
        type Component = Self;
    }
    impl<const A: usize, const B: usize> __burdock::Component for Joined<A, B> {
        __burdock::component!();
    }
    impl<const A: usize, const B: usize> __burdock::Trainable for Joined<A, B> {
        const FUSED: bool = true;
        fn workspace(batch: usize) -> usize {
            __burdock::elements(
                batch,
                A + B + A + B + A + __burdock::max(&[A + B, 1]) + B,
                &[
                    __burdock::max(
                        &[
                            __burdock::input_gradient_scratch(B, 1),
                            __burdock::input_gradient_scratch(A + B, A),
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
            let left = __burdock::Rows::strided(__burdock::flat(input), A + B, 0, A);
            let right = __burdock::Rows::strided(__burdock::flat(input), A + B, A, B);
            let (workspace, transposed) = workspace
                .split_at_mut(
                    batch * (A + B + A + B + A + __burdock::max(&[A + B, 1]) + B),
                );
            let [mut concatenate_1] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([0..A + B]) },
            );
            let part = const { __burdock::blocks_along(&[A + B], 0, 0..A) };
            __burdock::copy_blocks(
                part.packed(),
                left,
                part,
                false,
                concatenate_1.reborrow(),
            );
            let part = const { __burdock::blocks_along(&[A + B], 0, A..A + B) };
            __burdock::copy_blocks(
                part.packed(),
                right,
                part,
                false,
                concatenate_1.reborrow(),
            );
            let [concatenate_1, both] = __burdock::rows(
                workspace,
                batch,
                const { &__burdock::Places::new([0..A + B, A + B..A + B + A + B]) },
            );
            self.both
                .forward(
                    compute,
                    concatenate_1.as_rows(),
                    __burdock::Activation::Relu,
                    both,
                );
            let [both, mut delta_y] = __burdock::rows(
                workspace,
                batch,
                const {
                    &__burdock::Places::new([
                        A + B..A + B + A + B,
                        A + B + A + B..A + B + A + B + A,
                    ])
                },
            );
            self.y
                .forward_then(
                    compute,
                    both.as_rows(),
                    __burdock::RowsMut::strided(
                        __burdock::flat_mut(output),
                        A + 1,
                        0,
                        A,
                    ),
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
            let [both, mut delta_z] = __burdock::rows(
                workspace,
                batch,
                const {
                    &__burdock::Places::new([
                        A + B..A + B + A + B,
                        A + B + A + B + A..A + B + A + B + A + 1,
                    ])
                },
            );
            self.z
                .forward_then(
                    compute,
                    both.as_rows().columns(A, B),
                    __burdock::RowsMut::strided(
                        __burdock::flat_mut(output),
                        A + 1,
                        A,
                        1,
                    ),
                    &mut |rows, block| {
                        let delta = delta_z.range(rows.start..rows.end);
                        finish(__burdock::HeadBlock {
                            head: 1,
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
            let left = __burdock::Rows::strided(__burdock::flat(input), A + B, 0, A);
            let right = __burdock::Rows::strided(__burdock::flat(input), A + B, A, B);
            let (workspace, transposed) = workspace
                .split_at_mut(
                    batch * (A + B + A + B + A + __burdock::max(&[A + B, 1]) + B),
                );
            if let __burdock::Some(delta) = delta {
                let [mut delta_y, mut delta_z] = __burdock::rows(
                    workspace,
                    batch,
                    const {
                        &__burdock::Places::new([
                            A + B + A + B..A + B + A + B + A,
                            A + B + A + B + A..A + B + A + B + A + 1,
                        ])
                    },
                );
                delta_y.copy_from(delta.columns(0, A));
                delta_z.copy_from(delta.columns(A, 1));
            }
            let [both, delta_z, delta_slice_1] = __burdock::rows(
                workspace,
                batch,
                const {
                    &__burdock::Places::new([
                        A + B..A + B + A + B,
                        A + B + A + B + A..A + B + A + B + A + 1,
                        A + B + A + B + A
                            + __burdock::max(
                                &[A + B, 1],
                            )..A + B + A + B + A + __burdock::max(&[A + B, 1]) + B,
                    ])
                },
            );
            self.z
                .input_gradient(
                    compute,
                    delta_z.as_rows(),
                    __burdock::Activation::Linear,
                    both.as_rows().columns(A, B),
                    false,
                    transposed,
                    delta_slice_1,
                );
            let (weight, bias) = self.z.parameters_mut();
            update
                .dense(
                    compute,
                    (A + B) * (A + B) + A + B + (A + B) * A + A,
                    weight,
                    bias,
                    both.as_rows().columns(A, B),
                    delta_z.as_rows(),
                    __burdock::Share::Whole,
                );
            let [delta_slice_1, mut delta_both] = __burdock::rows(
                workspace,
                batch,
                const {
                    &__burdock::Places::new([
                        A + B + A + B + A
                            + __burdock::max(
                                &[A + B, 1],
                            )..A + B + A + B + A + __burdock::max(&[A + B, 1]) + B,
                        A + B + A + B + A..A + B + A + B + A + A + B,
                    ])
                },
            );
            delta_both.fill(0.0);
            delta_both.columns(A, B).copy_from(delta_slice_1.as_rows());
            let [both, delta_y, delta_both] = __burdock::rows(
                workspace,
                batch,
                const {
                    &__burdock::Places::new([
                        A + B..A + B + A + B,
                        A + B + A + B..A + B + A + B + A,
                        A + B + A + B + A..A + B + A + B + A + A + B,
                    ])
                },
            );
            self.y
                .input_gradient(
                    compute,
                    delta_y.as_rows(),
                    __burdock::Activation::Linear,
                    both.as_rows(),
                    true,
                    transposed,
                    delta_both,
                );
            let (weight, bias) = self.y.parameters_mut();
            update
                .dense(
                    compute,
                    (A + B) * (A + B) + A + B,
                    weight,
                    bias,
                    both.as_rows(),
                    delta_y.as_rows(),
                    __burdock::Share::Whole,
                );
            let [both, delta_both] = __burdock::rows(
                workspace,
                batch,
                const {
                    &__burdock::Places::new([
                        A + B..A + B + A + B,
                        A + B + A + B + A..A + B + A + B + A + A + B,
                    ])
                },
            );
            __burdock::differentiate(
                compute,
                __burdock::Activation::Relu,
                both.as_rows(),
                delta_both,
            );
            if below.is_some() {
                let [concatenate_1, delta_both, delta_concatenate_1] = __burdock::rows(
                    workspace,
                    batch,
                    const {
                        &__burdock::Places::new([
                            0..A + B,
                            A + B + A + B + A..A + B + A + B + A + A + B,
                            A + B..A + B + A + B,
                        ])
                    },
                );
                self.both
                    .input_gradient(
                        compute,
                        delta_both.as_rows(),
                        __burdock::Activation::Linear,
                        concatenate_1.as_rows(),
                        false,
                        transposed,
                        delta_concatenate_1,
                    );
            }
            let [concatenate_1, delta_both] = __burdock::rows(
                workspace,
                batch,
                const {
                    &__burdock::Places::new([
                        0..A + B,
                        A + B + A + B + A..A + B + A + B + A + A + B,
                    ])
                },
            );
            let (weight, bias) = self.both.parameters_mut();
            update
                .dense(
                    compute,
                    0,
                    weight,
                    bias,
                    concatenate_1.as_rows(),
                    delta_both.as_rows(),
                    __burdock::Share::Whole,
                );
            if let __burdock::Some(below) = below.as_deref_mut() {
                let mut delta_left = __burdock::RowsMut::strided(
                    __burdock::flat_mut(below),
                    A + B,
                    0,
                    A,
                );
                let [delta_concatenate_1] = __burdock::rows(
                    workspace,
                    batch,
                    const { &__burdock::Places::new([A + B..A + B + A + B]) },
                );
                let part = const { __burdock::blocks_along(&[A + B], 0, 0..A) };
                __burdock::copy_blocks(
                    part,
                    delta_concatenate_1.as_rows(),
                    part.packed(),
                    false,
                    delta_left,
                );
            }
            if let __burdock::Some(below) = below.as_deref_mut() {
                let mut delta_right = __burdock::RowsMut::strided(
                    __burdock::flat_mut(below),
                    A + B,
                    A,
                    B,
                );
                let [delta_concatenate_1] = __burdock::rows(
                    workspace,
                    batch,
                    const { &__burdock::Places::new([A + B..A + B + A + B]) },
                );
                let part = const { __burdock::blocks_along(&[A + B], 0, A..A + B) };
                __burdock::copy_blocks(
                    part,
                    delta_concatenate_1.as_rows(),
                    part.packed(),
                    false,
                    delta_right,
                );
            }
        }
    }
    impl<const A: usize, const B: usize> __burdock::TrainableComponent for Joined<A, B> {
        const FUSED: bool = <Self as __burdock::Trainable>::FUSED;
        fn workspace(batch: usize) -> usize {
            __burdock::elements(
                batch,
                0,
                &[
                    <Self as __burdock::Trainable>::workspace(batch),
                    __burdock::max(&[__burdock::input_gradient_scratch(A + B, A + B)]),
                ],
            )
        }
        __burdock::trainable_component!();
    }
};
