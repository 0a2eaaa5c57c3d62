//! Definitions that name their inputs.

use super::*;

#[test]
fn writes_out_names_and_merges() {
    let graph = graph(
        "struct N(x: [5]) -> (y: [2]) {
            layer residual(units) = |x| {
                sum = add(x, inner);
                inner = x -> dense(units, relu) -> dense(5);
                sum -> activation(relu)
            };
            y = x -> repeat(2, residual(3)) -> dense(2);
        }",
    );
    assert_eq!(
        nodes(&graph)[1..],
        [
            "dense_1 [3] <- [0]",
            "inner_1 [5] <- [1]",
            "sum_1 [5] <- [0, 2]",
            "activation_1 [5] <- [3]",
            "dense_2 [3] <- [4]",
            "inner_2 [5] <- [5]",
            "sum_2 [5] <- [4, 6]",
            "activation_2 [5] <- [7]",
            "y [2] <- [8]",
        ]
    );
}

#[test]
fn several_values_keep_the_names_of_their_block_to_it() {
    let graph = graph(
        "struct N(x: [5], h: [5]) -> (y: [5], z: [6]) {
            layer gate(units, function) = |h, x| {
                y = h -> gated: dense(units, function);
                again = y;
                multiply(again, gated, x)
            };
            y = gate(x, h -> dense(5), function = sigmoid, units = 5);
            z = concatenate(y, gate(y, h[..1], units = 1, function = tanh));
        }",
    );
    assert_eq!(
        nodes(&graph)[2..],
        [
            "dense_1 [5] <- [1]",
            "gated_1 [5] <- [0]",
            "y [5] <- [3, 3, 2]",
            "slice_1 [1] <- [1]",
            "gated_2 [1] <- [4]",
            "multiply_1 [1] <- [6, 6, 5]",
            "z [6] <- [4, 7]",
        ]
    );
    assert_eq!(dense(&graph, 6).activation, Activation::Tanh);
}

#[test]
fn a_shared_layer_of_two_values_has_one_set_of_parameters() {
    let graph = graph(
        "struct N(a: [4], b: [4], c: [4]) -> (y: [1]) {
            shared encoder = |v| { code = v -> dense(3, relu) -> dense(4); add(code, v) };
            shared near = |one, other| {
                subtract(one -> encoder, other -> encoder) -> last: dense(1)
            };
            y = add(near(a, b), near(b, c));
        }",
    );
    assert_eq!(
        nodes(&graph)[3..],
        [
            "encoder_dense_1 [3] <- [0]",
            "encoder_code [4] <- [3]",
            "encoder_add_1 [4] <- [4, 0]",
            "encoder_dense_1_2 [3] <- [1]",
            "encoder_code_2 [4] <- [6]",
            "encoder_add_1_2 [4] <- [7, 1]",
            "near_subtract_1 [4] <- [5, 8]",
            "near [1] <- [9]",
            "encoder_dense_1_3 [3] <- [1]",
            "encoder_code_3 [4] <- [11]",
            "encoder_add_1_3 [4] <- [12, 1]",
            "encoder_dense_1_4 [3] <- [2]",
            "encoder_code_4 [4] <- [14]",
            "encoder_add_1_4 [4] <- [15, 2]",
            "near_subtract_1_2 [4] <- [13, 16]",
            "near_2 [1] <- [17]",
            "y [1] <- [10, 18]",
        ]
    );
    let shared = |node: usize| graph.nodes[node].shared.map(|shared| shared.0);
    assert_eq!([3, 6, 11, 14].map(shared), [None, Some(3), Some(3), Some(3)]);
    assert_eq!([10, 18].map(shared), [None, Some(10)]);
}

#[test]
fn one_fault_in_a_block_gives_one_error() {
    for (statements, expected) in [
        (
            "layer r = |x| { h = x -> dense(5); add(x, g) }; y = a -> r;",
            "nothing is called `g` in `r`",
        ),
        (
            "layer r = |x| { h = b -> dense(5); add(x, h) }; y = a -> r;",
            "`b` is not known in `r`, only outside of it",
        ),
        ("layer r = |x| { h = h -> dense(5); add(x, h) }; y = a -> r;", "`h` is made from itself"),
        ("layer r = |x| { g = x; add(x, x) }; y = a -> r;", "`g` is never used"),
        ("layer r = |x, z| x -> dense(5); y = r(a, b);", "`r` never uses its input `z`"),
        ("layer r = |x| { g = x -> dense(5); x -> g }; y = a -> r;", "`g` is a value, not a layer"),
        (
            "layer r = |x| add(x, x -> dense(4)); y = a -> repeat(3, r);",
            "add needs values of one shape, but `a` is [5] and `x -> dense(4)` is [4]",
        ),
        (
            "layer r = |x, z| add(x, z -> dense(5)); y = a -> r;",
            "`r` takes 2 values, so it begins a statement",
        ),
        (
            "layer r = |x| { h = x -> dense(5); add(x, h); }; y = a -> r;",
            "`;` follows the value that `r` gives",
        ),
        ("layer r = |x| add(x, x -> dens(5)); y = a -> r;", "there is no layer `dens`"),
        ("layer r = |x| x; y = a -> r -> dense(5);", "`r` gives its input `x` unchanged"),
        (
            "layer r = |x| { g = Pair(x, q); g -> dense(5) }; y = a -> r;",
            "nothing is called `q` in `r`",
        ),
        (
            "layer r = |x| Dense(30) -> dense(5); y = a -> r;",
            "`r` begins with `Dense(30)`, which is not a name",
        ),
    ] {
        let text = format!(
            "struct N(a: [5], b: [5]) -> (y: [5], z: [5]) {{ {statements} z = b -> absolute; }}"
        );
        assert_eq!(faults(&text), [expected], "{statements}");
    }
}
