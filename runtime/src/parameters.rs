//! Types made of trainable parameters, with the tables that describe them.
//!
//! An array of `f32` is one parameter; an array of anything else is as many parts, whose names
//! are their indices: `blocks.0.weight`. A table is a constant; [`Joined`] makes the table of a
//! struct from the tables of its fields.

mod field;
mod joined;

pub use field::{Field, Fields, has_parameter};
pub use joined::Joined;

use crate::initializers::Initializer;
use crate::layers::{Dense, DenseOf, NoBias};
use crate::memory::{MAX_RANK, Plain, Shaped, with_axis};
use crate::network::{Parameter, ParameterKind};
use crate::sizes::Size;
use core::marker::PhantomData;
use nalgebra::SVector;

/// A type that is a sequence of parameters: an array, a layer, a network.
///
/// [`parameters!`](macro@crate::parameters) implements it for structs, `network!` for networks. A
/// type whose only parameter has no name is an `f32`, or an array of `f32`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not made of parameters",
    label = "expected f32, an array of it, a `Dense` layer, a network or a struct of `parameters!`"
)]
pub trait Parameters: Plain {
    /// The parameters, in memory order.
    const PARAMETERS: &'static [Parameter];
}

impl Parameters for f32 {
    const PARAMETERS: &'static [Parameter] = &[Parameter::whole(&[])];
}

impl<T: Parameters, const N: usize> Parameters for [T; N] {
    const PARAMETERS: &'static [Parameter] = match axes(T::PARAMETERS) {
        Some(axes) => {
            let dimensions: &[usize] = &Dimensions::<T, N>::ALL;
            let shape = dimensions.split_at(1 + axes.len()).0;
            &[Parameter { shape, ..T::PARAMETERS[0] }]
        }
        None => Joined::<Self>::TABLE,
    };
}

impl<T: Parameters, const N: usize> Fields for [T; N] {
    const FIELDS: &'static [Field] = match axes(T::PARAMETERS) {
        Some(_) => &[],
        None => &[Field::of::<T>("").copies(N)],
    };
}

impl<const N: usize> Parameters for SVector<f32, N> {
    const PARAMETERS: &'static [Parameter] = &[Parameter::whole(Self::SHAPE)];
}

/// The axes of an array of `f32`, as in [`Shaped`].
struct Dimensions<T, const N: usize>(PhantomData<T>);

impl<T: Parameters, const N: usize> Dimensions<T, N> {
    const ALL: [usize; MAX_RANK] = match axes(T::PARAMETERS) {
        Some(axes) => with_axis(N, axes),
        None => [0; MAX_RANK],
    };
}

/// The axes of a type with these parameters, if it is an `f32` or an array of `f32`.
const fn axes(parameters: &'static [Parameter]) -> Option<&'static [usize]> {
    match parameters {
        [Parameter { name, shape, .. }] if name.is_empty() => Some(shape),
        _ => None,
    }
}

impl<const INPUTS: usize, const UNITS: usize> Parameters for Dense<INPUTS, UNITS> {
    const PARAMETERS: &'static [Parameter] = &[
        Parameter::dense_weight(&[INPUTS, UNITS]),
        Parameter {
            name: "bias",
            offset: INPUTS * UNITS,
            ..Parameter::whole(<SVector<f32, UNITS> as Shaped>::SHAPE)
        },
    ];
}

impl<const INPUTS: usize, const UNITS: usize> Parameters for Dense<INPUTS, UNITS, NoBias> {
    const PARAMETERS: &'static [Parameter] = &[Parameter::dense_weight(&[INPUTS, UNITS])];
}

impl<I: Size, U: Size, B: Plain> Parameters for DenseOf<I, U, B> {
    const PARAMETERS: &'static [Parameter] = {
        let both: &[Parameter; 2] = &DenseOf::<I, U, B>::BOTH;
        both.split_at(if B::LENGTH == 0 { 1 } else { 2 }).0
    };
}

