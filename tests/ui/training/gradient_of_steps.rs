use burdock::prelude::*;

network! {
    struct Perceptron(flower: [2]) -> (setosa: [1]) {
        setosa = flower -> dense(1, heaviside);
    }
}

fn main() {
    let data: Dataset<[f32; 2], f32> = Dataset::default();
    let mut model = Perceptron::new(Seed(1));
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(0.01));
    let _ = trainer.fit(&mut model, &data, 1);
}
