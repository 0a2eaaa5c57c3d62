//! Tests of which values and gradients share memory, on graphs built in code.

use super::backward::Delta;
use super::liveness::Item;
use super::size::Size;
use super::step::{Place, ValueId};
use super::*;
use crate::ops::Activation::{Linear, Relu};
use crate::ops::Merge;
use crate::tests::graphs::{Builder, constant, fashion, known};

#[test]
fn what_is_needed_on_the_way_back_outlives_the_way_forward() {
    let plan = Plan::new(&fashion());
    let training = plan.training.expect("it can be trained");
    // The peak is where hidden1's gradient is computed from hidden2's; hidden2 is gone then.
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

#[test]
fn the_gradient_of_a_sum_passes_in_place_where_it_can() {
    let mut graph = Builder::new("N");
    let x = graph.input("x", [known(2)]);
    let hidden = graph.dense("hidden", x, known(8), Relu);
    let more = graph.dense("more", hidden, known(8), Relu);
    let sum = graph.merge("sum", Merge::Add, &[hidden, more]);
    let y = graph.dense("y", sum, known(1), Linear);
    let plan = Plan::new(&graph.output("y", y).build());
    let values = &plan.forward.values;
    let [more, sum] = [more, sum].map(|node| {
        let value = values.iter().position(|value| value.node == node).unwrap();
        Item::Delta(Delta::Value(ValueId(value)))
    });
    assert!(plan.training.unwrap().workspace.is_shared(more, sum));
}

#[test]
fn a_merge_is_written_in_place_of_what_nobody_needs_any_more() {
    let plan = |merge, is_used_again: bool| {
        let mut graph = Builder::new("N");
        let x = graph.input("x", [known(2)]);
        let hidden = graph.dense("hidden", x, known(8), Relu);
        let more = graph.dense("more", hidden, known(8), Linear);
        let merged = graph.merge("merged", merge, &[hidden, more]);
        let last =
            if is_used_again { graph.merge("last", merge, &[merged, hidden]) } else { merged };
        let y = graph.dense("y", last, known(1), Linear);
        Plan::new(&graph.output("y", y).build())
    };
    let value = |index| Item::Value(ValueId(index));
    for (merge, is_kept) in [(Merge::Add, false), (Merge::Multiply, true)] {
        // the values are x, hidden, more, merged
        let one = plan(merge, false);
        assert!(one.scratch.is_shared(value(1), value(3)));
        assert_eq!(one.scratch.size, Size::Known(16));
        let again = plan(merge, true);
        assert!(!again.scratch.is_shared(value(1), value(3)));
        assert!(again.scratch.is_shared(value(2), value(3)));
        // The gradient of hidden's activation needs hidden, that of a product both its factors.
        let workspace = again.training.unwrap().workspace;
        assert!(!workspace.is_shared(value(1), value(3)));
        assert_eq!(workspace.is_shared(value(2), value(3)), !is_kept);
    }
}

/// A layer, concatenated with the input; `is_read` says whether another output reads it, too.
fn joined(is_read: bool) -> Plan {
    let mut graph = Builder::new("N");
    let x = graph.input("x", [known(5)]);
    let before = graph.dense("before", x, known(30), Relu);
    let hidden = graph.dense("hidden", before, known(30), Relu);
    let sum = graph.concatenate("sum", &[x, hidden]);
    let y = graph.dense("y", sum, known(1), Linear);
    let aux = is_read.then(|| graph.dense("aux", hidden, known(1), Linear));
    let graph = graph.output("y", y);
    let graph = match aux {
        Some(aux) => graph.output("aux", aux),
        None => graph,
    };
    Plan::new(&graph.build())
}

#[test]
fn a_layer_writes_into_what_joins_it_with_others() {
    for is_read in [false, true] {
        let plan = joined(is_read);
        // The concatenated value is planned before the layer's own.
        let (whole, hidden) = (ValueId(2), ValueId(3));
        let place = Place::Part { of: whole, offset: Size::Known(5) };
        assert_eq!(plan.forward.values[hidden.0].place, place);
        assert!(plan.forward.is_written_into(hidden, whole));
        assert_eq!(plan.scratch.slot(Item::Value(hidden)), None);
        assert!(plan.scratch.slot(Item::Value(whole)).is_some());
    }
    assert_eq!(joined(false).scratch.size, Size::Known(30 + 35));
}

#[test]
fn a_value_merged_with_itself_is_not_overwritten() {
    let mut graph = Builder::new("N");
    let x = graph.input("x", [known(2)]);
    let hidden = graph.dense("hidden", x, known(8), Relu);
    let part = graph.slice("part", hidden, 0..4);
    let square = graph.merge("square", Merge::Multiply, &[hidden, hidden]);
    let other = graph.slice("other", square, 4..8);
    let sum = graph.merge("sum", Merge::Add, &[part, other]);
    let y = graph.dense("y", sum, known(1), Linear);
    let plan = Plan::new(&graph.output("y", y).build());
    let slots: Vec<_> =
        [1, 3, 5].map(|value| plan.scratch.slot(Item::Value(ValueId(value)))).into();
    assert!(slots.iter().all(Option::is_some));
    assert!(slots[0] != slots[1] && slots[1] != slots[2] && slots[0] != slots[2]);
}