impl<I: Size, U: Size, B: Plain> DenseOf<I, U, B> {
    /// The weight, and the bias if there is one.
    const BOTH: [Parameter; 2] = [
        Parameter::dense_weight(Self::WEIGHT),
        Parameter { name: "bias", offset: I::SIZE * U::SIZE, ..Parameter::whole(Self::BIAS) },
    ];
    const WEIGHT: &'static [usize] = &[I::SIZE, U::SIZE];
    const BIAS: &'static [usize] = &[U::SIZE];
}

impl Parameter {
    /// A type of this shape as one parameter without a name.
    const fn whole(shape: &'static [usize]) -> Self {
        Self {
            name: "",
            shape,
            offset: 0,
            initializer: Initializer::Zeros,
            trainable: true,
            kind: ParameterKind::Other,
        }
    }

    /// The weight of a dense layer.
    const fn dense_weight(shape: &'static [usize]) -> Self {
        Self {
            name: "weight",
            initializer: Initializer::GlorotUniform,
            kind: ParameterKind::DenseWeight,
            ..Self::whole(shape)
        }
    }
}

/// Declares a struct of parameters, for a custom [`Layer`](crate::layers::Layer).
///
/// Each field is an array of `f32` of any rank, or a [`Dense`] layer's parameters, or another
/// such struct, or an array of these. After `=` stands the [`Initializer`] of all its elements;
/// without one, arrays of `f32` are initialized with zeros, and other types as they declare.
/// The struct may have const generics, also as array sizes.
///
/// A table has at most 8,192 rows; an array of layers has the rows of each of its layers. More
/// rows stop the compilation.
///
/// ```
/// use burdock::initializers::Initializer;
/// use burdock::layers::Dense;
/// use burdock::parameters;
/// use burdock::parameters::Parameters;
///
/// parameters! {
///     /// A weight for each of `N` inputs.
///     pub struct Gate<const N: usize> {
///         /// What each input is multiplied by.
///         pub weight: [f32; N] = Initializer::Ones,
///         /// What is added.
///         pub bias: [f32; N],
///     }
/// }
///
/// let [weight, bias] = Gate::<5>::PARAMETERS else { unreachable!() };
/// assert_eq!((weight.name, weight.initializer), ("weight", Initializer::Ones));
/// assert_eq!((bias.name, bias.shape, bias.offset), ("bias", &[5][..], 5));
///
/// parameters! {
///     struct Tower {
///         gate: Gate<3>,
///         blocks: [Dense<3, 3>; 4],
///     }
/// }
///
/// let names: Vec<&str> = Tower::PARAMETERS.iter().map(|row| row.name).collect();
/// assert_eq!(names[..4], ["gate.weight", "gate.bias", "blocks.0.weight", "blocks.0.bias"]);
/// assert_eq!(names.last(), Some(&"blocks.3.bias"));
/// ```
#[macro_export]
macro_rules! parameters {
    (
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident $(<
            $(const $generic:ident: $kind:ty),+ $(,)?
        >)? {
            $(
                $(#[$field_attribute:meta])*
                $field_visibility:vis $field:ident: $type:ty $(= $initializer:expr)?
            ),* $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[repr(C, align(4))]
        $visibility struct $name $(<$(const $generic: $kind),+>)? {
            $($(#[$field_attribute])* $field_visibility $field: $type,)*
        }

        // SAFETY: `repr(C)` with the alignment of f32, of fields that are `Plain`, as the table
        // below demands.
        unsafe impl $(<$(const $generic: $kind),+>)? $crate::memory::Plain
            for $name $(<$($generic),+>)?
        {
        }

        impl $(<$(const $generic: $kind),+>)? $crate::parameters::Fields
            for $name $(<$($generic),+>)?
        {
            const FIELDS: &'static [$crate::parameters::Field] = &[$(
                $crate::parameters::Field::of::<$type>(::core::stringify!($field))
                    $(.begins($initializer))?
            ),*];
        }

        impl $(<$(const $generic: $kind),+>)? $crate::parameters::Parameters
            for $name $(<$($generic),+>)?
        {
            const PARAMETERS: &'static [$crate::network::Parameter] =
                $crate::parameters::Joined::<Self>::TABLE;
        }
    };
}
