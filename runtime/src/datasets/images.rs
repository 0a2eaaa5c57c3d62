//! The four files of MNIST and of the sets made in its likeness.

use super::files::{Directory, RemoteFile};
use super::{DatasetError, Split};
use crate::data::{Dataset, idx};
use std::path::Path;

/// A grey image, row by row, from 0 to 1.
pub(super) type Image = [[f32; 28]; 28];

/// Reads the files of training images and labels, then of test images and labels.
pub(super) fn load(
    dataset: &'static str,
    files: &[RemoteFile; 4],
    directory: &Directory,
) -> Result<Split<Image, u8>, DatasetError> {
    let [train_images, train_labels, test_images, test_labels] = directory.find(dataset, files)?;
    Ok(Split {
        train: pair(&train_images, &train_labels)?,
        test: pair(&test_images, &test_labels)?,
    })
}

fn pair(images: &Path, labels: &Path) -> Result<Dataset<Image, u8>, DatasetError> {
    // The labels first: the smaller file, so that a fault in it shows at once.
    let y = idx::read_labels(labels)?;
    let x = idx::read_with(images, |pixel| pixel / 255.0)?;
    Dataset::new(x, y).map_err(|source| DatasetError::Unpaired {
        images: images.into(),
        labels: labels.into(),
        source,
    })
}
