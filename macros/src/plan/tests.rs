//! Tests of plans, on graphs built in code: chains, and graphs that the syntax does not offer yet.

use super::backward::{BackStep, Delta, Share};
use super::operation::Needs;
use super::step::{Place, Step, ValueId};
use super::*;
use crate::ops::Activation::{self, Heaviside, Linear, Relu, Sigmoid, Softmax, Tanh};
use crate::ops::Merge;
use crate::tests::graphs::{Builder, fashion, known};

/// The kernel calls of the forward pass, one line for each: `hidden1 = dense(image) relu`.
fn forward(graph: &Graph) -> Vec<String> {
    let plan = Plan::new(graph);
    let name = |value: ValueId| {
        let value = &plan.forward.values[value.0];
        graph.nodes[value.node.0].name.to_string()
    };
    let line = |step: &Step| {
        let inputs: Vec<String> = step.inputs().iter().map(|input| name(*input)).collect();
        let (input, output) = (inputs.join(", "), name(step.output()));
        match step {
            Step::Dense { layer, activation, .. } => {
                let layer = &graph.nodes[layer.0].name;
                format!("{output} = {layer}({input}) {}", activation.name())
            }
            Step::DenseHead { layer, head, .. } => {
                let layer = &graph.nodes[layer.0].name;
                format!("{output} = head {head} {layer}({input})")
            }
            Step::Activation { activation, .. } => {
                format!("{output} = {}({input})", activation.name())
            }
            Step::Operation { .. } => format!("{output} = operation({input})"),
            Step::Component { component, .. } => {
                format!("{output} = component {component}({input})")
            }
            Step::Part { .. } => format!("{output} = part of {input}"),
            Step::CopyHead { head, .. } => format!("{output} = head {head} copy({input})"),
        }
    };
    plan.forward.steps.iter().map(line).collect()
}

/// The kernel calls of the backward pass: `d hidden1 = class(d class) relu`.
fn back(graph: &Graph) -> Vec<String> {
    let plan = Plan::new(graph);
    let training = plan.training.as_ref().expect("the network can be trained");
    let name = |delta: Delta| match delta {
        Delta::Head(head) => format!("d head {head}"),
        Delta::Value(value) => {
            let value = &training.forward.values[value.0];
            format!("d {}", graph.nodes[value.node.0].name)
        }
    };
    let sign = |accumulate: bool| if accumulate { "+=" } else { "=" };
    let line = |step: &BackStep| match *step {
        BackStep::Operation(ref back) => {
            let (to, from) = (Delta::Value(back.inputs[back.index]), Delta::Value(back.output));
            let kept = match back.needs {
                Needs::Nothing | Needs::Delta => "",
                Needs::Inputs => " with inputs",
                Needs::Output => " with output",
                Needs::InputsAndOutput => " with inputs and output",
            };
            format!("{} {} back({}){kept}", name(to), sign(back.accumulate), name(from))
        }
        BackStep::Component(back) => {
            let to = name(Delta::Value(back.input));
            format!("{to} = component {}({})", back.component, name(Delta::Value(back.output)))
        }
        BackStep::Part { part, to, accumulate } => {
            let (to, from) = (name(Delta::Value(to)), name(Delta::Value(part)));
            format!("part of {to} {} {from}", sign(accumulate))
        }
        BackStep::Input { layer, delta, input, accumulate } => {
            let (to, from) = (name(Delta::Value(input)), name(delta));
            let layer = &graph.nodes[layer.0].name;
            let activation = training.forward.values[input.0].activation.name();
            format!("{to} {} {layer}({from}) {activation}", sign(accumulate))
        }
        BackStep::Update { layer, delta, share, .. } => {
            let and = if share == Share::Further { "and " } else { "" };
            format!("{and}update {} by {}", graph.nodes[layer.0].name, name(delta))
        }
        BackStep::Activation { activation, output } => {
            format!("{} through {}", name(Delta::Value(output)), activation.name())
        }
        BackStep::Copy { from, to, accumulate } => {
            format!("{} {} {}", name(to), sign(accumulate), name(from))
        }
    };
    let marked = |step: &BackStep| {
        let is_trained = |value: ValueId| training.forward.values[value.0].trained;
        let asked = if step.target().is_none_or(is_trained) { "" } else { "asked: " };
        format!("{asked}{}", line(step))
    };
    training.back.iter().map(marked).collect()
}

#[test]
fn a_chain_is_fused_and_flattening_is_no_step() {
    assert_eq!(
        forward(&fashion()),
        [
            "hidden1 = hidden1(image) relu",
            "hidden2 = hidden2(hidden1) relu",
            "class = head 0 class(hidden2)"
        ]
    );
    assert_eq!(Plan::new(&fashion()).forward.heads, [Softmax]);
}

#[test]
fn a_chain_goes_back_to_its_input_only_where_that_is_asked_for() {
    assert_eq!(
        back(&fashion()),
        [
            "d hidden2 = class(d head 0) relu",
            "update class by d head 0",
            "d hidden1 = hidden2(d hidden2) relu",
            "update hidden2 by d hidden2",
            "asked: d image = hidden1(d hidden1) linear",
            "update hidden1 by d hidden1",
        ]
    );
}

