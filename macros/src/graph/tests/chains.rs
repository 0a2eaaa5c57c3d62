//! Chains of layers: arguments, order, names, dimensions, and one error message for one mistake.

use super::*;

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
            _ => panic!("there is no component"),
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
            _ => panic!("there is no component"),
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
