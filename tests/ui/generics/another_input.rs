use burdock::prelude::*;

network! {
    struct Mlp<const WIDTH: usize>(x: [WIDTH]) -> (y: [1]) {
        y = x -> dense(1);
    }
}

fn main() {
    Mlp::<3>::new(Seed(42)).predict(&[1.0, 2.0]);
}
