use burdock::prelude::*;

network! {
    pub struct WideAndDeep(wide: [5], deep: [6]) -> (price: [1]) {
        price = dot(wide, deep);
    }
}

fn main() {}
