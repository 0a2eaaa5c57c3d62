//! Errors of data in memory.

use core::fmt;

/// Invalid data in a dataset, or an invalid argument of one of its functions.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum DataError {
    /// The numbers of samples and targets differ.
    LengthsDiffer {
        /// The number of samples.
        x: usize,
        /// The number of targets.
        y: usize,
    },
    /// The numbers of weights and samples differ.
    WeightsDiffer {
        /// The number of samples.
        samples: usize,
        /// The number of weights.
        weights: usize,
    },
    /// A weight that is negative, infinite or NaN.
    Weight {
        /// Its output, if there is a weight for each output.
        output: Option<&'static str>,
        /// Its index in the list of weights, from 0.
        position: usize,
        /// The weight.
        value: f32,
    },
    /// A weight for a class that no sample has.
    UnknownClass {
        /// Its index in the list of classes and weights, from 0.
        position: usize,
        /// The class.
        class: usize,
        /// The largest class that a sample has.
        largest: usize,
    },
    /// A second weight for a class.
    ClassTwice {
        /// Its index in the list of classes and weights, from 0.
        position: usize,
        /// The class.
        class: usize,
    },
    /// There are no samples.
    Empty,
    /// A split after the last sample.
    SplitPastEnd {
        /// How many samples the first part was to have.
        at: usize,
        /// How many there are.
        samples: usize,
    },
    /// A fraction that is not between 0 and 1, both excluded.
    Fraction {
        /// The fraction.
        fraction: f64,
    },
    /// A split that would leave one of its parts without samples.
    EmptyPart {
        /// The fraction.
        fraction: f64,
        /// How many samples there are.
        samples: usize,
    },
    /// An index that is out of range.
    IndexPastEnd {
        /// Its position in the list of indices, from 0.
        position: usize,
        /// The index.
        index: usize,
        /// How many samples there are.
        samples: usize,
    },
    /// A label that is not the index of a class.
    UnknownLabel {
        /// Its row, from 0; `None` for a single label.
        row: Option<usize>,
        /// The label.
        label: usize,
        /// How many classes there are; labels are counted from 0.
        classes: usize,
    },
    /// A row that is not a single 1 among zeros.
    NotOneHot {
        /// The row, from 0.
        row: usize,
    },
    /// A value that is infinite or NaN.
    NotFinite {
        /// Its sample, from 0.
        sample: usize,
        /// Its index among the sample's elements in memory order, from 0.
        feature: usize,
        /// The value.
        value: f32,
    },
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::LengthsDiffer { x, y } => write!(
                f,
                "the dataset has {x} samples but {y} targets; every sample needs one target"
            ),
            Self::WeightsDiffer { samples, weights } => write!(
                f,
                "the dataset has {samples} samples but {weights} weights; every sample needs one \
                 weight"
            ),
            Self::Weight { output, position, value } => {
                f.write_str("the weight ")?;
                if let Some(output) = output {
                    write!(f, "of `{output}` ")?;
                }
                write!(
                    f,
                    "at position {position} is {value}; weights must be finite and not below 0"
                )
            }
            Self::UnknownClass { position, class, largest } => write!(
                f,
                "class {class} (at position {position} of the list) has a weight but not a single \
                 sample; the classes of the samples go from 0 to {largest}"
            ),
            Self::ClassTwice { position, class } => write!(
                f,
                "class {class} has a second weight at position {position} of the list; one is \
                 needed"
            ),
            Self::Empty => write!(f, "the dataset is empty; at least one sample is needed"),
            Self::SplitPastEnd { at, samples } => write!(
                f,
                "cannot split off the first {at} samples of a dataset that has only {samples}"
            ),
            Self::Fraction { fraction } => write!(
                f,
                "the fraction of a split must lie between 0 and 1, both excluded, not be {fraction}"
            ),
            Self::EmptyPart { fraction, samples } => write!(
                f,
                "a split of {samples} samples at the fraction {fraction} leaves one part empty"
            ),
            Self::IndexPastEnd { position, index, samples } => write!(
                f,
                "index {index} (at position {position} of the list) is past the end: \
                 the dataset has {samples} samples, counted from 0"
            ),
            Self::UnknownLabel { row, label, classes } => {
                write!(f, "label {label}")?;
                if let Some(row) = row {
                    write!(f, " in row {row}")?;
                }
                write!(f, " names no class: there are {classes}, counted from 0")
            }
            Self::NotOneHot { row } => {
                write!(f, "row {row} is not one-hot: expected a single 1 among zeros")
            }
            Self::NotFinite { sample, feature, value } => write!(
                f,
                "sample {sample} holds {value} at feature {feature}; every value must be finite"
            ),
        }
    }
}

impl core::error::Error for DataError {}
