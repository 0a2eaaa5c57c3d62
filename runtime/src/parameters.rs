//! Types whose numbers training changes, with the tables that say what the numbers are.
//!
//! Takes the tables of parts, gives the table of the whole: names one after the other
//! (`encoder.hidden.weight`), offsets moved. All of it happens in constants, as a table is one.

use crate::initializers::Initializer;
use crate::layers::{Dense, NoBias};
use crate::memory::{Plain, Shaped};
use crate::network::Parameter;
use core::str::from_utf8;
use nalgebra::SVector;

/// A type that is a sequence of parameters: an array, a layer, a network.
///
/// [`parameters!`](macro@crate::parameters) implements it for structs, `network!` for networks.
pub trait Parameters: Plain {
    /// The parameters, in the order in which they stand in memory.
    const PARAMETERS: &'static [Parameter];
}

impl Parameters for f32 {
    const PARAMETERS: &'static [Parameter] = &[Parameter::whole(&[])];
}

impl<T: Shaped, const N: usize> Parameters for [T; N] {
    const PARAMETERS: &'static [Parameter] = &[Parameter::whole(<[T; N]>::SHAPE)];
}

impl<const INPUTS: usize, const UNITS: usize> Parameters for Dense<INPUTS, UNITS> {
    const PARAMETERS: &'static [Parameter] = &[
        Parameter {
            name: "weight",
            initializer: Initializer::GlorotUniform,
            ..Parameter::whole(&[INPUTS, UNITS])
        },
        Parameter {
            name: "bias",
            offset: INPUTS * UNITS,
            ..Parameter::whole(<SVector<f32, UNITS> as Shaped>::SHAPE)
        },
    ];
}

impl<const INPUTS: usize, const UNITS: usize> Parameters for Dense<INPUTS, UNITS, NoBias> {
    const PARAMETERS: &'static [Parameter] = &[Parameter {
        name: "weight",
        initializer: Initializer::GlorotUniform,
        ..Parameter::whole(&[INPUTS, UNITS])
    }];
}

impl Parameter {
    /// All numbers of a type of this shape, without a name of its own.
    const fn whole(shape: &'static [usize]) -> Self {
        Self { name: "", shape, offset: 0, initializer: Initializer::Zeros, trainable: true }
    }
}

/// A part of a struct: a field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name, which stands before those of its parameters.
    pub name: &'static str,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// How many numbers it has.
    pub numbers: usize,
    /// How they begin, instead of what the table says.
    pub initializer: Option<Initializer>,
}

impl Field {
    /// A field of the type `T`.
    pub const fn of<T: Parameters>(name: &'static str, initializer: Option<Initializer>) -> Self {
        Self { name, parameters: T::PARAMETERS, numbers: T::LENGTH, initializer }
    }
}

/// How many parameters the fields have together.
pub const fn count(fields: &[Field]) -> usize {
    let (mut count, mut index) = (0, 0);
    while index < fields.len() {
        count += fields[index].parameters.len();
        index += 1;
    }
    count
}

/// How many bytes all names take.
pub const fn name_bytes(fields: &[Field]) -> usize {
    let (mut bytes, mut index) = (0, 0);
    while index < fields.len() {
        let Field { name, parameters, .. } = fields[index];
        let mut row = 0;
        while row < parameters.len() {
            bytes += name_length(name, parameters[row].name);
            row += 1;
        }
        index += 1;
    }
    bytes
}

/// The names of all parameters, one after the other.
pub const fn names<const BYTES: usize>(fields: &[Field]) -> [u8; BYTES] {
    let mut names = [0; BYTES];
    let (mut end, mut index) = (0, 0);
    while index < fields.len() {
        let Field { name, parameters, .. } = fields[index];
        let mut row = 0;
        while row < parameters.len() {
            let inner = parameters[row].name;
            end = append(&mut names, end, name);
            if !name.is_empty() && !inner.is_empty() {
                end = append(&mut names, end, ".");
            }
            end = append(&mut names, end, inner);
            row += 1;
        }
        index += 1;
    }
    names
}

