//! A perceptron (Rosenblatt 1957) that separates one species of iris from two others by its petals.
//!
//!     cargo run --example 02_perceptron_iris
//!
//! One unit with step activation takes the petal's length and width in centimetres. The perceptron
//! rule changes it only if it is wrong: w ← w + η (y − ŷ) x. Setosa is linearly separable from the
//! others, so the rule ends with every flower classified correctly.

use burdock::datasets;
use burdock::prelude::*;
use std::error::Error;

network! {
    /// Whether a petal, given by length and width, is a setosa's.
    struct Perceptron(petal: [2]) -> (setosa: [1]) {
        setosa = petal -> unit: dense(1, heaviside);
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let flowers = datasets::iris()
        .map_x(|[_, _, length, width]| [length, width])
        .map_y(|species| f32::from(species == 0));

    let mut model = Perceptron::new(Seed(42));
    let mut trainer = Trainer::new(PerceptronRule, Sgd::new(1.0)).batch_size(1).metric(Accuracy);
    trainer.fit(&mut model, &flowers, 10)?;

    let report = trainer.evaluate(&model, &flowers)?;
    println!("weights {:?}, bias {:?}", model.unit.weight.as_slice(), model.unit.bias[0]);
    for petal in [[2.0, 0.5], [4.7, 1.4]] {
        let setosa = model.predict_class(&petal);
        println!("{petal:?} is {}", if setosa { "setosa" } else { "another iris" });
    }
    println!("accuracy: {:.4}", report.get("accuracy").unwrap_or(f64::NAN));
    Ok(())
}
