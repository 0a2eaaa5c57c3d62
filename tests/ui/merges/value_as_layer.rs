use burdock::prelude::*;

network! {
    pub struct WideAndDeep(wide: [5], deep: [6]) -> (price: [1]) {
        hidden = deep -> dense(5);
        price = wide -> hidden -> dense(1);
    }
}

fn main() {}
