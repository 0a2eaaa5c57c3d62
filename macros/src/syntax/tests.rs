//! Tests of the grammar, and of what is parsed of a text that has syntax errors.

use super::text;
use super::tree::{Body, Chain, Declaration, Definition, Element, Head, Stage, Statement};
use super::{Invocation, parse};
use crate::diagnostics::Diagnostics;
use proc_macro2::Ident;
use quote::ToTokens;

/// The tree of a text without errors.
fn tree(text: &str) -> Declaration {
    let (tree, faults) = read(text);
    assert_eq!(faults, [""; 0]);
    tree.unwrap()
}

/// The tree of a text, as far as it could be read, and its errors.
fn read(text: &str) -> (Option<Declaration>, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let tree = parse(text.parse().unwrap(), &mut diagnostics);
    (tree, diagnostics.texts())
}

fn in_chain(statements: &str) -> String {
    format!("struct N(image: [28, 28]) -> (class: [10]) {{ {statements} }}")
}

/// A statement in the usual spelling.
fn written(statement: &Statement) -> String {
    format!("{} = {}", statement.name, written_chain(&statement.chain))
}

fn written_chain(chain: &Chain) -> String {
    let head = match &chain.head {
        Some(Head::Name(name)) => name.to_string(),
        Some(Head::Call(call)) => {
            let values = call.values.iter().map(written_chain);
            let named = call.layer.arguments.iter().flatten();
            let named = named.map(|argument| text::of_tokens(&argument.tokens));
            let values: Vec<String> = values.chain(named).collect();
            format!("{}({})", call.layer.keyword, values.join(", "))
        }
        Some(Head::Other(_)) | None => "?".into(),
    };
    chain.stages.iter().fold(head, |head, stage| format!("{head} -> {}", written_stage(stage)))
}

fn written_stage(stage: &Stage) -> String {
    let label = stage.label.as_ref().map(|label| format!("{label}: ")).unwrap_or_default();
    let element = match &stage.element {
        None => "?".into(),
        Some(Element::Repeat(repeat)) => {
            format!("repeat({}, {})", text::of(&repeat.count), written_stages(&repeat.stages))
        }
        Some(Element::Layer(layer)) => {
            let name = layer.path.as_ref().map_or_else(
                || layer.keyword.to_string(),
                |path| path.to_token_stream().to_string().replace(' ', ""),
            );
            let arguments = layer.arguments.as_ref().map(|arguments| {
                let arguments: Vec<String> =
                    arguments.iter().map(|argument| text::of_tokens(&argument.tokens)).collect();
                format!("({})", arguments.join(", "))
            });
            format!("{name}{}", arguments.unwrap_or_default())
        }
    };
    format!("{label}{element}")
}

fn written_stages(stages: &[Stage]) -> String {
    stages.iter().map(written_stage).collect::<Vec<_>>().join(" -> ")
}

#[test]
fn reads_all_of_a_declaration() {
    let tree = tree(
        r#"
        /// Tells digits apart.
        #[weights("models/digits.safetensors")]
        #[allow(missing_docs)]
        pub(crate) struct Digits(image: [28, 28], aux: [SIDE * SIDE, 3,],) -> (class: [10]) {
            hidden = image -> flatten;
            class = hidden -> a: dense(300, relu) -> dense(10, activation = softmax, bias = false);
        }
        "#,
    );
    assert_eq!(tree.name, "Digits");
    assert_eq!(tree.weights.unwrap().value(), "models/digits.safetensors");
    assert_eq!(tree.attributes.len(), 2);
    assert_eq!(tree.visibility.to_token_stream().to_string(), "pub (crate)");
    assert_eq!(tree.inputs.len(), 2);
    let dimensions: Vec<String> =
        tree.inputs[1].shape.as_ref().unwrap().dimensions.iter().map(text::of).collect();
    assert_eq!(dimensions, ["SIDE * SIDE", "3"]);
    assert_eq!(tree.outputs.unwrap()[0].name, "class");
    assert!(tree.complete);
    let statements: Vec<String> = tree.statements.iter().map(written).collect();
    assert_eq!(
        statements,
        [
            "hidden = image -> flatten",
            "class = hidden -> a: dense(300, relu) -> dense(10, activation = softmax, bias = false)"
        ]
    );
}

