//! An error's text does not repeat its source's: printed as a chain, each text occurs once.

use burdock::data::DataError;
use burdock::data::csv::{CsvError, CsvFault, Reader};
use burdock::data::idx::{self, IdxError, IdxFault};
use burdock::datasets::{DatasetError, DownloadError, DownloadFault};
use burdock::io::{LoadError, SaveError};
use burdock::prelude::*;
use std::error::Error;
use std::io;
use std::path::PathBuf;

network! {
    struct Line(x: [1]) -> (y: [1]) {
        y = x -> dense(1);
    }
}

/// The texts of an error and of its sources, which must not repeat each other.
fn chain(error: &dyn Error) -> Vec<String> {
    let mut texts = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        for before in &texts {
            assert!(!before.contains(&text), "`{before}` repeats its cause");
        }
        texts.push(text);
        cause = error.source();
    }
    texts
}

/// An error of the operating system.
fn refusal() -> io::Error {
    io::Error::from(io::ErrorKind::PermissionDenied)
}

fn path() -> PathBuf {
    PathBuf::from("directory/file")
}

fn csv(fault: CsvFault) -> CsvError {
    CsvError { file: Some(path()), line: Some(1), fault }
}

fn idx(fault: IdxFault) -> IdxError {
    IdxError { file: Some(path()), offset: 1, fault }
}

fn download(fault: DownloadFault) -> DownloadError {
    DownloadError { url: "https://localhost/file".into(), path: "file", fault }
}

#[test]
fn every_error_with_a_cause() {
    let not_json = || serde_json::from_str::<u8>("[").expect_err("is not JSON");
    let unpaired = DataError::LengthsDiffer { x: 1, y: 2 };
    let errors: Vec<Box<dyn Error>> = vec![
        Box::new(SaveError::Write { path: path(), error: refusal() }),
        Box::new(LoadError::Read { path: path(), error: refusal() }),
        Box::new(LoadError::Metadata { path: path(), error: not_json() }),
        Box::new(LoadError::History { path: path(), error: not_json() }),
        Box::new(csv(CsvFault::Unreadable(refusal()))),
        Box::new(idx(IdxFault::Unreadable(refusal()))),
        Box::new(idx(IdxFault::Gzip(refusal()))),
        Box::new(idx(IdxFault::Gzip(io::ErrorKind::UnexpectedEof.into()))),
        Box::new(download(DownloadFault::Failed(refusal()))),
        Box::new(download(DownloadFault::Cache(SaveError::Write {
            path: path(),
            error: refusal(),
        }))),
        Box::new(DatasetError::Csv(csv(CsvFault::Unreadable(refusal())))),
        Box::new(DatasetError::Idx(idx(IdxFault::Unreadable(refusal())))),
        Box::new(DatasetError::Download(download(DownloadFault::Failed(refusal())))),
        Box::new(DatasetError::Unpaired { images: path(), labels: path(), source: unpaired }),
        Box::new(DatasetError::Archive { file: path(), source: refusal() }),
    ];
    for error in errors {
        assert_eq!(chain(&*error).len(), 2, "{error}");
    }
}

#[test]
fn every_error_with_the_cause_that_the_system_gives() {
    let nowhere = "no/such/file";
    let model = Line::new(Seed(1));
    let errors: [Box<dyn Error>; 5] = [
        Box::new(model.save(nowhere).expect_err("there is no directory")),
        Box::new(Line::load(nowhere).map(|_| ()).expect_err("there is no file")),
        Box::new(History::load(nowhere).expect_err("there is no file")),
        Box::new(Reader::new().read::<1, f32>(nowhere).expect_err("there is no file")),
        Box::new(idx::read_labels(nowhere).expect_err("there is no file")),
    ];
    for error in errors {
        let texts = chain(&*error);
        assert_eq!(texts.len(), 2, "{error}");
        assert!(texts[0].contains(nowhere), "{error}");
        let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
        assert_eq!(cause.map(io::Error::kind), Some(io::ErrorKind::NotFound));
    }
}

/// The safetensors crate repeats the sources' texts, which must not show.
#[test]
fn a_header_that_is_not_sound() {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("error_chains");
    std::fs::create_dir_all(&directory).expect("makes a directory");
    let file = directory.join("model.safetensors");
    for (header, causes) in [(&b"\xff\xff"[..], 1), (b"[1", 1), (b"{\"a\":1}", 1), (b"{}", 0)] {
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend(header);
        bytes.extend(if causes == 0 { &b"more"[..] } else { b"" });
        std::fs::write(&file, bytes).expect("writes");
        let error = Line::load(&file).map(|_| ()).expect_err("is not sound");
        assert!(matches!(error, LoadError::Format { .. }), "{error}");
        assert_eq!(chain(&error).len(), 1 + causes, "{error}");
    }
}
