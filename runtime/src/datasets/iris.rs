//! Fisher's irises, which are included in the crate.

use crate::data::{Dataset, csv};

/// The species, by label.
pub const CLASSES: [&str; 3] = ["setosa", "versicolor", "virginica"];

/// The features of a sample.
pub const FEATURES: [&str; 4] =
    ["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"];

/// 150 irises, 50 of each of three species, ordered by species.
///
/// Source: R. A. Fisher, "The use of multiple measurements in taxonomic problems" (1936), as
/// included in scikit-learn.
///
/// # Example
/// ```
/// use burdock::datasets;
///
/// let iris = datasets::iris();
/// assert_eq!(iris.len(), 150);
/// assert_eq!(iris.x[0], [5.1, 3.5, 1.4, 0.2]);
/// assert_eq!(datasets::iris::CLASSES[iris.y[0] as usize], "setosa");
/// ```
pub fn iris() -> Dataset<[f32; 4], u8> {
    // The header holds counts and species, not names, but it has five fields too.
    csv::Reader::new()
        .parse(include_bytes!("../../data/iris.csv"))
        .expect("the file in the crate is whole, as a test proves")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_the_description() {
        let iris = iris();
        assert_eq!((iris.x.len(), iris.y.len()), (150, 150));
        for (class, species) in iris.y.chunks(50).enumerate() {
            assert!(species.iter().all(|&label| usize::from(label) == class));
        }
        let column = |feature: usize| iris.x.iter().map(move |sample| sample[feature]);
        let smallest = [4.3, 2.0, 1.0, 0.1];
        let largest = [7.9, 4.4, 6.9, 2.5];
        let means = [5.843, 3.057, 3.758, 1.199];
        for feature in 0..FEATURES.len() {
            assert_eq!(column(feature).fold(f32::INFINITY, f32::min), smallest[feature]);
            assert_eq!(column(feature).fold(0.0, f32::max), largest[feature]);
            assert!((column(feature).sum::<f32>() / 150.0 - means[feature]).abs() < 1e-3);
        }
    }
}