#[test]
fn tells_arguments_with_and_without_names_apart() {
    let tree = tree(&in_chain("class = image -> dense(A == B, init = zeros);"));
    let Some(Element::Layer(layer)) = &tree.statements[0].chain.stages[0].element else { panic!() };
    let names: Vec<Option<String>> = layer
        .arguments
        .iter()
        .flatten()
        .map(|argument| argument.name.as_ref().map(ToString::to_string))
        .collect();
    assert_eq!(names, [None, Some("init".into())]);
}

#[test]
fn a_faulty_stage_leaves_the_others() {
    let (tree, faults) = read(&in_chain("class = image -> 3 -> h: dense[4] -> -> dense(10);"));
    let tree = tree.unwrap();
    assert_eq!(faults.len(), 3);
    assert_eq!(written(&tree.statements[0]), "class = image -> ? -> h: ? -> ? -> dense(10)");
    assert!(tree.complete);
}

#[test]
fn a_faulty_statement_leaves_the_others() {
    let (tree, faults) =
        read(&in_chain("a = 3 -> flatten; image -> flatten; class = image -> dense(1);"));
    let tree = tree.unwrap();
    assert_eq!(faults.len(), 2);
    assert!(!tree.complete); // the name of the second is not known
    let statements: Vec<String> = tree.statements.iter().map(written).collect();
    assert_eq!(statements, ["a = ? -> flatten", "class = image -> dense(1)"]);
}

#[test]
fn a_missing_semicolon_does_not_swallow_the_next_statement() {
    let (tree, faults) = read(&in_chain("a = image -> flatten b = a -> dense(3) class = b"));
    let statements: Vec<String> = tree.unwrap().statements.iter().map(written).collect();
    assert_eq!(statements, ["a = image -> flatten", "b = a -> dense(3)", "class = b"]);
    assert_eq!(faults.len(), 3);
    assert!(faults[1].contains("write `dense(3);`"), "{}", faults[1]);
}

#[test]
fn a_faulty_port_leaves_the_others() {
    let (tree, faults) =
        read("struct N(3, b: 784, c: [1; 2], d: [2]) -> (e: [1]) { e = d -> dense(1); }");
    let tree = tree.unwrap();
    assert_eq!(faults.len(), 3);
    let inputs: Vec<(String, bool)> =
        tree.inputs.iter().map(|port| (port.name.to_string(), port.shape.is_some())).collect();
    assert_eq!(inputs, [("b".into(), false), ("c".into(), false), ("d".into(), true)]);
    assert!(!tree.complete);
}

