//! Blocks, shared layers, repeats and defaults.
use burdock::prelude::*;

const WIDTH: usize = 6;

network! {
    struct Blocks(image: [28, 28]) -> (class: [10]) {
        default dense(activation = relu, init = he_normal);
        layer block(units, function) = hidden: dense(units * 2, function) -> dense(units);
        layer pair = block(20, tanh) -> repeat(2, block(function = elu(0.5), units = 10 + 10));
        class = image -> flatten -> repeat(2, pair) -> dense(10, softmax);
    }
}

network! {
    struct Siamese(left: [28, 28], right: [28, 28]) -> (same: [1]) {
        shared encoder = flatten -> hidden: dense(30, relu) -> dense(10);
        same = subtract(left -> encoder, right -> encoder) -> absolute -> dense(1, sigmoid);
    }
}

network! {
    struct Loop(x: [4]) -> (y: [4]) {
        shared step = dense(4, tanh);
        y = x -> repeat(5, step);
    }
}

network! {
    struct Constants(wide: [5], deep: [WIDTH]) -> (price: [1]) {
        shared encoder = dense(30);
        price = add(wide -> dense(6) -> encoder, deep -> encoder) -> dense(1);
    }
}

// Words that only open a definition are names elsewhere.
network! {
    struct Words(layer: [4]) -> (shared: [4]) {
        default = layer -> dense(4);
        shared = default -> repeat: dense(4);
    }
}

fn main() {
    let names: Vec<&str> = Siamese::LAYERS.iter().map(|layer| layer.name).collect();
    assert_eq!(names[..3], ["encoder_flatten_1", "encoder_hidden", "encoder_dense_1"]);
    let names: Vec<&str> = Loop::LAYERS.iter().map(|layer| layer.name).collect();
    assert_eq!(names[0], "step");
    assert_eq!(Blocks::LAYERS[1].name, "hidden_1");
}
