//! Emits kernel calls for the operations that are neither dense layers nor components.

use super::component::around;
use super::context::Context;
use crate::graph::NodeId;
use crate::graph::shape::Shape;
use crate::ops::{Elementwise, Merge, Operation, Slice};
use crate::plan::backward::OperationBack;
use crate::plan::size::Size;
use crate::plan::step::ValueId;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use syn::Path;

/// Emits an operation on its inputs.
///
/// ```ignore
/// merge(compute, Merge::Add, &[left.as_rows(), right.as_rows()], sum);
/// ```
pub(super) fn forward(
    context: &Context<'_>,
    node: NodeId,
    sources: &[TokenStream],
    target: &Ident,
) -> TokenStream {
    let (runtime, compute, part) = (&context.runtime, &context.names.compute, &context.names.part);
    let source = &sources[0];
    match &context.graph.nodes[node.0].operation {
        Operation::Elementwise(function) => {
            let function = elementwise(context, *function);
            quote!(#runtime::elementwise(#compute, #function, #source, #target);)
        }
        Operation::Merge(merge) => {
            let merge = self::merge(context, *merge);
            quote!(#runtime::merge(#compute, #merge, &[#(#sources),*], #target);)
        }
        Operation::Function(path) => {
            let function = function(context, path);
            quote!(#runtime::apply::<#function>(#source, #target);)
        }
        Operation::Dot => {
            let other = &sources[1];
            quote!(#runtime::dot(#compute, #source, #other, #target);)
        }
        Operation::Slice(slice) => {
            let blocks = slice_blocks(context, node, slice);
            quote! {
                let #part = #blocks;
                #runtime::copy_blocks(#part, #source, #part.packed(), false, #target);
            }
        }
        Operation::Permute { axes } => {
            let input = context.graph.nodes[node.0].inputs[0];
            let shape = context.shape(&context.graph.nodes[input.0].shape);
            let axes = self::axes(axes);
            quote!(#runtime::permute(#shape, #axes, #source, false, #target);)
        }
        Operation::Input
        | Operation::Flatten
        | Operation::Reshape
        | Operation::Dense(_)
        | Operation::Component(_)
        | Operation::Concatenate { .. }
        | Operation::Activation(_) => unreachable!("these are no steps of this kind"),
    }
}

/// Emits the copies of a concatenation, for the inputs with these indices.
///
/// ```ignore
/// let part = const { blocks_along(&[35], 0, 0..5) };
/// copy_blocks(part.packed(), wide, part, false, joined.reborrow());
/// ```
pub(super) fn concatenate(
    context: &Context<'_>,
    node: NodeId,
    axis: usize,
    inputs: &[(usize, ValueId)],
    target: &Ident,
) -> TokenStream {
    let (runtime, part) = (&context.runtime, &context.names.part);
    let copies = inputs.iter().map(|(index, input)| {
        let (blocks, source) = (input_blocks(context, node, axis, *index), context.read(*input));
        quote! {
            let #part = #blocks;
            #runtime::copy_blocks(#part.packed(), #source, #part, false, #target.reborrow());
        }
    });
    quote!(#(#copies)*)
}

/// Emits an operation that writes its output in place of input number `index`.
///
/// ```ignore
/// merge_in_place(compute, Merge::Add, &[right.as_rows()], false, sum);
/// ```
pub(super) fn in_place(
    context: &Context<'_>,
    node: NodeId,
    index: usize,
    others: &[TokenStream],
    target: &Ident,
) -> TokenStream {
    let (runtime, compute) = (&context.runtime, &context.names.compute);
    match &context.graph.nodes[node.0].operation {
        Operation::Elementwise(function) => {
            let function = elementwise(context, *function);
            quote!(#runtime::elementwise_in_place(#compute, #function, #target);)
        }
        Operation::Merge(merge) => {
            let (merge, is_last) = (self::merge(context, *merge), index > 0);
            quote! {
                #runtime::merge_in_place(#compute, #merge, &[#(#others),*], #is_last, #target);
            }
        }
        Operation::Function(path) => {
            let function = function(context, path);
            quote!(#runtime::apply_in_place::<#function>(#target);)
        }
        _ => unreachable!("the plan writes no others in place"),
    }
}

/// Emits the gradient with respect to one input of an operation.
///
/// ```ignore
/// merge_gradient(compute, Merge::Multiply, 0, &[left.as_rows(), right.as_rows()], delta_product.as_rows(),
///     false, delta_left);
/// ```
pub(super) fn backward(
    context: &Context<'_>,
    back: &OperationBack,
    delta: &Ident,
    below: &Ident,
) -> TokenStream {
    let (runtime, compute, part) = (&context.runtime, &context.names.compute, &context.names.part);
    let OperationBack { node, accumulate, index, .. } = *back;
    let delta = quote!(#delta.as_rows());
    // For an argument that this gradient does not use, the gradient of the output stands in.
    let sources: Vec<TokenStream> = back
        .inputs
        .iter()
        .map(|input| if back.needs.inputs() { context.read(*input) } else { delta.clone() })
        .collect();
    let output = if back.needs.output() { context.read(back.output) } else { delta.clone() };
    match &context.graph.nodes[node.0].operation {
        Operation::Elementwise(function) => {
            let (function, source) = (elementwise(context, *function), &sources[0]);
            quote! {
                #runtime::elementwise_gradient(
                    #compute, #function, #source, #output, #delta, #accumulate, #below,
                );
            }
        }
        Operation::Merge(merge) => {
            let (merge, index) = (self::merge(context, *merge), Literal::usize_unsuffixed(index));
            quote! {
                #runtime::merge_gradient(
                    #compute, #merge, #index, &[#(#sources),*], #output, #delta, #accumulate,
                    #below,
                );
            }
        }
        Operation::Function(path) => {
            let (source, function) = (&sources[0], function(context, path));
            quote! {
                #runtime::apply_gradient::<#function>(#source, #output, #delta, #accumulate, #below);
            }
        }
        Operation::Dot => {
            let other = &sources[1 - index];
            quote!(#runtime::dot_gradient(#other, #delta, #accumulate, #below);)
        }
        Operation::Concatenate { axis } => {
            let blocks = input_blocks(context, node, *axis, index);
            quote! {
                let #part = #blocks;
                #runtime::copy_blocks(#part, #delta, #part.packed(), #accumulate, #below);
            }
        }
        Operation::Slice(slice) => {
            let blocks = slice_blocks(context, node, slice);
            let clear =
                (!accumulate).then(|| quote!(#runtime::clear_outside(#part, #below.reborrow());));
            quote! {
                let #part = #blocks;
                #clear
                #runtime::copy_blocks(#part.packed(), #delta, #part, #accumulate, #below);
            }
        }
        Operation::Permute { axes } => {
            let input = context.graph.nodes[node.0].inputs[0];
            let shape = context.shape(&context.graph.nodes[input.0].shape);
            let axes = self::axes(axes);
            quote!(#runtime::permute_gradient(#shape, #axes, #delta, #accumulate, #below);)
        }
        Operation::Input
        | Operation::Flatten
        | Operation::Reshape
        | Operation::Dense(_)
        | Operation::Component(_)
        | Operation::Activation(_) => unreachable!("these are no steps of this kind"),
    }
}

/// The place of input number `index` in a concatenation.
///
/// ```ignore
/// const { blocks_along(&[35], 0, 5..35) }
/// ```
fn input_blocks(context: &Context<'_>, node: NodeId, axis: usize, index: usize) -> TokenStream {
    let nodes = &context.graph.nodes;
    let length = |input: &NodeId| Size::from(&nodes[input.0].shape.0[axis]);
    let inputs = &nodes[node.0].inputs;
    let start = Size::sum(inputs[..index].iter().map(length));
    let end = Size::sum([start.clone(), length(&inputs[index])]);
    blocks(context, &nodes[node.0].shape, axis, &start, &end)
}

/// The place of a slice in the value that it is a part of.
fn slice_blocks(context: &Context<'_>, node: NodeId, slice: &Slice) -> TokenStream {
    let nodes = &context.graph.nodes;
    let whole = &nodes[nodes[node.0].inputs[0].0].shape;
    blocks(context, whole, slice.axis, &Size::from(&slice.start), &Size::from(&slice.end))
}

fn blocks(
    context: &Context<'_>,
    shape: &Shape,
    axis: usize,
    start: &Size,
    end: &Size,
) -> TokenStream {
    let (runtime, shape) = (&context.runtime, context.shape(shape));
    let axis = Literal::usize_unsuffixed(axis);
    let (start, end) = (context.size(start), context.size(end));
    quote!(const { #runtime::blocks_along(#shape, #axis, #start..#end) })
}

fn elementwise(context: &Context<'_>, function: Elementwise) -> TokenStream {
    let runtime = &context.runtime;
    let variant = match function {
        Elementwise::Absolute => quote!(Absolute),
        Elementwise::Negate => quote!(Negate),
        Elementwise::Square => quote!(Square),
        Elementwise::SquareRoot => quote!(SquareRoot),
        Elementwise::Exponential => quote!(Exponential),
        Elementwise::Logarithm => quote!(Logarithm),
        Elementwise::Scale { factor } => quote!(Scale { factor: #factor }),
        Elementwise::Shift { term } => quote!(Shift { term: #term }),
    };
    quote!(#runtime::Elementwise::#variant)
}

fn merge(context: &Context<'_>, merge: Merge) -> TokenStream {
    let runtime = &context.runtime;
    let variant = match merge {
        Merge::Add => quote!(Add),
        Merge::Subtract => quote!(Subtract),
        Merge::Multiply => quote!(Multiply),
        Merge::Average => quote!(Average),
        Merge::Maximum => quote!(Maximum),
        Merge::Minimum => quote!(Minimum),
    };
    quote!(#runtime::Merge::#variant)
}

fn axes(axes: &[usize]) -> TokenStream {
    let axes = axes.iter().map(|axis| Literal::usize_unsuffixed(*axis));
    quote!(&[#(#axes),*])
}

/// The type behind a path, if it is an activation: `<Swish as Activates>::Function`. If it is not,
/// the compiler reports one error, as this is no type.
fn function(context: &Context<'_>, path: &Path) -> TokenStream {
    let (runtime, (open, function)) = (&context.runtime, around(path, "Function"));
    quote!(#open #path as #runtime::Activates>::#function)
}
