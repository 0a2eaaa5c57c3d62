//! What the California housing examples share: their arguments and their data.

mod split;

use burdock::data::StandardScaler;
use burdock::datasets;
use burdock::prelude::*;
use lexopt::{Arg::Long, ValueExt};
use split::quarter;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

/// `[--epochs N] [--seed N] [--data DIR]`.
pub struct Arguments {
    pub epochs: usize,
    pub seed: Seed,
    data: Option<PathBuf>,
}

/// Districts with eight features, standardised, and their prices.
pub type Districts = Dataset<[f32; 8], f32>;

/// Runs an example with this number of epochs and this seed, unless arguments say otherwise, and
/// prints its error.
pub fn run(
    epochs: usize,
    seed: Seed,
    example: impl Fn(Arguments) -> Result<(), Box<dyn Error>>,
) -> ExitCode {
    match Arguments::parse(epochs, seed).map_err(Into::into).and_then(example) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

impl Arguments {
    fn parse(epochs: usize, seed: Seed) -> Result<Self, lexopt::Error> {
        let mut arguments = Self { epochs, seed, data: None };
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

    /// The parts for training, validation and test. A quarter is the test part, a quarter of
    /// the rest the validation part, whatever the seed.
    pub fn districts(&self) -> Result<[Districts; 3], Box<dyn Error>> {
        let housing = match &self.data {
            Some(directory) => datasets::california_housing_in(directory)?,
            None => datasets::california_housing()?,
        };
        let (test, rest) = quarter(housing.len());
        let (mut test, rest) = (housing.select(&test)?, housing.select(&rest)?);
        let (validation, train) = quarter(rest.len());
        let (mut validation, mut train) = (rest.select(&validation)?, rest.select(&train)?);
        let scaler = StandardScaler::fit(&train.x)?;
        for part in [&mut train, &mut validation, &mut test] {
            scaler.transform(&mut part.x);
        }
        Ok([train, validation, test])
    }
}
