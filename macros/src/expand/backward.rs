//! The backward pass, one kernel call after the other.

use super::context::{Access, Context};
use super::{names, operation};
use crate::ops::Operation;
use crate::plan::Training;
use crate::plan::backward::{BackStep, ComponentBack, Delta, Share};
use crate::plan::liveness::{self, Item, Memory};
use crate::plan::step::Place;
use proc_macro2::TokenStream;
use quote::quote;

/// Emits the backward pass.
pub(super) fn steps(context: &Context<'_>, training: &Training) -> TokenStream {
    let before = std::iter::once(None).chain(training.back.iter().map(Some));
    let steps = before
        .zip(&training.back)
        .map(|(before, step)| self::step(context, &training.workspace, before, step));
    quote!(#(#steps)*)
}

/// One kernel call, and the names for the memory that it works on.
///
/// ```ignore
/// let [hidden2, delta_class, delta_hidden2] =
///     rows(workspace, batch, const { &Places::new([300..400, 400..410, 600..700]) });
/// self.class.input_gradient(compute, delta_class.as_rows(), Activation::Relu, hidden2.as_rows(), false,
///     transposed, delta_hidden2);
/// let (weight, bias) = self.class.parameters_mut();
/// update.dense(compute, 265600, weight, bias, hidden2.as_rows(), delta_class.as_rows(),
///     Share::Whole);
/// ```
fn step(
    context: &Context<'_>,
    memory: &Memory,
    before: Option<&BackStep>,
    step: &BackStep,
) -> TokenStream {
    let code = always(context, memory, before.filter(|step| !is_optional(context, step)), step);
    if !is_optional(context, step) {
        return code;
    }
    let (runtime, below) = (&context.runtime, &context.names.below);
    let target = step.target().expect("an optional step has a target");
    if !context.forward.is_input(target) {
        return quote!(if #below.is_some() { #code });
    }
    let local = names::local(context, Item::Delta(Delta::Value(target)));
    let rows = context.input_delta(target);
    quote! {
        if let #runtime::Some(#below) = #below.as_deref_mut() {
            let mut #local = #rows;
            #code
        }
    }
}

/// Whether the kernel call serves only the gradient with respect to the network's input.
fn is_optional(context: &Context<'_>, step: &BackStep) -> bool {
    step.target().is_some_and(|value| !context.forward.values[value.0].trained)
}

fn always(
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
            let activation = context.activation(context.forward.values[input.0].activation);
            let input = context.read(input);
            quote! {
                #carved
                self.#layer.input_gradient(
                    #compute, #delta.as_rows(), #activation, #input, #accumulate, #transposed, #below,
                );
            }
        }
        BackStep::Update { layer, delta, input, share } => {
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
            let share = self::share(context, share);
            quote! {
                #carved
                let (#weight, #bias) = self.#layer.parameters_mut();
                #update.dense(
                    #compute, #offset, #weight, #bias, #input, #delta.as_rows(), #share,
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
        BackStep::Component(back) => component_step(context, memory, &back),
        BackStep::Part { part, to, accumulate } => {
            let (from, to) = (Delta::Value(part), Delta::Value(to));
            let carved =
                carve(&[(Item::Delta(from), Access::Whole), (Item::Delta(to), Access::Parts)]);
            let Place::Part { offset, .. } = &context.forward.values[part.0].place else {
                unreachable!("only parts take this step")
            };
            let (offset, width) =
                (context.size(offset), context.size(&context.forward.values[part.0].width));
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

/// ```ignore
/// TrainableComponent::backward(
///     &mut self.encoder, compute,
///     ComponentPass { input, output, delta: delta_encoder, below: None },
///     component_0, &mut Within { update, offset: 0, share: Share::Whole },
/// );
/// ```
fn component_step(context: &Context<'_>, memory: &Memory, back: &ComponentBack) -> TokenStream {
    let (runtime, names) = (&context.runtime, &context.names);
    let (compute, update) = (&names.compute, &names.update);
    let items = liveness::items(&BackStep::Component(*back));
    let items: Vec<(Item, Access)> = items.into_iter().map(|item| (item, Access::Whole)).collect();
    let carved = context.carve(memory, &names.workspace, &items);
    let below = if context.forward.is_input(back.input) {
        let (below, rows) = (&names.below, context.input_delta(back.input));
        quote!(#below.as_deref_mut().map(|#below| #rows))
    } else {
        let local = names::local(context, Item::Delta(Delta::Value(back.input)));
        let below = &names.below;
        if context.forward.values[back.input.0].trained {
            quote!(#runtime::Some(#local))
        } else {
            quote!(if #below.is_some() { #runtime::Some(#local) } else { #runtime::None })
        }
    };
    let delta = names::local(context, Item::Delta(Delta::Value(back.output)));
    let (input, output) = (context.read(back.input), context.read(back.output));
    let offset = context.size(&context.plan.layer(back.layer).offset);
    let trained = context.as_trained(context.component(back.layer));
    let (layer, memory) = (context.name(back.layer), names::component_memory(back.component));
    let share = share(context, back.share);
    quote! {
        #carved
        #trained::backward(
            &mut self.#layer,
            #compute,
            #runtime::ComponentPass {
                input: #input, output: #output, delta: #delta, below: #below,
            },
            #memory,
            &mut #runtime::Within { update: #update, offset: #offset, share: #share },
        );
    }
}

fn share(context: &Context<'_>, share: Share) -> TokenStream {
    let runtime = &context.runtime;
    match share {
        Share::Whole => quote!(#runtime::Share::Whole),
        Share::First => quote!(#runtime::Share::First),
        Share::Further => quote!(#runtime::Share::Further),
    }
}
