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
    let data = Dataset::new(vec![[[0.0; 28]; 28]], vec![1_u8]).unwrap();
    Trainer::new(losses, Sgd::new(0.1)).fit(&mut Digits::new(Seed(1)), &data, 1).unwrap();
}
