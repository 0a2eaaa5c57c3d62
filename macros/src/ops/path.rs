//! Paths to types, such as `my::Gate<3>`, in place of the built-in keywords.

use crate::syntax::text;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Expr, Path};

/// A path to a type, as it is written; two that are written alike are the same.
#[derive(Clone, Debug)]
pub(crate) struct TypePath {
    pub(crate) tokens: TokenStream,
    text: String,
}

impl TypePath {
    pub(super) fn new(path: &Path) -> Self {
        TypePath { tokens: path.to_token_stream(), text: text::whole(path) }
    }
}

impl PartialEq for TypePath {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// The path, if a value is one to a type: with `::`, or an initial capital letter.
///
/// A word that is `known` in lower case is a mistake in writing it, not a type.
pub(super) fn of_type(value: &Expr, known: impl Fn(&str) -> bool) -> Option<&Path> {
    match value {
        Expr::Path(path) if path.qself.is_none() => match path.path.get_ident() {
            Some(word) => {
                let word = word.to_string();
                let is_type = word.starts_with(char::is_uppercase) && !known(&word.to_lowercase());
                if is_type { Some(&path.path) } else { None }
            }
            None => Some(&path.path),
        },
        Expr::Group(group) => of_type(&group.expr, known),
        _ => None,
    }
}
