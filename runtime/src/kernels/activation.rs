//! The activation functions, applied in place, and their derivatives from the output alone.
#![allow(unsafe_code)]

mod functions;
#[cfg(test)]
pub(crate) mod tests;

use self::functions::{
    Elementwise, Elu, Heaviside, Linear, Relu, Selu, Sigmoid, Sign, Softplus, Tanh,
};
use super::rows::{Rows, RowsMut};
use super::softmax::{softmax, softmax_gradient};
use super::vector::{Kernel, Vector};
use crate::compute::Compute;

/// An activation function, applied to each element of a layer's output.
///
/// The result for NaN is NaN, and for infinities the limit. The errors stated are the largest over
/// `f32`, on every instruction set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    /// `z`.
    Linear,
    /// `max(0, z)`.
    Relu,
    /// `1 / (1 + e^-z)`, within 2.5 ulp.
    Sigmoid,
    /// The hyperbolic tangent, within 2.5 ulp.
    Tanh,
    /// `ln(1 + e^z)`, within 2 ulp.
    Softplus,
    /// `z` above zero, else `alpha (e^z - 1)`, within 2 ulp (Clevert et al. 2016).
    Elu {
        /// Minus the limit for large negative `z`; 1 by default.
        alpha: f32,
    },
    /// [`Elu`](Self::Elu) with the scale and alpha that keep mean 0 and variance 1 (Klambauer
    /// et al. 2017), within 2 ulp.
    Selu,
    /// 1 from zero on, else 0. Its derivative is taken as zero.
    Heaviside,
    /// -1, 0 or 1. Its derivative is taken as zero.
    Sign,
    /// `e^z / sum e^z` over each row, which turns logits into probabilities.
    Softmax,
}

/// Replaces each `z` by `f(z)`.
pub fn activate(compute: &Compute, activation: Activation, values: RowsMut<'_>) {
    match activation {
        Activation::Linear => return,
        Activation::Softmax => return softmax(compute, values),
        _ => {}
    }
    let mut values = values;
    let block = Block::of(&mut values);
    // SAFETY: the block is borrowed from `values` during the call.
    unsafe { compute.run(&Activate { activation, block }) }
}

/// Multiplies each gradient by `f'(z)`, computed from the output `f(z)`.
///
/// With `y = f(z)`: relu 1 where `y > 0`; sigmoid `y (1 - y)`; tanh `1 - y^2`; softplus
/// `1 - e^-y`; elu `y + alpha` and selu likewise, where `y <= 0`; the step functions 0. Softmax'
/// gradient is `y (g - sum(g y))` over each row.
///
/// # Panics
/// If the two do not have the same shape.
pub fn differentiate(
    compute: &Compute,
    activation: Activation,
    output: Rows<'_>,
    gradient: RowsMut<'_>,
) {
    assert!(
        output.count() == gradient.count() && output.width() == gradient.width(),
        "outputs and gradients must have the same shape"
    );
    match activation {
        Activation::Linear => return,
        Activation::Softmax => return softmax_gradient(output, gradient),
        _ => {}
    }
    let mut gradient = gradient;
    let block = Block::of(&mut gradient);
    let (source, output) = ((block.data.cast_const(), block.stride), place(&output));
    // SAFETY: both are borrowed during the call and have the same shape.
    unsafe { compute.run(&Differentiate { activation, output, source, block, accumulate: false }) }
}

/// The address of the first row, and the stride of the rows.
pub(super) fn place(rows: &Rows<'_>) -> (*const f32, usize) {
    (rows.data().as_ptr(), rows.stride())
}

/// Rows in memory that may be written.
#[derive(Clone, Copy)]
pub(super) struct Block {
    pub(super) data: *mut f32,
    pub(super) count: usize,
    pub(super) width: usize,
    pub(super) stride: usize,
}

impl Block {
    fn of(rows: &mut RowsMut<'_>) -> Self {
        let (count, width, stride) = (rows.count(), rows.width(), rows.stride());
        let data = rows.data().as_mut_ptr();
        Self { data, count, width, stride }
    }

    /// The same elements as one row, where there are no gaps between the rows.
    #[inline(always)]
    fn joined(self, also: bool) -> Self {
        if also && self.stride == self.width {
            let width = self.count * self.width;
            Self { data: self.data, count: 1, width, stride: width }
        } else {
            self
        }
    }
}

