//! Names, edges, order, shapes and assertions, on tokens and without a compiler.

use super::assertion::{Condition, Part};
use super::constants::Value;
use super::*;
use crate::diagnostics::Diagnostics;
use crate::ops::{Activation, Dense, Initializer};
use crate::syntax;

mod blocks;
mod chains;
mod generics;
mod graphs;

/// The graph of a text without errors.
fn graph(text: &str) -> Graph {
    let mut diagnostics = Diagnostics::default();
    let declaration = syntax::parse(text.parse().unwrap(), &mut diagnostics);
    let graph = declaration.and_then(|declaration| build(declaration, &mut diagnostics));
    assert_eq!(diagnostics.texts(), [""; 0]);
    graph.unwrap()
}

/// The first lines of the errors of a text.
fn faults(text: &str) -> Vec<String> {
    let mut diagnostics = Diagnostics::default();
    let declaration = syntax::parse(text.parse().unwrap(), &mut diagnostics);
    let graph = declaration.and_then(|declaration| build(declaration, &mut diagnostics));
    assert!(graph.is_none() && !diagnostics.is_empty());
    let first_line = |text: String| text.lines().next().unwrap().to_owned();
    diagnostics.texts().into_iter().map(first_line).collect()
}

/// A chain from `image: [28, 28]` to `class: [10]`.
fn chain(statements: &str) -> String {
    format!("struct N(image: [28, 28]) -> (class: [10]) {{ {statements} }}")
}

/// `name shape <- inputs` for every node.
fn nodes(graph: &Graph) -> Vec<String> {
    let line = |node: &Node| {
        let inputs: Vec<usize> = node.inputs.iter().map(|input| input.0).collect();
        format!("{} {} <- {inputs:?}", node.name, node.shape)
    };
    graph.nodes.iter().map(line).collect()
}

fn dense(graph: &Graph, node: usize) -> &Dense {
    match &graph.nodes[node].operation {
        Operation::Dense(dense) => dense,
        _ => panic!("not a dense layer"),
    }
}
