use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (digit: [10], slant: [1]) {
        hidden = image -> flatten -> dense(30, relu);
        digit = hidden -> dense(10, softmax);
        slant = hidden -> dense(1);
    }
}

fn main() {
    let losses = DigitsLosses { digit: SparseCategoricalCrossentropy, slant: MeanSquaredError };
    let _: Trainer<Digits, DigitsTarget<u8, f32>> =
        Trainer::new(losses, Sgd::new(0.1)).metric(DigitsMetric::slant(Accuracy));
}
