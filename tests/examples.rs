//! The output of the examples that need no external data, against the expected output.

mod programs;

use programs::program;
use std::ops::Range;
use std::path::Path;
use std::process::Command;

#[test]
fn logical_neurons() {
    assert_eq!(output_of("01_logical_neurons", &[]), expected("01_logical_neurons"));
}

#[test]
fn perceptron_iris() {
    assert_eq!(output_of("02_perceptron_iris", &[]), expected("02_perceptron_iris"));
}

/// Times differ between runs, and the last digits of losses between instruction sets; what
/// is drawn and predicted does not.
#[test]
fn quickstart() {
    let output = output_of("quickstart", &[]);
    assert_eq!(without_figures(&output), without_figures(&expected("quickstart")));
    assert!(figure(&output, "test accuracy: ") >= 0.95, "{output}");
}

/// This test needs external data, and is skipped without. The split matters as
/// much as the initial weights, so the median of three seeds is compared; Keras 3.15 on six random
/// splits gives 0.43 to 0.49 for the validation and 0.43 to 0.50 for the test.
#[test]
fn housing_regression() {
    if std::env::var_os("BURDOCK_DATA").is_none() {
        println!("skipped: BURDOCK_DATA does not name a directory with california_housing.csv");
        return;
    }
    let outputs = ["1", "2", "3"].map(|seed| output_of("housing_regression", &["--seed", seed]));
    for name in ["validation mse: ", "test mse: "] {
        let mut errors = outputs.each_ref().map(|output| figure(output, name));
        errors.sort_by(f64::total_cmp);
        assert!((0.40..0.53).contains(&errors[1]), "{name}{errors:?}");
    }
}

/// The split is always the same; the ranges are around the results of Keras on it.
#[test]
fn graphs_for_housing() {
    if std::env::var_os("BURDOCK_DATA").is_none() {
        println!("skipped: BURDOCK_DATA does not name a directory with california_housing.csv");
        return;
    }
    let judge = |example: &str, bands: &[(&str, Range<f64>)]| {
        let outputs = ["1", "2", "3"].map(|seed| output_of(example, &["--seed", seed]));
        for (name, band) in bands {
            let mut errors = outputs.each_ref().map(|output| figure(output, name));
            errors.sort_by(f64::total_cmp);
            assert!(band.contains(&errors[1]), "{example} {name}{errors:?}");
        }
    };
    judge("wide_and_deep", &[("validation mse: ", 0.37..0.46), ("test mse: ", 0.38..0.44)]);
    judge("two_inputs", &[("test mse: ", 0.39..0.46)]);
    let test = ["test loss: ", "test main_loss: ", "test aux_loss: "];
    let bands = |of: [Range<f64>; 3]| test.into_iter().zip(of).collect::<Vec<_>>();
    judge("auxiliary_output", &bands([0.44..0.52, 0.39..0.46, 0.80..1.10]));
    judge("own_layer", &bands([0.52..0.63, 0.46..0.57, 1.05..1.40]));
    let output = output_of("wide_and_deep", &[]);
    assert!(
        output.lines().last().is_some_and(|line| line.starts_with("test mse: 0.4")),
        "{output}"
    );
}

/// The custom layer learns what the built-in layers do.
#[test]
fn own_layer() {
    if std::env::var_os("BURDOCK_DATA").is_none() {
        println!("skipped: BURDOCK_DATA does not name a directory with california_housing.csv");
        return;
    }
    let figures = |example| -> Vec<String> {
        let output = output_of(example, &["--epochs", "10"]);
        let lines = output.lines().skip_while(|line| !line.starts_with("Epoch"));
        // Without the times, which are between the first two dashes.
        let parts =
            lines.map(|line| line.split(" - ").enumerate().filter(|(place, _)| *place != 1));
        parts.map(|fields| fields.map(|(_, field)| field).collect()).collect()
    };
    let by_hand = figures("own_layer");
    assert!(by_hand.len() > 10);
    assert_eq!(by_hand, figures("auxiliary_output"));
}

/// Pairs of images that were not trained on; 0.5 is the accuracy of guessing.
#[test]
fn siamese_mnist() {
    if std::env::var_os("BURDOCK_DATA").is_none() {
        println!("skipped: BURDOCK_DATA does not name a directory with mnist/");
        return;
    }
    let output = output_of("siamese_mnist", &[]);
    assert!(figure(&output, "test accuracy: ") > 0.95, "{output}");
}

/// The output with each epoch's line reduced to its names, and without the accuracy at the end.
fn without_figures(output: &str) -> String {
    let names = |line: &str| -> String {
        let fields = line.split(" - ").enumerate().filter(|(place, _)| *place != 1);
        fields.map(|(_, field)| field.split(':').next().unwrap_or_default()).collect()
    };
    let lines = output.lines().map(|line| match line.starts_with("Epoch") {
        true => names(line),
        false => line.replace(|c: char| line.starts_with("test") && !c.is_alphabetic(), ""),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The number after a name at the beginning of a line.
fn figure(output: &str, name: &str) -> f64 {
    let line = output.lines().find_map(|line| line.strip_prefix(name));
    line.expect("the figure is printed").parse().expect("a number")
}

fn output_of(example: &str, arguments: &[&str]) -> String {
    let run = Command::new(program(example)).args(arguments).output();
    let run = run.expect("the examples are built before: cargo build --examples");
    let errors = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{example} ended with {}:\n{errors}", run.status);
    String::from_utf8(run.stdout).expect("examples print UTF-8")
}

fn expected(example: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/expected").join(example);
    std::fs::read_to_string(path.with_extension("txt")).expect("the text stands in the repository")
}