/// One expression for each activation, with its functions.
macro_rules! with_functions {
    ($activation:expr, $functions:ident => $run:expr) => {
        match $activation {
            // Softmax works on rows, not elementwise: it has its own kernel and never comes here.
            Activation::Linear | Activation::Softmax => {
                let $functions = Linear;
                $run
            }
            Activation::Relu => {
                let $functions = Relu;
                $run
            }
            Activation::Sigmoid => {
                let $functions = Sigmoid;
                $run
            }
            Activation::Tanh => {
                let $functions = Tanh;
                $run
            }
            Activation::Softplus => {
                let $functions = Softplus;
                $run
            }
            Activation::Elu { alpha } => {
                let $functions = Elu { alpha };
                $run
            }
            Activation::Selu => {
                let $functions = Selu;
                $run
            }
            Activation::Heaviside => {
                let $functions = Heaviside;
                $run
            }
            Activation::Sign => {
                let $functions = Sign;
                $run
            }
        }
    };
}

struct Activate {
    activation: Activation,
    block: Block,
}

impl Kernel for Activate {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        let block = self.block.joined(true);
        // SAFETY: the caller's promise is that of `values`.
        with_functions!(self.activation, f => unsafe { values::<V, _>(f, block) })
    }
}

/// Replaces every element of the block by its value under `f`.
///
/// # Safety
/// The machine supports the instruction set of `V`, and the block can be read and written.
#[cfg_attr(not(unoptimized), inline(always))]
unsafe fn values<V: Vector, F: Elementwise>(f: F, block: Block) {
    let mut row = 0;
    while row < block.count {
        // SAFETY: the row lies inside the block, and the elements inside the row.
        unsafe {
            let row = block.data.add(row * block.stride);
            let mut i = 0;
            while i + V::LANES <= block.width {
                f.value(V::load(row.add(i))).store(row.add(i));
                i += V::LANES;
            }
            if i < block.width {
                let rest = block.width - i;
                f.value(V::load_partial(row.add(i), rest)).store_partial(row.add(i), rest);
            }
        }
        row += 1;
    }
}

/// `block = source * f'(z)`, with `output = f(z)`, or added to the block. Source and output are
/// given as [`place`] returns them; the source may be the block itself. Not for softmax.
pub(super) struct Differentiate {
    pub(super) activation: Activation,
    pub(super) output: (*const f32, usize),
    pub(super) source: (*const f32, usize),
    pub(super) block: Block,
    pub(super) accumulate: bool,
}

impl Kernel for Differentiate {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        // SAFETY: the caller's promise is that of `slopes`.
        with_functions!(self.activation, f => unsafe { slopes::<V, _>(f, self) })
    }
}

/// Multiplies every element of the source by the slope of `f`, computed from the output.
///
/// # Safety
/// The machine supports the instruction set of `V`, the block can be read and written, and as many
/// outputs and sources can be read.
#[cfg_attr(not(unoptimized), inline(always))]
unsafe fn slopes<V: Vector, F: Elementwise>(f: F, work: &Differentiate) {
    let Differentiate { output: (output, output_stride), source: (source, source_stride), .. } =
        *work;
    let block =
        work.block.joined(output_stride == work.block.width && source_stride == output_stride);
    let mut row = 0;
    while row < block.count {
        // SAFETY: the rows lie inside the block and the others, and the elements inside the rows.
        unsafe {
            let output = output.add(row * output_stride);
            let source = source.add(row * source_stride);
            let row = block.data.add(row * block.stride);
            let mut i = 0;
            while i + V::LANES <= block.width {
                let (output, source) = (output.add(i), source.add(i));
                slope::<V, _>(f, output, source, row.add(i), work.accumulate, V::LANES);
                i += V::LANES;
            }
            if i < block.width {
                let (output, source, rest) = (output.add(i), source.add(i), block.width - i);
                slope::<V, _>(f, output, source, row.add(i), work.accumulate, rest);
            }
        }
        row += 1;
    }
}

/// The same for `count` elements, at most one vector.
///
/// # Safety
/// The machine supports the instruction set of `V`, and the elements can be read and written.
#[cfg_attr(not(unoptimized), inline(always))]
unsafe fn slope<V: Vector, F: Elementwise>(
    f: F,
    output: *const f32,
    source: *const f32,
    target: *mut f32,
    accumulate: bool,
    count: usize,
) {
    // SAFETY: the caller's promise.
    unsafe {
        let slope = f.slope(up_to::<V>(output, count));
        let mut values = up_to::<V>(source, count).multiply(slope);
        if accumulate {
            values = values.add(up_to::<V>(target, count));
        }
        if count == V::LANES {
            values.store(target);
        } else {
            values.store_partial(target, count);
        }
    }
}

/// Reads `count` elements, at most one vector.
///
/// # Safety
/// The machine supports the instruction set of `V`, and the elements can be read.
#[inline(always)]
unsafe fn up_to<V: Vector>(source: *const f32, count: usize) -> V {
    // SAFETY: the caller's promise.
    unsafe { if count == V::LANES { V::load(source) } else { V::load_partial(source, count) } }
}
