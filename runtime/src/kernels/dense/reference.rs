//! The dense layer as plain loops, for any type of number: the reference for the kernels' tests.
//!
//! All matrices are row-major without gaps; `batch` is the number of samples.
use core::ops::{Add, AddAssign, Mul};

/// A type of number that can be added and multiplied: `f32`, `f64`.
pub trait Number: Copy + Default + Add<Output = Self> + AddAssign + Mul<Output = Self> {}
impl<T: Copy + Default + Add<Output = Self> + AddAssign + Mul<Output = Self>> Number for T {}

/// `output = input weight + bias`; an empty bias means none.
pub fn forward<T: Number>(batch: usize, input: &[T], weight: &[T], bias: &[T], output: &mut [T]) {
    let (inputs, outputs) = (input.len() / batch, output.len() / batch);
    for sample in 0..batch {
        for o in 0..outputs {
            let mut sum = bias.get(o).copied().unwrap_or_default();
            for i in 0..inputs {
                sum += input[sample * inputs + i] * weight[i * outputs + o];
            }
            output[sample * outputs + o] = sum;
        }
    }
}

/// `weight += scale input^T delta` and `bias += scale` times the sums of delta's columns.
pub fn weight_gradient<T: Number>(
    batch: usize,
    input: &[T],
    delta: &[T],
    scale: T,
    weight: &mut [T],
    bias: &mut [T],
) {
    let (inputs, outputs) = (input.len() / batch, delta.len() / batch);
    for o in 0..outputs {
        for i in 0..inputs {
            let mut sum = T::default();
            for sample in 0..batch {
                sum += input[sample * inputs + i] * delta[sample * outputs + o];
            }
            weight[i * outputs + o] += scale * sum;
        }
        if let Some(bias) = bias.get_mut(o) {
            let mut sum = T::default();
            for sample in 0..batch {
                sum += delta[sample * outputs + o];
            }
            *bias += scale * sum;
        }
    }
}

/// `gradient += (delta weight^T) * slope`, with the slopes of the previous layer's activation.
pub fn input_gradient<T: Number>(
    batch: usize,
    delta: &[T],
    weight: &[T],
    slope: &[T],
    gradient: &mut [T],
) {
    let (inputs, outputs) = (gradient.len() / batch, delta.len() / batch);
    for sample in 0..batch {
        for i in 0..inputs {
            let mut sum = T::default();
            for o in 0..outputs {
                sum += delta[sample * outputs + o] * weight[i * outputs + o];
            }
            gradient[sample * inputs + i] += sum * slope[sample * inputs + i];
        }
    }
}
