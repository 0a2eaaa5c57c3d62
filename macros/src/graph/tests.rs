//! Names, edges, order, shapes and assertions, on tokens and without a compiler.

use super::assertion::{Condition, Part};
use super::constants::Value;
use super::*;
use crate::diagnostics::Diagnostics;
use crate::ops::{Activation, Dense, Initializer};
use crate::syntax;

/// The graph of a text without faults.
fn graph(text: &str) -> Graph {
    let mut diagnostics = Diagnostics::default();
    let declaration = syntax::parse(text.parse().unwrap(), &mut diagnostics);
    let graph = declaration.and_then(|declaration| build(declaration, &mut diagnostics));
    assert_eq!(diagnostics.texts(), [""; 0]);
    graph.unwrap()
}

/// The first lines of the faults of a text.
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

#[test]
fn infers_a_chain() {
    let graph = graph(&chain(
        "class = image -> flatten -> hidden1: dense(300, relu)
            -> hidden2: dense(100, relu) -> dense(10, softmax);",
    ));
    assert_eq!(
        nodes(&graph),
        [
            "image [28, 28] <- []",
            "flatten_1 [784] <- [0]",
            "hidden1 [300] <- [1]",
            "hidden2 [100] <- [2]",
            "class [10] <- [3]",
        ]
    );
    assert_eq!(graph.inputs, [NodeId(0)]);
    assert_eq!(
        (graph.outputs[0].name.to_string(), graph.outputs[0].node),
        ("class".into(), NodeId(4))
    );
    assert_eq!(dense(&graph, 4).activation, Activation::Softmax);
    assert!(graph.assertions.is_empty());
}

#[test]
fn reads_arguments_by_place_and_by_name() {
    let graph = graph(&chain(
        "class = image -> flatten -> dense(activation = tanh, units = 3)
            -> dense(1_0usize, init = zeros, bias_init = ones) -> dense(10, bias = false);",
    ));
    let first = dense(&graph, 2);
    assert!(matches!(first.units, shape::Dimension::Known(3)));
    assert_eq!((first.activation, first.bias), (Activation::Tanh, true));
    assert_eq!(first.weight_initializer, Initializer::GlorotUniform);
    assert_eq!(first.bias_initializer, Initializer::Zeros);
    let second = dense(&graph, 3);
    assert_eq!(second.weight_initializer, Initializer::Zeros);
    assert_eq!(second.bias_initializer, Initializer::Ones);
    assert_eq!((second.activation, second.bias), (Activation::Linear, true));
    assert!(!dense(&graph, 4).bias);
}

#[test]
fn orders_statements_by_what_they_need() {
    let graph = graph(
        "struct N(wide: [5], deep: [6]) -> (main: [1], aux: [2], side: [3]) {
            main = hidden -> dense(1);
            side = wide -> dense(3);
            aux = first -> dense(7) -> dense(2);
            hidden = deep -> first: dense(30, relu) -> dense(20, relu);
        }",
    );
    assert_eq!(
        nodes(&graph),
        [
            "wide [5] <- []",
            "deep [6] <- []",
            "side [3] <- [0]",
            "first [30] <- [1]",
            "hidden [20] <- [3]",
            "main [1] <- [4]",
            "dense_1 [7] <- [3]",
            "aux [2] <- [6]",
        ]
    );
    let outputs: Vec<usize> = graph.outputs.iter().map(|output| output.node.0).collect();
    assert_eq!(outputs, [5, 7, 2]);
}

#[test]
fn a_statement_without_layers_is_another_name() {
    let graph = graph(
        "struct N(image: [4]) -> (hidden: [3], class: [2]) {
            class = again -> dense(2);
            again = first -> activation(relu);
            hidden = first;
            first = image -> dense(3);
        }",
    );
    assert_eq!(graph.outputs[0].node, NodeId(1));
    assert_eq!(nodes(&graph)[1], "first [3] <- [0]");
}

#[test]
fn numbers_unnamed_layers_around_taken_names() {
    let graph = graph(&chain(
        "class = image -> flatten -> dense(5) -> dense_2: dense(6) -> dense(7) -> dense(10);",
    ));
    let names: Vec<String> = graph.nodes.iter().map(|node| node.name.to_string()).collect();
    assert_eq!(names, ["image", "flatten_1", "dense_1", "dense_2", "dense_3", "class"]);
}

#[test]
fn the_last_layer_keeps_a_name_of_its_own() {
    let graph = graph(&chain("class = image -> flatten -> logits: dense(10);"));
    assert_eq!(graph.nodes[2].name, "logits");
    assert_eq!(graph.outputs[0].name, "class");
    let same = self::graph(&chain("class = image -> flatten -> class: dense(10);"));
    assert_eq!(same.nodes[2].name, "class");
}

#[test]
fn calculates_with_numbers() {
    let graph =
        graph(&chain("class = image -> flatten -> dense(2 * (3 + 4) - 9 % 5) -> dense(20 / 2);"));
    assert_eq!(nodes(&graph)[2..], ["dense_1 [10] <- [1]", "class [10] <- [2]"]);
}

