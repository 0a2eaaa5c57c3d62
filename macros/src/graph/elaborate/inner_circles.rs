//! Cycles of names within a definition.

use super::inner_names::InnerName;
use crate::diagnostics::Diagnostics;
use proc_macro2::Ident;

/// Reports each cycle once, at the first name in it that leads back.
pub(super) fn report(names: &[InnerName<'_>], diagnostics: &mut Diagnostics) {
    let mut reported: Vec<&Ident> = Vec::new();
    for start in names {
        if reported.contains(&start.name) {
            continue;
        }
        let Some(path) = back_to(names, start) else { continue };
        // Against the edges, so that it reads in the direction of the arrows.
        let circle = path.iter().rev().chain(path.last());
        let circle: Vec<String> = circle.map(|name| name.to_string()).collect();
        let fault = diagnostics
            .error(path[0], format_args!("`{}` is made from itself", start.name))
            .detail(circle.join(" -> "));
        fault.help("begin one of these statements with an input");
        reported.extend(path);
    }
}

/// The names of the cycle through one name: its dependency, and so on, itself last.
fn back_to<'a>(names: &[InnerName<'a>], start: &InnerName<'a>) -> Option<Vec<&'a Ident>> {
    let mut paths: Vec<Vec<&'a Ident>> = start.needs.iter().map(|name| vec![*name]).collect();
    let mut seen: Vec<&Ident> = Vec::new();
    while let Some(path) = paths.pop() {
        let last = path[path.len() - 1];
        if last == start.name {
            return Some(path);
        }
        if seen.contains(&last) {
            continue;
        }
        seen.push(last);
        let Some(next) = names.iter().find(|known| known.name == last) else { continue };
        paths.extend(next.needs.iter().map(|name| [path.as_slice(), &[*name]].concat()));
    }
    None
}
