//! The element types of the IDX format.

use core::fmt;

/// The type of the elements of an IDX file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// Unsigned, 8 bits: pixels and labels.
    U8,
    /// Signed, 8 bits.
    I8,
    /// Signed, 16 bits.
    I16,
    /// Signed, 32 bits.
    I32,
    /// Floating point, 32 bits.
    F32,
    /// Floating point, 64 bits.
    F64,
}

impl Element {
    /// The element type with this code, the third byte of a file.
    pub(super) fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            0x08 => Self::U8,
            0x09 => Self::I8,
            0x0b => Self::I16,
            0x0c => Self::I32,
            0x0d => Self::F32,
            0x0e => Self::F64,
            _ => return None,
        })
    }

    /// Bytes per element.
    pub(super) fn size(self) -> usize {
        match self {
            Self::U8 | Self::I8 => 1,
            Self::I16 => 2,
            Self::I32 | Self::F32 => 4,
            Self::F64 => 8,
        }
    }

    /// Converts elements, each rounded to the nearest f32.
    pub(super) fn convert(self, bytes: &[u8], values: &mut [f32], prepare: &impl Fn(f32) -> f32) {
        match self {
            Self::U8 => each(bytes, values, |[byte]: [u8; 1]| prepare(f32::from(byte))),
            Self::I8 => each(bytes, values, |raw| prepare(f32::from(i8::from_be_bytes(raw)))),
            Self::I16 => each(bytes, values, |raw| prepare(f32::from(i16::from_be_bytes(raw)))),
            Self::I32 => each(bytes, values, |raw| prepare(i32::from_be_bytes(raw) as f32)),
            Self::F32 => each(bytes, values, |raw| prepare(f32::from_be_bytes(raw))),
            Self::F64 => each(bytes, values, |raw| prepare(f64::from_be_bytes(raw) as f32)),
        }
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::U8 => "u8",
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::F32 => "f32",
            Self::F64 => "f64",
        })
    }
}

fn each<const SIZE: usize>(bytes: &[u8], values: &mut [f32], convert: impl Fn([u8; SIZE]) -> f32) {
    for (value, &raw) in values.iter_mut().zip(bytes.as_chunks().0) {
        *value = convert(raw);
    }
}
