//! The way back: `Trainable`.

use super::context::{Access, Context};
use super::forward::{self, Purpose};
use super::{names, operation};
use crate::ops::Operation;
use crate::plan::Training;
use crate::plan::backward::{BackStep, Delta};
use crate::plan::liveness::{self, Item, Memory};
use crate::plan::size::Size;
use crate::plan::step::Place;
use proc_macro2::TokenStream;
use quote::quote;

/// Emits the training step, for a network that gradients can train.
///
/// ```ignore
/// impl Trainable for FashionMlp {
///     fn workspace(batch: usize) -> usize {
///         batch * 1110 + max(&[input_gradient_scratch(300, 100), input_gradient_scratch(100, 10)])
///     }
///
///     fn step(&mut self, compute: &Compute, input: &[Self::Input], output: &mut [Self::Output],
///             workspace: &mut [f32], finish: &mut dyn FnMut(HeadBlock<'_>), update: &mut dyn Update) {
///         let batch = batch_of(input, output);
///         let image = Rows::new(flat(input), 784);
///         let (workspace, transposed) = workspace.split_at_mut(batch * 1110);
///         // the steps of `heads`, then the way back
///     }
/// }
/// ```
pub(super) fn trainable(context: &Context<'_>) -> TokenStream {
    let Some(training) = &context.plan.training else {
        return TokenStream::new();
    };
    let (runtime, network) = (&context.runtime, &context.graph.name);
    let names = &context.names;
    let (batch, compute, finish, update) =
        (&names.batch, &names.compute, &names.finish, &names.update);
    let (input, output, workspace) = (&names.input, &names.output, &names.workspace);
    let transposed = &names.transposed;
    let size = workspace_size(context, training);
    let kept = context.for_each_sample(&training.workspace.size);
    let inputs = context.inputs();
    let forward = forward::steps(context, &training.workspace, workspace, Purpose::Training);
    let before = std::iter::once(None).chain(training.back.iter().map(Some));
    let back = before
        .zip(&training.back)
        .map(|(before, step)| self::step(context, &training.workspace, before, step));
    quote! {
        impl #runtime::Trainable for #network {
            fn workspace(#batch: usize) -> usize {
                #size
            }

            fn step(
                &mut self,
                #compute: &#runtime::Compute,
                #input: &[Self::Input],
                #output: &mut [Self::Output],
                #workspace: &mut [f32],
                #finish: &mut dyn #runtime::FnMut(#runtime::HeadBlock<'_>),
                #update: &mut dyn #runtime::Update,
            ) {
                let #batch = #runtime::batch_of(#input, #output);
                #inputs
                let (#workspace, #transposed) = #workspace.split_at_mut(#kept);
                #forward
                #(#back)*
            }
        }
    }
}

