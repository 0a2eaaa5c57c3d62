use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (digit: [10], slant: [1]) {
        hidden = image -> flatten -> dense(30, relu);
        digit = hidden -> dense(10, softmax);
        slant = hidden -> dense(1);
    }
}

fn main() {
    println!("{:?}", DigitsSampleWeight { digits: 2.0, ..Default::default() });
}
