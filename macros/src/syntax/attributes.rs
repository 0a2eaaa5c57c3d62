//! `#[weights("file")]`, removed from the attributes that are passed through to the struct.

use crate::diagnostics::Diagnostics;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta};

/// Removes the weights file from the attributes and returns it.
pub(super) fn take_weights(
    attributes: &mut Vec<Attribute>,
    diagnostics: &mut Diagnostics,
) -> Option<LitStr> {
    let mut weights: Option<LitStr> = None;
    attributes.retain(|attribute| {
        if !attribute.path().is_ident("weights") {
            return true;
        }
        match file_of(&attribute.meta) {
            Ok(_) if weights.is_some() => {
                diagnostics
                    .error(attribute, "`weights` is given twice")
                    .help("a network carries one file: keep one of them");
            }
            Ok(file) if file.value().is_empty() => {
                diagnostics
                    .error(file, "`weights` names no file")
                    .help("write #[weights(\"models/network.safetensors\")]");
            }
            Ok(file) => weights = Some(file),
            Err(remedy) => {
                diagnostics
                    .error(attribute, "`weights` takes the name of a file in parentheses")
                    .help(format_args!("write #[weights({remedy})]"));
            }
        }
        false
    });
    weights
}

/// The file name; an error states what the parentheses should contain.
fn file_of(meta: &Meta) -> Result<LitStr, String> {
    const EXAMPLE: &str = "\"models/network.safetensors\"";
    match meta {
        Meta::List(list) => syn::parse2::<LitStr>(list.tokens.clone()).map_err(|_| EXAMPLE.into()),
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(file), .. }) => Err(format!("{:?}", file.value())),
            _ => Err(EXAMPLE.into()),
        },
        Meta::Path(_) => Err(EXAMPLE.into()),
        #[allow(unreachable_patterns, reason = "syn may learn other forms")]
        _ => Err(EXAMPLE.into()),
    }
}
