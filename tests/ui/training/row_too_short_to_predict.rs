use burdock::prelude::*;

network! {
    struct Classifier(image: [784]) -> (class: [10]) {
        class = image -> dense(10, softmax);
    }
}

fn main() {
    let model = Classifier::new(Seed(1));
    let _ = model.predict(&[0.0; 768]);
}
