//! Finds the files of a dataset: in a directory that the user names, or in the cache.

use super::DatasetError;
use etcetera::BaseStrategy;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::vec::Vec;

/// The environment variable that names the directory of datasets.
const VARIABLE: &str = "BURDOCK_DATA";

/// A file of a dataset, with what is needed to download it from its official host.
pub(super) struct RemoteFile {
    /// Its paths in the directory of datasets, in order of preference: either of two forms may
    /// be there.
    pub(super) paths: [&'static str; 2],
    /// The path of the form that the official host has.
    #[cfg_attr(not(feature = "download"), expect(dead_code))]
    pub(super) official: &'static str,
    /// Its URL.
    #[cfg_attr(not(feature = "download"), expect(dead_code))]
    pub(super) url: &'static str,
    /// The SHA-256 of its bytes, in hexadecimal.
    #[cfg_attr(not(feature = "download"), expect(dead_code))]
    pub(super) sha256: &'static str,
    /// Its maximum size in bytes.
    #[cfg_attr(not(feature = "download"), expect(dead_code))]
    pub(super) largest: u64,
}

/// A directory of datasets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Directory {
    /// Named by the user, and only read.
    Named(PathBuf),
    /// The cache, to which downloads are written.
    Cache(PathBuf),
}

impl Directory {
    /// The directory that the environment variable names, otherwise the cache.
    pub(super) fn from_environment() -> Result<Self, DatasetError> {
        Self::choose(env::var_os(VARIABLE), || {
            Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("burdock"))
        })
    }

    fn choose(
        variable: Option<OsString>,
        cache: impl FnOnce() -> Option<PathBuf>,
    ) -> Result<Self, DatasetError> {
        match variable.filter(|name| !name.is_empty()) {
            Some(name) => Ok(Self::Named(name.into())),
            None => cache().map(Self::Cache).ok_or(DatasetError::NoDirectory),
        }
    }

    /// The paths of these files, in their order; in the cache, missing ones are downloaded.
    pub(super) fn find<const FILES: usize>(
        &self,
        dataset: &'static str,
        files: &[RemoteFile; FILES],
    ) -> Result<[PathBuf; FILES], DatasetError> {
        let (Self::Named(directory) | Self::Cache(directory)) = self;
        let missing: Vec<_> =
            files.iter().filter(|file| !file.place(directory).is_file()).collect();
        #[cfg(feature = "download")]
        if let Self::Cache(directory) = self {
            for file in missing {
                super::download::fetch(file, directory)?;
            }
            return Ok(files.each_ref().map(|file| file.place(directory)));
        }
        if missing.is_empty() {
            return Ok(files.each_ref().map(|file| file.place(directory)));
        }
        Err(DatasetError::Missing {
            dataset,
            directory: directory.clone(),
            files: missing.iter().map(|file| file.paths[0].into()).collect(),
        })
    }
}

impl RemoteFile {
    /// The path of the form that exists, or of the preferred one if neither does.
    fn place(&self, directory: &Path) -> PathBuf {
        let [preferred, other] = self.paths.map(|path| directory.join(path));
        if !preferred.is_file() && other.is_file() { other } else { preferred }
    }
}

/// The directory of datasets for a test with the real files, named by the environment variable.
#[cfg(test)]
pub(super) fn for_test(test: &str) -> Option<PathBuf> {
    let directory = env::var_os(VARIABLE).filter(|name| !name.is_empty());
    if directory.is_none() {
        std::eprintln!("SKIPPED: {test} needs the real files; {VARIABLE} names no directory");
    }
    directory.map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;
    use std::{format, fs};

    const FIRST: RemoteFile = RemoteFile {
        paths: ["set/first.gz", "set/first"],
        official: "set/first.gz",
        url: "http://localhost:1/",
        sha256: "",
        largest: 0,
    };
    const FILES: [RemoteFile; 2] =
        [FIRST, RemoteFile { paths: ["set/second.gz", "set/second"], ..FIRST }];

    #[test]
    fn the_variable_comes_before_the_cache() {
        let cache = || Some(PathBuf::from("cache"));
        let named = Directory::choose(Some("named".into()), cache).expect("named");
        assert_eq!(named, Directory::Named("named".into()));
        for variable in [None, Some(OsString::new())] {
            let found = Directory::choose(variable, cache).expect("cache");
            assert_eq!(found, Directory::Cache("cache".into()));
        }
        let error = Directory::choose(None, || None).expect_err("nowhere");
        assert!(error.to_string().contains(VARIABLE), "{error}");
    }

    #[test]
    fn files_are_found_compressed_or_not() {
        let directory = tempfile::tempdir().expect("a directory");
        let set = directory.path().join("set");
        fs::create_dir(&set).expect("a directory");
        fs::write(set.join("first.gz"), "").expect("a file");
        fs::write(set.join("first"), "").expect("a file");
        fs::write(set.join("second"), "").expect("a file");
        let found = Directory::Named(directory.path().into()).find("set", &FILES).expect("found");
        assert_eq!(found, [set.join("first.gz"), set.join("second")]);
    }

    #[test]
    fn missing_files_are_listed_with_their_place() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().to_path_buf();
        let message = |path: PathBuf| {
            Directory::Named(path).find("Set", &FILES).expect_err("missing").to_string()
        };
        assert_eq!(
            message(path.clone()),
            format!(
                "Set: 2 files are missing in {}: set/first.gz, set/second.gz; put them there, or \
                 name the directory that has them in the environment variable BURDOCK_DATA",
                path.display()
            )
        );
        let none = path.join("none");
        assert!(message(none.clone()).starts_with(&format!(
            "Set: there is no directory {}; make it with the files set/first.gz, set/second.gz,",
            none.display()
        )));
    }
}
