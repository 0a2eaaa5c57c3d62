//! The inputs and outputs (ports) of a component, queried in constants.
//!
//! Nothing here stops a compilation: a separate assertion reports a port that does not exist.

use super::assertions::{same_shape, same_text};
use crate::network::Parameter;
use core::ops::Range;

/// Whether input number `index` has this shape; true if the number of inputs is not `count`, which
/// is reported separately.
pub const fn takes_shape(
    inputs: &[Parameter],
    count: usize,
    index: usize,
    shape: &[usize],
) -> bool {
    inputs.len() != count || fits(inputs[index].shape, shape)
}

/// Whether input number `index` has the shape of an output; true if there is no such input or
/// output, which is reported separately.
pub const fn takes_output(
    inputs: &[Parameter],
    count: usize,
    index: usize,
    outputs: &[Parameter],
    name: &str,
) -> bool {
    match output(outputs, name) {
        Some(output) => takes_shape(inputs, count, index, output.shape),
        None => true,
    }
}

/// Whether an output has this shape; true if there is no such output.
pub const fn gives_shape(outputs: &[Parameter], name: &str, shape: &[usize]) -> bool {
    match output(outputs, name) {
        Some(output) => fits(output.shape, shape),
        None => true,
    }
}

/// Whether two outputs have the same shape; true if one of them does not exist.
pub const fn gives_alike(
    outputs: &[Parameter],
    name: &str,
    others: &[Parameter],
    other: &str,
) -> bool {
    match output(others, other) {
        Some(other) => gives_shape(outputs, name, other.shape),
        None => true,
    }
}

/// Whether an output has so many axes; true if there is no such output.
pub const fn gives_axes(outputs: &[Parameter], name: &str, axes: usize) -> bool {
    match output(outputs, name) {
        Some(output) => whole(output.shape).len() == axes,
        None => true,
    }
}

/// Whether there is an output with so many axes.
pub const fn sees_axes(outputs: &[Parameter], name: &str, axes: usize) -> bool {
    output(outputs, name).is_some() && gives_axes(outputs, name, axes)
}

/// The length of an output's axis; 1 if there is none.
pub const fn axis_of(outputs: &[Parameter], name: &str, axis: usize) -> usize {
    match output(outputs, name) {
        Some(output) if axis < output.shape.len() => output.shape[axis],
        _ => 1,
    }
}

/// The shape of an output; empty if there is none.
pub const fn output_shape(outputs: &'static [Parameter], name: &str) -> &'static [usize] {
    match output(outputs, name) {
        Some(output) => whole(output.shape),
        None => &[],
    }
}

/// The output of that name; without a name, the only output.
const fn output<'a>(outputs: &'a [Parameter], name: &str) -> Option<&'a Parameter> {
    if name.is_empty() {
        return if outputs.len() == 1 { Some(&outputs[0]) } else { None };
    }
    let mut index = 0;
    while index < outputs.len() {
        if same_text(outputs[index].name, name) {
            return Some(&outputs[index]);
        }
        index += 1;
    }
    None
}

/// Whether two shapes are the same; a scalar's shape counts as one axis of length 1.
const fn fits(one: &[usize], other: &[usize]) -> bool {
    same_shape(whole(one), whole(other))
}

/// A shape with at least one axis.
const fn whole(shape: &[usize]) -> &[usize] {
    if shape.is_empty() { &[1] } else { shape }
}

/// Whether every port has at least one element.
pub const fn has_elements(ports: &[Parameter]) -> bool {
    let mut index = 0;
    while index < ports.len() {
        if ports[index].is_empty() {
            return false;
        }
        index += 1;
    }
    !ports.is_empty()
}

/// The name of a port; empty if there is none.
pub const fn name_of(ports: &'static [Parameter], index: usize) -> &'static str {
    if index < ports.len() { ports[index].name } else { "" }
}

/// The shape of a port; empty if there is none.
pub const fn shape_of(ports: &'static [Parameter], index: usize) -> &'static [usize] {
    if index < ports.len() { ports[index].shape } else { &[] }
}

/// The range of a port's elements; that of the first element if there is no such port.
pub const fn part_of(ports: &[Parameter], name: &str) -> Range<usize> {
    match output(ports, name) {
        Some(port) => port.range(),
        None => 0..1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initializers::Initializer;
    use crate::network::ParameterKind;

    const LEFT: Parameter = Parameter {
        name: "left",
        shape: &[2, 3],
        offset: 0,
        initializer: Initializer::Zeros,
        trainable: true,
        kind: ParameterKind::Other,
    };
    const PORTS: &[Parameter] =
        &[LEFT, Parameter { name: "right", shape: &[4], offset: 6, ..LEFT }];

    #[test]
    fn ports_are_found_by_place_and_name() {
        assert_eq!((name_of(PORTS, 1), shape_of(PORTS, 1)), ("right", &[4][..]));
        assert_eq!((part_of(PORTS, "left"), part_of(PORTS, "right")), (0..6, 6..10));
        assert!(takes_shape(PORTS, 2, 0, &[2, 3]) && !takes_shape(PORTS, 2, 1, &[2, 3]));
    }

    #[test]
    fn a_port_without_elements_is_found() {
        let nothing = Parameter { name: "nothing", shape: &[3, 0], offset: 10, ..LEFT };
        assert!(has_elements(PORTS) && has_elements(&[LEFT]));
        assert!(!has_elements(&[LEFT, nothing]) && !has_elements(&[]));
    }

    #[test]
    fn shapes_of_outputs_are_compared_axis_by_axis() {
        assert!(gives_shape(PORTS, "left", &[2, 3]) && !gives_shape(PORTS, "left", &[6]));
        assert!(gives_axes(PORTS, "left", 2) && !gives_axes(PORTS, "right", 2));
        assert!(sees_axes(PORTS, "left", 2) && !sees_axes(PORTS, "middle", 2));
        assert!(gives_alike(PORTS, "left", PORTS, "left"));
        assert!(!gives_alike(PORTS, "left", PORTS, "right"));
        assert!(
            takes_output(PORTS, 2, 1, &[PORTS[1]], "")
                && !takes_output(PORTS, 2, 0, PORTS, "right")
        );
        assert_eq!((axis_of(PORTS, "left", 0), axis_of(PORTS, "left", 1)), (2, 3));
        assert_eq!((axis_of(PORTS, "left", 2), axis_of(PORTS, "middle", 0)), (1, 1));
        assert_eq!(output_shape(PORTS, "left"), [2, 3]);
    }

    #[test]
    fn a_number_alone_is_a_row_of_one() {
        let number = [Parameter { shape: &[], ..LEFT }];
        assert!(gives_shape(&number, "", &[1]) && gives_axes(&number, "", 1));
        assert!(takes_shape(&number, 1, 0, &[1]) && !takes_shape(&number, 1, 0, &[1, 1]));
        assert_eq!(axis_of(&number, "", 0), 1);
    }

    #[test]
    fn what_is_not_there_is_no_fault_of_its_own() {
        assert_eq!((name_of(PORTS, 2), shape_of(PORTS, 2)), ("", &[][..]));
        assert_eq!(part_of(PORTS, "middle"), 0..1);
        assert!(takes_shape(PORTS, 3, 2, &[5]));
        // Without a name, one of several outputs is not found either.
        assert!(gives_shape(PORTS, "", &[5]) && gives_shape(PORTS, "middle", &[5]));
        assert!(gives_axes(PORTS, "", 7) && takes_output(PORTS, 2, 0, PORTS, "middle"));
        assert!(gives_alike(PORTS, "left", PORTS, "") && output_shape(PORTS, "").is_empty());
    }
}
