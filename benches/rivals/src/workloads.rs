//! The workloads of `benches/workloads.rs` that are timed here, under the same names, and their
//! data.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// One epoch: `steps` optimizer steps over batches of `batch` samples.
pub struct Training {
    pub name: &'static str,
    pub sizes: &'static [usize],
    pub batch: usize,
    pub steps: usize,
}

/// Predictions of `batch` samples, `calls` of them timed at once.
pub struct Inference {
    pub name: &'static str,
    pub sizes: &'static [usize],
    pub batch: usize,
    pub calls: usize,
}

pub const RATE: f64 = 0.01;

pub const TRAINING: &[Training] = &[
    Training {
        name: "train/fashion-784-300-100-10/relu/sgd/b32",
        sizes: &[784, 300, 100, 10],
        batch: 32,
        steps: 100,
    },
    Training {
        name: "train/housing-8-30-1/relu/sgd/b32",
        sizes: &[8, 30, 1],
        batch: 32,
        steps: 362,
    },
    Training {
        name: "train/housing-8-30-30-1/relu/sgd/b32",
        sizes: &[8, 30, 30, 1],
        batch: 32,
        steps: 362,
    },
];

pub const INFERENCE: &[Inference] = &[
    Inference { name: "infer/housing-8-30-30-1/b1", sizes: &[8, 30, 30, 1], batch: 1, calls: 2000 },
    Inference {
        name: "infer/housing-8-30-30-1/b1000",
        sizes: &[8, 30, 30, 1],
        batch: 1000,
        calls: 100,
    },
];

impl Training {
    /// Whether the network tells classes apart; otherwise it predicts one value.
    pub fn classifies(&self) -> bool {
        outputs(self.sizes) > 1
    }
}

/// How many numbers a sample has.
pub fn inputs(sizes: &[usize]) -> usize {
    sizes[0]
}

/// How many numbers a prediction has.
pub fn outputs(sizes: &[usize]) -> usize {
    sizes[sizes.len() - 1]
}

/// Random numbers within 0 and 1.
pub fn values(count: usize, seed: u64) -> Vec<f32> {
    let mut generator = StdRng::seed_from_u64(seed);
    (0..count).map(|_| generator.random()).collect()
}

/// Random classes.
pub fn labels(count: usize, classes: usize) -> Vec<u32> {
    let mut generator = StdRng::seed_from_u64(2);
    (0..count).map(|_| generator.random_range(0..classes as u32)).collect()
}
