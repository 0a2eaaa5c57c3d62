//! What a network of 100 layers adds to a release build, against a program without a network.
//!
//! `cargo bench --bench compile_time` writes a package with three programs beside the build's
//! own files, builds what they depend on once, and then times each program's own compilation,
//! from the expansion of `network!` to the linked binary.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

const LAYERS: usize = 100;
const REPETITIONS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile_time");
    let sources = package.join("src/bin");
    fs::create_dir_all(&sources)?;
    fs::write(package.join("Cargo.toml"), manifest(workspace))?;
    fs::copy(workspace.join("Cargo.lock"), package.join("Cargo.lock"))?;
    let programs = [
        ("empty", "fn main() {}".to_owned()),
        ("alike", program(|_| 100)),
        ("distinct", program(|layer| 50 + layer)),
    ];
    for (name, text) in &programs {
        fs::write(sources.join(name).with_extension("rs"), text)?;
    }
    build(&package, &["--bins"])?;
    let mut empty = None;
    for (name, text) in &programs {
        let mut times = Vec::new();
        for _ in 0..REPETITIONS {
            fs::write(sources.join(name).with_extension("rs"), text)?;
            times.push(build(&package, &["--bin", name])?);
        }
        times.sort();
        let median = times[REPETITIONS / 2];
        let added = median.saturating_sub(*empty.get_or_insert(median));
        println!("{name:>8}: {:6.2} s, {:6.2} s more than empty", seconds(median), seconds(added));
    }
    Ok(())
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

fn build(package: &Path, arguments: &[&str]) -> Result<Duration, Box<dyn Error>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let start = Instant::now();
    let mut command = Command::new(cargo);
    command.current_dir(package).args(["build", "--release", "--quiet"]).args(arguments);
    if !command.status()?.success() {
        return Err("the program does not compile".into());
    }
    Ok(start.elapsed())
}

fn manifest(workspace: &Path) -> String {
    let runtime = workspace.join("runtime");
    format!(
        "[package]\nname = \"compile_time\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nburdock = {{ path = {runtime:?}, default-features = false, features = [\"std\"] }}\n"
    )
}

/// A program that makes a network of dense layers, takes one training step and predicts.
fn program(units: impl Fn(usize) -> usize) -> String {
    let mut layers = String::new();
    for layer in 1..LAYERS {
        write!(layers, "\n            -> dense({}, relu)", units(layer))
            .expect("a String takes it");
    }
    format!(
        "use burdock::prelude::*;
use burdock::private::{{HeadBlock, Rows, Update}};

network! {{
    struct Deep(x: [100]) -> (class: [10]) {{
        class = x{layers}
            -> dense(10, softmax);
    }}
}}

struct Ignore;

impl Update for Ignore {{
    fn dense(&mut self, _: &Compute, _: usize, _: &mut [f32], _: &mut [f32], _: Rows<'_>, _: Rows<'_>, _: bool) {{}}
    fn gradient(&mut self, _: usize, _: usize, _: bool, _: &mut dyn FnMut(&mut [f32])) {{}}
}}

fn main() {{
    let mut model = Deep::new(Seed(1));
    let mut workspace = vec![0.0; Deep::workspace(1)];
    let mut output = [[0.0; 10]];
    let mut finish = |block: HeadBlock<'_>| block.delta.unwrap().data().fill(0.0);
    let compute = Compute::detect();
    model.step(&compute, &[[0.0; 100]], &mut output, &mut workspace, &mut finish, &mut Ignore);
    println!(\"{{:?}}\", model.predict(&[0.0; 100]));
}}
"
    )
}
