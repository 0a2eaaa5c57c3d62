//! What a network of 100 layers, or a graph of 60 nodes, adds to a release build, against a program
//! without a network.
//!
//! `cargo bench --bench compile_time` writes a package with four programs beside the build's
//! own files, builds what they depend on once, and then times each program's own compilation,
//! from the expansion of `network!` to the linked binary.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

const LAYERS: usize = 100;
const NODES: usize = 60;
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
        ("alike", program(&chain(|_| 100), "[0.0; 100]")),
        ("distinct", program(&chain(|layer| 50 + layer), "[0.0; 100]")),
        // Of up to 32 units, and no two layers from as many units to as many.
        ("small", program(&chain(|layer| 2 + layer * (layer / 31 + 1) % 31), "[0.0; 100]")),
        ("graph", program(&graph(), "DeepInput { x: [0.0; 100], side: [0.0; 7] }")),
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

/// Dense layers one after the other.
fn chain(units: impl Fn(usize) -> usize) -> String {
    let mut layers = String::new();
    for layer in 1..LAYERS {
        write!(layers, "\n            -> dense({}, relu)", units(layer))
            .expect("a String takes it");
    }
    format!(
        "struct Deep(x: [100]) -> (class: [10]) {{
        class = x{layers}
            -> dense(10, softmax);
    }}"
    )
}

/// Two inputs, two outputs, and cells of six nodes of which each value is used more than once.
fn graph() -> String {
    const CELLS: usize = (NODES - 6) / 6;
    let mut cells = String::new();
    for cell in 1..=CELLS {
        let (before, units) = (cell - 1, 40 + cell);
        write!(
            cells,
            "
        wide{cell} = cell{before} -> dense({units}, relu);
        gate{cell} = cell{before} -> dense({units}, sigmoid);
        most{cell} = multiply(wide{cell}, gate{cell});
        cell{cell} = concatenate(most{cell}, cell{before}[0..5]) -> dense(40, tanh);"
        )
        .expect("a String takes it");
    }
    format!(
        "struct Deep(x: [100], side: [7]) -> (class: [10], aux: [1]) {{
        cell0 = x -> dense(40, relu);{cells}
        both = concatenate(cell{CELLS}, side);
        class = both -> dense(10, softmax);
        aux = both -> dense(1);
    }}"
    )
}

/// A program that makes the network, takes one training step and predicts.
fn program(network: &str, input: &str) -> String {
    format!(
        "use burdock::prelude::*;
use burdock::private::{{HeadBlock, Rows, Share, Update}};

network! {{
    {network}
}}

struct Ignore;

impl Update for Ignore {{
    fn dense(&mut self, _: &Compute, _: usize, _: &mut [f32], _: &mut [f32], _: Rows<'_>, _: Rows<'_>, _: Share) {{}}
    fn gradient(&mut self, _: usize, _: usize, _: Share, _: &mut dyn FnMut(&mut [f32])) {{}}
}}

fn main() {{
    let mut model = Deep::new(Seed(1));
    let mut workspace = vec![0.0; Deep::workspace(1)];
    let input = {input};
    let mut output = [model.predict(&input)];
    let mut finish = |block: HeadBlock<'_>| block.delta.unwrap().fill(0.0);
    let compute = Compute::detect();
    model.step(&compute, &[input], &mut output, &mut workspace, &mut finish, &mut Ignore);
    println!(\"{{:?}}\", model.predict(&input));
}}
"
    )
}
