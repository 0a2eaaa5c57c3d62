//! Components from the tensors of a weights file, at compile time.
#![allow(unsafe_code)]

use super::assertions::{Part, is_transposed, require, same_shape, same_text};
use crate::parameters::Parameters;
use core::mem::MaybeUninit;
use core::ptr::copy_nonoverlapping;

/// A tensor of a file.
#[derive(Clone, Copy, Debug)]
pub struct Tensor {
    /// Its name within the component.
    pub name: &'static str,
    /// Its shape.
    pub shape: &'static [usize],
    /// Where it begins in the file, in bytes.
    pub offset: usize,
}

/// The component whose parameters are these tensors, in any order.
///
/// # Panics
/// If the tensors are not its parameters: at compile time, as it is called in a constant.
pub const fn component_from_bytes<T: Parameters>(
    bytes: &[u8],
    component: &'static str,
    tensors: &[Tensor],
) -> T {
    const { assert!(cfg!(target_endian = "little"), "weights files are little-endian") };
    let mut value = MaybeUninit::<T>::zeroed();
    let mut index = 0;
    while index < T::PARAMETERS.len() {
        let parameter = T::PARAMETERS[index];
        let [before, name] = [Part::Text(component), Part::Text(parameter.name)];
        let Some(tensor) = find(tensors, parameter.name) else {
            require(
                false,
                &[Part::Text("the file has no tensor `"), before, Part::Text("."), name, END],
            );
            unreachable!();
        };
        let message = &[
            Part::Text("`"),
            before,
            Part::Text("."),
            name,
            Part::Text("` is "),
            Part::Shape(tensor.shape),
            Part::Text(" in the file, but "),
            Part::Shape(parameter.shape),
            Part::Text(" in the network"),
            Part::Text(match is_transposed(tensor.shape, parameter.shape) {
                true => ": it is transposed",
                false => "",
            }),
        ];
        require(same_shape(tensor.shape, parameter.shape), message);
        let elements = parameter.len();
        assert!(
            parameter.offset <= T::LENGTH && elements <= T::LENGTH - parameter.offset,
            "a parameter is part of the whole"
        );
        let (start, length) = (tensor.offset, elements * size_of::<f32>());
        assert!(start <= bytes.len() && length <= bytes.len() - start, "the file ends too early");
        // SAFETY: the source range is inside `bytes` and the target inside the value, both just
        // checked; the value was made here.
        unsafe {
            let target = value.as_mut_ptr().cast::<u8>().add(parameter.offset * size_of::<f32>());
            copy_nonoverlapping(bytes.as_ptr().add(start), target, length);
        }
        index += 1;
    }
    let message = &[
        Part::Text("the file has "),
        Part::Number(tensors.len()),
        Part::Text(" tensors for `"),
        Part::Text(component),
        Part::Text("`, which has "),
        Part::Number(T::PARAMETERS.len()),
    ];
    require(tensors.len() == T::PARAMETERS.len(), message);
    // SAFETY: any bits of f32 are a valid `T` (`Plain`), and all have been set, if only to zero.
    unsafe { value.assume_init() }
}

/// The end of a message that quotes a name.
const END: Part = Part::Text("`");

const fn find<'a>(tensors: &'a [Tensor], name: &str) -> Option<&'a Tensor> {
    let mut index = 0;
    while index < tensors.len() {
        if same_text(tensors[index].name, name) {
            return Some(&tensors[index]);
        }
        index += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::Dense;
    use nalgebra::{Matrix2x1, Vector2};

    const BYTES: &[u8] = &[0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64];
    const WEIGHT: Tensor = Tensor { name: "weight", shape: &[1, 2], offset: 8 };
    const BIAS: Tensor = Tensor { name: "bias", shape: &[2], offset: 0 };

    #[test]
    fn tensors_find_their_places() {
        const DENSE: Dense<1, 2> = component_from_bytes(BYTES, "encoder", &[BIAS, WEIGHT]);
        let expected = Dense { weight: Matrix2x1::new(3.0, 4.0), bias: Vector2::new(1.0, 2.0) };
        assert_eq!(DENSE, expected);
    }

    #[test]
    #[should_panic(expected = "the file has no tensor `encoder.bias`")]
    fn a_missing_tensor_is_named() {
        let _: Dense<1, 2> = component_from_bytes(BYTES, "encoder", &[WEIGHT]);
    }

    #[test]
    #[should_panic(expected = "`encoder.weight` is [2] in the file, but [1, 2] in the network")]
    fn another_shape_is_told() {
        let weight = Tensor { shape: &[2], ..WEIGHT };
        let _: Dense<1, 2> = component_from_bytes(BYTES, "encoder", &[weight, BIAS]);
    }

    #[test]
    #[should_panic(
        expected = "`encoder.weight` is [2, 1] in the file, but [1, 2] in the network: \
                               it is transposed"
    )]
    fn a_transposed_shape_is_told() {
        let weight = Tensor { shape: &[2, 1], ..WEIGHT };
        let _: Dense<1, 2> = component_from_bytes(BYTES, "encoder", &[weight, BIAS]);
    }

    #[test]
    #[should_panic(expected = "the file has 3 tensors for `encoder`, which has 2")]
    fn another_tensor_is_not_passed_over() {
        let more = Tensor { name: "more", ..BIAS };
        let _: Dense<1, 2> = component_from_bytes(BYTES, "encoder", &[WEIGHT, BIAS, more]);
    }
}
