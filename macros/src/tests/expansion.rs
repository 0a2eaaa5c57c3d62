//! What is emitted, compared with files that a person has read.
//!
//! `BLESS=1 cargo test -p burdock-macros expansion` writes the files anew.

use super::graphs::{Builder, constant, fashion, known};
use crate::expand::expand;
use crate::graph::Graph;
use crate::ops::Activation;
use crate::plan::Plan;
use std::{env, fs, path::Path};
use syn::{Expr, File, Item, ItemMacro, Stmt, StmtMacro, parse_quote};

#[test]
fn the_network_of_the_readme() {
    check("fashion_mlp", &fashion());
}

#[test]
fn constants_as_dimensions_and_no_bias() {
    let mut graph = Builder::new("Symbolic");
    let x = graph.input("x", [constant("WIDTH")]);
    let hidden = graph.dense_with("hidden", x, constant("WIDTH / 2"), Activation::Tanh, false);
    let hidden2 = graph.dense("hidden2", hidden, constant("HIDDEN"), Activation::Sigmoid);
    let y = graph.dense("y", hidden2, known(1), Activation::Linear);
    check("symbolic", &graph.output("y", y).build());
}

#[test]
fn activations_that_stand_alone() {
    let mut graph = Builder::new("Activations");
    let x = graph.input("x", [known(4)]);
    let squashed = graph.activation("squashed", x, Activation::Tanh);
    let shares = graph.dense("shares", squashed, known(6), Activation::Softmax);
    let values = graph.dense("values", shares, known(3), Activation::Linear);
    let clipped = graph.activation("clipped", values, Activation::Relu);
    let y = graph.activation("y", clipped, Activation::Softmax);
    check("activations", &graph.output("y", y).build());
}

#[test]
fn step_units_cannot_be_trained() {
    let mut graph = Builder::new("Xor");
    let x = graph.input("x", [known(2)]);
    let hidden = graph.dense("hidden", x, known(2), Activation::Heaviside);
    let y = graph.dense("y", hidden, known(1), Activation::Heaviside);
    check("step_units", &graph.output("y", y).build());
}

#[test]
fn no_parameters_at_all() {
    let mut graph = Builder::new("Shares");
    let x = graph.input("x", [known(2), known(2)]);
    let flat = graph.flatten("flatten", x);
    let y = graph.activation("y", flat, Activation::Softmax);
    check("no_parameters", &graph.output("y", y).build());
}

fn check(name: &str, graph: &Graph) {
    let tokens = expand(graph, &Plan::new(graph), None, &parse_quote!(::burdock));
    let file = syn::parse2(tokens.clone()).unwrap_or_else(|error| panic!("{error}: {tokens}"));
    let found = prettyplease::unparse(&with_std(file));
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/tests/expected")
        .join(name)
        .with_extension("rs");
    if env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "{} differs; found:\n{found}", path.display());
}

/// The same file as it is compiled with std, where `std_only!` gives its body.
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
