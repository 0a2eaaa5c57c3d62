//! Merges, slices, blocks and shared layers.

use super::*;

#[test]
fn puts_values_together() {
    let graph = graph(
        "struct N(wide: [5], deep: [6]) -> (main: [1], aux: [3]) {
            hidden = deep -> dense(30, relu);
            main = concatenate(wide, hidden -> dense(20), hidden[0..7]) -> dense(1);
            aux = subtract(wide[2..], hidden -> third: dense(3)) -> absolute -> scale(-2);
        }",
    );
    assert_eq!(
        nodes(&graph),
        [
            "wide [5] <- []",
            "deep [6] <- []",
            "hidden [30] <- [1]",
            "dense_1 [20] <- [2]",
            "slice_1 [7] <- [2]",
            "concatenate_1 [32] <- [0, 3, 4]",
            "main [1] <- [5]",
            "slice_2 [3] <- [0]",
            "third [3] <- [2]",
            "subtract_1 [3] <- [7, 8]",
            "absolute_1 [3] <- [9]",
            "aux [3] <- [10]",
        ]
    );
    assert!(matches!(graph.nodes[5].operation, Operation::Concatenate { axis: 0 }));
    let Operation::Slice(slice) = &graph.nodes[7].operation else { panic!("not a slice") };
    assert_eq!(
        (slice.axis, slice.start.to_string(), slice.end.to_string()),
        (0, "2".into(), "5".into())
    );
}

#[test]
fn rearranges_axes() {
    let graph = graph(
        "struct N(image: [28, 14, 3]) -> (a: [3, 28, 14], b: [7, 56, 3], c: [28, 20, 3], d: [10, 14, 1]) {
            a = image -> permute(2, 0, 1);
            b = image -> reshape(7, 56, 3);
            c = concatenate(image, image[.., 4..10, ..], axis = 1);
            d = image[0..10, .., 2..3];
        }",
    );
    assert_eq!(
        nodes(&graph)[1..],
        [
            "a [3, 28, 14] <- [0]",
            "b [7, 56, 3] <- [0]",
            "slice_1 [28, 6, 3] <- [0]",
            "c [28, 20, 3] <- [0, 3]",
            "slice_2 [10, 14, 3] <- [0]",
            "d [10, 14, 1] <- [5]",
        ]
    );
}

#[test]
fn writes_out_blocks_and_shared_layers() {
    let graph = graph(
        "struct N(left: [28], right: [28]) -> (same: [1]) {
            layer block(units, function) = hidden: dense(units * 2, function) -> dense(units);
            shared encoder = dense(30, relu) -> code: dense(10);
            shared last = dense(10);
            default dense(activation = tanh);
            same = subtract(left -> encoder, right -> encoder)
                -> repeat(2, block(10, relu)) -> repeat(3, last) -> dense(1, linear);
        }",
    );
    assert_eq!(
        nodes(&graph)[2..],
        [
            "encoder_dense_1 [30] <- [0]",
            "encoder_code [10] <- [2]",
            "encoder_dense_1_2 [30] <- [1]",
            "encoder_code_2 [10] <- [4]",
            "subtract_1 [10] <- [3, 5]",
            "hidden_1 [20] <- [6]",
            "dense_1 [10] <- [7]",
            "hidden_2 [20] <- [8]",
            "dense_2 [10] <- [9]",
            "last [10] <- [10]",
            "last_2 [10] <- [11]",
            "last_3 [10] <- [12]",
            "same [1] <- [13]",
        ]
    );
    let shared: Vec<Option<usize>> =
        graph.nodes.iter().map(|node| node.shared.map(|shared| shared.0)).collect();
    assert_eq!(shared[2..7], [None, None, Some(2), Some(3), None]);
    assert_eq!(shared[11..], [None, Some(11), Some(11), None]);
    assert_eq!(dense(&graph, 3).activation, Activation::Tanh);
    assert_eq!(dense(&graph, 7).activation, Activation::Relu);
    assert_eq!(dense(&graph, 14).activation, Activation::Linear);
}

