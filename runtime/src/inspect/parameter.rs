//! A parameter together with its values.

use crate::network::Parameter;

/// A parameter of a model, and its values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NamedParameter<'a> {
    /// The layer's name and the parameter's, as in `hidden1.weight`.
    pub name: &'static str,
    /// The shape in the convention of Keras: a dense weight is `[inputs, outputs]`, row-major.
    pub shape: &'static [usize],
    /// Whether training changes it.
    pub trainable: bool,
    /// Its values, in row-major order of the shape.
    pub numbers: &'a [f32],
}

/// A parameter of a model, and its values, mutable.
#[derive(Debug, PartialEq)]
pub struct NamedParameterMut<'a> {
    /// The layer's name and the parameter's, as in `hidden1.weight`.
    pub name: &'static str,
    /// The shape in the convention of Keras: a dense weight is `[inputs, outputs]`, row-major.
    pub shape: &'static [usize],
    /// Whether training changes it.
    pub trainable: bool,
    /// Its values, in row-major order of the shape.
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
