//! The context that all parts of the expansion use, and pieces of code that they have in common.

use super::component;
use super::names::{self, Names};
use crate::graph::shape::Shape;
use crate::graph::{Graph, NodeId};
use crate::ops::Activation;
use crate::plan::liveness::{Item, Memory};
use crate::plan::parameters::LayerKind;
use crate::plan::size::Size;
use crate::plan::step::{Forward, Place, Step, ValueId};
use crate::plan::{Plan, Training};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::Path;

/// A network while its code is emitted.
pub(super) struct Context<'a> {
    pub(super) graph: &'a Graph,
    pub(super) plan: &'a Plan,
    /// The planned forward pass: of a prediction, or of a training step.
    pub(super) forward: &'a Forward,
    /// The path of the runtime crate.
    pub(super) krate: &'a Path,
    /// The alias of the runtime's private module.
    pub(super) runtime: Ident,
    pub(super) names: Names,
}

impl<'a> Context<'a> {
    pub(super) fn new(graph: &'a Graph, plan: &'a Plan, krate: &'a Path) -> Self {
        let forward = &plan.forward;
        Context { graph, plan, forward, krate, runtime: names::runtime(), names: Names::new() }
    }

    /// The same for a training step.
    pub(super) fn in_training(&self, training: &'a Training) -> Self {
        Context { forward: &training.forward, ..Context::new(self.graph, self.plan, self.krate) }
    }

