//! Assertions over constants, reported by `cargo check` with decimal numbers.
//!
//! `network!` emits `const _: () = require(HIDDEN == 10, &[..]);` for what the macro cannot know:
//! the values of constants.

use crate::memory::elements;
use crate::network::Parameter;

/// A piece of a message.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// A text.
    Text(&'static str),
    /// The value of a constant.
    Number(usize),
    /// A shape: `[28, 28]`.
    Shape(&'static [usize]),
    /// The names of parameters: `` `rate`, `deviation` ``.
    Names(&'static [Parameter]),
    /// The operation that turns the first shape into the second, `reshape(28, 28)` or `flatten`,
    /// between two texts; empty if their numbers of elements differ.
    Bring(&'static str, &'static [usize], &'static [usize], &'static str),
    /// The number of ports (inputs or outputs): `1 input`, or ``2 inputs, `left`, `right` ``.
    Ports(&'static [Parameter], &'static str),
}

/// Whether two shapes are the same.
pub const fn same_shape(one: &[usize], other: &[usize]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut axis = 0;
    while axis < one.len() {
        if one[axis] != other[axis] {
            return false;
        }
        axis += 1;
    }
    true
}

/// Whether one shape, of several axes, is the reverse of the other.
pub(super) const fn is_transposed(one: &[usize], other: &[usize]) -> bool {
    let axes = one.len();
    let mut axis = 0;
    while axis < axes && axes == other.len() {
        if one[axis] != other[axes - 1 - axis] {
            return false;
        }
        axis += 1;
    }
    axes > 1 && axes == other.len()
}

/// Whether two texts are the same.
pub const fn same_text(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// Stops the compilation with the message, at the place of the call, unless the condition is true.
///
/// # Panics
/// If it is false.
#[track_caller]
pub const fn require(condition: bool, message: &[Part]) {
    if !condition {
        panic!("{}", Message::of(message).text());
    }
}

/// A message in a fixed buffer, as there is no formatting in constants.
struct Message {
    bytes: [u8; 1024],
    length: usize,
}

impl Message {
    /// Joins the parts; those that do not fit any more are left out.
    const fn of(parts: &[Part]) -> Self {
        let mut message = Message { bytes: [0; 1024], length: 0 };
        let mut index = 0;
        while index < parts.len() {
            match parts[index] {
                Part::Text(text) => message.push(text.as_bytes()),
                Part::Number(number) => message.push_number(number),
                Part::Shape(shape) => message.push_shape(shape),
                Part::Names(parameters) => message.push_names(parameters),
                Part::Bring(before, from, to, after) => message.push_bring(before, from, to, after),
                Part::Ports(ports, kind) => message.push_ports(ports, kind),
            }
            index += 1;
        }
        message
    }

    const fn push(&mut self, bytes: &[u8]) {
        if bytes.len() > self.bytes.len() - self.length {
            return;
        }
        let mut index = 0;
        while index < bytes.len() {
            self.bytes[self.length + index] = bytes[index];
            index += 1;
        }
        self.length += bytes.len();
    }

    const fn push_number(&mut self, number: usize) {
        const DIGITS: usize = usize::MAX.ilog10() as usize + 1;
        let mut digits = [0; DIGITS];
        let mut first = DIGITS;
        let mut rest = number;
        while rest > 0 || first == DIGITS {
            first -= 1;
            digits[first] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        self.push(digits.split_at(first).1);
    }

    const fn push_shape(&mut self, shape: &[usize]) {
        let mut axis = 0;
        while axis < shape.len() {
            self.push(if axis == 0 { b"[" } else { b", " });
            self.push_number(shape[axis]);
            axis += 1;
        }
        self.push(if shape.is_empty() { b"[]" } else { b"]" });
    }

    const fn push_bring(&mut self, before: &str, from: &[usize], to: &[usize], after: &str) {
        if elements(from) != elements(to) || same_shape(from, to) {
            return;
        }
        self.push(before.as_bytes());
        if to.len() == 1 {
            self.push(b"flatten");
        } else {
            self.push(b"reshape");
            let mut axis = 0;
            while axis < to.len() {
                self.push(if axis == 0 { b"(" } else { b", " });
                self.push_number(to[axis]);
                axis += 1;
            }
            self.push(b")");
        }
        self.push(after.as_bytes());
    }

    const fn push_names(&mut self, parameters: &[Parameter]) {
        let mut index = 0;
        while index < parameters.len() {
            self.push(if index == 0 { b"`" } else { b", `" });
            self.push(parameters[index].name.as_bytes());
            self.push(b"`");
            index += 1;
        }
        self.push(if parameters.is_empty() { b"none" } else { b"" });
    }

    const fn push_ports(&mut self, ports: &[Parameter], kind: &str) {
        self.push_number(ports.len());
        self.push(b" ");
        self.push(kind.as_bytes());
        if ports.len() != 1 {
            self.push(b"s, ");
            self.push_names(ports);
        }
    }

    const fn text(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "a dimension does not fit",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_in_decimals() {
        let message = Message::of(&[
            Part::Text("`größe` is "),
            Part::Number(0),
            Part::Text(", not "),
            Part::Number(1_203),
            Part::Text(" or "),
            Part::Number(usize::MAX),
            Part::Text(" of "),
            Part::Shape(&[28, 1]),
            Part::Shape(&[]),
        ]);
        let expected = std::format!("`größe` is 0, not 1203 or {} of [28, 1][]", usize::MAX);
        assert_eq!(message.text(), expected);
    }

    #[test]
    fn a_shape_backwards_is_transposed() {
        assert!(is_transposed(&[2, 3], &[3, 2]) && is_transposed(&[2, 3, 4], &[4, 3, 2]));
        assert!(!is_transposed(&[2, 3], &[2, 3]) && !is_transposed(&[2, 3], &[3, 2, 1]));
        assert!(!is_transposed(&[2], &[2]) && !is_transposed(&[], &[]));
    }

    #[test]
    fn says_what_brings_one_shape_to_another() {
        let text = |from, to| {
            let message = Message::of(&[Part::Bring("put ", from, to, " before it")]);
            std::string::String::from(message.text())
        };
        assert_eq!(text(&[784], &[28, 28]), "put reshape(28, 28) before it");
        assert_eq!(text(&[28, 28], &[784]), "put flatten before it");
        assert_eq!(text(&[28, 28], &[14, 28]), "");
        assert_eq!(text(&[4, 4], &[4, 4]), "");
    }

    #[test]
    fn leaves_out_what_is_too_long() {
        const LONG: &str = match core::str::from_utf8(&[b'x'; 1020]) {
            Ok(text) => text,
            Err(_) => "",
        };
        let message = Message::of(&[Part::Text(LONG), Part::Text("12345"), Part::Number(7)]);
        assert_eq!(message.text(), std::format!("{LONG}7"));
    }

    #[test]
    fn says_nothing_of_what_holds() {
        require(true, &[Part::Text("never said")]);
    }

    #[test]
    #[should_panic(expected = "HIDDEN is 12")]
    fn stops_at_what_does_not_hold() {
        require(false, &[Part::Text("HIDDEN is "), Part::Number(12)]);
    }
}
