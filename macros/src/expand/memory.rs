//! The network as memory: contiguous `f32` parameters, allocated and copied on the heap.

use super::context::Context;
use super::ports;
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

/// Emits the `unsafe impl` which states that the struct is contiguous `f32`, and its constructors.
///
/// ```ignore
/// // SAFETY: `repr(C)`, of fields that are `Plain`.
/// unsafe impl Plain for FashionMlp {}
///
/// std_only! {
///     impl FashionMlp {
///         pub fn new(seed: Seed) -> Box<Self> { initialized(seed) }
///         pub fn clone(&self) -> Box<Self> { duplicate(self) }
///     }
/// }
/// ```
pub(super) fn memory(context: &Context<'_>) -> TokenStream {
    let (runtime, parameters, network) =
        (&context.runtime, context.parameters(), context.network());
    let name = &context.graph.name;
    let required = (!context.graph.parameters.is_empty()).then(|| {
        let runtime = Ident::new(&runtime.to_string(), name.span());
        quote_spanned! { name.span() =>
            const {
                let _ = <Self as #runtime::Network>::INPUTS;
            }
        }
    });
    let new = format!(" A `{name}` on the heap, its parameters drawn from `seed`.");
    let ports = ports::plain(context);
    quote! {
        #ports
        unsafe impl #parameters #runtime::Plain for #network {}

        #runtime::std_only! {
            impl #parameters #network {
                #[doc = #new]
                pub fn new(seed: #runtime::Seed) -> #runtime::Box<Self> {
                    #required
                    #runtime::initialized(seed)
                }

                /// A copy on the heap.
                pub fn clone(&self) -> #runtime::Box<Self> {
                    #runtime::duplicate(self)
                }
            }
        }
    }
}
