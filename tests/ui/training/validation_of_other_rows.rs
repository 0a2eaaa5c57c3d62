use burdock::prelude::*;

network! {
    struct Classifier(image: [784]) -> (class: [10]) {
        class = image -> dense(10, softmax);
    }
}

fn main() {
    let train: Dataset<[f32; 784], u8> = Dataset::default();
    let valid: Dataset<[f32; 768], u8> = Dataset::default();
    let mut model = Classifier::new(Seed(1));
    let mut trainer =
        Trainer::new(SparseCategoricalCrossentropy, Sgd::new(0.01)).validation(&valid);
    let _ = trainer.fit(&mut model, &train, 1);
}
