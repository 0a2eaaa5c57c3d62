//! Values put together that fit.
use burdock::prelude::*;

const WIDTH: usize = 3;

network! {
    struct Merges(left: [28, 28], right: [28, 28]) -> (same: [1]) {
        sum = add(left, right, right -> reshape(28, 28));
        parts = concatenate(sum, right[0..14, ..], axis = 0);
        columns = concatenate(left, right[.., 0..14]);
        flat = concatenate(
            parts -> flatten -> dense(WIDTH),
            columns -> flatten -> dense(3),
            dot(left -> flatten, right -> flatten),
        );
        same = subtract(flat, flat -> negate) -> absolute -> dense(1, sigmoid);
    }
}

network! {
    struct MergeIsAnOutput(wide: [5], deep: [6]) -> (price: [8]) {
        price = concatenate(wide -> dense(WIDTH), deep[1..]);
    }
}

network! {
    struct Constants(wide: [WIDTH], deep: [6]) -> (price: [WIDTH]) {
        price = add(wide, deep -> dense(WIDTH), deep -> dense(3));
    }
}

network! {
    struct EveryMerge(a: [4], b: [4]) -> (y: [4]) {
        y = average(maximum(a, b), minimum(a, b), multiply(a, b), add(a, b), subtract(a, b));
    }
}

fn main() {
    let names: Vec<&str> = EveryMerge::LAYERS.iter().map(|layer| layer.name).collect();
    assert_eq!(names, ["maximum_1", "minimum_1", "multiply_1", "add_1", "subtract_1", "y"]);
}
