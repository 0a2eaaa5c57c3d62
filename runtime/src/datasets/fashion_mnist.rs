//! Fashion-MNIST: images of clothing.

use super::files::{Directory, RemoteFile};
use super::{DatasetError, Split, images};
use std::path::Path;

/// The kinds of clothing, by label.
pub const CLASSES: [&str; 10] = [
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
];

/// Fashion-MNIST: 60,000 + 10,000 grey images of 28×28 pixels, from 0 (background) to 1, of ten
/// kinds of clothing. They take 220 MB of memory.
///
/// The files are searched as described in the [module](super).
///
/// Source: H. Xiao, K. Rasul and R. Vollgraf, "Fashion-MNIST: a Novel Image Dataset for
/// Benchmarking Machine Learning Algorithms" (2017); MIT licence.
///
/// # Errors
/// [`DatasetError`]: which files are missing and where to put them, or why one is invalid.
///
/// # Example
/// ```no_run
/// use burdock::datasets;
///
/// let fashion = datasets::fashion_mnist()?;
/// let (valid, train) = fashion.train.split_at(5_000)?;
/// assert_eq!((train.len(), valid.len(), fashion.test.len()), (55_000, 5_000, 10_000));
/// assert_eq!(datasets::fashion_mnist::CLASSES[fashion.test.y[0] as usize], "Ankle boot");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn fashion_mnist() -> Result<Split<[[f32; 28]; 28], u8>, DatasetError> {
    images::load("Fashion-MNIST", &FILES, &Directory::from_environment()?)
}

/// [`fashion_mnist()`] from the folder `fashion` of this directory; nothing is downloaded.
///
/// # Errors
/// As for [`fashion_mnist()`].
pub fn fashion_mnist_in(
    directory: impl AsRef<Path>,
) -> Result<Split<[[f32; 28]; 28], u8>, DatasetError> {
    images::load("Fashion-MNIST", &FILES, &Directory::Named(directory.as_ref().into()))
}

const FILES: [RemoteFile; 4] = [
    RemoteFile {
        paths: ["fashion/train-images-idx3-ubyte.gz", "fashion/train-images-idx3-ubyte"],
        official: "fashion/train-images-idx3-ubyte.gz",
        url: "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/train-images-idx3-ubyte.gz",
        sha256: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
        largest: 26_421_880,
    },
    RemoteFile {
        paths: ["fashion/train-labels-idx1-ubyte.gz", "fashion/train-labels-idx1-ubyte"],
        official: "fashion/train-labels-idx1-ubyte.gz",
        url: "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/train-labels-idx1-ubyte.gz",
        sha256: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
        largest: 29_515,
    },
    RemoteFile {
        paths: ["fashion/t10k-images-idx3-ubyte.gz", "fashion/t10k-images-idx3-ubyte"],
        official: "fashion/t10k-images-idx3-ubyte.gz",
        url: "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/t10k-images-idx3-ubyte.gz",
        sha256: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
        largest: 4_422_102,
    },
    RemoteFile {
        paths: ["fashion/t10k-labels-idx1-ubyte.gz", "fashion/t10k-labels-idx1-ubyte"],
        official: "fashion/t10k-labels-idx1-ubyte.gz",
        url: "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/t10k-labels-idx1-ubyte.gz",
        sha256: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
        largest: 5_148,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datasets::files::for_test;

    // The expected values were computed by Python from the same files.
    #[test]
    fn the_real_files() {
        let Some(directory) = for_test("fashion_mnist::the_real_files") else { return };
        let fashion = fashion_mnist_in(directory).expect("the official files");
        assert_eq!((fashion.train.len(), fashion.test.len()), (60_000, 10_000));
        assert_eq!(fashion.test.y[..3], [9, 2, 1]);
        for class in 0..10 {
            assert_eq!(fashion.train.y.iter().filter(|&&label| label == class).count(), 6_000);
        }
        let pixels = fashion.train.x.as_flattened().as_flattened();
        let mean = pixels.iter().map(|&pixel| f64::from(pixel)).sum::<f64>() / 47_040_000.0;
        assert!((mean - 0.2860405970).abs() < 1e-7, "{mean}");
        assert_eq!(fashion.train.x[0][14][13], 226.0 / 255.0);
    }
}
