//! The dense layer's products, each beside plain loops and nalgebra, and the core's peak.
//!
//! `cargo bench --bench dense -- forward/784x300` runs a part. Throughput is in multiplications
//! and additions: `Gelem/s` is GFLOP/s, to be set against that of `peak`. All on one thread.
#![allow(unsafe_code)]

use burdock::compute::Compute;
use burdock::kernels::activation::Activation;
use burdock::kernels::dense::{
    forward, input_gradient, input_gradient_scratch, reference, weight_gradient, weight_update,
};
use burdock::kernels::rows::{Rows, RowsMut};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nalgebra::{DMatrix, DMatrixView};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use std::hint::black_box;

/// Batch, inputs, outputs.
const SIZES: [(usize, usize, usize); 6] =
    [(32, 784, 300), (32, 300, 100), (32, 100, 10), (128, 784, 300), (1, 784, 300), (1, 30, 30)];

fn numbers(count: usize) -> Vec<f32> {
    let mut random = SmallRng::seed_from_u64(count as u64);
    (0..count).map(|_| random.random_range(-1.0..1.0)).collect()
}

/// Runs `bench` once for each size, in a group with its name and its number of operations.
fn each_size(
    criterion: &mut Criterion,
    kernel: &str,
    bench: fn(&mut criterion::BenchmarkGroup<'_, criterion::measurement::WallTime>, Sizes),
) {
    for (batch, inputs, outputs) in SIZES {
        let mut group = criterion.benchmark_group(format!("{kernel}/{inputs}x{outputs}/b{batch}"));
        group.throughput(Throughput::Elements(2 * (batch * inputs * outputs) as u64));
        bench(&mut group, Sizes { batch, inputs, outputs });
        group.finish();
    }
}

#[derive(Clone, Copy)]
struct Sizes {
    batch: usize,
    inputs: usize,
    outputs: usize,
}

fn bench_forward(criterion: &mut Criterion) {
    each_size(criterion, "forward", |group, Sizes { batch, inputs, outputs }| {
        let compute = Compute::detect();
        let (x, w, b) = (numbers(batch * inputs), numbers(inputs * outputs), numbers(outputs));
        let mut y = vec![0.0; batch * outputs];
        group.bench_function("burdock", |bencher| {
            bencher.iter(|| {
                let input = Rows::new(black_box(&x), inputs);
                forward(&compute, input, &w, &b, Activation::Relu, RowsMut::new(&mut y, outputs));
            });
        });
        group.bench_function("reference", |bencher| {
            bencher.iter(|| reference::forward(batch, black_box(&x), &w, &b, &mut y));
        });
        // Column by column, our rows of samples and of weights are the transposed matrices.
        let x = DMatrixView::from_slice(&x, inputs, batch);
        let w = DMatrixView::from_slice(&w, outputs, inputs);
        let mut y = DMatrix::zeros(outputs, batch);
        group.bench_function("nalgebra", |bencher| {
            bencher.iter(|| y.gemm(1.0, &w, black_box(&x), 0.0));
        });
    });
}

fn bench_weight_gradient(criterion: &mut Criterion) {
    each_size(criterion, "weight_gradient", |group, Sizes { batch, inputs, outputs }| {
        let compute = Compute::detect();
        let (x, d) = (numbers(batch * inputs), numbers(batch * outputs));
        let (mut w, mut b) = (numbers(inputs * outputs), numbers(outputs));
        group.bench_function("burdock", |bencher| {
            bencher.iter(|| {
                let (x, d) = (Rows::new(&x, inputs), Rows::new(black_box(&d), outputs));
                weight_gradient(&compute, x, d, false, &mut w, &mut b);
            });
        });
        group.bench_function("burdock, subtracted at once", |bencher| {
            bencher.iter(|| {
                let (x, d) = (Rows::new(&x, inputs), Rows::new(black_box(&d), outputs));
                weight_update(&compute, x, d, 1e-9, &mut w, &mut b);
            });
        });
        group.bench_function("reference", |bencher| {
            bencher.iter(|| {
                reference::weight_gradient(batch, &x, black_box(&d), 1e-9, &mut w, &mut b);
            });
        });
        let x = DMatrixView::from_slice(&x, inputs, batch).transpose();
        let d = DMatrixView::from_slice(&d, outputs, batch);
        let mut w = DMatrix::zeros(outputs, inputs);
        group.bench_function("nalgebra", |bencher| {
            bencher.iter(|| w.gemm(1.0, black_box(&d), &x, 0.0));
        });
    });
}

fn bench_input_gradient(criterion: &mut Criterion) {
    each_size(criterion, "input_gradient", |group, Sizes { batch, inputs, outputs }| {
        let compute = Compute::detect();
        let (d, w) = (numbers(batch * outputs), numbers(inputs * outputs));
        let below = numbers(batch * inputs);
        let mut g = vec![0.0; batch * inputs];
        let mut scratch = vec![0.0; input_gradient_scratch(inputs, outputs)];
        group.bench_function("burdock", |bencher| {
            bencher.iter(|| {
                let (d, below) = (Rows::new(black_box(&d), outputs), Rows::new(&below, inputs));
                let g = RowsMut::new(&mut g, inputs);
                let relu = Activation::Relu;
                input_gradient(&compute, d, &w, relu, below, false, &mut scratch, g);
            });
        });
        group.bench_function("reference", |bencher| {
            bencher.iter(|| reference::input_gradient(batch, black_box(&d), &w, &below, &mut g));
        });
        let d = DMatrixView::from_slice(&d, outputs, batch);
        let w = DMatrixView::from_slice(&w, outputs, inputs);
        let mut g = DMatrix::zeros(inputs, batch);
        group.bench_function("nalgebra", |bencher| {
            bencher.iter(|| g.gemm_tr(1.0, &w, black_box(&d), 0.0));
        });
    });
}

/// Fused multiply-adds on registers alone: what the core can do at most.
#[cfg(target_arch = "x86_64")]
mod peak {
    use std::arch::x86_64::*;
    use std::hint::black_box;

    /// Steps, each with twelve sums that do not depend on each other.
    pub(crate) const STEPS: usize = 100_000;
    pub(crate) const SUMS: usize = 12;

    #[target_feature(enable = "avx512f")]
    pub(crate) fn avx512() -> [__m512; SUMS] {
        let (factor, term) = (_mm512_set1_ps(black_box(1.0)), _mm512_set1_ps(black_box(1e-9)));
        let mut sums = [_mm512_set1_ps(1.0); SUMS];
        for _ in 0..STEPS {
            for sum in &mut sums {
                *sum = _mm512_fmadd_ps(*sum, factor, term);
            }
        }
        sums
    }

    #[target_feature(enable = "avx2,fma")]
    pub(crate) fn avx2() -> [__m256; SUMS] {
        let (factor, term) = (_mm256_set1_ps(black_box(1.0)), _mm256_set1_ps(black_box(1e-9)));
        let mut sums = [_mm256_set1_ps(1.0); SUMS];
        for _ in 0..STEPS {
            for sum in &mut sums {
                *sum = _mm256_fmadd_ps(*sum, factor, term);
            }
        }
        sums
    }
}

#[cfg(target_arch = "x86_64")]
fn bench_peak(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("peak");
    let sums = (peak::STEPS * peak::SUMS) as u64;
    if is_x86_feature_detected!("avx512f") {
        group.throughput(Throughput::Elements(2 * 16 * sums));
        group.bench_function("avx512", |bencher| {
            // SAFETY: the machine has AVX-512F, just asked.
            bencher.iter(|| black_box(unsafe { peak::avx512() }));
        });
    }
    if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
        group.throughput(Throughput::Elements(2 * 8 * sums));
        group.bench_function("avx2", |bencher| {
            // SAFETY: the machine has AVX2 and FMA, just asked.
            bencher.iter(|| black_box(unsafe { peak::avx2() }));
        });
    }
    group.finish();
}

#[cfg(not(target_arch = "x86_64"))]
fn bench_peak(_: &mut Criterion) {}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = bench_peak, bench_forward, bench_weight_gradient, bench_input_gradient
}
criterion_main!(benches);
