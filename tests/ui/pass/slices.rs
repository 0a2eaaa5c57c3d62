//! Slices within their axes, and axes in another order.
use burdock::prelude::*;

const BEGIN: usize = 2;
const END: usize = 8;

network! {
    struct Parts(features: [8]) -> (price: [1]) {
        all = concatenate(features[0..5], features[2..8], features[..1], features[7..]);
        constants = concatenate(all, features[BEGIN..END], features[BEGIN..], features[..END]);
        price = constants -> hidden: dense(5) -> [1..3] -> dense(1);
    }
}

network! {
    struct Image(image: [28, 28]) -> (class: [10]) {
        class = image[0..14, 7..] -> permute(1, 0) -> reshape(14, 21) -> flatten -> dense(10);
    }
}

network! {
    struct Elementwise(x: [4]) -> (y: [4]) {
        y = x -> absolute -> negate -> square -> square_root -> exponential -> logarithm
            -> scale(-0.5) -> shift(term = 1);
    }
}

fn main() {
    let names: Vec<&str> = Image::LAYERS.iter().map(|layer| layer.name).collect();
    assert_eq!(names, ["slice_1", "slice_2", "permute_1", "reshape_1", "flatten_1", "class"]);
}
