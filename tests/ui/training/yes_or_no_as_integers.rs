use burdock::prelude::*;

network! {
    struct Spam(words: [8]) -> (spam: [1]) {
        spam = words -> dense(1, sigmoid);
    }
}

fn main() {
    let data: Dataset<[f32; 8], i32> = Dataset::default();
    let mut model = Spam::new(Seed(1));
    let mut trainer = Trainer::new(BinaryCrossentropy, Sgd::new(0.01));
    let _ = trainer.fit(&mut model, &data, 1);
}
