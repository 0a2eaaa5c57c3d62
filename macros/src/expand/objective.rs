//! Targets, losses, metrics and sample weights per head, for a network with several outputs.

use super::context::Context;
use super::ports::{array, named, plain_struct};
use crate::graph::Output;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

/// Emits the structs, with a field or a function for each head (an output with its loss).
///
/// ```ignore
/// /// The targets of one sample for `WideAndDeep`.
/// #[derive(Clone, Copy, Debug, Default, PartialEq)]
/// pub struct WideAndDeepTarget<A = [f32; 1], B = [f32; 1]> {
///     /// What `main` should be.
///     pub main: A,
///     /// What `aux` should be.
///     pub aux: B,
/// }
///
/// pub struct WideAndDeepLosses<A, B> { pub main: A, pub aux: B }
///
/// pub struct WideAndDeepMetric;
///
/// /// What one sample counts in each loss of `WideAndDeep`: once, unless it says otherwise.
/// #[repr(C)]
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// pub struct WideAndDeepSampleWeight {
///     /// How often it counts in the loss of `main`.
///     pub main: f32,
///     /// How often it counts in the loss of `aux`.
///     pub aux: f32,
/// }
/// ```
pub(super) fn structs(context: &Context<'_>) -> TokenStream {
    if context.graph.outputs.len() == 1 {
        return TokenStream::new();
    }
    let (visibility, network) = (&context.graph.visibility, &context.graph.name);
    let [target, losses, metric] =
        ["Target", "Losses", "Metric"].map(|suffix| named(context, suffix));
    let (names, letters) = (names(context), letters(context, 'T'));
    // A default that depends on a parameter could not be inferred in the other uses of the struct.
    let is_generic = |output: &Output| !context.parameters_of(&[output.node]).is_empty();
    let defaults = context.graph.outputs.iter().map(|output| {
        let array = array(context, output.node);
        (!context.graph.outputs.iter().any(is_generic)).then(|| quote!(= #array))
    });
    let documented = |before: &str, after: &str| -> Vec<String> {
        names.iter().map(|name| format!(" {before}`{}`{after}.", name.unraw())).collect()
    };
    let (of_target, of_loss) = (documented("What ", " should be"), documented("The loss of ", ""));
    let [about_targets, about_losses, about_metric] = [
        format!(" The targets of one sample for `{network}`."),
        format!(" A loss for each output of `{network}`."),
        format!(" Metrics of the outputs of `{network}`."),
    ];
    let derive = quote! {
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::fmt::Debug,
            ::core::default::Default,
            ::core::cmp::PartialEq,
        )]
    };
    let weights = sample_weight(context);
    quote! {
        #[doc = #about_targets]
        #derive
        #visibility struct #target<#(#letters #defaults),*> {
            #(#[doc = #of_target] pub #names: #letters,)*
        }

        #[doc = #about_losses]
        #derive
        #visibility struct #losses<#(#letters),*> {
            #(#[doc = #of_loss] pub #names: #letters,)*
        }

        #[doc = #about_metric]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #visibility struct #metric;

        #weights
    }
}

