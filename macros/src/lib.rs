//! The procedural macro behind burdock's `network!`: text in, code out.
//!
//! ```text
//! text --syntax--> tree --graph--> nodes, edges, shapes --plan--> schedule --expand--> code
//! ```

mod diagnostics;
mod expand;
mod graph;
mod nearest;
mod ops;
mod plan;
mod syntax;
#[cfg(test)]
mod tests;
mod weights;

use diagnostics::Diagnostics;
use proc_macro2::TokenStream;
use syntax::Invocation;

/// The macro that `burdock::network!` calls with its own path in front.
#[doc(hidden)]
#[proc_macro]
pub fn __network(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let invocation = syn::parse_macro_input!(tokens as Invocation);
    let mut diagnostics = Diagnostics::default();
    match expand(invocation, &mut diagnostics) {
        Some(code) if diagnostics.is_empty() => code.into(),
        _ => diagnostics.into_compile_errors().into(),
    }
}

/// The code of a network; `None` if there has been at least one error.
fn expand(invocation: Invocation, diagnostics: &mut Diagnostics) -> Option<TokenStream> {
    let declaration = syntax::parse(invocation.tokens, diagnostics)?;
    let graph = graph::build(declaration, diagnostics)?;
    let plan = plan::Plan::new(&graph);
    let weights = weights::check(&graph, &plan, diagnostics)?;
    Some(expand::expand(&graph, &plan, weights.as_ref(), &invocation.runtime))
}
