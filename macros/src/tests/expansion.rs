//! Golden tests of the emitted code: it is compared with files that a person has reviewed.
//!
//! `BLESS=1 cargo test -p burdock-macros expansion` overwrites the files.

use crate::diagnostics::Diagnostics;
use crate::expand::expand;
use crate::graph::{self, Graph};
use crate::plan::Plan;
use crate::syntax;
use std::{env, fs, path::Path};
use syn::{Expr, File, Item, ItemMacro, Stmt, StmtMacro, parse_quote};

#[test]
fn the_network_of_the_readme() {
    check(
        "fashion_mlp",
        "/// Tells ten kinds of clothing apart in a 28×28 grey image.
        pub struct FashionMlp(image: [28, 28]) -> (class: [10]) {
            class = image
                -> flatten
                -> hidden1: dense(300, relu)
                -> hidden2: dense(100, relu)
                -> dense(10, softmax);
        }",
    );
}

#[test]
fn constants_as_dimensions_and_no_bias() {
    check(
        "symbolic",
        "struct Symbolic(x: [WIDTH]) -> (y: [OUTPUTS]) {
            y = x
                -> first: dense(WIDTH / 2, tanh, bias = false)
                -> second: dense(HIDDEN, sigmoid, bias_init = ones)
                -> dense(1);
        }",
    );
}

#[test]
fn activations_that_stand_alone() {
    check(
        "activations",
        "struct Activations(x: [4]) -> (y: [3]) {
            y = x
                -> activation(tanh)
                -> shares: dense(6, softmax)
                -> values: dense(3)
                -> activation(relu)
                -> activation(softmax);
        }",
    );
}

#[test]
fn const_parameters_and_sums_of_them() {
    check(
        "generic",
        "pub struct Joined<const A: usize, const B: usize>(left: [A], right: [B]) -> (y: [A], z: [1]) {
            both = concatenate(left, right) -> dense(A + B, relu);
            y = both -> dense(A);
            z = both[A..] -> dense(1, sigmoid);
        }",
    );
}

#[test]
fn step_units_cannot_be_trained() {
    check(
        "step_units",
        "pub(crate) struct Xor(x: [2]) -> (y: [1]) {
            y = x -> hidden: dense(2, heaviside) -> dense(1, heaviside);
        }",
    );
}

#[test]
fn no_parameters_at_all() {
    check(
        "no_parameters",
        "struct Shares(x: [2, 2]) -> (y: [4]) { y = x -> flatten -> activation(softmax); }",
    );
}

#[test]
fn nothing_but_the_given_path_leads_to_the_runtime() {
    let graph = parsed("struct N(x: [2]) -> (y: [N]) { y = x -> dense(3, relu) -> dense(N); }");
    let tokens = expand(&graph, &Plan::new(&graph), None, &parse_quote!(::elsewhere)).to_string();
    for other in [" burdock ::", "core ::", "std ::", "alloc ::"] {
        assert!(!tokens.contains(other), "{other} in {tokens}");
    }
}

/// The graph of a text without errors.
pub(super) fn parsed(text: &str) -> Graph {
    let mut diagnostics = Diagnostics::default();
    let declaration = syntax::parse(text.parse().unwrap(), &mut diagnostics);
    let graph = declaration.and_then(|declaration| graph::build(declaration, &mut diagnostics));
    graph.unwrap_or_else(|| panic!("{:?}", diagnostics.texts()))
}

fn check(name: &str, text: &str) {
    let graph = parsed(text);
    let tokens = expand(&graph, &Plan::new(&graph), None, &parse_quote!(::burdock));
    let file = syn::parse2(tokens.clone()).unwrap_or_else(|error| panic!("{error}: {tokens}"));
    let found = prettyplease::unparse(&with_std(file));
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/expected");
    let path = expected.join(name).with_extension("rs");
    if env::var_os("BLESS").is_some() {
        fs::write(&path, found).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "{} differs; found:\n{found}", path.display());
}

/// The same file as it is compiled with std, where `std_only!` emits its body.
fn with_std(mut file: File) -> File {
    for item in &mut file.items {
        let Item::Const(constant) = item else { continue };
        let Expr::Block(block) = &mut *constant.expr else { continue };
        let statements = std::mem::take(&mut block.block.stmts);
        block.block.stmts = statements
            .into_iter()
            .flat_map(|statement| match statement {
                Stmt::Macro(StmtMacro { mac, .. })
                | Stmt::Item(Item::Macro(ItemMacro { mac, .. })) => {
                    assert!(mac.path.segments.last().unwrap().ident == "std_only");
                    let body: File = syn::parse2(mac.tokens).unwrap();
                    body.items.into_iter().map(Stmt::Item).collect()
                }
                statement => vec![statement],
            })
            .collect();
    }
    file
}
