//! What a component takes and gives, asked for in constants.
//!
//! Nothing here stops a compilation: whether there is such a port, an assertion of its own says.

use super::assertions::{same_shape, same_text};
use crate::network::Parameter;
use core::ops::Range;

/// Whether input number `index` has this shape; true where there are not `count` inputs, which is
/// another fault.
pub const fn takes_shape(
    inputs: &[Parameter],
    count: usize,
    index: usize,
    shape: &[usize],
) -> bool {
    inputs.len() != count || same_shape(inputs[index].shape, shape)
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

/// The name of a port; empty where there is none.
pub const fn name_of(ports: &'static [Parameter], index: usize) -> &'static str {
    if index < ports.len() { ports[index].name } else { "" }
}

/// The shape of a port; empty where there is none.
pub const fn shape_of(ports: &'static [Parameter], index: usize) -> &'static [usize] {
    if index < ports.len() { ports[index].shape } else { &[] }
}

/// Where the numbers of the port of that name stand; the first number where there is none.
pub const fn part_of(ports: &[Parameter], name: &str) -> Range<usize> {
    let mut index = 0;
    while index < ports.len() {
        if same_text(ports[index].name, name) {
            return ports[index].range();
        }
        index += 1;
    }
    0..1
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
    fn what_is_not_there_is_no_fault_of_its_own() {
        assert_eq!((name_of(PORTS, 2), shape_of(PORTS, 2)), ("", &[][..]));
        assert_eq!(part_of(PORTS, "middle"), 0..1);
        assert!(takes_shape(PORTS, 3, 2, &[5]));
    }
}
