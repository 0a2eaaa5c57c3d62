use burdock::prelude::*;

network! {
    pub struct Pair(left: [3], right: [4]) -> (y: [1]) {
        y = concatenate(left, right) -> dense(1);
    }
}

fn main() {
    let input = PairInput { left: [0.0; 4], right: [0.0; 3] };
    println!("{:?}", Pair::new(Seed(1)).predict(&input));
}
