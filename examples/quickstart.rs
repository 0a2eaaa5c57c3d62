//! Handwritten digits, learnt in seconds from the images that are included in the crate.
//!
//!     cargo run --release --example quickstart
//!
//! A fifth of the 1,797 images of 8 × 8 (Alpaydin & Kaynak 1998) is the test part.

use burdock::datasets;
use burdock::prelude::*;
use std::error::Error;

network! {
    /// Classifies an 8×8 image of a digit.
    struct Digits(image: [8, 8]) -> (digit: [10]) {
        digit = image -> flatten -> hidden: dense(64, relu) -> dense(10, softmax);
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let digits = datasets::digits();
    let (test, train) = digits.split(0.2, Seed(1))?;

    println!("{}", Digits::summary());
    let mut model = Digits::new(Seed(1));
    let mut trainer = Trainer::new(SparseCategoricalCrossentropy, Sgd::new(0.2))
        .metric(Accuracy)
        .validation_split(0.1)
        .progress();
    trainer.fit(&mut model, &train, 40)?;

    let shown = &test.x[..4];
    println!();
    draw(shown);
    for image in shown {
        print!("{:^18}", model.predict_class(image));
    }
    println!("\n");

    let report = trainer.evaluate(&model, &test)?;
    println!("test accuracy: {:.4}", report.get("accuracy").unwrap_or(f64::NAN));
    Ok(())
}

/// Prints images side by side, each pixel two characters wide.
fn draw(images: &[[[f32; 8]; 8]]) {
    const SHADES: [char; 5] = [' ', '░', '▒', '▓', '█'];
    for row in 0..8 {
        for image in images {
            for brightness in image[row] {
                let shade = SHADES[(brightness * 4.0).round() as usize];
                print!("{shade}{shade}");
            }
            print!("  ");
        }
        println!();
    }
}
