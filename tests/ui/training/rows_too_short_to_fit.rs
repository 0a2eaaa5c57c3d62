use burdock::prelude::*;

network! {
    struct Classifier(image: [784]) -> (class: [10]) {
        class = image -> dense(10, softmax);
    }
}

fn main() {
    let data: Dataset<[f32; 768], u8> = Dataset::default();
    let mut model = Classifier::new(Seed(1));
    let mut trainer = Trainer::new(SparseCategoricalCrossentropy, Sgd::new(0.01));
    let _ = trainer.fit(&mut model, &data, 1);
}
