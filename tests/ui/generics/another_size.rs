use burdock::prelude::*;

network! {
    struct Mlp<const HIDDEN: usize>(x: [8]) -> (y: [1]) {
        y = x -> dense(HIDDEN) -> dense(1);
    }
}

fn main() {
    let _: Box<Mlp<30>> = Mlp::<40>::new(Seed(42));
}
