//! Views of parameters and samples as flat slices of `f32`, and their creation on the heap.
//!
//! Input: any [`Plain`] value. Output: its elements in memory order. The invariant that every
//! function here rests on: a `Plain` type is a sequence of `f32` and nothing else.
#![allow(unsafe_code)]

use crate::layers::NonTrainable;
use crate::sizes::{Count, Size, Times};
use core::mem::{align_of, size_of};
use nalgebra::{SMatrix, SVector};

/// A type that is a sequence of `f32` in memory and nothing else.
///
/// Samples, outputs, layers and whole networks are `Plain`: that is what lets a batch be one
/// slice, an optimizer walk over all parameters, and a network be created on the heap.
///
/// # Safety
/// The type has the alignment of `f32`, a size that is a multiple of four bytes, no padding,
/// no invalid bit pattern and no interior mutability.
pub unsafe trait Plain: Sized + Send + Sync + 'static {
    /// The number of `f32` in a value.
    const LENGTH: usize = {
        assert!(
            align_of::<Self>() == align_of::<f32>()
                && size_of::<Self>().is_multiple_of(size_of::<f32>())
        );
        size_of::<Self>() / size_of::<f32>()
    };
}

// SAFETY: an f32 is one f32.
unsafe impl Plain for f32 {}
// SAFETY: arrays have no padding between their elements.
unsafe impl<T: Plain, const N: usize> Plain for [T; N] {}
// SAFETY: it is `repr(transparent)`.
unsafe impl<T: Plain> Plain for NonTrainable<T> {}
// SAFETY: a static matrix is `[[f32; ROWS]; COLUMNS]` behind transparent or single-field types.
unsafe impl<const ROWS: usize, const COLUMNS: usize> Plain for SMatrix<f32, ROWS, COLUMNS> {}

/// A [`Plain`] type with axes: `f32`, arrays of `f32`, arrays of arrays of `f32`, and so on.
pub trait Shaped: Plain {
    /// The number of axes, at most [`MAX_RANK`].
    const RANK: usize;
    /// The length of each axis, the outermost first; entries beyond the rank have no meaning.
    const DIMENSIONS: &'static [usize; MAX_RANK];
    /// The array with these axes.
    type Array: Plain;
    /// The number of elements, as a type.
    type Size: Size;
    /// The lengths of the axes.
    const SHAPE: &'static [usize] = Self::DIMENSIONS.split_at(Self::RANK).0;
}

/// The most axes of a [`Shaped`] type.
pub const MAX_RANK: usize = 8;

impl Shaped for f32 {
    const RANK: usize = 0;
    const DIMENSIONS: &'static [usize; MAX_RANK] = &[0; MAX_RANK];
    type Array = f32;
    type Size = Count<1>;
}

impl<T: Shaped, const N: usize> Shaped for [T; N] {
    const RANK: usize = 1 + T::RANK;
    const DIMENSIONS: &'static [usize; MAX_RANK] = &with_axis(N, T::DIMENSIONS);
    type Array = [T::Array; N];
    type Size = Times<Count<N>, T::Size>;
}

impl<const ROWS: usize> Shaped for SVector<f32, ROWS> {
    const RANK: usize = 1;
    const DIMENSIONS: &'static [usize; MAX_RANK] = &with_axis(ROWS, &[0; MAX_RANK]);
    type Array = [f32; ROWS];
    type Size = Count<ROWS>;
}

/// The dimensions with one more in front.
pub(crate) const fn with_axis(first: usize, others: &[usize]) -> [usize; MAX_RANK] {
    let mut dimensions = [first; MAX_RANK];
    let mut axis = 1;
    while axis < MAX_RANK && axis <= others.len() {
        dimensions[axis] = others[axis - 1];
        axis += 1;
    }
    dimensions
}

/// The number of elements of a shape.
///
/// # Panics
/// If the number overflows `usize`: at compile time, if it is called in a constant.
pub(crate) const fn elements(shape: &[usize]) -> usize {
    let (mut elements, mut axis) = (1_usize, 0);
    while axis < shape.len() {
        elements = match elements.checked_mul(shape[axis]) {
            Some(product) => product,
            None => panic!("a shape must not have more elements than can be counted"),
        };
        axis += 1;
    }
    elements
}

/// Views a slice of `f32` as a slice of values.
///
/// # Panics
/// If the slice is not a whole number of values, or a value has no elements: then the number of
/// values is undefined.
pub fn values<T: Plain>(numbers: &[f32]) -> &[T] {
    let count = count::<T>(numbers.len());
    // SAFETY: `numbers` are `count` values' worth of f32, any bits of which are a valid `T`, which
    // has the alignment of f32 (`Plain`), borrowed alike.
    unsafe { core::slice::from_raw_parts(numbers.as_ptr().cast(), count) }
}

/// Views a slice of `f32` as a mutable slice of values.
///
/// # Panics
/// As [`values`].
pub fn values_mut<T: Plain>(numbers: &mut [f32]) -> &mut [T] {
    let count = count::<T>(numbers.len());
    // SAFETY: as in `values`; the borrow is unique.
    unsafe { core::slice::from_raw_parts_mut(numbers.as_mut_ptr().cast(), count) }
}

