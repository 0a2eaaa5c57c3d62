//! Compares the scratch memory of plans with that of a simple planner, which does not fuse: each
//! computed value is a buffer, in use from its own node to its last use (or the last use of a view
//! of it). The buffers are placed in many orders, each in the lowest gap.

use super::arena::{Buffer, place};
use super::operation::is_in_place;
use super::size::Size;
use super::uses::is_reshaped;
use super::*;
use crate::diagnostics::Diagnostics;
use crate::graph::Node;
use crate::ops::Operation;
use crate::{graph, syntax};
use syn::{File, Item};

/// The number of random orders that are tried in addition to the sorted ones.
const SHUFFLES: usize = 200;

const BY_HAND: [&str; 6] = [
    "struct Diamond(x: [10]) -> (y: [1]) {
        top = x -> dense(64, relu);
        y = add(top -> dense(32, relu), top -> dense(32, tanh) -> dense(32)) -> dense(1);
    }",
    "struct Heads(x: [10]) -> (one: [3], other: [7], last: [12]) {
        hidden = x -> dense(40, relu) -> dense(50, relu);
        one = hidden -> dense(30, tanh) -> dense(3);
        other = hidden -> dense(90, tanh) -> dense(7, softmax);
        last = concatenate(hidden[0..5], one, hidden[7..11]) -> absolute;
    }",
    "struct Wide(x: [100]) -> (y: [1]) {
        a = x -> dense(80, relu);
        b = x -> dense(20, relu);
        c = a -> dense(50, relu);
        d = concatenate(a, b, c, x);
        e = concatenate(d -> dense(30, relu), d[10..200], b);
        y = concatenate(e, c, d) -> dense(1);
    }",
    "struct Residual(x: [16]) -> (y: [4]) {
        layer narrow(units) = dense(units, relu) -> dense(16);
        a = add(x, x -> narrow(64));
        b = add(a, a -> narrow(32), x);
        c = add(b, b -> narrow(128), a);
        y = multiply(c, average(a, b, c) -> square) -> dense(4);
    }",
    "struct Dense(x: [8]) -> (y: [2]) {
        a = concatenate(x, x -> dense(24, relu));
        b = concatenate(a, a -> dense(24, relu));
        c = concatenate(b, b -> dense(24, relu));
        d = concatenate(c, c -> dense(24, relu));
        y = concatenate(a, d) -> dense(2);
    }",
    "struct Grids(image: [6, 8]) -> (y: [1]) {
        turned = image -> permute(1, 0) -> exponential;
        parts = concatenate(turned[0..3, ..], turned[2..7, 0..6], axis = 0);
        y = dot(parts -> flatten, image -> flatten) -> dense(1);
    }",
];

#[test]
fn takes_no_more_than_a_simple_planner() {
    for graph in graphs() {
        let Some(planned) = Plan::new(&graph).scratch.size.known() else {
            panic!("all sizes are numbers")
        };
        let simple = best(&lives(&graph, is_shown));
        assert!(planned <= simple, "{}: {planned}, but simply {simple}", graph.name);
    }
}

#[test]
fn places_the_same_lives_no_worse_than_any_order() {
    for graph in graphs() {
        for is_shown in [is_shown, is_reshaped] {
            let buffers = lives(&graph, is_shown);
            let (placed, simple) = (place(&buffers).size.known().unwrap(), best(&buffers));
            assert!(placed <= simple, "{}: {placed}, but {simple} is possible", graph.name);
        }
    }
}

/// The graphs above, and those of all golden tests.
fn graphs() -> Vec<Graph> {
    let family: File =
        syn::parse_str(include_str!("../../../tests/golden_graphs/family.rs")).unwrap();
    let family = family.items.into_iter().filter_map(|item| match item {
        Item::Macro(network) if network.mac.path.is_ident("network") => Some(network.mac.tokens),
        _ => None,
    });
    let by_hand = BY_HAND.iter().map(|text| text.parse().unwrap());
    let graphs: Vec<Graph> = by_hand
        .chain(family)
        .map(|tokens| {
            let mut diagnostics = Diagnostics::default();
            let declaration = syntax::parse(tokens, &mut diagnostics);
            let graph =
                declaration.and_then(|declaration| graph::build(declaration, &mut diagnostics));
            graph.unwrap_or_else(|| panic!("{:?}", diagnostics.texts()))
        })
        .collect();
    assert_eq!(graphs.len(), BY_HAND.len() + 30);
    graphs
}

