//! The fully connected layer whose sizes are types.
#![allow(unsafe_code)]

use super::dense_methods::methods;
use crate::memory::Plain;
use crate::sizes::Size;
use core::fmt::{self, Debug, Formatter};

/// A [`Dense`](super::Dense) layer's parameters where a size is the sum or the product of const
/// parameters: `y = f(weight · x + bias)`.
///
/// `network!` uses it in a network with const parameters if Rust cannot express the size as a
/// constant ([`sizes`](crate::sizes)). Its memory and its arithmetic are those of `Dense`; its
/// elements are read with [`parameters`](DenseOf::parameters).
///
/// ```
/// use burdock::layers::{Dense, DenseOf};
/// use burdock::sizes::{Count, Sum};
///
/// type Joined<const A: usize, const B: usize> = DenseOf<Sum<Count<A>, Count<B>>, Count<10>>;
/// assert_eq!(size_of::<Joined<3, 5>>(), size_of::<Dense<8, 10>>());
/// ```
#[repr(C)]
pub struct DenseOf<I: Size, U: Size, B = <U as Size>::Array<f32>> {
    weight: I::Array<U::Array<f32>>,
    bias: B,
}

// SAFETY: `repr(C)`, of fields that are `Plain`.
unsafe impl<I: Size, U: Size, B: Plain> Plain for DenseOf<I, U, B> {}

impl<I: Size, U: Size, B: Plain> DenseOf<I, U, B> {
    methods!(I, U);
}

impl<I: Size, U: Size, B: Plain> Debug for DenseOf<I, U, B> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (weight, bias) = self.parameters();
        f.debug_struct("DenseOf").field("weight", &weight).field("bias", &bias).finish()
    }
}

impl<I: Size, U: Size, B: Plain> PartialEq for DenseOf<I, U, B> {
    fn eq(&self, other: &Self) -> bool {
        self.parameters() == other.parameters()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compute::Compute;
    use crate::kernels::activation::Activation;
    use crate::kernels::rows::{Rows, RowsMut};
    use crate::layers::{Dense, NoBias};
    use crate::memory::{flat, flat_mut};
    use crate::parameters::Parameters;
    use crate::sizes::{Count, Prod, Sum};
    use core::slice::{from_mut, from_ref};
    use std::vec;

    type Of = DenseOf<Sum<Count<3>, Count<5>>, Prod<Count<2>, Count<3>>>;

    #[test]
    fn the_layout_is_that_of_dense() {
        assert_eq!((Of::LENGTH, align_of::<Of>()), (8 * 6 + 6, align_of::<f32>()));
        type Bare = DenseOf<Sum<Count<3>, Count<5>>, Count<6>, NoBias>;
        assert_eq!(Bare::LENGTH, Dense::<8, 6, NoBias>::LENGTH);
    }

    #[test]
    fn the_table_is_that_of_dense() {
        assert_eq!(Of::PARAMETERS, Dense::<8, 6>::PARAMETERS);
        type Bare = DenseOf<Sum<Count<3>, Count<5>>, Count<6>, NoBias>;
        assert_eq!(Bare::PARAMETERS, Dense::<8, 6, NoBias>::PARAMETERS);
    }

    #[test]
    fn the_numbers_are_those_of_dense() {
        let (mut of, mut dense) =
            (crate::memory::zeroed::<Of>(), crate::memory::zeroed::<Dense<8, 6>>());
        for (index, number) in flat_mut(from_mut(&mut *of)).iter_mut().enumerate() {
            *number = (index as f32 * 0.7).sin();
        }
        flat_mut(from_mut(&mut *dense)).copy_from_slice(flat(from_ref(&*of)));
        assert_eq!(of.parameters(), dense.parameters());
        let compute = Compute::best();
        for rows in [1, 3] {
            let input: std::vec::Vec<f32> = (0..8 * rows).map(|it| (it as f32).cos()).collect();
            let run = |forward: &dyn Fn(Rows<'_>, RowsMut<'_>)| {
                let mut output = vec![0.0; 6 * rows];
                forward(Rows::new(&input, 8), RowsMut::new(&mut output, 6));
                output
            };
            let one = run(&|x, y| of.forward(compute, x, Activation::Tanh, y));
            let other = run(&|x, y| dense.forward(compute, x, Activation::Tanh, y));
            assert_eq!(one, other);
        }
    }

    #[test]
    fn layers_are_compared_and_copied_by_their_numbers() {
        let (mut one, mut other) = (crate::memory::zeroed::<Of>(), crate::memory::zeroed::<Of>());
        one.parameters_mut().1[5] = 2.0;
        assert!(*one != *other);
        other.clone_from(&one);
        assert!(*one == *other);
        assert!(std::format!("{one:?}").ends_with("bias: [0.0, 0.0, 0.0, 0.0, 0.0, 2.0] }"));
    }
}
