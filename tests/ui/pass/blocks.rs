//! Blocks that name what they take: merges, several inputs, names of their own.
use burdock::prelude::*;

const WIDTH: usize = 6;

network! {
    struct Residual(image: [4, 4]) -> (class: [3]) {
        layer residual(units) = |x| {
            inner = x -> dense(units * 2, relu) -> dense(units);
            add(x, inner) -> activation(relu)
        };
        class = image -> flatten -> dense(8, relu) -> repeat(2, residual(8)) -> dense(3, softmax);
    }
}

// Values outside have names of their own: `x`, `inner` and `y` mean others within a block.
network! {
    struct Apart(x: [5], inner: [5]) -> (y: [5]) {
        layer highway(units, function) = |x, inner| {
            y = x -> gate: dense(units, function);
            kept = multiply(inner, gate -> scale(-1.0) -> shift(1.0));
            carried = add(kept, multiply(x -> dense(units), y));
            carried
        };
        y = highway(x, inner -> dense(5), function = sigmoid, units = 5);
    }
}

// In any order, within each other, with slices, and with an argument in a merge.
network! {
    struct Nested(grid: [2, WIDTH]) -> (y: [2]) {
        layer join(axis) = |a, b| concatenate(a, b, axis = axis);
        layer both = |x| { joined = join(x, later, axis = 0); later = x -> square; joined };
        shared shared_part = |v| add(v, v -> dense(4 * WIDTH));
        layer outer = |x| x -> both -> flatten -> inner;
        layer inner = |x| x[0..4 * WIDTH] -> repeat(2, shared_part);
        y = grid -> outer -> dense(2);
    }
}

network! {
    struct Siamese(left: [28, 28], right: [28, 28]) -> (same: [1]) {
        shared encoder = |image| image -> flatten -> hidden: dense(30, relu) -> dense(10);
        shared distance = |a, b| subtract(a -> encoder, b -> encoder) -> absolute;
        same = distance(left, right) -> dense(1, sigmoid);
    }
}

// Other networks within a block, with several inputs and outputs of theirs.
network! {
    struct Mixer(left: [3], right: [4]) -> (sum: [3], gate: [3]) {
        sum = add(left, right -> dense(3));
        gate = left -> dense(3, sigmoid);
    }
}

network! {
    struct Mixed(x: [3], hint: [4]) -> (y: [2]) {
        layer mix = |x, hint| {
            mixed = Mixer(x, hint);
            multiply(mixed.sum, mixed.gate)
        };
        y = mix(mix(x, hint), hint) -> dense(2);
    }
}

fn main() {
    let names = |layers: &[burdock::network::LayerRow]| -> Vec<&str> {
        layers.iter().map(|layer| layer.name).collect()
    };
    let residual = names(Residual::LAYERS);
    assert_eq!(residual[2..6], ["dense_2", "inner_1", "add_1", "activation_1"]);
    assert_eq!(names(Apart::LAYERS)[1], "gate_1");
    assert_eq!(names(Siamese::LAYERS)[..2], ["encoder_flatten_1", "encoder_hidden"]);
    assert_eq!(Nested::PARAMETER_COUNT, 24 * 24 + 24 + 24 * 2 + 2);
}
