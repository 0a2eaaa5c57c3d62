//! A network with a second output, which helps the hidden layers to learn.
//!
//!     cargo run --release --example auxiliary_output -- [--epochs 20] [--seed 42] [--data DIR]
//!
//! As the example `two_inputs`, with a second estimate of the price from the deep path alone.
//! The loss is 0.9 of the main output's and 0.1 of the other's. Twenty epochs end at about 0.48:
//! 0.42 for the main output and 1.0 for the other.

mod housing;

use burdock::prelude::*;
use housing::{Arguments, Districts};
use std::error::Error;
use std::process::ExitCode;

network! {
    /// A linear path for some features, a deep one for others, and an output for the latter.
    struct WideAndDeep(wide: [5], deep: [6]) -> (main: [1], aux: [1]) {
        hidden = deep -> dense(30, relu) -> dense(30, relu);
        main = concatenate(wide, hidden) -> dense(1);
        aux = hidden -> dense(1);
    }
}

fn main() -> ExitCode {
    housing::run(20, Seed(42), train)
}

fn train(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let [train, validation, test] = arguments.districts()?.map(in_parts);

    println!("{}", WideAndDeep::summary());
    let mut model = WideAndDeep::new(arguments.seed);
    let losses = WideAndDeepLosses {
        main: MeanSquaredError.weighted(0.9),
        aux: MeanSquaredError.weighted(0.1),
    };
    let mut trainer = Trainer::new(losses, Sgd::new(1e-3))
        .seed(arguments.seed)
        .validation(&validation)
        .progress();
    trainer.fit(&mut model, &train, arguments.epochs)?;

    for (name, value) in trainer.evaluate(&model, &test)?.iter() {
        println!("test {name}: {value:.4}");
    }
    for (district, price) in test.x.iter().zip(&test.y).take(3) {
        let WideAndDeepOutput { main: [main], aux: [aux] } = model.predict(district);
        println!("predicted {main:.3}, by the deep way {aux:.3}, true {:.3}", price.main);
    }
    Ok(())
}

/// The features as the network's inputs, and the price as target of both outputs.
fn in_parts(districts: Districts) -> Dataset<WideAndDeepInput, WideAndDeepTarget<f32, f32>> {
    districts
        .map_x(|[a, b, c, d, e, f, g, h]| WideAndDeepInput {
            wide: [a, b, c, d, e],
            deep: [c, d, e, f, g, h],
        })
        .map_y(|price| WideAndDeepTarget { main: price, aux: price })
}