#[test]
fn leaves_constants_to_the_compiler() {
    let graph = graph(
        "struct N(image: [SIDE, 2, SIDE]) -> (class: [10]) {
            class = image -> flatten -> dense(HIDDEN + 1) -> dense(HIDDEN) -> dense(CLASSES);
        }",
    );
    assert_eq!(nodes(&graph)[1], "flatten_1 [2 * SIDE * SIDE] <- [0]");
    let shape::Dimension::Constant { tokens, .. } = &graph.nodes[1].shape.0[0] else { panic!() };
    assert_eq!(tokens.to_string(), "2usize * (__N_SIDE) * (__N_SIDE)");
    let constants: Vec<(String, String)> = graph
        .constants
        .iter()
        .map(|constant| match &constant.value {
            Value::Expression(value) => (constant.name.to_string(), value.to_string()),
            Value::Outputs(_) | Value::Length(_) => panic!("there is no component"),
        })
        .collect();
    let expected = [
        ("__N_SIDE", "SIDE"),
        ("__N_HIDDEN_1", "HIDDEN + 1"),
        ("__N_HIDDEN", "HIDDEN"),
        ("__N_CLASSES", "CLASSES"),
    ];
    assert_eq!(constants, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let positive: Vec<String> = graph
        .assertions
        .iter()
        .filter_map(|assertion| match &assertion.condition {
            Condition::Positive(dimension) => Some(dimension.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(positive, ["SIDE", "HIDDEN + 1", "HIDDEN", "CLASSES"]);
    let equal = graph.assertions.last().unwrap();
    let Condition::Equal(declared, given) = &equal.condition else { panic!() };
    assert_eq!((declared.to_string(), given.to_string()), ("10".into(), "CLASSES".into()));
    assert_eq!(equal.at.to_string(), "CLASSES");
    let text: String = equal
        .message
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Number(dimension) => format!("<{dimension}>"),
            Part::Takes(_) => panic!("there is no component"),
        })
        .collect();
    assert_eq!(
        text.lines().next(),
        Some("`class` is declared as [10], but its layers give [CLASSES = <CLASSES>]")
    );
}

#[test]
fn the_same_constant_needs_no_comparison() {
    let graph = graph(
        "struct N(image: [crate::SIDE]) -> (class: [CLASSES]) { class = image -> dense(CLASSES); }",
    );
    assert_eq!(graph.assertions.len(), 2); // both constants are at least 1
    assert_eq!(graph.nodes[0].shape.to_string(), "[crate::SIDE]");
}

#[test]
fn one_fault_gives_one_error() {
    for (statements, expected) in [
        (
            "class = image -> flatten -> dense(12, softmax);",
            "`class` is declared as [10], but its layers give [12]",
        ),
        (
            "class = image -> hidden: dense(3) -> dense(10);",
            "dense layer `hidden` takes one dimension, but `image` gives [28, 28]",
        ),
        (
            "class = image -> flatten -> dense(1, softmax);",
            "`class` is declared as [10], but its layers give [1]",
        ),
        ("class = image -> flaten -> dense(10);", "there is no layer `flaten`"),
        ("class = imag -> flatten -> dense(10);", "nothing is called `imag`"),
        ("class = picture -> flatten -> dense(10);", "nothing is called `picture`"),
        (
            "clas = image -> flatten -> dense(10);",
            "`clas` is never used, and output `class` never assigned",
        ),
        ("hidden = image -> flatten -> dense(3);", "output `class` is never assigned"),
        ("class = class -> dense(10);", "`class` is made from itself"),
        ("class = a; a = b; b = a;", "`a` is made from itself"),
        (
            "class = a -> dense(10); a = b -> dense(3); b = a -> dense(4);",
            "`a` is made from itself",
        ),
        ("class = image -> flatten -> dense(unit = 10);", "dense has no argument `unit`"),
        (
            "image = image -> flatten -> dense(10);",
            "`image` is an input, so nothing else can have its name",
        ),
        ("", "`N` has no layers"),
    ] {
        assert_eq!(faults(&chain(statements)), [expected], "{statements}");
    }
}

#[test]
fn independent_faults_come_together_in_the_order_of_the_text() {
    let found = faults(
        "struct N(image: [0], aux: [3]) -> (class: [10], more: [2]) {
            class = image -> first: dens(3) -> first: dense(4, rleu) -> dense(12);
            more = imagee -> dense(2, bias = 1);
            most = image -> dense(-1);
        }",
    );
    assert_eq!(
        found,
        [
            "a dimension of `image` cannot be 0: at least 1 is needed",
            "input `aux` is never used",
            "there is no layer `dens`",
            "the name `first` is already used on line 2",
            "there is no activation `rleu`",
            "`class` is declared as [10], but its layers give [12]",
            "nothing is called `imagee`",
            "the bias of `more` must be true or false, not 1",
            "`most` is never used",
            "the units of `most` cannot be -1: at least 1 is needed",
        ]
    );
}

#[test]
fn each_circle_is_told_once() {
    let found = faults(&chain(
        "a = b -> dense(3); b = a -> dense(4); c = d -> dense(2); d = c -> dense(2);
         e = a -> dense(3); class = image -> flatten -> dense(10);",
    ));
    assert_eq!(found, ["`a` is made from itself", "`c` is made from itself"]);
}

#[test]
fn long_chains_keep_their_ends() {
    let layers: String = (1..=20).map(|units| format!("-> h{units}: dense({units}) ")).collect();
    let mut diagnostics = Diagnostics::default();
    let text = chain(&format!("class = image -> flatten {layers};"));
    let declaration = syntax::parse(text.parse().unwrap(), &mut diagnostics).unwrap();
    assert!(build(declaration, &mut diagnostics).is_none());
    let text = diagnostics.texts().remove(0);
    assert_eq!(
        text.lines().nth(1),
        Some(
            "  image [28, 28] -> flatten [784] -> h1 [1] -> .. -> h18 [18] -> h19 [19] -> h20 [20]"
        )
    );
}

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
