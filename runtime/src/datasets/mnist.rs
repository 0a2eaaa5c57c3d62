//! MNIST: images of handwritten digits.

use super::files::{Directory, RemoteFile};
use super::{DatasetError, Split, images};
use std::path::Path;

/// The digits, by label.
pub const CLASSES: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// MNIST: 60,000 + 10,000 grey images of 28×28 pixels, from 0 (paper) to 1 (ink), of handwritten
/// digits. They take 220 MB of memory.
///
/// The files are searched as described in the [module](super).
///
/// Source: Y. LeCun, C. Cortes and C. J. C. Burges, "The MNIST database of handwritten digits".
///
/// # Errors
/// [`DatasetError`]: which files are missing and where to put them, or why one is invalid.
///
/// # Example
/// ```no_run
/// let mnist = burdock::datasets::mnist()?;
/// assert_eq!((mnist.train.y[0], mnist.test.y[0]), (5, 7));
/// # Ok::<(), burdock::datasets::DatasetError>(())
/// ```
pub fn mnist() -> Result<Split<[[f32; 28]; 28], u8>, DatasetError> {
    images::load("MNIST", &FILES, &Directory::from_environment()?)
}

/// [`mnist()`] from the folder `mnist` of this directory; nothing is downloaded.
///
/// # Errors
/// As for [`mnist()`].
pub fn mnist_in(directory: impl AsRef<Path>) -> Result<Split<[[f32; 28]; 28], u8>, DatasetError> {
    images::load("MNIST", &FILES, &Directory::Named(directory.as_ref().into()))
}

const FILES: [RemoteFile; 4] = [
    RemoteFile {
        paths: ["mnist/train-images-idx3-ubyte.gz", "mnist/train-images-idx3-ubyte"],
        official: "mnist/train-images-idx3-ubyte.gz",
        url: "https://ossci-datasets.s3.amazonaws.com/mnist/train-images-idx3-ubyte.gz",
        sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
        largest: 9_912_422,
    },
    RemoteFile {
        paths: ["mnist/train-labels-idx1-ubyte.gz", "mnist/train-labels-idx1-ubyte"],
        official: "mnist/train-labels-idx1-ubyte.gz",
        url: "https://ossci-datasets.s3.amazonaws.com/mnist/train-labels-idx1-ubyte.gz",
        sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
        largest: 28_881,
    },
    RemoteFile {
        paths: ["mnist/t10k-images-idx3-ubyte.gz", "mnist/t10k-images-idx3-ubyte"],
        official: "mnist/t10k-images-idx3-ubyte.gz",
        url: "https://ossci-datasets.s3.amazonaws.com/mnist/t10k-images-idx3-ubyte.gz",
        sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
        largest: 1_648_877,
    },
    RemoteFile {
        paths: ["mnist/t10k-labels-idx1-ubyte.gz", "mnist/t10k-labels-idx1-ubyte"],
        official: "mnist/t10k-labels-idx1-ubyte.gz",
        url: "https://ossci-datasets.s3.amazonaws.com/mnist/t10k-labels-idx1-ubyte.gz",
        sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
        largest: 4_542,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datasets::files::for_test;

    // The expected values were computed by Python from the same files.
    #[test]
    fn the_real_files() {
        let Some(directory) = for_test("mnist::the_real_files") else { return };
        let mnist = mnist_in(directory).expect("the official files");
        assert_eq!((mnist.train.len(), mnist.test.len()), (60_000, 10_000));
        assert_eq!((mnist.train.y[0], mnist.test.y[0]), (5, 7));
        let pixels = mnist.test.x.as_flattened().as_flattened();
        let mean = pixels.iter().map(|&pixel| f64::from(pixel)).sum::<f64>() / 7_840_000.0;
        assert!((mean - 0.1325146058).abs() < 1e-7, "{mean}");
    }
}
