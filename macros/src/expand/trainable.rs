//! The training step: `Trainable`, with the layout of its workspace memory.

use super::context::{Access, Context};
use super::forward::{self, Purpose};
use super::{backward, component, names};
use crate::plan::Training;
use crate::plan::backward::{BackStep, Delta, Share};
use crate::plan::liveness::Item;
use crate::plan::size::Size;
use proc_macro2::TokenStream;
use quote::quote;

/// Emits the training step, for a network that can be trained by gradients.
///
/// ```ignore
/// impl Trainable for FashionMlp {
///     const FUSED: bool = true;
///
///     fn workspace(batch: usize) -> usize {
///         elements(batch, 1110, &[max(&[input_gradient_scratch(300, 100), input_gradient_scratch(100, 10)])])
///     }
///
///     fn forward(&self, compute: &Compute, input: &[Self::Input], output: &mut [Self::Output],
///                workspace: &mut [f32], finish: &mut dyn FnMut(HeadBlock<'_>)) {
///         let batch = batch_to_train::<Self>(input, output, workspace);
///         let image = Rows::new(flat(input), 784);
///         // the kernel calls of `heads`
///     }
///
///     fn backward(&mut self, pass: BackwardPass<'_, Self>, workspace: &mut [f32], update: &mut dyn Update) {
///         let batch = batch_of_pass(&pass, workspace);
///         let BackwardPass { compute, input, output, delta, below } = pass;
///         let image = Rows::new(flat(input), 784);
///         let (workspace, transposed) = workspace.split_at_mut(batch * 1110);
///         // the backward pass
///     }
/// }
/// ```
pub(super) fn trainable(context: &Context<'_>) -> TokenStream {
    let Some(training) = &context.plan.training else {
        return TokenStream::new();
    };
    let context = &context.in_training(training);
    let (runtime, parameters, network) =
        (&context.runtime, context.parameters(), context.network());
    let names = &context.names;
    let (batch, compute, finish, update) =
        (&names.batch, &names.compute, &names.finish, &names.update);
    let (input, output, workspace) = (&names.input, &names.output, &names.workspace);
    let (delta, below, pass) = (&names.delta, &names.below, &names.pass);
    let fused = fused(context, training);
    let size = workspace_size(context, training);
    let scratch = transposed_size(context, training, true);
    let (inputs, memories) = (context.inputs(), memories(context, training));
    let forward = forward::steps(context, &training.workspace, workspace, Purpose::Training);
    let seed = seed(context, training);
    let back = backward::steps(context, training);
    let component = component::trainable(context, &scratch);
    quote! {
        impl #parameters #runtime::Trainable for #network {
            const FUSED: bool = #fused;

            fn workspace(#batch: usize) -> usize {
                #size
            }

            #[allow(unused_variables)]
            fn forward(
                &self,
                #compute: &#runtime::Compute,
                #input: &[Self::Input],
                #output: &mut [Self::Output],
                #workspace: &mut [f32],
                #finish: &mut dyn #runtime::FnMut(#runtime::HeadBlock<'_>),
            ) {
                let #batch = #runtime::batch_to_train::<Self>(#input, #output, #workspace);
                #inputs
                #memories
                #forward
            }

            #[allow(unused_variables, unused_mut)]
            fn backward(
                &mut self,
                #pass: #runtime::BackwardPass<'_, Self>,
                #workspace: &mut [f32],
                #update: &mut dyn #runtime::Update,
            ) {
                let #batch = #runtime::batch_of_pass(&#pass, #workspace);
                let #runtime::BackwardPass {
                    compute: #compute,
                    input: #input,
                    output: #output,
                    delta: #delta,
                    below: mut #below,
                } = #pass;
                #inputs
                #memories
                #seed
                #back
            }
        }

        #component
    }
}

