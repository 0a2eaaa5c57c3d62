//! Public datasets, ready to train on.
//!
//! Two are included in the crate: [`iris()`] and [`digits()`]. The others are files, which are
//! searched in this order:
//!
//! 1. the directory passed to a function that ends in `_in`, such as [`fashion_mnist_in`];
//! 2. the directory that the environment variable `BURDOCK_DATA` names;
//! 3. the cache, `burdock` in the platform's cache directory (`~/.cache` on Linux, or
//!    `XDG_CACHE_HOME`). What is not there is downloaded from its official host, if the feature
//!    `download` is on, and kept only if its SHA-256 is right.
//!
//! With 1 and 2 nothing is ever downloaded. All three have the same layout, that of
//! the official files, compressed or not:
//!
//! ```text
//! fashion/train-images-idx3-ubyte.gz   mnist/train-images-idx3-ubyte.gz   california_housing.csv
//! fashion/train-labels-idx1-ubyte.gz   mnist/train-labels-idx1-ubyte.gz    (or cal_housing.tgz)
//! fashion/t10k-images-idx3-ubyte.gz    mnist/t10k-images-idx3-ubyte.gz
//! fashion/t10k-labels-idx1-ubyte.gz    mnist/t10k-labels-idx1-ubyte.gz
//! ```

pub mod california_housing;
pub mod digits;
pub mod fashion_mnist;
pub mod iris;
pub mod mnist;

#[cfg(feature = "download")]
mod download;
mod error;
mod files;
mod images;
mod split;

pub use self::california_housing::california_housing_in;
#[doc(inline)]
pub use self::{
    california_housing::california_housing, digits::digits, fashion_mnist::fashion_mnist,
    iris::iris, mnist::mnist,
};
#[cfg(feature = "download")]
pub use download::{DownloadError, DownloadFault};
pub use error::DatasetError;
pub use fashion_mnist::fashion_mnist_in;
pub use mnist::mnist_in;
pub use split::Split;
