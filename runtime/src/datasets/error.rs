//! Errors of loading public datasets.

use crate::data::DataError;
use crate::data::csv::CsvError;
use crate::data::idx::IdxError;
use core::fmt;
use std::io;
use std::path::PathBuf;
use std::vec::Vec;

/// A public dataset that cannot be loaded.
#[derive(Debug)]
#[non_exhaustive]
pub enum DatasetError {
    /// Files were not found.
    Missing {
        /// The dataset's name.
        dataset: &'static str,
        /// The directory of datasets.
        directory: PathBuf,
        /// The missing files, relative to the directory.
        files: Vec<PathBuf>,
    },
    /// The environment names no directory, and the platform has no cache directory.
    NoDirectory,
    /// A file is not IDX, or damaged.
    Idx(IdxError),
    /// A file is not the table that was expected, or damaged.
    Csv(CsvError),
    /// The files of images and of labels differ in length.
    Unpaired {
        /// The images.
        images: PathBuf,
        /// The labels.
        labels: PathBuf,
        /// How they differ.
        source: DataError,
    },
    /// An archive cannot be read, or is damaged.
    Archive {
        /// The archive.
        file: PathBuf,
        /// What is wrong with it.
        source: io::Error,
    },
    /// An archive lacks the file that was expected in it.
    NotInArchive {
        /// The archive.
        file: PathBuf,
        /// The file that should be in it.
        member: &'static str,
    },
    /// A file could not be downloaded.
    #[cfg(feature = "download")]
    Download(super::DownloadError),
}

impl fmt::Display for DatasetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const ADVICE: &str = "name the directory that has them in the environment variable \
                              BURDOCK_DATA";
        match self {
            Self::Missing { dataset, directory, files } => {
                let place = directory.display();
                if directory.is_dir() {
                    let (count, plural) = match files.len() {
                        1 => (1, "file is"),
                        count => (count, "files are"),
                    };
                    write!(f, "{dataset}: {count} {plural} missing in {place}: ")?;
                    list(f, files)?;
                    write!(f, "; put them there, or {ADVICE}")
                } else {
                    write!(f, "{dataset}: there is no directory {place}; make it with the files ")?;
                    list(f, files)?;
                    write!(f, ", or {ADVICE}")
                }
            }
            Self::NoDirectory => {
                write!(
                    f,
                    "this platform names no directory for caches; put the files in one, and "
                )?;
                f.write_str(ADVICE)
            }
            Self::Idx(error) => error.fmt(f),
            Self::Csv(error) => error.fmt(f),
            Self::Unpaired { images, labels, .. } => {
                write!(f, "{} and {} do not belong together", images.display(), labels.display())
            }
            Self::Archive { file, .. } => {
                write!(f, "{}: the archive cannot be read", file.display())
            }
            Self::NotInArchive { file, member } => {
                write!(f, "{}: expected {member} in the archive, found none", file.display())
            }
            #[cfg(feature = "download")]
            Self::Download(error) => error.fmt(f),
        }
    }
}

fn list(f: &mut fmt::Formatter<'_>, files: &[PathBuf]) -> fmt::Result {
    for (place, file) in files.iter().enumerate() {
        write!(f, "{}{}", if place == 0 { "" } else { ", " }, file.display())?;
    }
    Ok(())
}

impl core::error::Error for DatasetError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Missing { .. } | Self::NoDirectory | Self::NotInArchive { .. } => None,
            // Their text includes that of the inner error, so the source is the inner one's source.
            Self::Idx(error) => error.source(),
            Self::Csv(error) => error.source(),
            Self::Unpaired { source, .. } => Some(source),
            Self::Archive { source, .. } => Some(source),
            #[cfg(feature = "download")]
            Self::Download(error) => error.source(),
        }
    }
}

impl From<IdxError> for DatasetError {
    fn from(error: IdxError) -> Self {
        Self::Idx(error)
    }
}

impl From<CsvError> for DatasetError {
    fn from(error: CsvError) -> Self {
        Self::Csv(error)
    }
}

#[cfg(feature = "download")]
impl From<super::DownloadError> for DatasetError {
    fn from(error: super::DownloadError) -> Self {
        Self::Download(error)
    }
}
