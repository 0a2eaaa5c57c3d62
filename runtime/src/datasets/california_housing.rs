//! House prices in California, 1990.

use super::DatasetError;
use super::files::{Directory, RemoteFile};
use crate::data::Dataset;
use crate::data::csv::{CsvError, Reader};
use flate2::read::GzDecoder;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::vec::Vec;

/// The features of a sample: the median income in 10,000 dollars, the median age
/// of the houses in years, rooms and bedrooms per household, the population, people per
/// household, and the position in degrees.
pub const FEATURES: [&str; 8] = [
    "MedInc",
    "HouseAge",
    "AveRooms",
    "AveBedrms",
    "Population",
    "AveOccup",
    "Latitude",
    "Longitude",
];

/// The target: the median price of a house, in 100,000 dollars.
pub const TARGET: &str = "MedHouseVal";

/// 20,640 blocks of houses with eight features and their median price in 100,000 dollars.
///
/// The files are searched as described in the [module](super): `california_housing.csv`, whose
/// columns are named as in [`FEATURES`] and [`TARGET`], or `cal_housing.tgz`, the archive that
/// scikit-learn downloads, from which the features are derived as there.
///
/// Source: R. K. Pace and R. Barry, "Sparse Spatial Autoregressions" (1997), from the census
/// of 1990.
///
/// # Errors
/// [`DatasetError`]: which files are missing and where to put them, or why one is invalid.
///
/// # Example
/// ```no_run
/// use burdock::datasets;
/// use burdock::seed::Seed;
///
/// let (train, test) = datasets::california_housing()?.split(0.75, Seed(42))?;
/// assert_eq!((train.len(), test.len()), (15_480, 5_160));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn california_housing() -> Result<Dataset<[f32; 8], f32>, DatasetError> {
    load(&Directory::from_environment()?)
}

/// [`california_housing()`] from this directory; nothing is downloaded.
///
/// # Errors
/// As for [`california_housing()`].
pub fn california_housing_in(
    directory: impl AsRef<Path>,
) -> Result<Dataset<[f32; 8], f32>, DatasetError> {
    load(&Directory::Named(directory.as_ref().into()))
}

const FILE: RemoteFile = RemoteFile {
    paths: ["california_housing.csv", "cal_housing.tgz"],
    official: "cal_housing.tgz",
    url: "https://ndownloader.figshare.com/files/5976036",
    sha256: "aaa5c9a6afe2225cc2aed2723682ae403280c4a3695a2ddda4ffb5d8215ea681",
    largest: 1 << 20,
};

/// The table inside the archive.
const MEMBER: &str = "CaliforniaHousing/cal_housing.data";

fn load(directory: &Directory) -> Result<Dataset<[f32; 8], f32>, DatasetError> {
    let [path] = directory.find("California housing", &[FILE])?;
    if path.extension().is_some_and(|extension| extension == "tgz") {
        derive(&path)
    } else {
        Ok(Reader::new().features(FEATURES).target(TARGET).read(&path)?)
    }
}

/// The features from the archive's columns: longitude, latitude, age, and the block's totals of
/// rooms, bedrooms, people and households, then income and price in dollars.
fn derive(archive: &Path) -> Result<Dataset<[f32; 8], f32>, DatasetError> {
    let text = extract(archive)?;
    let table: Dataset<[f32; 8], f32> = Reader::new()
        .header(false)
        .parse(&text)
        .map_err(|error| CsvError { file: Some(archive.join(MEMBER)), ..error })?;
    let per = |total: f32, households: f32| (f64::from(total) / f64::from(households)) as f32;
    Ok(table
        .map_x(|[longitude, latitude, age, rooms, bedrooms, people, households, income]| {
            let [rooms, bedrooms, occupants] =
                [rooms, bedrooms, people].map(|total| per(total, households));
            [income, age, rooms, bedrooms, people, occupants, latitude, longitude]
        })
        .map_y(|dollars| (f64::from(dollars) / 1e5) as f32))
}

