//! Sizes as types, for what Rust cannot write as a constant yet: the sum of two const parameters.
//!
//! `Dense<{ A + B }, 10>` does not compile while `A` and `B` are const parameters. A network with
//! such a layer has a [`DenseOf<Sum<Count<A>, Count<B>>, Count<10>>`](crate::layers::DenseOf) in
//! its place: [`typenum`]'s [`Sum`] and [`Prod`] compute with a [`Count`], and with typenum's own
//! numbers. Their result is a [`Size`] without any bound that users of the network would have to
//! repeat. (typenum's numbers alone would need a bound wherever a const parameter becomes such a
//! number, would end at about a thousand, and would appear in error messages bit by bit.)
//!
//! ```
//! use burdock::sizes::{Count, Prod, Size, Sum};
//!
//! fn both<const A: usize, const B: usize>() -> usize {
//!     <Sum<Count<A>, Prod<Count<2>, Count<B>>> as Size>::SIZE
//! }
//! assert_eq!(both::<3, 5>(), 13);
//! assert_eq!(<Sum<typenum::U7, Count<5>> as Size>::SIZE, 12);
//! ```
#![allow(unsafe_code)]

use crate::memory::Plain;
use core::marker::PhantomData;
use core::ops::{Add, Mul};
use typenum::{B0, B1, UInt, UTerm};
pub use typenum::{Prod, Sum};

/// A size, represented by a type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a size",
    label = "expected a size such as `Count<30>`, or a sum or product of sizes"
)]
pub trait Size: 'static {
    /// The value.
    const SIZE: usize;
    /// `SIZE` values, one after the other.
    type Array<T: Plain>: Plain;
}

/// A constant, or a const parameter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count<const N: usize>;

/// The sum of two sizes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plus<A, B>(PhantomData<(A, B)>);

/// The product of two sizes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times<A, B>(PhantomData<(A, B)>);

impl<const N: usize> Size for Count<N> {
    const SIZE: usize = N;
    type Array<T: Plain> = [T; N];
}

impl<A: Size, B: Size> Size for Plus<A, B> {
    const SIZE: usize = A::SIZE + B::SIZE;
    type Array<T: Plain> = Pair<A::Array<T>, B::Array<T>>;
}

impl<A: Size, B: Size> Size for Times<A, B> {
    const SIZE: usize = A::SIZE * B::SIZE;
    type Array<T: Plain> = A::Array<B::Array<T>>;
}

impl Size for UTerm {
    const SIZE: usize = 0;
    type Array<T: Plain> = [T; 0];
}

impl<U: Size> Size for UInt<U, B0> {
    const SIZE: usize = 2 * U::SIZE;
    type Array<T: Plain> = [U::Array<T>; 2];
}

impl<U: Size> Size for UInt<U, B1> {
    const SIZE: usize = 2 * U::SIZE + 1;
    type Array<T: Plain> = Pair<[U::Array<T>; 2], T>;
}

/// Two values, one after the other: the memory layout of a sum.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair<A, B> {
    first: A,
    second: B,
}

// SAFETY: `repr(C)`, of two types with the alignment of f32 and sizes that are multiples of it, so
// that there is no padding between or after them; any bits are valid in both.
unsafe impl<A: Plain, B: Plain> Plain for Pair<A, B> {}

/// Implements `+` and `*`, with types as results.
macro_rules! operators {
    ($([$($parameters:tt)*] $left:ty, $right:ty;)*) => {$(
        impl<$($parameters)*> Add<$right> for $left {
            type Output = Plus<Self, $right>;

            fn add(self, _: $right) -> Self::Output {
                Plus(PhantomData)
            }
        }

        impl<$($parameters)*> Mul<$right> for $left {
            type Output = Times<Self, $right>;

            fn mul(self, _: $right) -> Self::Output {
                Times(PhantomData)
            }
        }
    )*};
}

operators! {
    [const N: usize, R: Size] Count<N>, R;
    [A, B, R: Size] Plus<A, B>, R;
    [A, B, R: Size] Times<A, B>, R;
    [const N: usize] UTerm, Count<N>;
    [A, B] UTerm, Plus<A, B>;
    [A, B] UTerm, Times<A, B>;
    [U, B, const N: usize] UInt<U, B>, Count<N>;
    [U, B, C, D] UInt<U, B>, Plus<C, D>;
    [U, B, C, D] UInt<U, B>, Times<C, D>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::{flat, value_mut};
    use core::slice::from_ref;
    use std::vec::Vec;
    use typenum::{U0, U5, U6, U7};

    /// The array has `SIZE` elements, each in its place.
    fn check<S: Size>(expected: usize) {
        assert_eq!((S::SIZE, <S::Array<f32> as Plain>::LENGTH), (expected, expected));
        assert_eq!(<S::Array<[f32; 3]> as Plain>::LENGTH, 3 * expected);
        let mut numbers: Vec<f32> = (0..expected).map(|number| number as f32).collect();
        let copy = numbers.clone();
        assert_eq!(flat(from_ref(value_mut::<S::Array<f32>>(&mut numbers))), copy);
    }

    #[test]
    fn a_size_is_as_large_as_its_memory() {
        check::<Count<0>>(0);
        check::<Count<7>>(7);
        check::<Sum<Count<2>, Count<5>>>(7);
        check::<Prod<Count<2>, Count<5>>>(10);
        check::<Sum<Prod<Count<2>, Count<5>>, Prod<Sum<Count<1>, Count<0>>, Count<4>>>>(14);
    }

    #[test]
    fn the_numbers_of_typenum_are_sizes() {
        check::<U0>(0);
        check::<U5>(5);
        check::<U6>(6);
        check::<U7>(7);
    }

    #[test]
    fn both_kinds_of_numbers_add_up() {
        check::<Sum<U7, Count<3>>>(10);
        check::<Sum<Count<3>, U7>>(10);
        check::<Prod<U6, Sum<U0, Count<3>>>>(18);
        check::<Prod<Prod<Count<2>, U5>, U7>>(70);
        check::<Sum<U5, Prod<Count<2>, U5>>>(15);
    }

    #[test]
    fn sums_lie_one_behind_the_other() {
        let mut numbers = [1.0, 2.0, 3.0, 4.0, 5.0];
        let pair = value_mut::<<Sum<Count<2>, Count<3>> as Size>::Array<f32>>(&mut numbers);
        assert_eq!((pair.first, pair.second), ([1.0, 2.0], [3.0, 4.0, 5.0]));
    }

    #[test]
    fn operators_give_values_of_their_types() {
        let _: Plus<Count<2>, Count<3>> = Count::<2> + Count::<3>;
        let _: Times<U5, Count<3>> = U5::new() * Count::<3>;
    }
}