#[test]
fn weights_are_one_file() {
    for (attribute, expected) in [
        (r#"#[weights = "a"]"#, r#"write #[weights("a")]"#),
        ("#[weights]", r#"write #[weights("models/network.safetensors")]"#),
        ("#[weights(file)]", r#"write #[weights("models/network.safetensors")]"#),
        (r#"#[weights("")]"#, "`weights` names no file"),
        (r#"#[weights("a")] #[weights("b")]"#, "`weights` is given twice"),
    ] {
        let (_, faults) = read(&format!("{attribute} {}", in_chain("class = image -> flatten;")));
        assert_eq!(faults.len(), 1, "{attribute}");
        assert!(faults[0].contains(expected), "{}", faults[0]);
    }
}

#[test]
fn reads_chains_that_begin_with_slices_and_merges() {
    let tree = tree(&in_chain(
        "a = image[0..14, ..] -> b: [1..]; c = concatenate(a, image -> dense(3), axis = -1)[..5];
         d = add(a, subtract(c, my)) -> my::Gate<3, 4> -> Encoder -> ::far::Thing;",
    ));
    let statements: Vec<String> = tree.statements.iter().map(written).collect();
    assert_eq!(
        statements,
        [
            "a = image -> slice(0..14, ..) -> b: slice(1..)",
            "c = concatenate(a, image -> dense(3), axis = - 1) -> slice(..5)",
            "d = add(a, subtract(c, my)) -> my::Gate<3,4> -> Encoder -> ::far::Thing",
        ]
    );
}

#[test]
fn reads_definitions_and_defaults() {
    let tree = tree(&in_chain(
        "layer block(units, rate,) = h: dense(units) -> repeat(2, my::Gate<3, 4> -> scale(rate));
         shared encoder = flatten; default dense(init = zeros);
         layer residual(units) = |x| { h = x -> a: dense(units); add(x, h) -> square };
         shared gate = |x, y,| multiply(x, y -> dense(3));
         layer = image; shared = layer -> flatten; default = shared; repeat = default;",
    ));
    let definition = |definition: &Definition| {
        let parameters: Vec<String> = definition.parameters.iter().map(Ident::to_string).collect();
        let body = match &definition.body {
            Body::Stages(stages) => written_stages(stages),
            Body::Function(function) => {
                let inputs: Vec<String> = function.inputs.iter().map(Ident::to_string).collect();
                let statements = function.statements.iter().map(written);
                let result = written_chain(&function.result);
                let inner: Vec<String> = statements.chain([result]).collect();
                format!("|{}| {}", inputs.join(", "), inner.join("; "))
            }
        };
        let name = &definition.name;
        format!("{} {name}({}) = {body}", definition.is_shared, parameters.join(", "))
    };
    let definitions: Vec<String> = tree.definitions.iter().map(definition).collect();
    assert_eq!(
        definitions,
        [
            "false block(units, rate) = h: dense(units) -> repeat(2, my::Gate<3,4> -> scale(rate))",
            "true encoder() = flatten",
            "false residual(units) = |x| h = x -> a: dense(units); add(x, h) -> square",
            "true gate() = |x, y| multiply(x, y -> dense(3))",
        ]
    );
    assert_eq!(tree.defaults[0].keyword, "dense");
    let names: Vec<String> = tree.statements.iter().map(|it| it.name.to_string()).collect();
    assert_eq!(names, ["layer", "shared", "default", "repeat"]);
}

#[test]
fn a_faulty_definition_leaves_the_others() {
    let (tree, faults) = read(&in_chain(
        "layer = ; layer a dense(3); shared b(3) = flatten c = image layer d = dense(3)
         layer e(1, x) = 3; default dense; class = add(3, image -> repeat(2)) -> dense(1);",
    ));
    let tree = tree.unwrap();
    assert_eq!(faults.len(), 11, "{faults:#?}");
    let names: Vec<String> = tree.definitions.iter().map(|it| it.name.to_string()).collect();
    assert_eq!(names, ["b", "d", "e"]);
    let statements: Vec<String> = tree.statements.iter().map(written).collect();
    assert_eq!(statements, ["layer = ?", "c = image", "class = add(?, image -> ?) -> dense(1)"]);
    assert!(!tree.complete); // `a` is lost
}

/// As in an editor while somebody types: every prefix of a text is read without a panic.
#[test]
fn every_beginning_of_a_text_can_be_read() {
    let simple = "/// N\n#[weights(\"a\")] pub struct N(image: [28, 28]) -> (class: [10]) \
                 { h = image -> a: dense(300, relu, init = zeros); class = h -> dense(10); }";
    let graph = "struct N(a: [5], b: [6]) -> (y: [1]) { default dense(init = zeros); \
                 layer k(u, f) = h: dense(u, f) -> repeat(2, dense(u * 2)); \
                 shared s = k(3, relu) -> m::G<3>; \
                 y = add(a[1..4] -> s, concatenate(b, a, axis = 0)[0..3] -> s) -> dense(1); }";
    for (whole, end) in
        [simple, graph].into_iter().flat_map(|it| (0..=it.len()).map(move |end| (it, end)))
    {
        let mut text = whole[..end].to_owned();
        let open: Vec<char> = text.chars().fold(Vec::new(), |mut open, c| {
            match c {
                '(' => open.push(')'),
                '[' => open.push(']'),
                '{' => open.push('}'),
                ')' | ']' | '}' => drop(open.pop()),
                _ => {}
            }
            open
        });
        text.extend(open.iter().rev());
        let Ok(tokens) = text.parse() else { continue }; // a string that is not closed
        let mut diagnostics = Diagnostics::default();
        let tree = parse(tokens, &mut diagnostics);
        let graph = tree.and_then(|tree| crate::graph::build(tree, &mut diagnostics));
        assert_eq!(graph.is_some(), diagnostics.is_empty(), "{text}");
    }
}

#[test]
fn the_path_comes_before_the_text() {
    let invocation: Invocation = syn::parse_str("::burdock, struct N").unwrap();
    assert_eq!(invocation.runtime.to_token_stream().to_string(), ":: burdock");
    assert_eq!(invocation.tokens.to_string(), "struct N");
}