/// The table of the whole, whose names are those of [`names`].
///
/// # Panics
/// If the names are not these: at compile time, as it is called in a constant.
pub const fn table<const COUNT: usize>(
    fields: &[Field],
    names: &'static [u8],
) -> [Parameter; COUNT] {
    let mut table = [Parameter::whole(&[]); COUNT];
    let mut names = names;
    let (mut filled, mut offset, mut index) = (0, 0, 0);
    while index < fields.len() {
        let Field { name, parameters, numbers, initializer } = fields[index];
        let mut row = 0;
        while row < parameters.len() {
            let parameter = parameters[row];
            let (own, others) = names.split_at(name_length(name, parameter.name));
            let Ok(own) = from_utf8(own) else { panic!("names are text") };
            table[filled] = Parameter {
                name: own,
                offset: offset + parameter.offset,
                initializer: match initializer {
                    Some(initializer) => initializer,
                    None => parameter.initializer,
                },
                ..parameter
            };
            names = others;
            filled += 1;
            row += 1;
        }
        offset += numbers;
        index += 1;
    }
    table
}

const fn name_length(field: &str, parameter: &str) -> usize {
    let dot = !field.is_empty() && !parameter.is_empty();
    field.len() + dot as usize + parameter.len()
}

const fn append(names: &mut [u8], end: usize, text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        names[end + index] = bytes[index];
        index += 1;
    }
    end + bytes.len()
}

/// The table of a struct with these fields, as a constant.
#[doc(hidden)]
#[macro_export]
macro_rules! __joined_parameters {
    ($fields:expr) => {{
        use $crate::parameters::{Field, count, name_bytes, names, table};
        const FIELDS: &[Field] = $fields;
        const NAMES: &[u8] = &names::<{ name_bytes(FIELDS) }>(FIELDS);
        const TABLE: [$crate::network::Parameter; count(FIELDS)] = table(FIELDS, NAMES);
        &TABLE
    }};
}

/// Declares a struct of parameters: the numbers of a [`Layer`](crate::layers::Layer) of one's own.
///
/// Each field is an array of `f32` of any rank, or a [`Dense`] layer's parameters, or another
/// such struct. What stands after `=` is the [`Initializer`] of all its numbers; without it,
/// arrays begin with zeros, and the others as they say themselves.
///
/// ```
/// use burdock::initializers::Initializer;
/// use burdock::parameters;
/// use burdock::parameters::Parameters;
///
/// parameters! {
///     /// A weight for each of five inputs.
///     pub struct Gate {
///         /// What each input is multiplied by.
///         pub weight: [f32; 5] = Initializer::Ones,
///         /// What is added.
///         pub bias: [f32; 5],
///     }
/// }
///
/// let [weight, bias] = Gate::PARAMETERS else { unreachable!() };
/// assert_eq!((weight.name, weight.initializer), ("weight", Initializer::Ones));
/// assert_eq!((bias.name, bias.shape, bias.offset), ("bias", &[5][..], 5));
/// ```
#[macro_export]
macro_rules! parameters {
    (
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident {
            $(
                $(#[$field_attribute:meta])*
                $field_visibility:vis $field:ident: $type:ty $(= $initializer:expr)?
            ),* $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[repr(C, align(4))]
        $visibility struct $name {
            $($(#[$field_attribute])* $field_visibility $field: $type,)*
        }

        // SAFETY: `repr(C)` with the alignment of f32, of fields that are `Plain`, as the table
        // below demands.
        unsafe impl $crate::memory::Plain for $name {}

        impl $crate::parameters::Parameters for $name {
            const PARAMETERS: &'static [$crate::network::Parameter] =
                $crate::__joined_parameters!(&[$(
                    $crate::parameters::Field::of::<$type>(
                        stringify!($field),
                        $crate::__initializer!($($initializer)?),
                    )
                ),*]);
        }
    };
}

/// An initializer, or none.
#[doc(hidden)]
#[macro_export]
macro_rules! __initializer {
    () => {
        ::core::option::Option::None
    };
    ($initializer:expr) => {
        ::core::option::Option::Some($initializer)
    };
}
