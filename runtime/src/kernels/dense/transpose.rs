//! Transposes some rows of a matrix, as an operand of a product.
use crate::kernels::vector::Vector;
use core::mem::MaybeUninit;

/// The largest number of lanes: how large a block may be.
const LANES: usize = 16;

/// `target[column, row] = source[row, column]`, for `rows` rows.
///
/// Rows and columns are padded to whole vectors with arbitrary values.
///
/// # Safety
/// The machine has the instructions of `V`. The rows can be read. `target_stride` is at least
/// `rows`, rounded up to whole vectors, and as many columns, rounded up too, can be written.
#[cfg_attr(not(unoptimized), inline(always))]
pub(super) unsafe fn transpose<V: Vector>(
    source: *const f32,
    stride: usize,
    rows: usize,
    columns: usize,
    target: *mut f32,
    target_stride: usize,
) {
    let mut aside = MaybeUninit::<[f32; LANES * LANES]>::uninit();
    let aside = aside.as_mut_ptr().cast::<f32>();
    let mut row = 0;
    while row < rows {
        let mut column = 0;
        while column < columns {
            // SAFETY: whole blocks are read from the source, others from a copy, of which
            // all elements are written first; both are written where the caller promises.
            unsafe {
                let source = source.add(row * stride + column);
                let target = target.add(column * target_stride + row);
                if row + V::LANES <= rows && column + V::LANES <= columns {
                    V::transpose(source, stride, target, target_stride);
                } else {
                    let mut i = 0;
                    while i < V::LANES {
                        let there = if row + i < rows { columns - column } else { 0 };
                        let line =
                            V::load_partial(source.wrapping_add(i * stride), there.min(V::LANES));
                        line.store(aside.add(i * V::LANES));
                        i += 1;
                    }
                    V::transpose(aside, V::LANES, target, target_stride);
                }
            }
            column += V::LANES;
        }
        row += V::LANES;
    }
}