fn extract(archive: &Path) -> Result<Vec<u8>, DatasetError> {
    let text = || -> io::Result<Option<Vec<u8>>> {
        for entry in tar::Archive::new(GzDecoder::new(File::open(archive)?)).entries()? {
            let mut entry = entry?;
            if entry.path()? == Path::new(MEMBER) {
                let mut text = Vec::new();
                entry.read_to_end(&mut text)?;
                return Ok(Some(text));
            }
        }
        Ok(None)
    };
    text()
        .map_err(|source| DatasetError::Archive { file: archive.into(), source })?
        .ok_or_else(|| DatasetError::NotInArchive { file: archive.into(), member: MEMBER })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datasets::files::for_test;
    use flate2::{Compression, write::GzEncoder};
    use std::string::{String, ToString};
    use std::{format, fs};

    /// The official archive's first two rows.
    const ROWS: &str = "\
-122.230000,37.880000,41.000000,880.000000,129.000000,322.000000,126.000000,8.325200,452600.000000
-122.220000,37.860000,21.000000,7099.000000,1106.000000,2401.000000,1138.000000,8.301400,358500.000000
";

    fn archive(member: &str, text: &str) -> tempfile::TempDir {
        let directory = tempfile::tempdir().expect("a directory");
        let file = File::create(directory.path().join("cal_housing.tgz")).expect("a file");
        let mut builder = tar::Builder::new(GzEncoder::new(file, Compression::fast()));
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        builder.append_data(&mut header, member, text.as_bytes()).expect("a member");
        builder.into_inner().expect("an archive").finish().expect("an archive");
        directory
    }

    #[test]
    fn features_are_derived_as_in_scikit_learn() {
        let housing = california_housing_in(archive(MEMBER, ROWS)).expect("an archive");
        let expected = [
            [8.3252, 41.0, 6.984_127, 1.023_809_6, 322.0, 2.555_555_6, 37.88, -122.23],
            [8.3014, 21.0, 6.238_137_2, 0.971_880_5, 2401.0, 2.109_841_8, 37.86, -122.22],
        ];
        assert_eq!(
            (housing.x.as_slice(), housing.y.as_slice()),
            (&expected[..], &[4.526, 3.585][..])
        );
    }

    #[test]
    fn archives_that_are_wrong() {
        let message = |directory: &Path| {
            california_housing_in(directory).expect_err("not the archive").to_string()
        };
        let directory = archive("other", ROWS);
        assert!(message(directory.path()).contains(&format!("expected {MEMBER} in the archive")));
        let directory = archive(MEMBER, &ROWS.replace("129.0", "x"));
        let text = message(directory.path());
        assert!(
            text.contains(".data: line 1, column `5`: expected a finite number, found `x"),
            "{text}"
        );
        let directory = archive(MEMBER, &ROWS.repeat(100));
        let path = directory.path().join("cal_housing.tgz");
        let bytes = fs::read(&path).expect("a file");
        fs::write(&path, &bytes[..bytes.len() / 2]).expect("a file");
        assert!(message(directory.path()).contains("the archive cannot be read"));
        let directory = tempfile::tempdir().expect("a directory");
        assert!(message(directory.path()).contains("1 file is missing"));
    }

    #[test]
    fn the_real_file() {
        let Some(directory) = for_test("california_housing::the_real_file") else { return };
        let housing = california_housing_in(directory).expect("the official table");
        assert_eq!((housing.x.len(), housing.y.len()), (20_640, 20_640));
        assert_eq!((housing.x[0][0], housing.y[0]), (8.3252, 4.526));

        // An archive with these columns gives bit-identical features.
        let mut rows = String::new();
        for ([income, age, rooms, bedrooms, people, occupants, latitude, longitude], price) in
            housing.x.iter().zip(&housing.y)
        {
            let households = (people / occupants).round();
            let [rooms, bedrooms] = [rooms, bedrooms].map(|each| (each * households).round());
            let dollars = (price * 1e5).round();
            rows += &format!(
                "{longitude},{latitude},{age},{rooms},{bedrooms},{people},{households},{income},{dollars}\n"
            );
        }
        assert_eq!(california_housing_in(archive(MEMBER, &rows)).expect("an archive"), housing);
    }
}
