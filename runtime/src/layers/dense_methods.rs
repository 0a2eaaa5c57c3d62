//! The methods of a fully connected layer, shared by [`Dense`](super::Dense) and
//! [`DenseOf`](super::DenseOf).

/// The methods of a layer with the fields `weight`, one input after the other, and `bias`.
macro_rules! methods {
    ($inputs:ty, $units:ty) => {
        /// Whether a single sample uses specialized code. It is compiled in the network's crate: in
        /// a debug build it is slower than the code here, which may be optimized, and has
        /// larger stack frames. The results are bit-identical.
        const SMALL: bool = !cfg!(debug_assertions)
            && crate::kernels::dense::is_small(
                <$inputs as crate::sizes::Size>::SIZE,
                <$units as crate::sizes::Size>::SIZE,
            );

        /// `activation(input · weight + bias)`, for each row.
        ///
        /// A single sample uses code specialized on the size for up to 32 inputs and units.
        #[inline]
        pub fn forward(
            &self,
            compute: &crate::compute::Compute,
            input: crate::kernels::rows::Rows<'_>,
            activation: crate::kernels::activation::Activation,
            output: crate::kernels::rows::RowsMut<'_>,
        ) {
            if Self::SMALL && input.count() == 1 {
                let (weight, bias) = self.parameters();
                let mut output = output;
                let (input, output) = (input.row(0), output.row(0));
                return crate::kernels::dense::forward_single::<$inputs, $units>(
                    compute, input, weight, bias, activation, output,
                );
            }
            self.forward_general(compute, input, activation, output);
        }

        /// As [`forward`](Self::forward), always with the code for any size.
        #[inline]
        pub fn forward_general(
            &self,
            compute: &crate::compute::Compute,
            input: crate::kernels::rows::Rows<'_>,
            activation: crate::kernels::activation::Activation,
            output: crate::kernels::rows::RowsMut<'_>,
        ) {
            let (weight, bias) = self.parameters();
            crate::kernels::dense::forward(compute, input, weight, bias, activation, output);
        }

        /// `input · weight + bias`; every block of rows is passed on as soon as it is complete.
        #[inline]
        pub fn forward_then(
            &self,
            compute: &crate::compute::Compute,
            input: crate::kernels::rows::Rows<'_>,
            output: crate::kernels::rows::RowsMut<'_>,
            finish: &mut dyn FnMut(core::ops::Range<usize>, crate::kernels::rows::RowsMut<'_>),
        ) {
            if Self::SMALL && input.count() == 1 {
                let (weight, bias) = self.parameters();
                let mut output = output;
                let (input, row) = (input.row(0), output.row(0));
                let linear = crate::kernels::activation::Activation::Linear;
                crate::kernels::dense::forward_single::<$inputs, $units>(
                    compute, input, weight, bias, linear, row,
                );
                return finish(0..1, output);
            }
            self.forward_general_then(compute, input, output, finish);
        }

        /// As [`forward_then`](Self::forward_then), always with the code for any size.
        #[inline]
        pub fn forward_general_then(
            &self,
            compute: &crate::compute::Compute,
            input: crate::kernels::rows::Rows<'_>,
            output: crate::kernels::rows::RowsMut<'_>,
            finish: &mut dyn FnMut(core::ops::Range<usize>, crate::kernels::rows::RowsMut<'_>),
        ) {
            let (weight, bias) = self.parameters();
            crate::kernels::dense::forward_then(compute, input, weight, bias, output, finish);
        }

        /// `(delta · weightᵀ) * f'(below)`, where `below` is the previous layer's output, from `f`.
        #[allow(clippy::too_many_arguments)]
        pub fn input_gradient(
            &self,
            compute: &crate::compute::Compute,
            delta: crate::kernels::rows::Rows<'_>,
            activation: crate::kernels::activation::Activation,
            below: crate::kernels::rows::Rows<'_>,
            accumulate: bool,
            scratch: &mut [f32],
            gradient: crate::kernels::rows::RowsMut<'_>,
        ) {
            let (weight, _) = self.parameters();
            crate::kernels::dense::input_gradient(
                compute, delta, weight, activation, below, accumulate, scratch, gradient,
            );
        }

        /// Adds the gradient of weight and bias, `inputᵀ · delta` and the sums of delta's columns,
        /// to the values of `self`: for the gradients in a custom layer.
        #[inline]
        pub fn add_gradient(
            &mut self,
            compute: &crate::compute::Compute,
            input: crate::kernels::rows::Rows<'_>,
            delta: crate::kernels::rows::Rows<'_>,
        ) {
            let (weight, bias) = self.parameters_mut();
            crate::kernels::dense::weight_gradient(compute, input, delta, true, weight, bias);
        }

        /// Weight and bias as slices; the weight has the first input's elements first.
        pub fn parameters(&self) -> (&[f32], &[f32]) {
            use crate::memory::flat;
            use core::slice::from_ref;
            (flat(from_ref(&self.weight)), flat(from_ref(&self.bias)))
        }

        /// Weight and bias as mutable slices.
        pub fn parameters_mut(&mut self) -> (&mut [f32], &mut [f32]) {
            use crate::memory::flat_mut;
            use core::slice::from_mut;
            (flat_mut(from_mut(&mut self.weight)), flat_mut(from_mut(&mut self.bias)))
        }

        /// Copies another layer's parameters, in place.
        pub fn clone_from(&mut self, source: &Self) {
            use crate::memory::{flat, flat_mut};
            use core::slice::{from_mut, from_ref};
            flat_mut(from_mut(self)).copy_from_slice(flat(from_ref(source)));
        }
    };
}

pub(super) use methods;
