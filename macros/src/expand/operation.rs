//! The calls of the runtime's kernels for the operations of graphs.

use super::context::Context;
use crate::graph::NodeId;
use crate::graph::shape::Shape;
use crate::ops::{Elementwise, Merge, Operation, Slice};
use crate::plan::backward::OperationBack;
use crate::plan::size::Size;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// Emits what an operation makes of its inputs.
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
    let (runtime, compute) = (&context.runtime, &context.names.compute);
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
        Operation::Dot => quote!(#runtime::dot(#compute, &[#(#sources),*], #target);),
        Operation::Concatenate { axis } => {
            let copies = sources.iter().enumerate().map(|(index, source)| {
                let blocks = Blocks::of_input(context, node, *axis, index);
                let (from, to) = (blocks.whole(context), blocks.part(context));
                quote!(#runtime::copy_blocks(#from, #source, #to, false, #target.reborrow());)
            });
            quote!(#(#copies)*)
        }
        Operation::Slice(slice) => {
            let blocks = Blocks::of_slice(context, node, slice);
            let (from, to) = (blocks.part(context), blocks.whole(context));
            quote!(#runtime::copy_blocks(#from, #source, #to, false, #target);)
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
        | Operation::Activation(_) => unreachable!("these are no steps of this kind"),
    }
}

/// Emits the gradient of one of an operation's inputs.
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
    let (runtime, compute) = (&context.runtime, &context.names.compute);
    let OperationBack { node, accumulate, index, .. } = *back;
    let sources = back.inputs.iter().map(|input| context.read(*input));
    let number = Literal::usize_unsuffixed(index);
    let scaled = |factor: f32| quote!(#runtime::scale(#compute, #factor, #delta.as_rows(), #accumulate, #below););
    match &context.graph.nodes[node.0].operation {
        Operation::Elementwise(Elementwise::Negate) => scaled(-1.0),
        Operation::Elementwise(Elementwise::Scale { factor }) => scaled(*factor),
        Operation::Merge(Merge::Subtract) => scaled(-1.0),
        Operation::Merge(Merge::Average) => scaled(1.0 / back.inputs.len() as f32),
        Operation::Elementwise(function) => {
            let at = if back.needs.output() { back.output } else { back.inputs[0] };
            let (function, at) = (elementwise(context, *function), context.read(at));
            quote! {
                #runtime::elementwise_gradient(
                    #compute, #function, #at, #delta.as_rows(), #accumulate, #below,
                );
            }
        }
        Operation::Merge(merge) => {
            let merge = self::merge(context, *merge);
            quote! {
                #runtime::merge_gradient(
                    #compute, #merge, #number, &[#(#sources),*], #delta.as_rows(), #accumulate,
                    #below,
                );
            }
        }
        Operation::Dot => {
            let other = context.read(back.inputs[1 - index]);
            quote! {
                #runtime::dot_gradient(#compute, #other, #delta.as_rows(), #accumulate, #below);
            }
        }
        Operation::Concatenate { axis } => {
            let blocks = Blocks::of_input(context, node, *axis, index);
            let (from, to) = (blocks.part(context), blocks.whole(context));
            quote! {
                #runtime::copy_blocks(#from, #delta.as_rows(), #to, #accumulate, #below);
            }
        }
        Operation::Slice(slice) => {
            let blocks = Blocks::of_slice(context, node, slice);
            let (from, to) = (blocks.whole(context), blocks.part(context));
            let clear = (!accumulate).then(|| quote!(#below.fill(0.0);));
            quote! {
                #clear
                #runtime::copy_blocks(#from, #delta.as_rows(), #to, true, #below);
            }
        }
        Operation::Permute { axes } => {
            let shape = context.shape(&context.graph.nodes[node.0].shape);
            let mut inverse = vec![0; axes.len()];
            for (to, from) in axes.iter().enumerate() {
                inverse[*from] = to;
            }
            let axes = self::axes(&inverse);
            quote!(#runtime::permute(#shape, #axes, #delta.as_rows(), #accumulate, #below);)
        }
        Operation::Input
        | Operation::Flatten
        | Operation::Reshape
        | Operation::Dense(_)
        | Operation::Activation(_) => unreachable!("these are no steps of this kind"),
    }
}

/// Part of an axis, as blocks of numbers in the larger value.
struct Blocks {
    /// How many blocks there are: the product of the axes before.
    count: Size,
    /// How many numbers a block has.
    run: Size,
    /// How far the starts of two blocks are apart in the larger value.
    stride: Size,
    /// Where the first begins there.
    offset: Size,
}

impl Blocks {
    fn new(whole: &Shape, axis: usize, start: Size, length: Size) -> Self {
        let inner = || whole.0[axis + 1..].iter().map(Size::from);
        let of = |size: Size| Size::product(std::iter::once(size).chain(inner()));
        Blocks {
            count: Size::product(whole.0[..axis].iter().map(Size::from)),
            run: of(length),
            stride: of(Size::from(&whole.0[axis])),
            offset: of(start),
        }
    }

    /// Where the input number `index` of a concatenation stands in it.
    fn of_input(context: &Context<'_>, node: NodeId, axis: usize, index: usize) -> Self {
        let nodes = &context.graph.nodes;
        let length = |input: &NodeId| Size::from(&nodes[input.0].shape.0[axis]);
        let inputs = &nodes[node.0].inputs;
        let start = Size::sum(inputs[..index].iter().map(length));
        Blocks::new(&nodes[node.0].shape, axis, start, length(&inputs[index]))
    }

    /// Where a slice stands in what it is a part of.
    fn of_slice(context: &Context<'_>, node: NodeId, slice: &Slice) -> Self {
        let nodes = &context.graph.nodes;
        let whole = &nodes[nodes[node.0].inputs[0].0].shape;
        let length = Size::from(&nodes[node.0].shape.0[slice.axis]);
        Blocks::new(whole, slice.axis, Size::from(&slice.start), length)
    }

    /// The blocks in the larger value: `Blocks { count: 28, run: 14, offset: 0, stride: 28 }`.
    fn part(&self, context: &Context<'_>) -> TokenStream {
        self.emit(context, &self.offset, &self.stride)
    }

    /// The same blocks where they are all that there is.
    fn whole(&self, context: &Context<'_>) -> TokenStream {
        self.emit(context, &Size::Known(0), &self.run)
    }

    fn emit(&self, context: &Context<'_>, offset: &Size, stride: &Size) -> TokenStream {
        let runtime = &context.runtime;
        let (count, run) = (context.size(&self.count), context.size(&self.run));
        let (offset, stride) = (context.size(offset), context.size(stride));
        quote!(#runtime::Blocks { count: #count, run: #run, offset: #offset, stride: #stride })
    }
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
