//! Training steps and predictions on networks and sizes that other frameworks are timed on too.
//!
//!     cargo bench --bench workloads -- [--only SUBSTRING] [--threads N] [--repeats R]
//!
//! Prints a JSON object a line: peer, workload, threads, and us, the microseconds for an optimizer
//! step (train/), a prediction call (infer/) or a whole epoch (fit/), the least of the repeats. A
//! train/ row is one epoch, after the first, of a fit by the public trainer over random samples in
//! memory, divided by its steps: shuffling, gathering and the history are in it. A fit/ row is an epoch as users
//! run it, with validation, a metric and the progress shown, over the real data, which it looks
//! for where BURDOCK_DATA points. Runs on the first N cores of those allowed.

use burdock::data::Dataset;
use burdock::memory::{Plain, flat_mut, zeroed};
use burdock::optimizers::Optimizer;
use burdock::prelude::*;
use burdock::training::Objective;
use lexopt::{Arg::Long, ValueExt};
use rand::{Rng, RngExt};
use std::error::Error;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::Instant;

network! {
    struct Fashion(x: [784]) -> (class: [10]) {
        class = x -> dense(300, relu) -> dense(100, relu) -> dense(10, softmax);
    }
}

network! {
    /// As [`Fashion`], from images as they are read.
    struct FashionImages(image: [28, 28]) -> (class: [10]) {
        class = image
            -> flatten -> dense(300, relu) -> dense(100, relu) -> dense(10, softmax);
    }
}

network! {
    /// As [`Fashion`], without softmax: what the peers' predictions are timed on.
    struct FashionLogits(x: [784]) -> (logits: [10]) {
        logits = x -> dense(300, relu) -> dense(100, relu) -> dense(10);
    }
}

network! {
    struct SeluFashion(x: [784]) -> (class: [10]) {
        class = x
            -> dense(300, selu, init = lecun_normal)
            -> dense(100, selu, init = lecun_normal)
            -> dense(10, softmax);
    }
}

/// A network with ten layers more for each `ten`.
macro_rules! deep {
    ($name:ident, $input:tt, ($($first:tt)*), ($($layer:tt)*), [$($ten:ident)*]) => {
        deep!(@ $name, $input, [$($ten)*], ($($layer)*), ($($first)*));
    };
    (@ $name:ident, $input:tt, [$ten:ident $($more:ident)*], ($($l:tt)*), ($($done:tt)*)) => {
        deep!(@ $name, $input, [$($more)*], ($($l)*), (
            $($done)* -> $($l)* -> $($l)* -> $($l)* -> $($l)* -> $($l)*
                -> $($l)* -> $($l)* -> $($l)* -> $($l)* -> $($l)*
        ));
    };
    (@ $name:ident, $input:tt, [], $layer:tt, ($($done:tt)*)) => {
        network! {
            struct $name(x: $input) -> (class: [10]) {
                class = x $($done)* -> dense(10, softmax);
            }
        }
    };
}

deep!(
    Fashion100,
    [784],
    (-> dense(300, selu, init = lecun_normal)
        -> dense(100, selu, init = lecun_normal) -> dense(100, selu, init = lecun_normal)
        -> dense(100, selu, init = lecun_normal) -> dense(100, selu, init = lecun_normal)
        -> dense(100, selu, init = lecun_normal) -> dense(100, selu, init = lecun_normal)
        -> dense(100, selu, init = lecun_normal) -> dense(100, selu, init = lecun_normal)
        -> dense(100, selu, init = lecun_normal)),
    (dense(100, selu, init = lecun_normal)),
    [ten ten ten ten ten ten ten ten ten]
);
deep!(Cifar20, [3072], (), (dense(100, elu, init = he_normal)), [ten ten]);

network! {
    struct Housing(x: [8]) -> (price: [1]) {
        price = x -> dense(30, relu) -> dense(1);
    }
}

