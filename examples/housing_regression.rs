//! The median price of houses in a district, from eight features.
//!
//!     cargo run --release --example housing_regression -- [--epochs 20] [--seed 42] [--data DIR]
//!
//! California housing (Pace & Barry 1997; prices in 100,000 dollars) is read from `DIR`, or else
//! from where the environment variable BURDOCK_DATA points, or is downloaded once to a cache. A
//! quarter is the test part, a quarter of the rest the validation part. Twenty epochs end at a
//! mean squared error from 0.4 to 0.5, depending on the split.

use burdock::data::StandardScaler;
use burdock::datasets;
use burdock::prelude::*;
use lexopt::{Arg::Long, ValueExt};
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

network! {
    /// One hidden layer between a district and its price.
    struct Housing(district: [8]) -> (price: [1]) {
        price = district -> dense(30, relu) -> dense(1);
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let Arguments { epochs, seed, data } = Arguments::parse()?;
    let housing = match data {
        Some(directory) => datasets::california_housing_in(directory)?,
        None => datasets::california_housing()?,
    };
    let (mut test, rest) = housing.split(0.25, seed)?;
    let (mut validation, mut train) = rest.split(0.25, seed)?;
    let scaler = StandardScaler::fit(&train.x)?;
    for part in [&mut train, &mut validation, &mut test] {
        scaler.transform(&mut part.x);
    }

    println!("{}", Housing::summary());
    let mut model = Housing::new(seed);
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(1e-3))
        .seed(seed)
        .validation(&validation)
        .progress();
    trainer.fit(&mut model, &train, epochs)?;

    println!("validation mse: {:.4}", trainer.evaluate(&model, &validation)?.loss());
    println!("test mse: {:.4}", trainer.evaluate(&model, &test)?.loss());
    Ok(())
}

struct Arguments {
    epochs: usize,
    seed: Seed,
    data: Option<PathBuf>,
}

impl Arguments {
    fn parse() -> Result<Self, lexopt::Error> {
        let mut arguments = Self { epochs: 20, seed: Seed(42), data: None };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("epochs") => arguments.epochs = parser.value()?.parse()?,
                Long("seed") => arguments.seed = Seed(parser.value()?.parse()?),
                Long("data") => arguments.data = Some(parser.value()?.into()),
                _ => return Err(argument.unexpected()),
            }
        }
        Ok(arguments)
    }
}