#[test]
fn constants_with_long_paths_are_told_apart() {
    let graph = graph(
        "struct N(x: [crate::a_module_with_a_long_name::sizes::WIDTH_OF_ONE])
            -> (y: [crate::a_module_with_a_long_name::sizes::WIDTH_OF_ANOTHER]) {
            y = x -> dense(crate::a_module_with_a_long_name::sizes::WIDTH_OF_ANOTHER);
        }",
    );
    assert_eq!(graph.constants.len(), 2);
}

#[test]
fn adds_and_subtracts_constants() {
    let graph = graph(
        "struct N(wide: [5], deep: [WIDTH]) -> (y: [3]) {
            y = concatenate(deep[BEGIN..], wide, deep, wide[..END]) -> dense(3);
        }",
    );
    assert_eq!(graph.nodes[4].shape.to_string(), "[5 + WIDTH - BEGIN + WIDTH + END]");
    let shape::Dimension::Constant { tokens, .. } = &graph.nodes[4].shape.0[0] else { panic!() };
    assert_eq!(
        tokens.to_string(),
        "5usize + ((__N_WIDTH) . saturating_sub (__N_BEGIN)) + (__N_WIDTH) + (__N_END)"
    );
    let conditions: Vec<String> = graph
        .assertions
        .iter()
        .filter_map(|assertion| match &assertion.condition {
            Condition::Less(one, other) => Some(format!("{one} < {other}")),
            Condition::AtMost(one, other) => Some(format!("{one} <= {other}")),
            _ => None,
        })
        .collect();
    assert_eq!(conditions, ["BEGIN < WIDTH", "END <= 5"]);
}

#[test]
fn parameters_stand_for_whole_expressions() {
    let graph = graph(&chain(
        "layer block(units, rate) = dense(units * 2) -> scale(rate);
         class = image -> flatten -> block(2 + 3, 0.5) -> block(rate = -1, units = WIDTH - 1)
            -> dense(10);",
    ));
    assert_eq!(nodes(&graph)[2], "dense_1 [10] <- [1]");
    assert_eq!(nodes(&graph)[4], "dense_2 [(WIDTH - 1) * 2] <- [3]");
}

#[test]
fn a_shared_layer_belongs_to_its_first_application_in_the_order_of_computing() {
    let graph = graph(
        "struct N(left: [4], right: [4]) -> (y: [4]) {
            shared step = dense(4);
            y = later -> step;
            later = add(left, right -> step);
        }",
    );
    assert_eq!(nodes(&graph)[2..], ["step [4] <- [1]", "later [4] <- [0, 2]", "step_2 [4] <- [3]"]);
    assert_eq!(graph.nodes[4].shared, Some(NodeId(2)));
}

#[test]
fn one_fault_in_a_graph_gives_one_error() {
    for (statements, expected) in [
        (
            "y = add(a, b) -> dense(1);",
            "add needs values of one shape, but `a` is [5] and `b` is [6]",
        ),
        ("y = dense(a, b);", "`y` begins with `dense(a, b)`, which is not a name"),
        ("y = add(a, c) -> dense(1); z = b -> dense(1);", "nothing is called `c`"),
        ("y = concatenate(a, y) -> dense(1); z = b -> dense(1);", "`y` is made from itself"),
        ("y = a -> add(b) -> dense(1);", "`add` merges values, so it begins a statement"),
        (
            "layer one = dense(3) -> two; layer two = one; y = add(a, b -> two) -> dense(1);",
            "`two` is made from itself",
        ),
        (
            "shared s = dense(1); y = add(a -> s, b -> s);",
            "shared layer `s` is fed two shapes: [5] and [6]",
        ),
        ("layer b2 = dense(1, rleu); y = add(a -> b2, b -> b2);", "there is no activation `rleu`"),
        (
            "default dense(init = 3); y = add(a -> dense(1), b -> dense(1));",
            "the init of `dense` must be a name such as glorot_uniform, not 3",
        ),
        ("layer s = dense(1); y = add(a -> s -> t, b -> s);", "there is no layer `t`"),
        ("y = add(a[0..9], b) -> dense(1);", "this slice reaches 9, but axis 0 of `a` has 5"),
    ] {
        let text = format!("struct N(a: [5], b: [6]) -> (y: [1]) {{ {statements} }}");
        assert_eq!(faults(&text), [expected], "{statements}");
    }
}
