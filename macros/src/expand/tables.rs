//! The tables of the network's layers, parameters, inputs and outputs, and its constants.

use super::assertions;
use super::conditions;
use super::context::Context;
use crate::graph::Node;
use crate::ops::{Elementwise, Initializer, Merge, Operation};
use crate::plan::parameters::{Layer, LayerKind, Parameter, ParameterKind};
use crate::plan::size::Size;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

/// Emits the associated constants of `Network`.
///
/// ```ignore
/// const NAME: &'static str = "FashionMlp";
/// const LAYERS: &'static [LayerRow] = &[
///     LayerRow { name: "hidden1", kind: "Dense", output_shape: &[300], parameter_count: 235500, inputs: &["flatten"], shares: None },
/// ];
/// const PARAMETERS: &'static [Parameter] = &[
///     Parameter { name: "hidden1.weight", shape: &[784, 300], offset: 0, initializer: Initializer::GlorotUniform, trainable: true, kind: ParameterKind::DenseWeight },
/// ];
/// const INPUTS: &'static [InputPort] = &[InputPort { name: "image", shape: &[28, 28] }];
/// const OUTPUTS: &'static [OutputHead] = &[OutputHead { name: "class", layer: "dense_1", shape: &[10], activation: Activation::Softmax }];
/// const MULTIPLY_ADDS: usize = 266200;
/// const SCRATCH: usize = 400;
/// ```
pub(super) fn tables(context: &Context<'_>) -> TokenStream {
    let runtime = &context.runtime;
    let name = written(&context.graph.name);
    let (layers, parameters) = (layers(context), parameters(context));
    let (inputs, outputs) = (inputs(context), outputs(context));
    let required = assertions::of_use(context);
    let inputs = match required.is_empty() {
        true => quote!(&[#(#inputs),*]),
        false => quote!({ #required &[#(#inputs),*] }),
    };
    let multiply_adds = context.size(&context.plan.multiply_adds);
    let of_components = context.components().map(|path| {
        let component = context.as_component(path);
        quote!(+ #component::MULTIPLY_ADDS)
    });
    let multiply_adds = quote!(#multiply_adds #(#of_components)*);
    let scratch = context.scratch();
    quote! {
        const NAME: &'static str = #name;
        const LAYERS: &'static [#runtime::LayerRow] = &[#(#layers),*];
        const PARAMETERS: &'static [#runtime::Parameter] = #parameters;
        const INPUTS: &'static [#runtime::InputPort] = #inputs;
        const OUTPUTS: &'static [#runtime::OutputHead] = &[#(#outputs),*];
        const MULTIPLY_ADDS: usize = #multiply_adds;
        const SCRATCH: usize = #scratch;
    }
}

fn layers(context: &Context<'_>) -> impl Iterator<Item = TokenStream> {
    let runtime = &context.runtime;
    let nodes = context.graph.nodes.iter().enumerate().filter(|(_, node)| !node.hidden);
    nodes.filter_map(move |(index, node)| {
        let mut output_shape = match &node.given {
            Some(given) => {
                let given = conditions::outputs(context.krate, given);
                quote!(#runtime::output_shape(#given))
            }
            None => context.shape(&node.shape),
        };
        let kind = match &node.operation {
            Operation::Input => return None,
            Operation::Component(component) => {
                let component = context.as_component(&component.path);
                output_shape = quote!(#component::OUTPUT_SHAPE);
                quote!(#component::KIND)
            }
            operation => {
                let kind = kind(operation);
                quote!(#kind)
            }
        };
        let name = written(&node.name);
        let layer = context.plan.layers.iter().find(|layer| layer.node.0 == index);
        let count = context.size(&layer.map_or(Size::Known(0), |layer| layer.count.clone()));
        let inputs = sources(context, node);
        let shares = match node.shared {
            Some(first) => {
                let first = written(context.name(first));
                quote!(#runtime::Some(#first))
            }
            None => quote!(#runtime::None),
        };
        Some(quote! {
            #runtime::LayerRow {
                name: #name,
                kind: #kind,
                output_shape: #output_shape,
                parameter_count: #count,
                inputs: &[#(#inputs),*],
                shares: #shares,
            }
        })
    })
}

/// The names of the inputs of a layer.
fn sources(context: &Context<'_>, node: &Node) -> Vec<String> {
    let names = node.inputs.iter().flat_map(|input| {
        let source = &context.graph.nodes[input.0];
        if source.hidden { sources(context, source) } else { vec![written(&source.name)] }
    });
    names.collect()
}

/// The name of a built-in layer's type.
fn kind(operation: &Operation) -> &'static str {
    match operation {
        Operation::Flatten => "Flatten",
        Operation::Dense(_) => "Dense",
        Operation::Activation(_) | Operation::Function(_) => "Activation",
        Operation::Elementwise(function) => elementwise(*function),
        Operation::Merge(merge) => self::merge(*merge),
        Operation::Concatenate { .. } => "Concatenate",
        Operation::Dot => "Dot",
        Operation::Slice(_) => "Slice",
        Operation::Reshape => "Reshape",
        Operation::Permute { .. } => "Permute",
        Operation::Input | Operation::Component(_) => {
            unreachable!("these have no kind of their own")
        }
    }
}

fn elementwise(function: Elementwise) -> &'static str {
    match function {
        Elementwise::Absolute => "Absolute",
        Elementwise::Negate => "Negate",
        Elementwise::Square => "Square",
        Elementwise::SquareRoot => "SquareRoot",
        Elementwise::Exponential => "Exponential",
        Elementwise::Logarithm => "Logarithm",
        Elementwise::Scale { .. } => "Scale",
        Elementwise::Shift { .. } => "Shift",
    }
}

fn merge(merge: Merge) -> &'static str {
    match merge {
        Merge::Add => "Add",
        Merge::Subtract => "Subtract",
        Merge::Multiply => "Multiply",
        Merge::Average => "Average",
        Merge::Maximum => "Maximum",
        Merge::Minimum => "Minimum",
    }
}

/// The table of the parameters; the compiler joins it if components have tables of their own.
fn parameters(context: &Context<'_>) -> TokenStream {
    let runtime = &context.runtime;
    if has_components(context) {
        return quote!(#runtime::Joined::<Self>::TABLE);
    }
    let rows = context.plan.layers.iter().flat_map(|layer| {
        rows(context, layer, &format!("{}.", written(context.name(layer.node))), &layer.offset)
    });
    quote!(&[#(#rows),*])
}

/// Emits the tables that are joined, if components have tables of their own.
///
/// ```ignore
/// impl Fields for Siamese {
///     const FIELDS: &'static [Field] = &[
///         Field::new("encoder", <Encoder as Component>::TABLE, <Encoder as Component>::NUMBERS),
///         Field::new("noise", <Noise as Component>::TABLE, <Noise as Component>::NUMBERS).constants(&[("deviation", 0.2)]),
///         Field::new("same", &[Parameter { name: "weight", .. }, Parameter { name: "bias", .. }], 17),
///     ];
/// }
/// ```
pub(super) fn fields(context: &Context<'_>) -> TokenStream {
    if !has_components(context) {
        return TokenStream::new();
    }
    let (runtime, parameters, network) =
        (&context.runtime, context.parameters(), context.network());
    let fields = context.plan.layers.iter().map(|layer| {
        let name = written(context.name(layer.node));
        let (parameters, numbers) = match &layer.kind {
            LayerKind::Component(path) => {
                let component = context.as_component(path);
                (quote!(#component::TABLE), quote!(#component::NUMBERS))
            }
            LayerKind::Dense(_) => {
                let rows = rows(context, layer, "", &Size::Known(0));
                (quote!(&[#(#rows),*]), context.size(&layer.count))
            }
        };
        let constants = match &context.graph.nodes[layer.node.0].operation {
            Operation::Component(component) if !component.constants.is_empty() => {
                let constants = component.constants.iter().map(|(name, number)| {
                    let name = written(name);
                    quote!((#name, #number))
                });
                quote!(.constants(&[#(#constants),*]))
            }
            _ => TokenStream::new(),
        };
        quote!(#runtime::Field::new(#name, #parameters, #numbers) #constants)
    });
    quote! {
        impl #parameters #runtime::Fields for #network {
            const FIELDS: &'static [#runtime::Field] = &[#(#fields),*];
        }
    }
}

fn has_components(context: &Context<'_>) -> bool {
    context.plan.layers.iter().any(|layer| layer.dense().is_none())
}

/// The parameters of a dense layer, with `prefix` before their names, the first at `start`.
fn rows(context: &Context<'_>, layer: &Layer, prefix: &str, start: &Size) -> Vec<TokenStream> {
    let runtime = &context.runtime;
    let parameters = layer.dense().into_iter().flat_map(|dense| &dense.parameters);
    let row = |parameter: &Parameter| {
        let name = format!("{prefix}{}", parameter.name);
        let shape = parameter.shape.iter().map(|size| context.size(size));
        let offset = context.size(&Size::sum([start.clone(), parameter.offset.clone()]));
        let initializer = match &parameter.initializer {
            Initializer::Zeros => quote!(Zeros),
            Initializer::Ones => quote!(Ones),
            Initializer::GlorotUniform => quote!(GlorotUniform),
            Initializer::GlorotNormal => quote!(GlorotNormal),
            Initializer::HeUniform => quote!(HeUniform),
            Initializer::HeNormal => quote!(HeNormal),
            Initializer::LecunUniform => quote!(LecunUniform),
            Initializer::LecunNormal => quote!(LecunNormal),
            Initializer::Custom(path) => {
                let path = &path.tokens;
                quote!(Custom(#runtime::CustomInitializer::of::<#path>()))
            }
        };
        let kind = match parameter.kind {
            ParameterKind::DenseWeight => quote!(DenseWeight),
            ParameterKind::Other => quote!(Other),
        };
        quote! {
            #runtime::Parameter {
                name: #name,
                shape: &[#(#shape),*],
                offset: #offset,
                initializer: #runtime::Initializer::#initializer,
                trainable: true,
                kind: #runtime::ParameterKind::#kind,
            }
        }
    };
    parameters.map(row).collect()
}

fn inputs(context: &Context<'_>) -> impl Iterator<Item = TokenStream> {
    let runtime = &context.runtime;
    context.graph.inputs.iter().map(move |input| {
        let name = written(context.name(*input));
        let shape = context.shape(&context.graph.nodes[input.0].shape);
        quote!(#runtime::InputPort { name: #name, shape: #shape })
    })
}

fn outputs(context: &Context<'_>) -> impl Iterator<Item = TokenStream> {
    let runtime = &context.runtime;
    context.graph.outputs.iter().zip(&context.forward.heads).map(move |(output, head)| {
        let name = written(&output.name);
        let shape = context.shape(&context.graph.nodes[output.node.0].shape);
        let activation = context.activation(*head);
        let layer = written(context.name(output.node));
        quote! {
            #runtime::OutputHead {
                name: #name,
                layer: #layer,
                shape: #shape,
                activation: #activation,
            }
        }
    })
}

/// A name without its raw prefix: `type` for `r#type`.
fn written(name: &Ident) -> String {
    name.unraw().to_string()
}
