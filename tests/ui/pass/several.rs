//! A network that is used after it has been declared.
use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> dense(10, softmax);
    }
}

fn main() {
    let model = Digits::new(Seed(1));
    let scores: [f32; 10] = model.predict(&[[0.0; 28]; 28]);
    assert_eq!(Digits::PARAMETER_COUNT, 7850);
    assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-6);
}
