//! Reads the four files of MNIST and of datasets in the same format.

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
    // The labels first: the smaller file, so that an error in it is found at once.
    let y = idx::read_labels(labels)?;
    let x = idx::read_with(images, |pixel| pixel / 255.0)?;
    Dataset::new(x, y).map_err(|source| DatasetError::Unpaired {
        images: images.into(),
        labels: labels.into(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::DataError;
    use std::fs;
    use std::string::ToString;

    const IMAGES: RemoteFile = RemoteFile {
        paths: ["images", "images"],
        official: "images",
        url: "",
        sha256: "",
        largest: 0,
    };
    const LABELS: RemoteFile = RemoteFile { paths: ["labels", "labels"], ..IMAGES };
    const FILES: [RemoteFile; 4] = [IMAGES, LABELS, IMAGES, LABELS];

    fn load_from(directory: &Path) -> Result<Split<Image, u8>, DatasetError> {
        load("Images", &FILES, &Directory::Named(directory.into()))
    }

    #[test]
    fn images_and_labels_belong_together() {
        let directory = tempfile::tempdir().expect("a directory");
        let (images, labels) = (directory.path().join("images"), directory.path().join("labels"));
        let header = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28];
        fs::write(&images, [&header[..], &[51; 784]].concat()).expect("a file");
        fs::write(&labels, [0, 0, 8, 1, 0, 0, 0, 1, 7]).expect("a file");
        let split = load_from(directory.path()).expect("one image");
        assert_eq!((&split.train, &split.train.y[..]), (&split.test, &[7][..]));
        assert_eq!(split.train.x, [[[51.0 / 255.0; 28]; 28]]);

        fs::write(&labels, [0, 0, 8, 1, 0, 0, 0, 2, 7, 7]).expect("a file");
        let error = load_from(directory.path()).expect_err("two labels");
        let source = DataError::LengthsDiffer { x: 1, y: 2 };
        assert!(matches!(&error, DatasetError::Unpaired { source: found, .. } if *found == source));

        fs::write(&images, header).expect("a file");
        let error = load_from(directory.path()).expect_err("no image").to_string();
        assert!(error.starts_with(&images.display().to_string()), "{error}");
        assert!(error.ends_with("a file of 800 bytes, but it has no more than 16"), "{error}");
    }
}
