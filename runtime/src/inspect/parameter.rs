//! A parameter together with its numbers.

use crate::network::Parameter;

/// A parameter of a model, and its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NamedParameter<'a> {
    /// The layer's name and its own, as in `hidden1.weight`.
    pub name: &'static str,
    /// Its shape as frameworks write it: a dense weight is `[inputs, outputs]`, row by row.
    pub shape: &'static [usize],
    /// Whether training changes it.
    pub trainable: bool,
    /// Its numbers, in the order of the shape.
    pub numbers: &'a [f32],
}

/// A parameter of a model, and its numbers, to be changed.
#[derive(Debug, PartialEq)]
pub struct NamedParameterMut<'a> {
    /// The layer's name and its own, as in `hidden1.weight`.
    pub name: &'static str,
    /// Its shape as frameworks write it: a dense weight is `[inputs, outputs]`, row by row.
    pub shape: &'static [usize],
    /// Whether training changes it.
    pub trainable: bool,
    /// Its numbers, in the order of the shape.
    pub numbers: &'a mut [f32],
}

impl<'a> NamedParameter<'a> {
    pub(super) fn new(row: &'static Parameter, numbers: &'a [f32]) -> Self {
        Self { name: row.name, shape: row.shape, trainable: row.trainable, numbers }
    }
}

impl<'a> NamedParameterMut<'a> {
    pub(super) fn new(row: &'static Parameter, numbers: &'a mut [f32]) -> Self {
        Self { name: row.name, shape: row.shape, trainable: row.trainable, numbers }
    }
}
