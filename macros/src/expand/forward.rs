//! The forward pass: `Network::heads`, and the same kernel calls in a training step.

use super::context::{Access, Context};
use super::{names, operation};
use crate::ops::Operation;
use crate::plan::backward::Delta;
use crate::plan::liveness::{Item, Memory};
use crate::plan::step::{Step, ValueId};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// Emits the method that predicts a batch up to the activations of the heads.
///
/// ```ignore
/// fn heads(&self, compute: &Compute, input: &[Self::Input], output: &mut [Self::Output],
///          scratch: &mut [f32], finish: &mut dyn FnMut(HeadBlock<'_>)) {
///     let batch = batch_to_predict::<Self>(input, output, scratch);
///     let image = Rows::new(flat(input), 784);
///     let [hidden1] = rows(scratch, batch, const { &Places::new([0..300]) });
///     self.hidden1.forward(compute, image, Activation::Relu, hidden1);
///     let [hidden1] = rows(scratch, batch, const { &Places::new([0..300]) });
///     self.class.forward_then(compute, hidden1.as_rows(), RowsMut::new(flat_mut(output), 10),
///         &mut |rows, block| finish(HeadBlock { head: 0, rows, output: block, delta: None }));
/// }
/// ```
pub(super) fn heads(context: &Context<'_>) -> TokenStream {
    let runtime = &context.runtime;
    let names = &context.names;
    let (batch, compute, finish) = (&names.batch, &names.compute, &names.finish);
    let (input, output, scratch) = (&names.input, &names.output, &names.scratch);
    let inputs = context.inputs();
    let steps = steps(context, &context.plan.scratch, scratch, Purpose::Prediction);
    let inner = context.components().next().map(|_| {
        let (inner, kept) = (&names.inner, context.for_each_sample(&context.plan.scratch.size));
        quote!(let (#scratch, #inner) = #scratch.split_at_mut(#kept);)
    });
    quote! {
        fn heads(
            &self,
            #compute: &#runtime::Compute,
            #input: &[Self::Input],
            #output: &mut [Self::Output],
            #scratch: &mut [f32],
            #finish: &mut dyn #runtime::FnMut(#runtime::HeadBlock<'_>),
        ) {
            let #batch = #runtime::batch_to_predict::<Self>(#input, #output, #scratch);
            #inputs
            #inner
            #steps
        }
    }
}

/// What the kernel calls are run for: prediction or training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The outputs.
    Prediction,
    /// The outputs and the gradients with respect to the heads.
    Training,
}

/// Emits the kernel calls in order, on the memory named `source`.
pub(super) fn steps(
    context: &Context<'_>,
    memory: &Memory,
    source: &Ident,
    purpose: Purpose,
) -> TokenStream {
    let steps = context.forward.steps.iter().map(|step| {
        let carve = |items: &[(Item, Access)]| context.carve(memory, source, items);
        self::step(context, memory, step, purpose, carve)
    });
    quote!(#(#steps)*)
}

fn step(
    context: &Context<'_>,
    memory: &Memory,
    step: &Step,
    purpose: Purpose,
    carve: impl Fn(&[(Item, Access)]) -> TokenStream,
) -> TokenStream {
    let runtime = &context.runtime;
    let (batch, compute) = (&context.names.batch, &context.names.compute);
    let read = (Item::Value(step.inputs()[0]), Access::Whole);
    let source = context.read(step.inputs()[0]);
    let written = Item::Value(step.output());
    match *step {
        Step::Part { .. } => TokenStream::new(),
        Step::Component { layer, component, .. } => {
            let carved = carve(&[read, (written, Access::Whole)]);
            let path = context.component(layer);
            let (layer, target) = (context.name(layer), names::local(context, written));
            match purpose {
                Purpose::Prediction => {
                    let (inner, component) = (&context.names.inner, context.as_component(path));
                    quote! {
                        #carved
                        #component::predict(
                            &self.#layer, #compute, #source, #target, #inner,
                        );
                    }
                }
                Purpose::Training => {
                    let memory = names::component_memory(component);
                    let trained = context.as_trained(path);
                    quote! {
                        #carved
                        #trained::forward(
                            &self.#layer, #compute, #source, #target, #memory,
                        );
                    }
                }
            }
        }
        Step::Operation { node, ref inputs, output } => {
            if let Operation::Concatenate { axis } = context.graph.nodes[node.0].operation {
                let is_written = |input: &ValueId| context.forward.is_written_into(*input, output);
                let inputs = inputs.iter().enumerate().filter(|(_, input)| !is_written(input));
                let inputs: Vec<(usize, ValueId)> = inputs.map(|(at, it)| (at, *it)).collect();
                if inputs.is_empty() {
                    return TokenStream::new();
                }
                let read = inputs.iter().map(|(_, input)| (Item::Value(*input), Access::Whole));
                let carved = carve(&read.chain([(written, Access::Parts)]).collect::<Vec<_>>());
                let target = names::local(context, written);
                let call = operation::concatenate(context, node, axis, &inputs, &target);
                return quote!(#carved #call);
            }
            let in_place =
                inputs.iter().position(|input| memory.is_shared(Item::Value(*input), written));
            let others = inputs.iter().enumerate().filter(|(index, _)| Some(*index) != in_place);
            let inputs = || others.clone().map(|(_, input)| *input);
            let read = inputs().map(|input| (Item::Value(input), Access::Whole));
            let carved = carve(&read.chain([(written, Access::Whole)]).collect::<Vec<_>>());
            let sources: Vec<TokenStream> = inputs().map(|input| context.read(input)).collect();
            let target = names::local(context, written);
            let call = match in_place {
                Some(index) => operation::in_place(context, node, index, &sources, &target),
                None => operation::forward(context, node, &sources, &target),
            };
            quote!(#carved #call)
        }
        Step::Dense { layer, activation, output, .. } => {
            let is_alone = context.forward.is_scratch(output);
            let access = if is_alone { Access::Whole } else { Access::Parts };
            let carved = carve(&[read, (written, access)]);
            let (layer, activation) = (context.name(layer), context.activation(activation));
            let target = context.write(output);
            let forward =
                if context.plan.sized_code { quote!(forward) } else { quote!(forward_general) };
            quote! {
                #carved
                self.#layer.#forward(#compute, #source, #activation, #target);
            }
        }
        Step::DenseHead { layer, head, output, .. } => {
            let carved = carve(&head_items(read, head, purpose));
            let layer = context.name(layer);
            let target = context.output_rows(output);
            let (rows, block) = (&context.names.rows, &context.names.block);
            let finish = finish(context, head, purpose, &quote!(#block));
            let forward = if context.plan.sized_code {
                quote!(forward_then)
            } else {
                quote!(forward_general_then)
            };
            quote! {
                #carved
                self.#layer.#forward(#compute, #source, #target, &mut |#rows, #block| #finish);
            }
        }
        Step::Activation { activation, input, .. } => {
            let activation = context.activation(activation);
            let target = names::local(context, written);
            if memory.is_shared(Item::Value(input), written) {
                let carved = carve(&[(written, Access::Whole)]);
                return quote! {
                    #carved
                    #runtime::activate(#compute, #activation, #target);
                };
            }
            let carved = carve(&[read, (written, Access::Parts)]);
            quote! {
                #carved
                #target.copy_from(#source);
                #runtime::activate(#compute, #activation, #target);
            }
        }
        Step::CopyHead { head, output, .. } => {
            let carved = carve(&head_items(read, head, purpose));
            let target = context.output_rows(output);
            let rows = &context.names.rows;
            let finish = finish(context, head, purpose, &target);
            quote! {
                #carved
                #target.copy_from(#source);
                let #rows = 0..#batch;
                #finish;
            }
        }
    }
}

/// The operands of a head's kernel call: its input, and the memory for its gradient.
fn head_items(read: (Item, Access), head: usize, purpose: Purpose) -> Vec<(Item, Access)> {
    match purpose {
        Purpose::Prediction => vec![read],
        Purpose::Training => vec![read, (Item::Delta(Delta::Head(head)), Access::Parts)],
    }
}

/// Passes finished rows to the caller.
///
/// ```ignore
/// {
///     let delta = Some(delta_class.range(rows.start..rows.end));
///     finish(HeadBlock { head: 0, rows, output: block, delta });
/// }
/// ```
fn finish(
    context: &Context<'_>,
    head: usize,
    purpose: Purpose,
    block: &TokenStream,
) -> TokenStream {
    let runtime = &context.runtime;
    let (finish, rows) = (&context.names.finish, &context.names.rows);
    let number = Literal::usize_unsuffixed(head);
    let head_block = |delta: TokenStream| quote!(#finish(#runtime::HeadBlock { head: #number, #rows, output: #block, delta: #delta }));
    match purpose {
        Purpose::Prediction => head_block(quote!(#runtime::None)),
        Purpose::Training => {
            let delta = names::local(context, Item::Delta(Delta::Head(head)));
            let gradient = &context.names.delta;
            let head_block = head_block(quote!(#runtime::Some(#gradient)));
            quote! {{
                let #gradient = #delta.range(#rows.start..#rows.end);
                #head_block
            }}
        }
    }
}
