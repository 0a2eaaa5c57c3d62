use burdock::prelude::*;

network! {
    struct Regressor(house: [8]) -> (price: [1]) {
        price = house -> dense(30, relu) -> dense(1);
    }
}

fn main() {
    let data: Dataset<[f32; 8], bool> = Dataset::default();
    let mut model = Regressor::new(Seed(1));
    let mut trainer = Trainer::new(PerceptronRule, Sgd::new(0.01));
    let _ = trainer.fit(&mut model, &data, 1);
}