/// Views a slice of `f32` as one mutable value.
///
/// # Panics
/// If the slice is not as long as the value.
pub fn value_mut<T: Plain>(numbers: &mut [f32]) -> &mut T {
    assert!(numbers.len() == T::LENGTH, "the numbers must be one value");
    // SAFETY: as in `values_mut`, of one value; an empty value may be at any aligned address.
    unsafe { &mut *numbers.as_mut_ptr().cast() }
}

/// The number of values in that many elements.
fn count<T: Plain>(numbers: usize) -> usize {
    assert!(T::LENGTH > 0, "values without elements cannot be counted by their elements");
    assert!(numbers.is_multiple_of(T::LENGTH), "the numbers must be whole values");
    numbers / T::LENGTH
}

/// The elements of a slice of values, one value after the other.
pub fn flat<T: Plain>(values: &[T]) -> &[f32] {
    let length = values.len() * T::LENGTH;
    // SAFETY: `values` is `length` initialised f32 in one allocation (`Plain`), borrowed alike.
    unsafe { core::slice::from_raw_parts(values.as_ptr().cast(), length) }
}

/// The elements of a slice of values, mutable.
pub fn flat_mut<T: Plain>(values: &mut [T]) -> &mut [f32] {
    let length = values.len() * T::LENGTH;
    // SAFETY: as in `flat`; every bit pattern of f32 is a valid `T`, and the borrow is unique.
    unsafe { core::slice::from_raw_parts_mut(values.as_mut_ptr().cast(), length) }
}

/// A value of zeros, created directly on the heap, never on the stack.
#[cfg(feature = "std")]
pub fn zeroed<T: Plain>() -> std::boxed::Box<T> {
    let mut value = std::boxed::Box::<T>::new_uninit();
    // SAFETY: the box has room for one `T`, and all bits zero is a valid one, as it is for f32.
    unsafe {
        value.as_mut_ptr().write_bytes(0, 1);
        value.assume_init()
    }
}

/// Appends `additional` values of zeros, created directly in the vector's memory.
///
/// # Errors
/// If the allocation fails; the vector is then unchanged.
#[cfg(feature = "std")]
pub fn extend_zeroed<T: Plain>(
    values: &mut std::vec::Vec<T>,
    additional: usize,
) -> Result<(), std::collections::TryReserveError> {
    values.try_reserve(additional)?;
    let length = values.len();
    // SAFETY: room for `additional` values follows the first `length`; all bits zero is a valid
    // `T`; so all `length + additional` values are initialised when the length is set.
    unsafe {
        values.as_mut_ptr().add(length).write_bytes(0, additional);
        values.set_len(length + additional);
    }
    Ok(())
}

/// A slice of values of zeros, created directly on the heap, never on the stack.
#[cfg(feature = "std")]
pub fn zeroed_slice<T: Plain>(length: usize) -> std::boxed::Box<[T]> {
    let mut values = std::boxed::Box::<[T]>::new_uninit_slice(length);
    // SAFETY: the box has room for `length` values, and all bits zero are valid ones.
    unsafe {
        values.as_mut_ptr().write_bytes(0, length);
        values.assume_init()
    }
}

/// A value read from the bytes of a file at compile time, starting at `offset`.
///
/// # Panics
/// If the bytes end before the value does: at compile time, if it is called in a constant.
pub const fn from_bytes<T: Plain>(bytes: &[u8], offset: usize) -> T {
    const {
        assert!(
            cfg!(target_endian = "little"),
            "weights files are little-endian, and so must the target be"
        );
    }
    assert!(offset <= bytes.len() && size_of::<T>() <= bytes.len() - offset);
    // SAFETY: the range is inside `bytes` (just checked), and any bits are a valid `T`.
    unsafe { bytes.as_ptr().add(offset).cast::<T>().read_unaligned() }
}

/// A value of zeros, for small types such as an output.
pub(crate) fn zero<T: Plain>() -> T {
    // SAFETY: all bits zero is a valid `T`, as it is for f32.
    unsafe { core::mem::zeroed() }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;

    type Nothing = [[f32; 0]; 3];

    #[test]
    fn values_without_elements_are_made_and_flattened() {
        assert_eq!(flat(&[[[0.0; 0]; 3]; 7]).len(), 0);
        assert_eq!(flat_mut(&mut zeroed_slice::<Nothing>(7)).len(), 0);
        assert!(value_mut::<Nothing>(&mut []).as_flattened().is_empty());
        let mut values: std::vec::Vec<Nothing> = std::vec::Vec::new();
        extend_zeroed(&mut values, usize::MAX).expect("they take no memory");
        assert_eq!(values.len(), usize::MAX);
        assert!(extend_zeroed(&mut values, 1).is_err());
    }

    #[test]
    #[should_panic(expected = "values without elements cannot be counted")]
    fn values_without_elements_are_not_counted() {
        let _ = values::<Nothing>(&[]);
    }

    #[test]
    #[should_panic(expected = "values without elements cannot be counted")]
    fn values_without_elements_are_not_counted_to_be_changed() {
        let _ = values_mut::<Nothing>(&mut []);
    }

    #[test]
    #[should_panic(expected = "the numbers must be whole values")]
    fn a_part_of_a_value_is_refused() {
        let _ = values::<[f32; 3]>(&[0.0; 7]);
    }
}