/// Whether every parameter can be updated as soon as its gradient is computed: every gradient has
/// a single contribution, in this network and in its components.
fn fused(context: &Context<'_>, training: &Training) -> TokenStream {
    let is_whole = |step: &BackStep| match step {
        BackStep::Update { share, .. } => *share == Share::Whole,
        BackStep::Component(back) => back.share == Share::Whole,
        _ => true,
    };
    if !training.back.iter().all(is_whole) {
        return quote!(false);
    }
    let each = context.components().map(|path| {
        let trained = context.as_trained(path);
        quote!(&& #trained::FUSED)
    });
    quote!(true #(#each)*)
}

/// The size of the workspace: the elements for each sample, the workspaces of the components, and
/// the largest transposed weight.
fn workspace_size(context: &Context<'_>, training: &Training) -> TokenStream {
    let (runtime, batch) = (&context.runtime, &context.names.batch);
    let kept = context.size(&training.workspace.size);
    let components = context.components().map(|path| {
        let trained = context.as_trained(path);
        quote!(#trained::workspace(#batch))
    });
    let others = components.chain([transposed_size(context, training, false)]);
    quote!(#runtime::elements(#batch, #kept, &[#(#others),*]))
}

/// The size of the largest transposed weight: among the gradients that are always computed, or
/// those with respect to the network's input.
fn transposed_size(context: &Context<'_>, training: &Training, optional: bool) -> TokenStream {
    let runtime = &context.runtime;
    let mut weights: Vec<(&Size, &Size)> = Vec::new();
    for step in &training.back {
        if let BackStep::Input { layer, input, .. } = step {
            let is_optional = !context.forward.values[input.0].trained;
            let Some(layer) = context.plan.layer(*layer).dense() else { continue };
            let weight = (&layer.inputs, &layer.units);
            if is_optional == optional && !weights.contains(&weight) {
                weights.push(weight);
            }
        }
    }
    let scratch = weights.iter().map(|(inputs, units)| {
        let (inputs, units) = (context.size(inputs), context.size(units));
        quote!(#runtime::input_gradient_scratch(#inputs, #units))
    });
    quote!(#runtime::max(&[#(#scratch),*]))
}

/// Divides the workspace: memory of this network, of each component, and the rest.
///
/// ```ignore
/// let (workspace, rest) = workspace.split_at_mut(batch * 1110);
/// let (component_0, rest) = rest.split_at_mut(<Encoder as TrainableComponent>::workspace(batch));
/// ```
fn memories(context: &Context<'_>, training: &Training) -> TokenStream {
    let (batch, workspace, rest) =
        (&context.names.batch, &context.names.workspace, &context.names.transposed);
    let kept = context.for_each_sample(&training.workspace.size);
    let components = context.components().enumerate().map(|(index, path)| {
        let (memory, trained) = (names::component_memory(index), context.as_trained(path));
        quote! {
            let (#memory, #rest) =
                #rest.split_at_mut(#trained::workspace(#batch));
        }
    });
    quote! {
        let (#workspace, #rest) = #workspace.split_at_mut(#kept);
        #(#components)*
    }
}

/// Copies the heads' gradients into the workspace, if the caller passes them as `delta`.
///
/// ```ignore
/// if let Some(delta) = delta {
///     let [mut delta_class] = rows(workspace, batch, const { &Places::new([400..410]) });
///     delta_class.copy_from(delta.columns(0, 10));
/// }
/// ```
fn seed(context: &Context<'_>, training: &Training) -> TokenStream {
    let (runtime, delta) = (&context.runtime, &context.names.delta);
    let width = |head: usize| context.forward.head_width(head);
    let heads = 0..context.graph.outputs.len();
    let items: Vec<_> =
        heads.clone().map(|head| (Item::Delta(Delta::Head(head)), Access::Parts)).collect();
    let carved = context.carve(&training.workspace, &context.names.workspace, &items);
    let copies = heads.map(|head| {
        let local = names::local(context, Item::Delta(Delta::Head(head)));
        let offset = context.size(&Size::sum((0..head).map(width)));
        let width = context.size(&width(head));
        quote!(#local.copy_from(#delta.columns(#offset, #width));)
    });
    quote! {
        if let #runtime::Some(#delta) = #delta {
            #carved
            #(#copies)*
        }
    }
}
