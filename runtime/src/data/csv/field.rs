//! The types that a field of a table can be parsed as.

/// A value in one field of a table.
pub trait Field: Sized {
    /// The type of value, as an error message names it.
    const EXPECTED: &'static str;

    /// The value of the text, or `None` if it is invalid; there are no spaces around the text.
    fn parse(text: &str) -> Option<Self>;
}

impl Field for f32 {
    const EXPECTED: &'static str = "a finite number";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok().filter(|value: &f32| value.is_finite())
    }
}

impl Field for [f32; 1] {
    const EXPECTED: &'static str = f32::EXPECTED;

    fn parse(text: &str) -> Option<Self> {
        f32::parse(text).map(|value| [value])
    }
}

impl Field for u8 {
    const EXPECTED: &'static str = "a whole number from 0 to 255";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Field for u16 {
    const EXPECTED: &'static str = "a whole number from 0 to 65535";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Field for bool {
    const EXPECTED: &'static str = "`true`, `false`, `1` or `0`";

    fn parse(text: &str) -> Option<Self> {
        match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        }
    }
}
