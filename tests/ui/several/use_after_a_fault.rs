use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> dense(12, softmax);
    }
}

fn main() {
    let model = Digits::new(Seed(1));
    let scores: [f32; 10] = model.predict(&[[0.0; 28]; 28]);
    println!("{} {:?}", Digits::PARAMETER_COUNT, scores);
}
