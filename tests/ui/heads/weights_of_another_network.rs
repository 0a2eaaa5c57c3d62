use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (digit: [10], slant: [1]) {
        hidden = image -> flatten -> dense(30, relu);
        digit = hidden -> dense(10, softmax);
        slant = hidden -> dense(1);
    }
}

network! {
    pub struct Digit(image: [28, 28]) -> (digit: [10]) {
        digit = image -> flatten -> dense(10, softmax);
    }
}

fn main() {
    let data = Dataset::new(vec![[[0.0; 28]; 28]], vec![1_u8]).unwrap();
    let data = data.with_weights(vec![DigitsSampleWeight { digit: 2.0, slant: 1.0 }]).unwrap();
    let mut trainer = Trainer::new(SparseCategoricalCrossentropy, Sgd::new(0.1));
    trainer.fit(&mut Digit::new(Seed(1)), &data, 1).unwrap();
}
