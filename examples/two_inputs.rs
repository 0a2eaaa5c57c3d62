//! A network with two inputs, which share some of the features.
//!
//!     cargo run --release --example two_inputs -- [--epochs 20] [--seed 42] [--data DIR]
//!
//! As the example `wide_and_deep`, but the input of the wide path is the first five features, and
//! that of the deep one the last six. Twenty epochs end at a mean squared error of about 0.42.

mod housing;

use burdock::prelude::*;
use housing::{Arguments, Districts};
use std::error::Error;
use std::process::ExitCode;

network! {
    /// A linear path for some features, a deep one for others.
    struct WideAndDeep(wide: [5], deep: [6]) -> (price: [1]) {
        hidden = deep -> dense(30, relu) -> dense(30, relu);
        price = concatenate(wide, hidden) -> dense(1);
    }
}

fn main() -> ExitCode {
    housing::run(20, Seed(42), train)
}

fn train(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let [train, validation, test] = arguments.districts()?.map(in_parts);

    println!("{}", WideAndDeep::summary());
    let mut model = WideAndDeep::new(arguments.seed);
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(1e-3))
        .seed(arguments.seed)
        .validation(&validation)
        .progress();
    trainer.fit(&mut model, &train, arguments.epochs)?;

    println!("validation mse: {:.4}", trainer.evaluate(&model, &validation)?.loss());
    println!("test mse: {:.4}", trainer.evaluate(&model, &test)?.loss());
    for (district, price) in test.x.iter().zip(&test.y).take(3) {
        println!("predicted {:.3}, true {price:.3}", model.predict(district)[0]);
    }
    Ok(())
}

/// The features as the network's inputs.
fn in_parts(districts: Districts) -> Dataset<WideAndDeepInput, f32> {
    districts.map_x(|[a, b, c, d, e, f, g, h]| WideAndDeepInput {
        wide: [a, b, c, d, e],
        deep: [c, d, e, f, g, h],
    })
}
