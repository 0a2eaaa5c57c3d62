use burdock::prelude::*;

network! {
    struct Mlp<const HIDDEN: usize>(x: [8]) -> (y: [1]) {
        y = x -> dense(HIDDEN) -> dense(1);
    }
}

fn main() {
    Mlp::<0>::new(Seed(42));
}
