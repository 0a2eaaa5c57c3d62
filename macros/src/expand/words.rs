//! References that link the user's words to the runtime's documentation in an editor.

use super::context::Context;
use proc_macro2::TokenStream;
use quote::quote;

/// Emits an import without a name for each word, with the word's span in the user's text.
///
/// ```ignore
/// #[allow(unused_imports)]
/// use words::{flatten as _, dense as _, relu as _};
/// ```
pub(super) fn words(context: &Context<'_>) -> TokenStream {
    let (runtime, words) = (&context.runtime, &context.graph.words);
    quote! {
        #[allow(unused_imports)]
        use #runtime::words::{#(#words as _),*};
    }
}