/// The lifetime of each computed value, which includes the lifetimes of its views.
fn lives(graph: &Graph, is_shown: fn(&Node) -> bool) -> Vec<Buffer> {
    let mut buffers: Vec<Buffer> = Vec::new();
    let mut buffer_of: Vec<Option<usize>> = Vec::new();
    for (time, node) in graph.nodes.iter().enumerate() {
        for input in &node.inputs {
            if let Some(buffer) = buffer_of[input.0] {
                buffers[buffer].last = time;
            }
        }
        if matches!(node.operation, Operation::Input) {
            buffer_of.push(None);
        } else if is_shown(node) {
            buffer_of.push(buffer_of[node.inputs[0].0]);
        } else {
            buffer_of.push(Some(buffers.len()));
            buffers.push(Buffer { size: Size::of(&node.shape), first: time, last: time });
        }
    }
    in_place(graph, buffers, buffer_of)
}

/// The same, where the output of an elementwise operation takes over the memory of an input that
/// is not needed any more.
fn in_place(graph: &Graph, buffers: Vec<Buffer>, buffer_of: Vec<Option<usize>>) -> Vec<Buffer> {
    let (mut buffers, mut buffer_of) = (buffers, buffer_of);
    let mut gone = vec![false; buffers.len()];
    for (time, node) in graph.nodes.iter().enumerate() {
        let Some(own) = buffer_of[time].filter(|own| buffers[*own].first == time) else { continue };
        let inputs: Vec<Option<usize>> = node.inputs.iter().map(|it| buffer_of[it.0]).collect();
        let is_output = |buffer: usize| {
            let mut outputs = graph.outputs.iter().map(|output| output.node.0);
            outputs.any(|output| output < time && buffer_of[output] == Some(buffer))
        };
        let is_free = |index: usize, buffer: usize| {
            let is_used_once = inputs.iter().filter(|it| **it == Some(buffer)).count() == 1;
            let is_possible = matches!(node.operation, Operation::Activation(_))
                || is_in_place(&node.operation, index, inputs.len());
            let fits = buffers[buffer].last == time && buffers[buffer].size == buffers[own].size;
            is_possible && is_used_once && fits && !is_output(buffer)
        };
        let mut candidates = inputs.iter().enumerate().filter_map(|(at, it)| it.map(|it| (at, it)));
        if let Some((_, buffer)) = candidates.find(|(at, buffer)| is_free(*at, *buffer)) {
            buffers[buffer].last = buffers[own].last;
            gone[own] = true;
            buffer_of.iter_mut().filter(|it| **it == Some(own)).for_each(|it| *it = Some(buffer));
        }
    }
    buffers.into_iter().zip(gone).filter(|(_, gone)| !gone).map(|(buffer, _)| buffer).collect()
}

/// Whether the node is a view, which copies nothing: a reshape, or a slice of the first axis.
fn is_shown(node: &Node) -> bool {
    is_reshaped(node) || matches!(&node.operation, Operation::Slice(slice) if slice.axis == 0)
}

/// The smallest size that any of the orders needs.
fn best(buffers: &[Buffer]) -> usize {
    let size = |index: &usize| buffers[*index].size.known().unwrap();
    let life = |index: &usize| buffers[*index].last - buffers[*index].first;
    let mut order: Vec<usize> = (0..buffers.len()).collect();
    let mut least = height(buffers, &order);
    let mut consider = |order: &[usize]| least = least.min(height(buffers, order));
    order.sort_by_key(size);
    consider(&order);
    order.reverse();
    consider(&order);
    order.sort_by_key(life);
    consider(&order);
    order.reverse();
    consider(&order);
    order.sort_by_key(|index| buffers[*index].last);
    consider(&order);
    order.sort_by_key(|index| std::cmp::Reverse(size(index) * (1 + life(index))));
    consider(&order);
    let mut state = 7_usize;
    for _ in 0..SHUFFLES {
        for from in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            order.swap(from, (state >> 33) % (from + 1));
        }
        consider(&order);
    }
    least
}

/// The size that is needed if the buffers are placed in this order, each in the lowest gap.
fn height(buffers: &[Buffer], order: &[usize]) -> usize {
    let mut placed: Vec<(usize, usize)> = Vec::new(); // the buffer and its offset
    let end = |(index, start): &(usize, usize)| start + buffers[*index].size.known().unwrap();
    for &index in order {
        let one = &buffers[index];
        let size = one.size.known().unwrap();
        let mut others: Vec<(usize, usize)> = placed
            .iter()
            .filter(|(other, _)| {
                let other = &buffers[*other];
                one.first <= other.last && other.first <= one.last
            })
            .map(|other| (other.1, end(other)))
            .collect();
        others.sort_unstable();
        let mut start = 0;
        for (from, to) in others {
            if from >= start + size {
                break;
            }
            start = start.max(to);
        }
        placed.push((index, start));
    }
    placed.iter().map(end).max().unwrap_or(0)
}
