//! The transposed input gradient: `weight delta^T`, whose result is then transposed.
//!
//! The samples of a batch are the columns. Each block of the result is transposed, and multiplied
//! by the derivative of the activation, while it is in the cache.
use super::input_gradient::PANEL;
use super::tile::{Product, Store, next_panel, panel};
use super::transpose::transpose;
use crate::kernels::activation::{Activation, Block, Differentiate};
use crate::kernels::vector::{Kernel, Vector};
use core::ops::Range;
use core::ptr::null;

/// The number of inputs that are computed before they are transposed.
const INPUTS: usize = 32;

/// The number of elements of scratch for a block, before and after the transposition.
pub(super) const fn turned_scratch() -> usize {
    2 * INPUTS * PANEL
}

/// `target = (delta weight^T) * f'(below)`, or added to it; a matrix is given as the
/// address of its first row and its row stride.
#[derive(Clone, Copy)]
pub(super) struct TurnedGradient {
    pub(super) delta: (*const f32, usize),
    pub(super) weight: *const f32,
    pub(super) activation: Activation,
    pub(super) below: (*const f32, usize),
    pub(super) accumulate: bool,
    /// [`turned_scratch`], and `PANEL` elements for each output, padded to whole vectors.
    pub(super) scratch: *mut f32,
    pub(super) target: *mut f32,
    pub(super) target_stride: usize,
    pub(super) batch: usize,
    pub(super) inputs: usize,
    pub(super) outputs: usize,
}

// SAFETY: it only holds addresses and sizes; whoever uses it in several threads ensures
// that they write different parts.
unsafe impl Sync for TurnedGradient {}

impl TurnedGradient {
    /// The part for some samples and inputs, with its own scratch, which begins at `scratch`.
    ///
    /// # Safety
    /// They lie inside the batch and the inputs, and the part's scratch inside the whole.
    pub(super) unsafe fn part(
        &self,
        rows: Range<usize>,
        inputs: Range<usize>,
        scratch: usize,
    ) -> Self {
        let at = |row: usize, stride: usize| row * stride + inputs.start;
        // SAFETY: by the caller's promise all of these stay inside their matrices.
        unsafe {
            Self {
                delta: (self.delta.0.add(rows.start * self.delta.1), self.delta.1),
                weight: self.weight.add(inputs.start * self.outputs),
                below: (self.below.0.add(at(rows.start, self.below.1)), self.below.1),
                scratch: self.scratch.add(scratch),
                target: self.target.add(at(rows.start, self.target_stride)),
                batch: rows.len(),
                inputs: inputs.len(),
                ..*self
            }
        }
    }
}

impl Kernel for TurnedGradient {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        let Self { delta: (delta, delta_stride), outputs, batch, .. } = *self;
        let mut row = 0;
        while row < batch {
            let rows = next_panel::<V>(batch - row);
            // SAFETY: the rows lie inside the batch; the scratch holds the widest panel.
            unsafe {
                let (blocks, turned) = (self.scratch, self.scratch.add(turned_scratch()));
                let width = rows.next_multiple_of(V::LANES);
                transpose::<V>(
                    delta.add(row * delta_stride),
                    delta_stride,
                    rows,
                    outputs,
                    turned,
                    width,
                );
                let mut input = 0;
                while input < self.inputs {
                    let inputs = input..(input + INPUTS).min(self.inputs);
                    self.part(row..row + rows, inputs, 0).block::<V>(turned, width, blocks);
                    input += INPUTS;
                }
            }
            row += rows;
        }
    }
}

impl TurnedGradient {
    /// A whole part of few samples and inputs, whose delta is transposed already, with a row stride
    /// of `width`.
    ///
    /// # Safety
    /// As for [`Kernel::run`]; `blocks` has [`turned_scratch`] elements.
    #[inline(always)]
    unsafe fn block<V: Vector>(&self, turned: *const f32, width: usize, blocks: *mut f32) {
        let Self { batch, inputs, outputs, .. } = *self;
        let product = Product {
            left: self.weight,
            left_stride: outputs,
            right: turned,
            right_stride: width,
            depth: outputs,
            start: null(),
            start_stride: 0,
            target: blocks,
            target_stride: width,
            store: Store::Overwrite { floor: f32::NEG_INFINITY },
        };
        // SAFETY: all lie inside what the caller promises; the scratch has whole vectors.
        unsafe {
            panel::<V, false>(&product, inputs, width);
            let back = blocks.add(INPUTS * PANEL);
            transpose::<V>(blocks, width, inputs.next_multiple_of(V::LANES), width, back, INPUTS);
            V::call(&Differentiate {
                activation: self.activation,
                output: self.below,
                source: (back, INPUTS),
                block: Block {
                    data: self.target,
                    count: batch,
                    width: inputs,
                    stride: self.target_stride,
                },
                accumulate: self.accumulate,
            });
        }
    }
}