/// The numbers kept for each sample, and room for the largest transposed weight.
fn workspace_size(context: &Context<'_>, training: &Training) -> TokenStream {
    let runtime = &context.runtime;
    let mut weights: Vec<(&Size, &Size)> = Vec::new();
    for step in &training.back {
        if let BackStep::Input { layer, .. } = step {
            let layer = context.plan.layer(*layer);
            let weight = (&layer.inputs, &layer.units);
            if !weights.contains(&weight) {
                weights.push(weight);
            }
        }
    }
    let kept = context.for_each_sample(&training.workspace.size);
    let scratch = weights.iter().map(|(inputs, units)| {
        let (inputs, units) = (context.size(inputs), context.size(units));
        quote!(#runtime::input_gradient_scratch(#inputs, #units))
    });
    quote!(#kept + #runtime::max(&[#(#scratch),*]))
}

/// One step, and the names for the memory that it works on.
///
/// ```ignore
/// let [hidden2, delta_class, delta_hidden2] =
///     rows(workspace, batch, const { &Places::new([300..400, 400..410, 600..700]) });
/// self.class.input_gradient(compute, delta_class.as_rows(), Activation::Relu, hidden2.as_rows(), false,
///     transposed, delta_hidden2);
/// let (weight, bias) = self.class.parameters_mut();
/// update.dense(compute, 265600, weight, bias, hidden2.as_rows(), delta_class.as_rows(), false);
/// ```
fn step(
    context: &Context<'_>,
    memory: &Memory,
    before: Option<&BackStep>,
    step: &BackStep,
) -> TokenStream {
    let runtime = &context.runtime;
    let names = &context.names;
    let (compute, workspace) = (&names.compute, &names.workspace);
    let carve = |items: &[(Item, Access)]| context.carve(memory, workspace, items);
    let local = |delta: Delta| names::local(context, Item::Delta(delta));
    match *step {
        BackStep::Input { layer, delta, input, accumulate } => {
            let below = Delta::Value(input);
            let carved = carve(&[
                (Item::Value(input), Access::Whole),
                (Item::Delta(delta), Access::Whole),
                (Item::Delta(below), Access::Whole),
            ]);
            let (layer, transposed) = (context.name(layer), &names.transposed);
            let (delta, below) = (local(delta), local(below));
            let activation = context.activation(context.plan.forward.values[input.0].activation);
            let input = context.read(input);
            quote! {
                #carved
                self.#layer.input_gradient(
                    #compute, #delta.as_rows(), #activation, #input, #accumulate, #transposed, #below,
                );
            }
        }
        BackStep::Update { layer, delta, input, accumulate } => {
            let is_named = matches!(
                before,
                Some(BackStep::Input { layer: with, delta: from, input: of, .. })
                    if (*with, *from, *of) == (layer, delta, input)
            );
            let carved = (!is_named).then(|| {
                carve(&[(Item::Value(input), Access::Whole), (Item::Delta(delta), Access::Whole)])
            });
            let (weight, bias, update) = (&names.weight, &names.bias, &names.update);
            let offset = context.size(&context.plan.layer(layer).offset);
            let (layer, delta, input) = (context.name(layer), local(delta), context.read(input));
            quote! {
                #carved
                let (#weight, #bias) = self.#layer.parameters_mut();
                #update.dense(
                    #compute, #offset, #weight, #bias, #input, #delta.as_rows(), #accumulate,
                );
            }
        }
        BackStep::Activation { activation, output } => {
            let delta = Delta::Value(output);
            let carved =
                carve(&[(Item::Value(output), Access::Whole), (Item::Delta(delta), Access::Whole)]);
            let (activation, delta) = (context.activation(activation), local(delta));
            let output = context.read(output);
            quote! {
                #carved
                #runtime::differentiate(#compute, #activation, #output, #delta);
            }
        }
        BackStep::Operation(ref back) => {
            let below = Delta::Value(back.inputs[back.index]);
            let is_slice =
                matches!(context.graph.nodes[back.node.0].operation, Operation::Slice(_));
            let access = |item| {
                let in_parts = is_slice && !back.accumulate && item == Item::Delta(below);
                if in_parts { Access::Parts } else { Access::Whole }
            };
            let items = liveness::items(step).into_iter().map(|item| (item, access(item)));
            let items: Vec<(Item, Access)> = items.collect();
            let carved = carve(&items);
            let (delta, below) = (local(Delta::Value(back.output)), local(below));
            let call = operation::backward(context, back, &delta, &below);
            quote!(#carved #call)
        }
        BackStep::Part { part, to, accumulate } => {
            let (from, to) = (Delta::Value(part), Delta::Value(to));
            let carved =
                carve(&[(Item::Delta(from), Access::Whole), (Item::Delta(to), Access::Parts)]);
            let Place::Part { offset, .. } = &context.plan.forward.values[part.0].place else {
                unreachable!("only parts take this step")
            };
            let (offset, width) = (context.size(offset), context.size(&context.plan.forward.values[part.0].width));
            let (from, to) = (local(from), local(to));
            if accumulate {
                quote!(#carved #to.columns(#offset, #width).add(#from.as_rows());)
            } else {
                quote! {
                    #carved
                    #to.fill(0.0);
                    #to.columns(#offset, #width).copy_from(#from.as_rows());
                }
            }
        }
        BackStep::Copy { from, to, .. } if memory.is_shared(Item::Delta(from), Item::Delta(to)) => {
            TokenStream::new()
        }
        BackStep::Copy { from, to, accumulate } => {
            let carved =
                carve(&[(Item::Delta(from), Access::Whole), (Item::Delta(to), Access::Parts)]);
            let (from, to) = (local(from), local(to));
            if accumulate {
                quote!(#carved #to.add(#from.as_rows());)
            } else {
                quote!(#carved #to.copy_from(#from.as_rows());)
            }
        }
    }
}
