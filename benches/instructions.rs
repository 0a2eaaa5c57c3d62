//! The main steps, one at a time, for `benches/instructions.py` to count their instructions.
//!
//!     instructions {portable,avx2} ROW
//!
//! Prints `COUNT`, into how many steps the instructions that [`counted`] takes are to be divided.
//! AVX-512 is not among the sets: valgrind does not know its instructions.

use burdock::data::Dataset;
use burdock::kernels::rows::RowsMut;
use burdock::memory::{Plain, flat_mut, zeroed_slice};
use burdock::network::HeadBlock;
use burdock::prelude::*;
use burdock::training::Objective;
use rand::RngExt;
use std::env;
use std::hint::black_box;

network! {
    struct Fashion(x: [784]) -> (class: [10]) {
        class = x -> dense(300, relu) -> dense(100, relu) -> dense(10, softmax);
    }
}

network! {
    struct Housing(x: [8]) -> (price: [1]) {
        price = x -> dense(30, relu) -> dense(1);
    }
}

network! {
    /// So small that what it reads is all that matters.
    struct Wide(x: [784]) -> (y: [1]) {
        y = x -> dense(1);
    }
}

fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [set, row] = arguments.as_slice() else {
        return println!("benches/instructions.py counts with this");
    };
    let count = match row.as_str() {
        "train/fashion-784-300-100-10/relu/sgd/b32" => fashion_steps(compute(set)),
        "train/housing-8-30-1/relu/sgd/b32" => housing_steps(compute(set)),
        "infer/fashion-784-300-100-10/b1" => prediction(&*Fashion::new(Seed(0)), compute(set)),
        "infer/housing-8-30-1/b1" => prediction(&*Housing::new(Seed(0)), compute(set)),
        "head/softmax-crossentropy-10/b32" => head(compute(set)),
        "batch/784/shuffled" => wide_steps(compute(set), true),
        "batch/784/ordered" => wide_steps(compute(set), false),
        _ => panic!("no row is called {row}"),
    };
    println!("{count}");
}

/// The function whose instructions are counted, with all that it calls.
#[inline(never)]
fn counted(run: &mut dyn FnMut()) {
    run();
    black_box(());
}

fn compute(set: &str) -> Compute {
    let wanted = |found: &InstructionSet| format!("{found:?}").eq_ignore_ascii_case(set);
    let set = InstructionSet::available().find(wanted).expect("this machine has the set");
    Compute::with_instruction_set(set).expect("it is available")
}

fn fashion_steps(compute: Compute) -> usize {
    let labels = (0..32 * 8).map(|sample| (sample % 10) as u8).collect();
    let trainer = Trainer::new(SparseCategoricalCrossentropy, Sgd::new(0.01)).compute(compute);
    steps(Fashion::new(Seed(0)), trainer, labels)
}

fn housing_steps(compute: Compute) -> usize {
    let prices = vec![0.5; 32 * 362];
    let trainer = Trainer::new(MeanSquaredError, Sgd::new(0.01)).compute(compute);
    steps(Housing::new(Seed(0)), trainer, prices)
}

fn wide_steps(compute: Compute, shuffled: bool) -> usize {
    // A rate that does not diverge over so many inputs.
    let trainer = Trainer::new(MeanSquaredError, Sgd::new(1e-5)).compute(compute);
    steps(Wide::new(Seed(0)), trainer.shuffle(shuffled), vec![0.5; 32 * 32])
}

/// An epoch of batches of 32, as a user runs it; before it another one, which takes memory.
fn steps<N: Trainable, Y: Clone + 'static>(
    mut model: Box<N>,
    mut trainer: Trainer<'_, N, Y>,
    targets: Vec<Y>,
) -> usize {
    let count = targets.len();
    let data = Dataset::new(samples(count), targets).expect("paired");
    let mut fit = || {
        trainer.fit(&mut model, &data, 1).expect("the data are in order");
    };
    fit();
    counted(&mut fit);
    count / 32
}

fn prediction<N: Network>(model: &N, compute: Compute) -> usize {
    const CALLS: usize = 20;
    let (input, mut output) = (samples::<N::Input>(1), samples::<N::Output>(1));
    let mut scratch = vec![0.0; N::SCRATCH];
    counted(&mut || {
        for _ in 0..CALLS {
            model.predict_into(&compute, black_box(&input), &mut output, &mut scratch);
            black_box(&output);
        }
    });
    CALLS
}

/// From 32 rows of logits to probabilities, losses and gradients.
fn head(compute: Compute) -> usize {
    const BATCH: usize = 32;
    let labels: Vec<u8> = (0..BATCH).map(|sample| (sample % 10) as u8).collect();
    let (mut logits, mut delta) = (samples::<[f32; 10]>(BATCH), samples::<[f32; 10]>(BATCH));
    let mut losses = [0.0; BATCH];
    counted(&mut || {
        let block = HeadBlock {
            head: 0,
            rows: 0..BATCH,
            output: RowsMut::new(flat_mut(&mut logits), 10),
            delta: Some(RowsMut::new(flat_mut(&mut delta), 10)),
        };
        let loss: &dyn Objective<Fashion, u8> = &SparseCategoricalCrossentropy;
        loss.finish(&compute, block, &labels, 1.0 / BATCH as f32, &mut losses);
        black_box(&losses);
    });
    1
}

/// Random samples within 0 and 1.
fn samples<S: Plain>(count: usize) -> Vec<S> {
    let mut samples = zeroed_slice(count).into_vec();
    let mut generator = Seed(0).generator(0);
    flat_mut(&mut samples).fill_with(|| generator.random());
    samples
}
