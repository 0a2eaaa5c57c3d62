use burdock::prelude::*;

network! {
    struct Faulty(image: [784]) -> (class: [10]) {
        class = image -> dense(12, softmax);
    }
}

fn main() {
    let data: Dataset<[f32; 784], u8> = Dataset::default();
    let mut model = Faulty::new(Seed(1));
    let mut trainer = Trainer::new(SparseCategoricalCrossentropy, Sgd::new(0.01));
    let _ = trainer.fit(&mut model, &data, 1);
    let _ = trainer.evaluate(&model, &data);
    println!("{} {:?}", Faulty::summary(), model.predict(&data.x[0]));
}
