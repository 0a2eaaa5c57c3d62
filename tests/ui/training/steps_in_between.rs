use burdock::prelude::*;

network! {
    struct Stuck(x: [2]) -> (y: [1]) {
        y = x -> dense(4, heaviside) -> dense(1, sigmoid);
    }
}

fn main() {
    let data: Dataset<[f32; 2], bool> = Dataset::default();
    let mut model = Stuck::new(Seed(1));
    let mut trainer = Trainer::new(BinaryCrossentropy, Sgd::new(0.01));
    let _ = trainer.fit(&mut model, &data, 1);
}
