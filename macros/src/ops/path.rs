//! Paths to types, such as `my::Gate<3>`, in place of the language's own words.

use super::Initializer;
use crate::diagnostics::Diagnostics;
use crate::syntax::text;
use syn::{Expr, Path};

/// The path, if a value is one to a type: with `::`, or a large first letter.
///
/// A word that is `known` in small letters is a slip, not a type.
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

/// Reports a type where only the language's own initializers can stand.
pub(super) fn refuse_initializer(path: &Path, diagnostics: &mut Diagnostics) {
    let text = text::of_tokens(path);
    let names = Initializer::ALL.map(Initializer::name);
    diagnostics
        .error(path, format_args!("a type, such as `{text}`, cannot be an initializer here"))
        .help(format_args!("the initializers are {}", names.join(", ")));
}