/// Emits the struct of sample weights.
fn sample_weight(context: &Context<'_>) -> TokenStream {
    let (visibility, network) = (&context.graph.visibility, &context.graph.name);
    let names = names(context);
    let name = named(context, "SampleWeight");
    let about = format!(
        " What one sample counts in each loss of `{network}`: once, unless it says otherwise."
    );
    let of_head: Vec<String> = names
        .iter()
        .map(|name| format!(" How often it counts in the loss of `{}`.", name.unraw()))
        .collect();
    let fields = quote!(#(#[doc = #of_head] pub #names: f32,)*);
    plain_struct(visibility, &quote!(#name), &about, &fields)
}

/// Emits the implementations that connect the structs with the trainer.
///
/// ```ignore
/// impl<A, B> HasTarget<0> for WideAndDeepTarget<A, B> {
///     type Target = A;
///     fn target(&self) -> &A { &self.main }
/// }
///
/// impl<A, B, S, T> HeadLosses<WideAndDeepLosses<A, B>, WideAndDeepTarget<S, T>> for WideAndDeep
/// where S: Clone, T: Clone, A: Loss<HeadOf<Self, 0>, S>, B: Loss<HeadOf<Self, 1>, T> {
///     fn visit<V: HeadVisitor<Self, WideAndDeepTarget<S, T>>>(losses: &WideAndDeepLosses<A, B>, visitor: &mut V) {
///         visitor.head::<0, _>(&losses.main);
///         visitor.head::<1, _>(&losses.aux);
///     }
/// }
///
/// impl WideAndDeepMetric {
///     pub fn main<M>(metric: M) -> HeadMetric<M, 0> { HeadMetric(metric) }
/// }
///
/// impl Default for WideAndDeepSampleWeight {
///     fn default() -> Self { Self { main: 1.0, aux: 1.0 } }
/// }
///
/// // SAFETY: `repr(C)`, of fields that are `Plain`.
/// unsafe impl Plain for WideAndDeepSampleWeight {}
///
/// impl SampleWeight for WideAndDeepSampleWeight {
///     const OUTPUTS: &'static [&'static str] = &["main", "aux"];
/// }
///
/// impl WeightFor<WideAndDeep> for WideAndDeepSampleWeight {}
/// ```
pub(super) fn objective(context: &Context<'_>) -> TokenStream {
    if context.graph.outputs.len() == 1 {
        return TokenStream::new();
    }
    let (runtime, network) = (&context.runtime, context.network());
    let (parameters, header) = (&context.graph.parameters, context.parameters());
    let visitor = free_letter(context, "V");
    let [target, losses, metric, weight] =
        ["Target", "Losses", "Metric", "SampleWeight"].map(|suffix| named(context, suffix));
    let (names, of_loss, of_target) =
        (names(context), letters(context, 'L'), letters(context, 'T'));
    let written = names.iter().map(|name| name.unraw().to_string());
    let numbers: Vec<Literal> = (0..names.len()).map(Literal::usize_unsuffixed).collect();
    let targets = (0..names.len()).map(|index| {
        let (number, name, letter) = (&numbers[index], &names[index], &of_target[index]);
        quote! {
            impl<#(#of_target),*> #runtime::HasTarget<#number> for #target<#(#of_target),*> {
                type Target = #letter;

                fn target(&self) -> &#letter {
                    &self.#name
                }
            }
        }
    });
    let metrics = names.iter().zip(&numbers).map(|(name, number)| {
        let text = format!(" A metric of `{}`.", name.unraw());
        quote! {
            #[doc = #text]
            pub fn #name<M>(metric: M) -> #runtime::HeadMetric<M, #number> {
                #runtime::HeadMetric(metric)
            }
        }
    });
    quote! {
        #(#targets)*

        #runtime::std_only! {
            impl<#(#of_loss,)* #(#of_target,)* #(const #parameters: usize),*>
                #runtime::HeadLosses<#losses<#(#of_loss),*>, #target<#(#of_target),*>> for #network
            where
                #(#of_target: ::core::clone::Clone,)*
                #(#of_loss: #runtime::Loss<#runtime::HeadOf<Self, #numbers>, #of_target>,)*
            {
                fn visit<#visitor: #runtime::HeadVisitor<Self, #target<#(#of_target),*>>>(
                    losses: &#losses<#(#of_loss),*>,
                    visitor: &mut #visitor,
                ) {
                    #(visitor.head::<#numbers, _>(&losses.#names);)*
                }
            }

            impl #metric {
                #(#metrics)*
            }

            impl ::core::default::Default for #weight {
                fn default() -> Self {
                    Self { #(#names: 1.0,)* }
                }
            }

            unsafe impl #runtime::Plain for #weight {}

            impl #runtime::SampleWeight for #weight {
                const OUTPUTS: &'static [&'static str] = &[#(#written),*];
            }

            impl #header #runtime::WeightFor<#network> for #weight {}
        }
    }
}

/// The names of the heads.
fn names<'a>(context: &Context<'a>) -> Vec<&'a Ident> {
    context.graph.outputs.iter().map(|output| &output.name).collect()
}

/// A type parameter for each head, with the span of the head's name: `T0`, `T1`.
fn letters(context: &Context<'_>, letter: char) -> Vec<Ident> {
    let outputs = context.graph.outputs.iter().enumerate();
    outputs
        .map(|(index, output)| {
            let name = free_letter(context, &format!("{letter}{index}"));
            format_ident!("{name}", span = output.name.span())
        })
        .collect()
}

/// A name for a type parameter that is not the name of a const parameter of the network.
fn free_letter(context: &Context<'_>, letter: &str) -> Ident {
    let mut name = format_ident!("{letter}");
    while context.graph.parameters.contains(&name) {
        name = format_ident!("{name}_");
    }
    name
}
