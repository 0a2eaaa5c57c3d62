//! Times another Rust library on the small workloads of `benches/workloads.rs`.
//!
//!     cargo run --release -- {burn,candle,dfdx} [--only SUBSTRING] [--repeats R]
//!
//! Prints a JSON object a line: peer, workload, threads, and us, the microseconds for an optimizer
//! step (train/) or a prediction call (infer/), the least of the repeats. Batches are tensors
//! beforehand, so that neither shuffling nor copying is timed. Runs on the first core of those
//! allowed, which keeps the libraries' pools at one thread.

mod burn;
mod candle;
mod dfdx;
mod workloads;

use lexopt::{Arg, ValueExt};
use std::error::Error;
use std::time::Instant;
use workloads::{INFERENCE, Inference, TRAINING, Training};

/// A library that can be timed.
trait Rival {
    /// One epoch of training.
    fn training(&self, work: &Training) -> Box<dyn FnMut()>;
    /// One prediction.
    fn inference(&self, work: &Inference) -> Box<dyn FnMut()>;
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut peer, mut only, mut repeats) = (String::new(), String::new(), 5);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(name) => peer = name.string()?,
            Arg::Long("only") => only = parser.value()?.string()?,
            Arg::Long("repeats") => repeats = parser.value()?.parse()?,
            _ => return Err(argument.unexpected().into()),
        }
    }
    let rival: &dyn Rival = match peer.as_str() {
        "burn" => &burn::Burn,
        "candle" => &candle::Candle,
        "dfdx" => &dfdx::Dfdx,
        _ => return Err("say which library: burn, candle or dfdx".into()),
    };
    confine()?;
    let report = |workload: &str, count: usize, run: &mut dyn FnMut()| {
        let us = 1e6 * least_seconds(repeats, run) / count as f64;
        println!(r#"{{"peer": "{peer}", "workload": "{workload}", "threads": 1, "us": {us:.3}}}"#);
    };
    for work in TRAINING.iter().filter(|work| work.name.contains(&only)) {
        report(work.name, work.steps, &mut *rival.training(work));
    }
    for work in INFERENCE.iter().filter(|work| work.name.contains(&only)) {
        let mut call = rival.inference(work);
        report(work.name, work.calls, &mut || (0..work.calls).for_each(|_| call()));
    }
    Ok(())
}

/// Runs once to warm up, then times.
fn least_seconds(repeats: usize, run: &mut dyn FnMut()) -> f64 {
    run();
    let times = (0..repeats).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64()
    });
    times.fold(f64::INFINITY, f64::min)
}

/// Binds this process to the first of the cores that it may use.
#[cfg(target_os = "linux")]
fn confine() -> Result<(), Box<dyn Error>> {
    use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
    use nix::unistd::Pid;
    let this = Pid::from_raw(0);
    let allowed = sched_getaffinity(this)?;
    let first = (0..CpuSet::count()).find(|&core| allowed.is_set(core).unwrap_or(false));
    let mut cores = CpuSet::new();
    cores.set(first.ok_or("no core is allowed")?)?;
    Ok(sched_setaffinity(this, &cores)?)
}

/// Elsewhere the system places the thread.
#[cfg(not(target_os = "linux"))]
fn confine() -> Result<(), Box<dyn Error>> {
    Ok(())
}