#[test]
fn the_constants_of_a_chain() {
    let plan = Plan::new(&fashion());
    assert_eq!(plan.multiply_adds, Size::Known(784 * 300 + 300 * 100 + 100 * 10));
    assert_eq!(plan.scratch.size, Size::Known(400));
    let counts: Vec<Size> = plan.layers.iter().map(|layer| layer.count.clone()).collect();
    assert_eq!(counts, [235_500, 30_100, 1_010].map(Size::Known));
    let offsets: Vec<Size> = plan.layers.iter().map(|layer| layer.offset.clone()).collect();
    assert_eq!(offsets, [0, 235_500, 265_600].map(Size::Known));
}

#[test]
fn an_activation_that_follows_alone_joins_its_dense_layer() {
    let mut graph = Builder::new("N");
    let x = graph.input("x", [known(2), known(2)]);
    let flat = graph.flatten("flat", x);
    let hidden = graph.dense("hidden", flat, known(3), Linear);
    let active = graph.activation("active", hidden, Tanh);
    let y = graph.dense("y", active, known(1), Linear);
    let out = graph.activation("out", y, Sigmoid);
    let graph = graph.output("out", out).build();
    assert_eq!(forward(&graph), ["active = hidden(x) tanh", "out = head 0 y(active)"]);
    assert_eq!(Plan::new(&graph).forward.heads, [Sigmoid]);
}

#[test]
fn an_activation_beside_another_user_stands_alone() {
    let mut graph = Builder::new("N");
    let x = graph.input("x", [known(2)]);
    let hidden = graph.dense("hidden", x, known(3), Linear);
    let active = graph.activation("active", hidden, Relu);
    let one = graph.dense("one", active, known(1), Linear);
    let other = graph.dense("other", hidden, known(1), Linear);
    let graph = graph.output("one", one).output("other", other).build();
    assert_eq!(
        forward(&graph),
        [
            "hidden = hidden(x) linear",
            "active = relu(hidden)",
            "one = head 0 one(active)",
            "other = head 1 other(hidden)",
        ]
    );
    assert_eq!(
        back(&graph),
        [
            "d hidden = other(d head 1) linear",
            "update other by d head 1",
            "d active = one(d head 0) linear",
            "update one by d head 0",
            "d active through relu",
            "d hidden += d active",
            "asked: d x = hidden(d hidden) linear",
            "update hidden by d hidden",
        ]
    );
}

#[test]
fn gradients_of_a_value_used_twice_add() {
    let mut graph = Builder::new("N");
    let x = graph.input("x", [known(2)]);
    let hidden = graph.dense("hidden", x, known(3), Relu);
    let one = graph.dense("one", hidden, known(1), Linear);
    let other = graph.dense("other", hidden, known(2), Softmax);
    let graph = graph.output("one", one).output("other", other).build();
    assert_eq!(
        back(&graph),
        [
            "d hidden = other(d head 1) relu",
            "update other by d head 1",
            "d hidden += one(d head 0) relu",
            "update one by d head 0",
            "asked: d x = hidden(d hidden) linear",
            "update hidden by d hidden",
        ]
    );
}

#[test]
fn an_output_that_others_use_adds_what_they_say() {
    let mut graph = Builder::new("N");
    let x = graph.input("x", [known(2)]);
    let middle = graph.dense("middle", x, known(3), Softmax);
    let end = graph.dense("end", middle, known(1), Linear);
    let graph = graph.output("middle", middle).output("end", end).build();
    // The outputs are fields of one struct, so one must not be read while another is written.
    assert_eq!(
        forward(&graph),
        ["middle = head 0 middle(x)", "end = linear(middle)", "end = head 1 end(end)"]
    );
    assert_eq!(
        back(&graph),
        [
            "d end = end(d head 1) linear",
            "update end by d head 1",
            "d middle = d end",
            "d middle through softmax",
            "d head 0 += d middle",
            "asked: d x = middle(d head 0) linear",
            "update middle by d head 0",
        ]
    );
}

#[test]
fn a_hidden_softmax_goes_back_in_a_step_of_its_own() {
    let mut graph = Builder::new("N");
    let x = graph.input("x", [known(2)]);
    let shares = graph.dense("shares", x, known(3), Softmax);
    let y = graph.dense("y", shares, known(1), Linear);
    let graph = graph.output("y", y).build();
    assert_eq!(forward(&graph), ["shares = shares(x) softmax", "y = head 0 y(shares)"]);
    assert_eq!(
        back(&graph),
        [
            "d shares = y(d head 0) linear",
            "update y by d head 0",
            "d shares through softmax",
            "asked: d x = shares(d shares) linear",
            "update shares by d shares",
        ]
    );
    let plan = Plan::new(&graph);
    assert_eq!(plan.scratch.size, Size::Known(3));
}