    /// The user's name for a node.
    pub(super) fn name(&self, node: NodeId) -> &'a Ident {
        &self.graph.nodes[node.0].name
    }

    /// The user's name for the node whose value it is.
    pub(super) fn value_name(&self, value: ValueId) -> &'a Ident {
        self.name(self.forward.values[value.0].node)
    }

    /// A size as an expression.
    pub(super) fn size(&self, size: &Size) -> TokenStream {
        match size {
            Size::Known(number) => Literal::usize_unsuffixed(*number).into_token_stream(),
            Size::Constant(constant) => constant.tokens.clone(),
            Size::Sum(terms) => {
                let terms = terms.iter().map(|term| self.operand(term, false));
                quote!(#(#terms)+*)
            }
            Size::Product(factors) => {
                let mut factors = factors.iter().map(|factor| self.operand(factor, true));
                let first = factors.next();
                quote!(#first #(* #factors)*)
            }
            Size::Max(candidates) => {
                let runtime = &self.runtime;
                let candidates = candidates.iter().map(|candidate| self.size(candidate));
                quote!(#runtime::max(&[#(#candidates),*]))
            }
        }
    }

    /// A size as a term of a sum, or a factor of a product.
    fn operand(&self, size: &Size, factor: bool) -> TokenStream {
        let tokens = self.size(size);
        let is_atom = match size {
            Size::Known(_) | Size::Max(_) => true,
            Size::Constant(constant) => syn::parse2::<syn::Path>(constant.tokens.clone()).is_ok(),
            Size::Product(_) => !factor,
            Size::Sum(_) => false,
        };
        if is_atom { tokens } else { quote!((#tokens)) }
    }

    /// A shape as a table: `&[28, 28]`.
    pub(super) fn shape(&self, shape: &Shape) -> TokenStream {
        let sizes = shape.0.iter().map(|dimension| self.size(&Size::from(dimension)));
        quote!(&[#(#sizes),*])
    }

    /// The types of components, for each of their uses in the order in which they run.
    pub(super) fn components(&self) -> impl Iterator<Item = &'a Path> {
        self.forward.steps.iter().filter_map(|step| match *step {
            Step::Component { layer, .. } => Some(self.component(layer)),
            _ => None,
        })
    }

    /// `<Encoder as Component>`, for the items that every component has.
    pub(super) fn as_component(&self, path: &Path) -> TokenStream {
        let runtime = &self.runtime;
        let component = component::of_path(path, &quote!(#runtime));
        quote!(<#component as #runtime::Component>)
    }

    /// `<Encoder as TrainableComponent>`, for the items that trainable components have.
    pub(super) fn as_trained(&self, path: &Path) -> TokenStream {
        let runtime = &self.runtime;
        let component = component::of_path(path, &quote!(#runtime));
        quote!(<#component as #runtime::TrainableComponent>)
    }

    /// The type of a component.
    pub(super) fn component(&self, layer: NodeId) -> &'a Path {
        match &self.plan.layer(layer).kind {
            LayerKind::Component(path) => path,
            LayerKind::Dense(_) => unreachable!("a component's layer is a component"),
        }
    }

    /// The number of elements of scratch memory that a prediction needs for each sample.
    ///
    /// ```ignore
    /// 400
    /// 400 + max(&[<Encoder as Component>::SCRATCH])
    /// ```
    pub(super) fn scratch(&self) -> TokenStream {
        let (runtime, own) = (&self.runtime, self.size(&self.plan.scratch.size));
        let components: Vec<TokenStream> = self
            .components()
            .map(|path| {
                let component = self.as_component(path);
                quote!(#component::SCRATCH)
            })
            .collect();
        if components.is_empty() { own } else { quote!(#own + #runtime::max(&[#(#components),*])) }
    }

    /// A size by which the number of samples in a batch is multiplied.
    pub(super) fn for_each_sample(&self, size: &Size) -> TokenStream {
        let (batch, size) = (&self.names.batch, self.operand(size, true));
        quote!(#batch * #size)
    }

    /// `Activation::Relu`.
    pub(super) fn activation(&self, activation: Activation) -> TokenStream {
        let runtime = &self.runtime;
        let variant = match activation {
            Activation::Linear => quote!(Linear),
            Activation::Relu => quote!(Relu),
            Activation::Elu { alpha } => quote!(Elu { alpha: #alpha }),
            Activation::Selu => quote!(Selu),
            Activation::Sigmoid => quote!(Sigmoid),
            Activation::Tanh => quote!(Tanh),
            Activation::Softmax => quote!(Softmax),
            Activation::Softplus => quote!(Softplus),
            Activation::Heaviside => quote!(Heaviside),
            Activation::Sign => quote!(Sign),
        };
        quote!(#runtime::Activation::#variant)
    }

    /// Names the rows of some items of a scratch memory; inputs and outputs have names already.
    ///
    /// ```ignore
    /// let [hidden1, hidden2] = rows(scratch, batch, const { &Places::new([0..300, 300..400]) });
    /// ```
    pub(super) fn carve(
        &self,
        memory: &Memory,
        source: &Ident,
        items: &[(Item, Access)],
    ) -> TokenStream {
        let (runtime, batch) = (&self.runtime, &self.names.batch);
        let items = self.held(items);
        let slots =
            || items.iter().filter_map(|&(item, access)| Some((item, access, memory.slot(item)?)));
        if slots().next().is_none() {
            return TokenStream::new();
        }
        let locals = slots().map(|(item, access, _)| {
            let local = names::local(self, item);
            match access {
                Access::Whole => quote!(#local),
                Access::Parts => quote!(mut #local),
            }
        });
        let ranges = slots().map(|(_, _, slot)| {
            let start = self.size(&slot.start);
            let end = self.size(&Size::sum([slot.start.clone(), slot.width.clone()]));
            quote!(#start..#end)
        });
        quote! {
            let [#(#locals),*] = #runtime::rows(
                #source, #batch, const { &#runtime::Places::new([#(#ranges),*]) },
            );
        }
    }

    /// The items that own memory, each once; a part of another value is represented by that value.
    fn held(&self, items: &[(Item, Access)]) -> Vec<(Item, Access)> {
        let mut held: Vec<(Item, Access)> = Vec::new();
        for &(item, access) in items {
            let item = match item {
                Item::Value(value) => Item::Value(self.forward.holder(value)),
                Item::Delta(_) => item,
            };
            if held.iter().all(|(other, _)| *other != item) {
                held.push((item, access));
            }
        }
        held
    }

    /// The rows of a value, to be read.
    pub(super) fn read(&self, value: ValueId) -> TokenStream {
        let of = &self.forward.values[value.0];
        let local = names::local(self, Item::Value(value));
        match &of.place {
            Place::Input(_) => quote!(#local),
            Place::Scratch => quote!(#local.as_rows()),
            Place::Output(head) => {
                let (runtime, output) = (&self.runtime, &self.names.output);
                self.output_columns(&quote!(Rows), &quote!(#runtime::flat(#output)), *head)
            }
            Place::Part { of: whole, offset } => {
                let (whole, offset) = (self.read(*whole), self.size(offset));
                let width = self.size(&of.width);
                quote!(#whole.columns(#offset, #width))
            }
        }
    }

    /// The rows of a value in scratch memory, to be written: its own, or columns of another's.
    pub(super) fn write(&self, value: ValueId) -> TokenStream {
        let of = &self.forward.values[value.0];
        let holder = names::local(self, Item::Value(self.forward.holder(value)));
        match &of.place {
            Place::Part { offset, .. } => {
                let (offset, width) = (self.size(offset), self.size(&of.width));
                quote!(#holder.columns(#offset, #width))
            }
            Place::Input(_) | Place::Output(_) | Place::Scratch => quote!(#holder),
        }
    }

    /// The rows of a value that is an output, to be written.
    ///
    /// ```ignore
    /// RowsMut::new(flat_mut(output), 10)           // the only output
    /// RowsMut::strided(flat_mut(output), 2, 1, 1)  // one of several
    /// ```
    pub(super) fn output_rows(&self, value: ValueId) -> TokenStream {
        let (runtime, output) = (&self.runtime, &self.names.output);
        let value = &self.forward.values[value.0];
        let Place::Output(head) = value.place else {
            unreachable!("it is asked for values that are outputs")
        };
        self.output_columns(&quote!(RowsMut), &quote!(#runtime::flat_mut(#output)), head)
    }

    fn output_columns(
        &self,
        kind: &TokenStream,
        samples: &TokenStream,
        head: usize,
    ) -> TokenStream {
        let outputs: Vec<NodeId> = self.graph.outputs.iter().map(|output| output.node).collect();
        self.columns(kind, samples, &outputs, head)
    }

    /// Names the rows of the inputs.
    ///
    /// ```ignore
    /// let image = Rows::new(flat(input), 784);
    /// ```
    pub(super) fn inputs(&self) -> TokenStream {
        let (runtime, input) = (&self.runtime, &self.names.input);
        let rows = self.graph.inputs.iter().enumerate().map(|(index, node)| {
            let name = self.name(*node);
            let samples = quote!(#runtime::flat(#input));
            let rows = self.columns(&quote!(Rows), &samples, &self.graph.inputs, index);
            quote!(let #name = #rows;)
        });
        quote!(#(#rows)*)
    }

    /// The rows of the gradient with respect to an input, which the caller requests.
    ///
    /// ```ignore
    /// RowsMut::new(flat_mut(below), 784)           // of the only input
    /// RowsMut::strided(flat_mut(below), 11, 5, 6)  // of one of several
    /// ```
    pub(super) fn input_delta(&self, value: ValueId) -> TokenStream {
        let (runtime, below) = (&self.runtime, &self.names.below);
        let Place::Input(index) = self.forward.values[value.0].place else {
            unreachable!("it is asked for values that are inputs")
        };
        let samples = quote!(#runtime::flat_mut(#below));
        self.columns(&quote!(RowsMut), &samples, &self.graph.inputs, index)
    }

    /// The rows of one of several values that are fields of one struct in each sample.
    fn columns(
        &self,
        kind: &TokenStream,
        samples: &TokenStream,
        nodes: &[NodeId],
        index: usize,
    ) -> TokenStream {
        let runtime = &self.runtime;
        let width = |node: &NodeId| Size::of(&self.graph.nodes[node.0].shape);
        let own = self.size(&width(&nodes[index]));
        if nodes.len() == 1 {
            return quote!(#runtime::#kind::new(#samples, #own));
        }
        let stride = self.size(&Size::sum(nodes.iter().map(width)));
        let offset = self.size(&Size::sum(nodes[..index].iter().map(width)));
        quote!(#runtime::#kind::strided(#samples, #stride, #offset, #own))
    }
}

/// How the code that follows uses the rows of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Read, or passed to a function at once.
    Whole,
    /// Written by several kernel calls.
    Parts,
}
