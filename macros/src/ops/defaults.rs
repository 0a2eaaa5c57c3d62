//! `default dense(init = he_normal);`: arguments for all layers of a kind.

use super::arguments::Signature;
use super::dense;
use crate::diagnostics::{Diagnostics, on_line};
use crate::nearest::nearest;
use crate::syntax::tree::{Argument, Layer};

/// The network's default arguments for this kind of layer.
pub(crate) fn of<'a>(defaults: &'a [Layer], layer: &Layer) -> &'a [Argument] {
    let same = |default: &&Layer| layer.path.is_none() && default.keyword == layer.keyword;
    let default = defaults.iter().find(same);
    default.and_then(|default| default.arguments.as_deref()).unwrap_or_default()
}

/// Reports what cannot be a default; values are checked where they are used.
pub(crate) fn check(defaults: &[Layer], diagnostics: &mut Diagnostics) {
    for (index, default) in defaults.iter().enumerate() {
        let keyword = &default.keyword;
        if keyword != "dense" {
            diagnostics
                .error(keyword, format_args!("`{keyword}` cannot have defaults"))
                .help("only dense can: default dense(init = he_normal)");
            continue;
        }
        if let Some(first) = defaults[..index].iter().find(|first| first.keyword == *keyword) {
            let line = on_line(first.keyword.span());
            diagnostics
                .error(keyword, format_args!("`{keyword}` already has defaults {line}"))
                .help("write them in one place");
        }
        check_arguments(default, &dense::SIGNATURE, diagnostics);
    }
}

fn check_arguments(default: &Layer, signature: &Signature, diagnostics: &mut Diagnostics) {
    let keyword = &default.keyword;
    let arguments = default.arguments.as_deref().unwrap_or_default();
    if arguments.is_empty() {
        diagnostics
            .error(keyword, format_args!("`default {keyword}` says nothing"))
            .help(format_args!("write default {keyword}(init = he_normal), or leave it out"));
    }
    let named: Vec<&str> = signature.names().filter(|name| *name != "units").collect();
    for (index, argument) in arguments.iter().enumerate() {
        let Some(name) = &argument.name else {
            let headline = format_args!("the arguments of `default {keyword}` need their names");
            diagnostics
                .error(&argument.tokens, headline)
                .help(format_args!("the names are {}", named.join(", ")));
            continue;
        };
        let again = arguments[..index].iter().any(|other| other.name.as_ref() == Some(name));
        if again {
            diagnostics
                .error(&argument.tokens, format_args!("`{name}` is given twice"))
                .help("leave one of them out");
        } else if !named.iter().any(|known| name == known) {
            let headline = format_args!("`{name}` cannot be a default of {keyword}");
            let fault = diagnostics.error(name, headline);
            match nearest(&name.to_string(), named.iter().copied()) {
                Some(near) => fault.help(format_args!("write {near} = ..")),
                None => fault.help(format_args!("the names are {}", named.join(", "))),
            };
        }
    }
}