#[test]
fn heads_without_a_dense_layer_are_copied() {
    let mut graph = Builder::new("N");
    let x = graph.input("x", [known(4)]);
    let y = graph.activation("y", x, Softmax);
    let graph = graph.output("y", y).output("same", x).build();
    assert_eq!(forward(&graph), ["y = head 0 copy(x)", "x = head 1 copy(x)"]);
    let plan = Plan::new(&graph);
    assert_eq!(plan.forward.heads, [Softmax, Linear]);
    assert_eq!(back(&graph), ["asked: d x = d head 1", "asked: d x += d head 0"]);
    let places: Vec<Place> = plan.forward.values.iter().map(|value| value.place.clone()).collect();
    assert_eq!(places, [Place::Input(0), Place::Output(0), Place::Output(1)]);
}

#[test]
fn only_step_units_before_the_heads_stop_training() {
    let chain = |hidden: Activation, end: Activation| {
        let mut graph = Builder::new("N");
        let x = graph.input("x", [known(2)]);
        let hidden = graph.dense("hidden", x, known(2), hidden);
        let y = graph.dense("y", hidden, known(1), end);
        Plan::new(&graph.output("y", y).build()).training.is_some()
    };
    assert!(chain(Relu, Heaviside));
    assert!(!chain(Heaviside, Sigmoid));
}

#[test]
fn an_activation_that_others_than_dense_layers_use_goes_back_once() {
    let mut graph = Builder::new("N");
    let x = graph.input("x", [known(2)]);
    let one = graph.dense("one", x, known(3), Relu);
    let other = graph.dense("other", x, known(3), Tanh);
    let sum = graph.merge("sum", Merge::Add, &[one, other]);
    let product = graph.merge("product", Merge::Multiply, &[sum, one]);
    let y = graph.dense("y", product, known(1), Linear);
    let graph = graph.output("y", y).build();
    assert_eq!(
        forward(&graph),
        [
            "one = one(x) relu",
            "other = other(x) tanh",
            "sum = operation(one, other)",
            "product = operation(sum, one)",
            "y = head 0 y(product)"
        ]
    );
    assert_eq!(
        back(&graph),
        [
            "d product = y(d head 0) linear",
            "update y by d head 0",
            "d sum = back(d product) with inputs",
            "d one = back(d product) with inputs",
            "d one += d sum",
            "d other = d sum",
            "d other through tanh",
            "asked: d x = other(d other) linear",
            "update other by d other",
            "d one through relu",
            "asked: d x += one(d one) linear",
            "update one by d one",
        ]
    );
}

#[test]
fn the_first_axis_is_read_where_it_stands_and_goes_back_into_its_columns() {
    let mut graph = Builder::new("N");
    let x = graph.input("x", [known(8)]);
    let wide = graph.slice("wide", x, 0..5);
    let hidden = graph.dense("hidden", wide, known(6), Relu);
    let left = graph.slice("left", hidden, 0..2);
    let right = graph.slice("right", hidden, 2..6);
    let one = graph.dense("one", left, known(1), Linear);
    let other = graph.dense("other", right, known(1), Linear);
    let graph = graph.output("one", one).output("other", other).build();
    assert_eq!(
        forward(&graph),
        [
            "wide = part of x",
            "hidden = hidden(wide) relu",
            "left = part of hidden",
            "right = part of hidden",
            "one = head 0 one(left)",
            "other = head 1 other(right)",
        ]
    );
    assert_eq!(
        back(&graph),
        [
            "d right = other(d head 1) linear",
            "update other by d head 1",
            "d left = one(d head 0) linear",
            "update one by d head 0",
            "part of d hidden = d right",
            "part of d hidden += d left",
            "d hidden through relu",
            "asked: d wide = hidden(d hidden) linear",
            "update hidden by d hidden",
            "asked: part of d x = d wide",
        ]
    );
    assert_eq!(Plan::new(&graph).scratch.size, Size::Known(6));
}

#[test]
fn a_shared_layer_is_updated_once_all_its_gradients_are_known() {
    let mut graph = Builder::new("N");
    let left = graph.input("left", [known(4)]);
    let right = graph.input("right", [known(4)]);
    let one = graph.dense("encoder", left, known(3), Relu);
    let other = graph.dense("encoder_2", right, known(3), Relu);
    graph.share(other, one);
    let apart = graph.merge("apart", Merge::Subtract, &[one, other]);
    let y = graph.dense("y", apart, known(1), Sigmoid);
    let graph = graph.output("y", y).build();
    assert_eq!(
        forward(&graph)[..2],
        ["encoder = encoder(left) relu", "encoder_2 = encoder(right) relu"]
    );
    assert_eq!(
        back(&graph)[2..],
        [
            "d encoder_2 = back(d apart)",
            "d encoder = d apart",
            "d encoder_2 through relu",
            "asked: d right = encoder(d encoder_2) linear",
            "d encoder through relu",
            "asked: d left = encoder(d encoder) linear",
            "update encoder by d encoder_2",
            "and update encoder by d encoder",
        ]
    );
    let plan = Plan::new(&graph);
    assert_eq!(plan.layers.len(), 2);
    assert_eq!(plan.multiply_adds, Size::Known(4 * 3 + 4 * 3 + 3));
}
