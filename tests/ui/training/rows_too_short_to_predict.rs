use burdock::prelude::*;

network! {
    struct Classifier(image: [784]) -> (class: [10]) {
        class = image -> dense(10, softmax);
    }
}

fn main() {
    let model = Classifier::new(Seed(1));
    let rows = vec![[0.0; 768]; 3];
    let _ = model.predict_batch(&rows);
}
