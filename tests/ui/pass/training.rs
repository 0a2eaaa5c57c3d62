//! Every loss, metric and kind of target, with an output that they fit.
use burdock::prelude::*;

network! {
    struct Classifier(image: [784]) -> (class: [10]) {
        class = image -> dense(10, softmax);
    }
}

network! {
    struct Regressor(house: [8]) -> (price: [1]) {
        price = house -> dense(30, relu) -> dense(1);
    }
}

network! {
    struct Spam(words: [8]) -> (spam: [1]) {
        spam = words -> dense(1, sigmoid);
    }
}

network! {
    struct Perceptron(flower: [2]) -> (setosa: [1]) {
        setosa = flower -> dense(1, heaviside);
    }
}

network! {
    struct Tags(text: [8]) -> (tags: [3]) {
        tags = text -> dense(3, sigmoid);
    }
}

macro_rules! fits {
    ($net:ident, $loss:expr, $metric:expr, $y:ty) => {{
        let data: Dataset<<$net as Network>::Input, $y> = Dataset::default();
        let mut model = $net::new(Seed(1));
        let mut trainer = Trainer::new($loss, Sgd::new(0.01)).metric($metric).validation(&data);
        assert!(trainer.fit(&mut model, &data, 1).is_err(), "the data are empty");
        assert!(trainer.evaluate(&model, &data).is_err());
    }};
}

fn main() {
    fits!(Classifier, SparseCategoricalCrossentropy, Accuracy, u8);
    fits!(Classifier, SparseCategoricalCrossentropy, Accuracy, u16);
    fits!(Classifier, SparseCategoricalCrossentropy, Accuracy, u32);
    fits!(Classifier, SparseCategoricalCrossentropy, Accuracy, usize);
    fits!(Classifier, CategoricalCrossentropy, Accuracy, [f32; 10]);
    fits!(Classifier, MeanSquaredError, MeanAbsoluteError, [f32; 10]);
    fits!(Regressor, MeanSquaredError, MeanAbsoluteError, f32);
    fits!(Regressor, MeanAbsoluteError, MeanSquaredError, [f32; 1]);
    fits!(Regressor, Huber::default(), MeanSquaredError, f32);
    fits!(Spam, BinaryCrossentropy, Accuracy, bool);
    fits!(Spam, BinaryCrossentropy, Accuracy, u8);
    fits!(Spam, MeanSquaredError, Accuracy, f32);
    fits!(Tags, BinaryCrossentropy, Accuracy, [bool; 3]);
    fits!(Tags, BinaryCrossentropy, Accuracy, [u8; 3]);
    fits!(Tags, Huber { delta: 0.5 }, Accuracy, [f32; 3]);
    fits!(Perceptron, PerceptronRule, Accuracy, bool);

    let class: usize = Classifier::new(Seed(1)).predict_class(&[0.0; 784]);
    let spam: bool = Spam::new(Seed(1)).predict_class(&[0.0; 8]);
    let setosa: bool = Perceptron::new(Seed(1)).predict_class(&[0.0; 2]);
    println!("{class} {spam} {setosa}");
}
