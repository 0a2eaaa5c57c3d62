//! The items that emitted code refers to. Nothing here is part of the public interface.

mod assertions;
mod lengths;
mod ports;
mod scratch;
mod std_only;
mod tensors;
mod type_assertions;
pub mod words;

pub use crate::component::{Component, ComponentPass, InNetwork, TrainableComponent, Within};
pub use crate::compute::Compute;
pub use crate::head::{HasHead, HasTarget, Head, HeadOf, Several, Sigmoid, Softmax, Step, Values};
pub use crate::initializers::{CustomInitializer, Initializer};
pub use crate::kernels::activation::{Activation, activate, differentiate};
pub use crate::kernels::blocks::{Blocks, clear_outside, copy_blocks};
pub use crate::kernels::dense::input_gradient_scratch;
pub use crate::kernels::dot::{dot, dot_gradient};
pub use crate::kernels::elementwise::{
    Elementwise, elementwise, elementwise_gradient, elementwise_in_place,
};
pub use crate::kernels::merge::{Merge, merge, merge_gradient, merge_in_place};
pub use crate::kernels::permute::{permute, permute_gradient};
pub use crate::kernels::rows::{Rows, RowsMut};
pub use crate::layers::{Activates, apply, apply_gradient, apply_in_place};
pub use crate::layers::{Dense, NoBias};
pub use crate::memory::{Plain, Shaped, flat, flat_mut, from_bytes};
pub use crate::model::{Model, ModelMut};
pub use crate::network::{
    BackwardPass, HeadBlock, InputPort, LayerRow, Network, OutputHead, Parameter, ParameterKind,
    Share, Trainable, Update,
};
pub use crate::parameters::{Field, Fields, Joined, Parameters, has_parameter};
pub use crate::seed::Seed;
pub use crate::{__component as component, __trainable_component as trainable_component};
pub use assertions::{Part, require, same_shape, same_text};
pub use burdock_macros::__network;
pub use core::ops::FnMut;
pub use core::option::Option::{None, Some};
pub use core::{concat, env, include_bytes};
pub use lengths::{batch_of_pass, batch_to_predict, batch_to_train, elements};
pub use ports::{
    axis_of, gives_alike, gives_axes, gives_shape, has_elements, name_of, output_shape, part_of,
    sees_axes, shape_of, takes_output, takes_shape,
};
pub use scratch::{Places, max, rows};
pub use std_only::std_only;
pub use tensors::{Tensor, component_from_bytes};
pub use type_assertions::{gives, gives_one_axis, takes};

#[cfg(feature = "std")]
pub use crate::data::{SampleWeight, WeightFor};
#[cfg(feature = "std")]
pub use crate::losses::Loss;
#[cfg(feature = "std")]
pub use crate::metrics::HeadMetric;
#[cfg(feature = "std")]
pub use crate::training::{HeadLosses, HeadVisitor};
#[cfg(feature = "std")]
pub use std::boxed::Box;

#[cfg(feature = "std")]
use crate::seed::PARAMETER_STREAMS;
use core::ops::Range;
use core::slice::{from_mut, from_ref};

/// The part of an axis, as of [`Blocks::along`]. An empty one where it does not lie inside the axis,
/// which is an error where the part is written, and is not to be reported twice.
pub const fn blocks_along(shape: &[usize], axis: usize, range: Range<usize>) -> Blocks {
    let is_inside = axis < shape.len() && range.start <= range.end && range.end <= shape[axis];
    if is_inside { Blocks::along(shape, axis, range) } else { Blocks::along(&[0], 0, 0..0) }
}

/// With more elements than this, scratch memory is not on the stack if there is a heap.
const STACK_NUMBERS: usize = 64 * 1024 / size_of::<f32>();

/// The number of elements of scratch memory that a prediction has on the stack: all, or none.
pub const fn stack_scratch(numbers: usize) -> usize {
    if cfg!(feature = "std") && numbers > STACK_NUMBERS { 0 } else { numbers }
}

/// Predicts one sample with `STACK` elements of scratch on the stack, or all on the heap.
pub fn predict<N: Network, const STACK: usize>(network: &N, input: &N::Input) -> N::Output {
    let mut output = crate::memory::zero::<N::Output>();
    #[cfg(feature = "std")]
    let compute = Compute::best();
    #[cfg(not(feature = "std"))]
    let compute = &Compute::detect();
    let (inputs, outputs) = (from_ref(input), from_mut(&mut output));
    #[cfg(feature = "std")]
    if STACK < N::SCRATCH {
        let mut scratch = std::vec![0.0; N::SCRATCH];
        network.predict_into(compute, inputs, outputs, &mut scratch);
        return output;
    }
    network.predict_into(compute, inputs, outputs, &mut [0.0; STACK]);
    output
}

/// As [`predict`], with the smallest of some stack sizes: if the scratch depends on const
/// parameters, Rust cannot make an array of exactly that length.
pub fn predict_sized<N: Network>(network: &N, input: &N::Input) -> N::Output {
    macro_rules! smallest_of {
        ($($numbers:literal)*) => {$(
            if const { N::SCRATCH <= $numbers } {
                return predict::<N, $numbers>(network, input);
            }
        )*};
    }
    smallest_of!(0 16 32 64 128 256 512 1024 2048 4096 8192 16384);
    #[cfg(feature = "std")]
    return predict::<N, 0>(network, input);
    #[cfg(not(feature = "std"))]
    {
        const MOST: usize = 1 << 20;
        const { assert!(N::SCRATCH <= MOST, "too large for a stack: use `predict_into`") };
        smallest_of!(32768 65536 131072 262144 524288);
        predict::<N, MOST>(network, input)
    }
}

/// A network on the heap with its parameters drawn from `seed`.
#[cfg(feature = "std")]
pub fn initialized<N: Network>(seed: Seed) -> Box<N> {
    let mut network = crate::memory::zeroed::<N>();
    let numbers = flat_mut(from_mut(&mut *network));
    for (index, parameter) in N::PARAMETERS.iter().enumerate() {
        let mut generator = seed.generator(PARAMETER_STREAMS + index as u64);
        parameter.initializer.fill(
            &mut numbers[parameter.range()],
            parameter.shape,
            &mut generator,
        );
    }
    network
}

/// A copy on the heap.
#[cfg(feature = "std")]
pub fn duplicate<N: Network>(network: &N) -> Box<N> {
    let mut copy = crate::memory::zeroed::<N>();
    flat_mut(from_mut(&mut *copy)).copy_from_slice(flat(from_ref(network)));
    copy
}
