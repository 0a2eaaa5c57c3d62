//! Arguments that are a list of values without names: `reshape(14, 14)`, `permute(1, 0)`.

use super::Site;
use crate::diagnostics::Diagnostics;
use syn::Expr;

/// The values; `None` if one has a name or could not be read, or if there are none.
pub(super) fn values<'a>(
    site: &Site<'a>,
    what: &str,
    example: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<&'a Expr>> {
    let layer = site.layer;
    let keyword = &layer.keyword;
    let arguments = layer.arguments.as_deref().unwrap_or_default();
    if arguments.is_empty() {
        diagnostics
            .error(keyword, format_args!("{keyword} needs {what}"))
            .help(format_args!("write {example}"));
        return None;
    }
    let mut is_clean = true;
    for argument in arguments {
        if let Some(name) = &argument.name {
            diagnostics
                .error(name, format_args!("{keyword} has no argument `{name}`"))
                .help(format_args!("write {example}"));
            is_clean = false;
        }
    }
    let values: Option<Vec<&Expr>> =
        arguments.iter().map(|argument| argument.value.as_ref()).collect();
    values.filter(|_| is_clean)
}