network! {
    struct DeepHousing(x: [8]) -> (price: [1]) {
        price = x -> dense(30, relu) -> dense(30, relu) -> dense(1);
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let bench = Bench::from_arguments()?;
    confine(bench.threads.get())?;

    let fashion = "train/fashion-784-300-100-10/relu/sgd";
    let label = |generator: &mut dyn Rng| generator.random_range(0..10_u8);
    let (loss, sgd, nadam) = (SparseCategoricalCrossentropy, Sgd::new(0.01), Nadam::new(0.001));
    bench.train(&format!("{fashion}/b32"), (32, 400), Fashion::new, loss, sgd, label);
    bench.train(&format!("{fashion}/b128"), (128, 100), Fashion::new, loss, sgd, label);
    let name = "train/fashion-784-300-100-10/selu/nadam/b32";
    bench.train(name, (32, 200), SeluFashion::new, loss, nadam, label);
    let name = "train/fashion-784-300-100x99-10/selu/sgd/b32";
    bench.train(name, (32, 40), Fashion100::new, loss, sgd, label);
    let name = "train/cifar-3072-100x20-10/elu/nadam/b32";
    bench.train(name, (32, 60), Cifar20::new, loss, nadam, label);

    let value = |generator: &mut dyn Rng| generator.random::<f32>();
    let (batch, loss) = ((32, 362), MeanSquaredError);
    bench.train("train/housing-8-30-1/relu/sgd/b32", batch, Housing::new, loss, sgd, value);
    bench.train("train/housing-8-30-30-1/relu/sgd/b32", batch, DeepHousing::new, loss, sgd, value);

    bench.fit("fit/fashion-784-300-100-10/relu/sgd/b32")?;

    bench.predict("infer/housing-8-30-30-1/b1", 2000, DeepHousing::new);
    bench.predict_batch("infer/housing-8-30-30-1/b1000", (1000, 100), DeepHousing::new);
    bench.predict("infer/fashion-784-300-100-10/b1", 1000, FashionLogits::new);
    bench.predict_batch("infer/fashion-784-300-100-10/b32", (32, 200), FashionLogits::new);
    bench.predict_batch("infer/fashion-784-300-100-10/b1000", (1000, 20), FashionLogits::new);
    Ok(())
}

/// What is run, and how often.
struct Bench {
    only: String,
    threads: NonZeroUsize,
    repeats: usize,
}

impl Bench {
    fn from_arguments() -> Result<Self, lexopt::Error> {
        let mut bench = Self { only: String::new(), threads: NonZeroUsize::MIN, repeats: 5 };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("only") => bench.only = parser.value()?.string()?,
                Long("threads") => bench.threads = parser.value()?.parse()?,
                Long("repeats") => bench.repeats = parser.value()?.parse()?,
                Long("bench") => {} // cargo says so to every benchmark
                _ => return Err(argument.unexpected()),
            }
        }
        Ok(bench)
    }

    /// Times epochs of `steps` batches within one fit, for the network that `new` makes.
    fn train<N, T, L, O>(
        &self,
        name: &str,
        (batch, steps): (usize, usize),
        new: fn(Seed) -> Box<N>,
        loss: L,
        optimizer: O,
        target: fn(&mut dyn Rng) -> T,
    ) where
        N: Trainable,
        T: Clone + 'static,
        L: Objective<N, T>,
        O: Optimizer,
    {
        if name.contains(&self.only) {
            let mut generator = Seed(0).generator(1);
            let targets = (0..batch * steps).map(|_| target(&mut generator)).collect();
            let data = Dataset::new(samples(batch * steps), targets).expect("paired");
            let mut model = new(Seed(0));
            let mut least = f64::INFINITY;
            let mut last = None;
            let mut trainer = Trainer::new(loss, optimizer)
                .batch_size(batch)
                .compute(self.compute())
                .on_epoch_end(|_| {
                    let now = Instant::now();
                    if let Some(before) = last.replace(now) {
                        least = least.min((now - before).as_secs_f64() / steps as f64);
                    }
                });
            let epochs = 1 + self.repeats.max(1);
            trainer.fit(&mut model, &data, epochs).expect("random data are in order");
            drop(trainer);
            self.print(name, least);
        }
    }

    /// Times an epoch of the Fashion-MNIST fit as a user runs it: 55,000 images, 5,000 others to
    /// validate on, accuracy, and the progress in the terminal.
    fn fit(&self, name: &str) -> Result<(), Box<dyn Error>> {
        if !name.contains(&self.only) {
            return Ok(());
        }
        let Some(directory) = std::env::var_os("BURDOCK_DATA") else {
            eprintln!("{name} is left out: BURDOCK_DATA names no directory with the images");
            return Ok(());
        };
        let fashion = burdock::datasets::fashion_mnist_in(directory)?;
        let (validation, train) = fashion.train.split_at(5_000)?;
        let mut model = FashionImages::new(Seed(0));
        let mut trainer = Trainer::new(SparseCategoricalCrossentropy, Sgd::new(0.01))
            .metric(Accuracy)
            .validation(&validation)
            .compute(self.compute())
            .progress();
        self.report(name, 1, || {
            trainer.fit(&mut model, &train, 1).expect("the images are in order");
        });
        Ok(())
    }

    /// Times `calls` predictions of one sample.
    fn predict<N: Network>(&self, name: &str, calls: usize, new: fn(Seed) -> Box<N>) {
        if name.contains(&self.only) {
            let (model, input) = (new(Seed(0)), samples::<N::Input>(1));
            self.report(name, calls, || {
                for _ in 0..calls {
                    black_box(model.predict(black_box(&input[0])));
                }
            });
        }
    }

    /// Times `calls` predictions of a batch, into memory of the caller.
    fn predict_batch<N: Network>(
        &self,
        name: &str,
        (batch, calls): (usize, usize),
        new: fn(Seed) -> Box<N>,
    ) {
        if name.contains(&self.only) {
            let (model, input) = (new(Seed(0)), samples::<N::Input>(batch));
            let mut output = samples::<N::Output>(batch);
            let mut scratch = vec![0.0; batch * N::SCRATCH];
            let compute = self.compute();
            self.report(name, calls, || {
                for _ in 0..calls {
                    model.predict_into(&compute, black_box(&input), &mut output, &mut scratch);
                    black_box(&output);
                }
            });
        }
    }

    fn compute(&self) -> Compute {
        Compute::detect().threads(self.threads)
    }

    /// Runs once to warm up, then times; `run` does `count` steps.
    fn report(&self, workload: &str, count: usize, mut run: impl FnMut()) {
        run();
        let times = (0..self.repeats.max(1)).map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() / count as f64
        });
        self.print(workload, times.fold(f64::INFINITY, f64::min));
    }

    fn print(&self, workload: &str, seconds: f64) {
        let (threads, us) = (self.threads, 1e6 * seconds);
        println!(
            r#"{{"peer": "burdock", "workload": "{workload}", "threads": {threads}, "us": {us:.3}}}"#
        );
    }
}

/// Random samples within 0 and 1.
fn samples<S: Plain>(count: usize) -> Vec<S> {
    let mut samples: Vec<S> = (0..count).map(|_| *zeroed()).collect();
    let mut generator = Seed(0).generator(0);
    flat_mut(&mut samples).fill_with(|| generator.random());
    samples
}

/// Binds this process to the first `threads` of the cores that it may use.
#[cfg(target_os = "linux")]
fn confine(threads: usize) -> Result<(), Box<dyn Error>> {
    use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
    use nix::unistd::Pid;
    let this = Pid::from_raw(0);
    let allowed = sched_getaffinity(this)?;
    let mut first = CpuSet::new();
    let cores = (0..CpuSet::count()).filter(|&core| allowed.is_set(core).unwrap_or(false));
    for core in cores.take(threads) {
        first.set(core)?;
    }
    Ok(sched_setaffinity(this, &first)?)
}

/// Elsewhere the system places the threads.
#[cfg(not(target_os = "linux"))]
fn confine(_threads: usize) -> Result<(), Box<dyn Error>> {
    Ok(())
}
