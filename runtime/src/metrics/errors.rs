//! Regression losses that are also metrics.

use super::{Mean, Metric};
use crate::head::Head;
use crate::kernels::rows::Rows;
use crate::losses::{MeanAbsoluteError, MeanSquaredError, ValueTarget};
use crate::memory::flat;

impl<H: Head, Y: ValueTarget<H::Output>> Metric<H, Y> for MeanSquaredError {
    const NAME: &'static str = "mean_squared_error";
    type State = Mean;

    fn update(&self, mean: &mut Mean, output: Rows<'_>, targets: &[Y]) {
        add(mean, output, targets, |error| error * error);
    }

    fn result(&self, mean: &Mean) -> f64 {
        mean.get()
    }
}

impl<H: Head, Y: ValueTarget<H::Output>> Metric<H, Y> for MeanAbsoluteError {
    const NAME: &'static str = "mean_absolute_error";
    type State = Mean;

    fn update(&self, mean: &mut Mean, output: Rows<'_>, targets: &[Y]) {
        add(mean, output, targets, f32::abs);
    }

    fn result(&self, mean: &Mean) -> f64 {
        mean.get()
    }
}

/// Adds the result of `of` for the error of every element.
fn add<Y: crate::memory::Plain>(
    mean: &mut Mean,
    output: Rows<'_>,
    targets: &[Y],
    of: impl Fn(f32) -> f32,
) {
    for (row, target) in flat(targets).chunks_exact(output.width()).enumerate() {
        let errors = output.row(row).iter().zip(target).map(|(y, t)| f64::from(of(y - t)));
        mean.add(errors.sum(), target.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::Values;

    struct Pair;
    impl Head for Pair {
        type Output = [f32; 2];
        type Kind = Values;
    }

    #[test]
    fn every_number_counts_over_all_batches() {
        let (mut squared, mut absolute) = (Mean::default(), Mean::default());
        for (output, target) in [([1.0, 2.0], [3.0, 2.0]), ([0.0, -1.0], [0.0, 0.0])] {
            let rows = Rows::new(&output, 2);
            Metric::<Pair, _>::update(&MeanSquaredError, &mut squared, rows, &[target]);
            Metric::<Pair, _>::update(&MeanAbsoluteError, &mut absolute, rows, &[target]);
        }
        assert_eq!(squared.get(), (4.0 + 0.0 + 0.0 + 1.0) / 4.0);
        assert_eq!(absolute.get(), (2.0 + 0.0 + 0.0 + 1.0) / 4.0);
    }
}
