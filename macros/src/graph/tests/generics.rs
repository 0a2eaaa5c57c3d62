//! Const parameters among the dimensions: what is computed, what is proven, and what is not.

use super::*;

/// A network with the parameters `A` and `B`, from `x: [A, B]` to `y: [B]`.
fn network(statements: &str) -> String {
    format!("struct N<const A: usize, const B: usize>(x: [A, B]) -> (y: [B]) {{ {statements} }}")
}

#[test]
fn shapes_are_sums_of_products() {
    let graph = graph(&network(
        "flat = x -> flatten;
         both = concatenate(flat, flat, flat -> dense(A + 3));
         y = both -> reshape(1, 2 * A * B + A + 3) -> flatten -> [A..]
            -> grid: dense(B * SIDE) -> dense(B);",
    ));
    let lines = nodes(&graph).into_iter().map(|line| line.replace(" <-", ""));
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            "x [A, B] []",
            "flat [A * B] [0]",
            "dense_1 [3 + A] [1]",
            "both [3 + A + 2 * A * B] [1, 1, 2]",
            "reshape_1 [1, 3 + A + 2 * A * B] [3]",
            "flatten_1 [3 + A + 2 * A * B] [4]",
            "slice_1 [3 + 2 * A * B] [5]",
            "grid [B * SIDE] [6]",
            "y [B] [7]",
        ]
    );
}

#[test]
fn what_cannot_be_proven_is_refused() {
    for (statements, expected) in [
        ("y = x -> flatten -> dense(A);", "`y` is declared as [B], but its layers give [A]"),
        (
            "y = x -> flatten -> dense(B + 1);",
            "`y` is declared as [B], but its layers give [1 + B]",
        ),
        (
            "y = add(x, x -> permute(1, 0)) -> flatten -> dense(B);",
            "add needs values of one shape, but `x` is [A, B] and `x -> permute(1, 0)` is [B, A]",
        ),
        (
            "y = x[0..2, ..] -> flatten -> dense(B);",
            "this slice reaches 2, but axis 0 of `x` has A, which may be less",
        ),
        (
            "y = x[.., 1..] -> flatten -> dense(B);",
            "this slice may be empty: 1 need not be below B",
        ),
        (
            "y = x -> flatten -> dense(B / 2) -> dense(B);",
            "the units of `dense` cannot be B / 2: types cannot divide",
        ),
        (
            "y = x -> flatten -> dense(B - A) -> dense(B);",
            "the units of `dense` cannot be B - A: types cannot subtract",
        ),
        (
            "y = x -> flatten -> dense(sizes::of::<A>) -> dense(B);",
            "the units of `dense` cannot be sizes::of::<A>: a parameter can only be added and multiplied",
        ),
        (
            "y = x -> flatten -> dense(5_000_000_000 * B) -> dense(B);",
            "the units of `dense` cannot be 5_000_000_000 * B: the most is 4294967295",
        ),
    ] {
        assert_eq!(faults(&network(statements)), [expected], "{statements}");
    }
}

#[test]
fn constants_beside_parameters_are_asserted() {
    let graph = graph(&network("y = x -> flatten -> dense(SIDE * 2 * A + DEPTH) -> dense(B);"));
    let positive = graph.assertions.iter().map(|assertion| match &assertion.condition {
        Condition::Positive(dimension) => dimension.to_string(),
        _ => panic!("nothing else is left open"),
    });
    assert_eq!(positive.collect::<Vec<_>>(), ["SIDE * 2", "DEPTH"]);
    let names: Vec<String> =
        graph.constants.iter().map(|constant| constant.name.to_string()).collect();
    assert_eq!(names, ["__N_SIDE_2", "__N_DEPTH"]);
}
