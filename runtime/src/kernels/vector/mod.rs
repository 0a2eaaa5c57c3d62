//! A common trait for the vector registers of all instruction sets, and the dispatch to each.
//!
//! A kernel is written once, as a [`Kernel`] whose `run` is generic over the [`Vector`]; it is
//! compiled once per instruction set, inside a function that enables the set's features.
//!
//! The invariant that makes the arithmetic safe: a vector is made only by unsafe functions,
//! whose callers know that the machine has the instructions. Whoever has a vector may
//! therefore compute with it.
#![allow(unsafe_code)]

mod portable;
pub(crate) use portable::Portable;

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(target_arch = "aarch64")]
mod neon;

use crate::compute::{Compute, InstructionSet};

/// Work that is written once and compiled for every instruction set.
pub(crate) trait Kernel {
    /// Does the work. Implementations are `#[inline(always)]`, and so is all that they call,
    /// except for further kernels, which go through [`Vector::call`].
    ///
    /// In a build without optimization the compiler inlines only what is marked so, and
    /// every copy has its own place in the stack frame. Large functions are not inlined then
    /// (`cfg_attr(not(unoptimized), inline(always))`, [`Vector::within`]). Loops are counted with
    /// `while`, as an iterator would be several calls for each element.
    ///
    /// # Safety
    /// The machine supports the instruction set of `V`, and the kernel's own conditions hold.
    unsafe fn run<V: Vector>(&self);
}

/// A register of `LANES` elements.
pub(crate) trait Vector: Copy {
    /// The number of elements.
    const LANES: usize;
    /// Rows and vectors of the register tile of a matrix product.
    const TILE: (usize, usize);

    /// Runs a kernel as a separate function for which the instruction set is enabled.
    ///
    /// # Safety
    /// As for [`Kernel::run`].
    unsafe fn call<K: Kernel>(kernel: &K);

    /// Runs a kernel inside another: inline, or as [`call`](Self::call) without optimization.
    ///
    /// # Safety
    /// As for [`Kernel::run`].
    #[inline(always)]
    unsafe fn within<K: Kernel>(kernel: &K) {
        // SAFETY: the caller's promise.
        unsafe { if cfg!(unoptimized) { Self::call(kernel) } else { kernel.run::<Self>() } }
    }

    /// `value` in every lane.
    ///
    /// # Safety
    /// The machine supports the instruction set.
    unsafe fn splat(value: f32) -> Self;

    /// Reads `LANES` elements.
    ///
    /// # Safety
    /// The machine supports the instruction set, and the elements can be read.
    unsafe fn load(source: *const f32) -> Self;

    /// Reads `count` elements, at most `LANES`; the other lanes are zero.
    ///
    /// # Safety
    /// The machine supports the instruction set, and `count` elements can be read.
    unsafe fn load_partial(source: *const f32, count: usize) -> Self;

    /// Reads `count` elements, at most `LANES`, into the first lanes of `self`.
    ///
    /// # Safety
    /// `count` elements can be read.
    unsafe fn load_over(self, source: *const f32, count: usize) -> Self;

    /// Writes all lanes.
    ///
    /// # Safety
    /// `LANES` elements can be written.
    unsafe fn store(self, target: *mut f32);

    /// Writes the first `count` lanes, at most `LANES`.
    ///
    /// # Safety
    /// `count` elements can be written.
    unsafe fn store_partial(self, target: *mut f32, count: usize);

    /// `value` in every lane; `self` proves that the machine has the instructions.
    fn constant(self, value: f32) -> Self;
    /// `self + other`.
    fn add(self, other: Self) -> Self;
    /// `self - other`.
    fn subtract(self, other: Self) -> Self;
    /// `self * other`.
    fn multiply(self, other: Self) -> Self;
    /// `self / other`.
    fn divide(self, other: Self) -> Self;
    /// `self / other` within 1 ulp, for `other` from 2^-126 to 10^37; faster where division is
    /// slow.
    #[cfg(feature = "std")]
    #[inline(always)]
    fn divide_normal(self, other: Self) -> Self {
        self.divide(other)
    }
    /// The square root, rounded once; NaN below zero.
    fn square_root(self) -> Self;
    /// `self * factor + addend`, rounded once on the vector paths and twice on the portable one.
    fn multiply_add(self, factor: Self, addend: Self) -> Self;
    /// The larger one, or `other` if one of them is NaN.
    fn maximum(self, other: Self) -> Self;
    /// The smaller one, or `other` if one of them is NaN.
    fn minimum(self, other: Self) -> Self;
    /// `yes` where `self > bound`, else `no`: also where one of them is NaN.
    fn if_greater(self, bound: Self, yes: Self, no: Self) -> Self;
    /// `|self|`.
    fn absolute(self) -> Self;
    /// The magnitude of `self` with the sign bit of `sign`.
    fn with_sign_of(self, sign: Self) -> Self;
    /// `self * 2^exponent` for integer exponents from -252 to 254, rounded once.
    fn scale(self, exponent: Self) -> Self;
    /// `function` of each lane, one after the other: for what has no vector instruction.
    #[inline(always)]
    fn each(self, function: impl Fn(f32) -> f32) -> Self {
        let mut lanes = [0.0; 16];
        const { assert!(Self::LANES <= 16, "the lanes must fit") };
        // SAFETY: no vector has more lanes, and `self` shows that the machine has the instructions.
        unsafe {
            self.store(lanes.as_mut_ptr());
            for lane in lanes.iter_mut().take(Self::LANES) {
                *lane = function(*lane);
            }
            Self::load(lanes.as_ptr())
        }
    }

    /// Copies a matrix of `LANES` rows of `LANES` elements, transposed.
    ///
    /// # Safety
    /// The machine supports the instruction set, and the rows can be read and written.
    #[inline(always)]
    unsafe fn transpose(source: *const f32, stride: usize, target: *mut f32, target_stride: usize) {
        for row in 0..Self::LANES {
            for column in 0..Self::LANES {
                // SAFETY: both elements lie in the rows that the caller promises.
                unsafe {
                    let value = *source.add(row * stride + column);
                    *target.add(column * target_stride + row) = value;
                }
            }
        }
    }

    /// The sum over the lanes, in an order that depends only on the instruction set.
    fn sum(self) -> f32;
    /// The largest lane, if none is NaN.
    fn largest(self) -> f32;
}

impl Compute {
    /// Runs a kernel with the instruction set of this `Compute`.
    ///
    /// # Safety
    /// The kernel's own conditions hold.
    #[inline]
    pub(crate) unsafe fn run<K: Kernel>(&self, kernel: &K) {
        // SAFETY: a `Compute` is only ever made with a set that the machine supports; the rest is
        // the caller's promise.
        unsafe {
            match self.instruction_set() {
                InstructionSet::Portable => Portable::<4>::call(kernel),
                #[cfg(target_arch = "x86_64")]
                InstructionSet::Avx2 => avx2::Avx2::call(kernel),
                #[cfg(target_arch = "x86_64")]
                InstructionSet::Avx512 => avx512::Avx512::call(kernel),
                #[cfg(target_arch = "aarch64")]
                InstructionSet::Neon => neon::Neon::call(kernel),
            }
        }
    }
}
