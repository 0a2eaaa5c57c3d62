//! Plans of graphs made by hand: chains, and graphs that the syntax does not offer yet.

use super::backward::{BackStep, Delta};
use super::fuse::{Place, Step, ValueId};
use super::liveness::Item;
use super::*;
use crate::ops::Activation::{self, Heaviside, Linear, Relu, Sigmoid, Softmax, Tanh};
use crate::tests::graphs::{Builder, constant, fashion, known};

/// The steps forward, one line for each: `hidden1 = dense(image) relu`.
fn forward(graph: &Graph) -> Vec<String> {
    let plan = Plan::new(graph);
    let name = |value: ValueId| {
        let value = &plan.forward.values[value.0];
        graph.nodes[value.node.0].name.to_string()
    };
    let line = |step: &Step| {
        let (input, output) = (name(step.input()), name(step.output()));
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
            Step::CopyHead { head, .. } => format!("{output} = head {head} copy({input})"),
        }
    };
    plan.forward.steps.iter().map(line).collect()
}

/// The steps back: `d hidden1 = class(d class) relu`.
fn back(graph: &Graph) -> Vec<String> {
    let plan = Plan::new(graph);
    let name = |delta: Delta| match delta {
        Delta::Head(head) => format!("d head {head}"),
        Delta::Value(value) => {
            let value = &plan.forward.values[value.0];
            format!("d {}", graph.nodes[value.node.0].name)
        }
    };
    let sign = |accumulate: bool| if accumulate { "+=" } else { "=" };
    let line = |step: &BackStep| match *step {
        BackStep::Input { layer, delta, input, accumulate } => {
            let (to, from) = (name(Delta::Value(input)), name(delta));
            let layer = &graph.nodes[layer.0].name;
            let activation = plan.forward.values[input.0].activation.name();
            format!("{to} {} {layer}({from}) {activation}", sign(accumulate))
        }
        BackStep::Update { layer, delta, .. } => {
            format!("update {} by {}", graph.nodes[layer.0].name, name(delta))
        }
        BackStep::Activation { activation, output } => {
            format!("{} through {}", name(Delta::Value(output)), activation.name())
        }
        BackStep::Copy { from, to, accumulate } => {
            format!("{} {} {}", name(to), sign(accumulate), name(from))
        }
    };
    plan.training.expect("the network can be trained").back.iter().map(line).collect()
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
fn a_chain_goes_back_without_a_gradient_of_its_input() {
    assert_eq!(
        back(&fashion()),
        [
            "d hidden2 = class(d head 0) relu",
            "update class by d head 0",
            "d hidden1 = hidden2(d hidden2) relu",
            "update hidden2 by d hidden2",
            "update hidden1 by d hidden1",
        ]
    );
}

#[test]
fn the_constants_of_a_chain() {
    let plan = Plan::new(&fashion());
    assert_eq!(plan.multiply_adds, Size::Known(784 * 300 + 300 * 100 + 100 * 10));
    assert_eq!(plan.scratch.size, Size::Known(400));
    let counts: Vec<Size> = plan.layers.iter().map(Layer::count).collect();
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
    assert_eq!(forward(&graph), ["middle = head 0 middle(x)", "end = head 1 end(middle)"]);
    assert_eq!(
        back(&graph),
        [
            "d middle = end(d head 1) linear",
            "update end by d head 1",
            "d middle through softmax",
            "d head 0 += d middle",
            "update middle by d head 0",
        ]
    );
}

#[test]
fn a_hidden_softmax_is_a_step_of_its_own_in_place() {
    let mut graph = Builder::new("N");
    let x = graph.input("x", [known(2)]);
    let shares = graph.dense("shares", x, known(3), Softmax);
    let y = graph.dense("y", shares, known(1), Linear);
    let graph = graph.output("y", y).build();
    assert_eq!(
        forward(&graph),
        ["shares = shares(x) linear", "shares = softmax(shares)", "y = head 0 y(shares)"]
    );
    let plan = Plan::new(&graph);
    assert_eq!(plan.scratch.size, Size::Known(3));
    let [linear, shares] = [1, 2].map(|value| Item::Value(ValueId(value)));
    assert!(plan.scratch.is_shared(linear, shares));
    let training = plan.training.unwrap();
    assert!(training.workspace.is_shared(linear, shares));
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
    assert_eq!(plan.training.unwrap().back, []);
    let places: Vec<Place> = plan.forward.values.iter().map(|value| value.place).collect();
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
fn what_is_needed_on_the_way_back_outlives_the_way_forward() {
    let plan = Plan::new(&fashion());
    let training = plan.training.expect("it can be trained");
    // The most is needed when hidden1's gradient is made from hidden2's; hidden2 is gone then.
    assert_eq!(training.workspace.size, Size::Known(300 + 300 + 100));
}

#[test]
fn sizes_with_constants_are_expressions() {
    let mut graph = Builder::new("N");
    let x = graph.input("x", [known(2)]);
    let hidden = graph.dense("hidden", x, constant("HIDDEN"), Relu);
    let y = graph.dense("y", hidden, known(1), Linear);
    let plan = Plan::new(&graph.output("y", y).build());
    let hidden = Size::from(&constant("HIDDEN"));
    assert_eq!(plan.scratch.size, hidden);
    let products = [Size::product([hidden.clone(), Size::Known(2)]), hidden];
    assert_eq!(plan.multiply_adds, Size::sum(products));
}
