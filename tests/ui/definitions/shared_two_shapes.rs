use burdock::prelude::*;

network! {
    pub struct WideAndDeep(wide: [5], deep: [6]) -> (price: [1]) {
        shared encoder = dense(30, relu);
        price = subtract(wide -> encoder, deep -> encoder) -> dense(1);
    }
}

fn main() {}
