use burdock::prelude::*;

network! {
    struct Regressor(house: [8]) -> (price: [1]) {
        price = house -> dense(30, relu) -> dense(1);
    }
}

fn main() {
    let model = Regressor::new(Seed(1));
    let _ = model.predict_class(&[0.0; 8]);
}
