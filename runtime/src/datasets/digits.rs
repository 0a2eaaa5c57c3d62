//! Small images of handwritten digits, which are included in the crate.

use crate::data::{Dataset, csv};
use core::array::from_fn;

/// The digits, by label.
pub const CLASSES: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// 1,797 handwritten digits of 8×8 pixels, from 0 (paper) to 1 (ink) in steps of 1/16.
///
/// They are in their writers' order. [`Dataset::split`] shuffles them and splits them into
/// training and test data; the same seed gives the same parts on every platform.
///
/// Source: E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits" (1998), the
/// test part, as included in scikit-learn.
///
/// # Example
/// ```
/// use burdock::datasets;
/// use burdock::seed::Seed;
///
/// let digits = datasets::digits();
/// assert_eq!((digits.len(), digits.y[0]), (1797, 0));
/// assert_eq!(digits.x[0][0], [0.0, 0.0, 0.3125, 0.8125, 0.5625, 0.0625, 0.0, 0.0]);
///
/// let (train, test) = digits.split(0.8, Seed(42))?;
/// assert_eq!((train.len(), test.len()), (1438, 359));
/// # Ok::<(), burdock::data::DataError>(())
/// ```
pub fn digits() -> Dataset<[[f32; 8]; 8], u8> {
    let table: Dataset<[f32; 64], u8> = csv::Reader::new()
        .header(false)
        .parse(include_bytes!("../../data/digits.csv.gz"))
        .expect("the file in the crate is whole, as a test proves");
    table.map_x(|pixels| from_fn(|row| from_fn(|column| pixels[8 * row + column] / 16.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    // scikit-learn: numpy.bincount(load_digits().target), load_digits().data.sum() = 561718
    #[test]
    fn counts_and_ink() {
        let digits = digits();
        let mut counts = [0; 10];
        digits.y.iter().for_each(|&label| counts[usize::from(label)] += 1);
        assert_eq!(counts, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
        let pixels = digits.x.as_flattened().as_flattened();
        assert_eq!(pixels.iter().map(|pixel| pixel * 16.0).sum::<f32>(), 561_718.0);
        assert!(pixels.iter().all(|pixel| (0.0..=1.0).contains(pixel)));
    }
}
