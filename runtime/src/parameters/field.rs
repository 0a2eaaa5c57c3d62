//! The fields of a struct of parameters, and their rows in its table.

use super::Parameters;
use crate::initializers::Initializer;
use crate::network::Parameter;
use crate::private::same_text;

/// A struct whose parameters are those of its fields.
pub trait Fields {
    /// The fields, in memory order.
    const FIELDS: &'static [Field];
}

/// A part of a struct: a field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    name: &'static str,
    parameters: &'static [Parameter],
    numbers: usize,
    initializer: Option<Initializer>,
    /// Names of parameters, and the constants that they are initialized with.
    constants: &'static [(&'static str, f32)],
    trainable: bool,
    copies: Option<usize>,
}

impl Field {
    /// A field with these parameters, which have `numbers` elements. Its name has no `r#`: `type`
    /// for `r#type`.
    pub const fn new(name: &'static str, parameters: &'static [Parameter], numbers: usize) -> Self {
        let name = match name.as_bytes() {
            [b'r', b'#', ..] => name.split_at(2).1,
            _ => name,
        };
        Self {
            name,
            parameters,
            numbers,
            initializer: None,
            constants: &[],
            trainable: true,
            copies: None,
        }
    }

    /// A field of the type `T`.
    pub const fn of<T: Parameters>(name: &'static str) -> Self {
        Self::new(name, T::PARAMETERS, T::LENGTH)
    }

    /// The same, with this initializer for all its parameters instead of the table's.
    pub const fn begins(self, initializer: Initializer) -> Self {
        Self { initializer: Some(initializer), ..self }
    }

    /// The same, with each of these parameters initialized with one constant.
    pub const fn constants(self, constants: &'static [(&'static str, f32)]) -> Self {
        Self { constants, ..self }
    }

    /// The same, not trainable.
    pub const fn not_trainable(self) -> Self {
        Self { trainable: false, ..self }
    }

    /// `count` copies of it, one after the other, named by their indices.
    pub const fn copies(self, count: usize) -> Self {
        Self { copies: Some(count), ..self }
    }

    /// The initializer of one of its parameters.
    const fn beginning(&self, parameter: &Parameter) -> Initializer {
        let mut index = 0;
        while index < self.constants.len() {
            let (name, number) = self.constants[index];
            if same_text(name, parameter.name) {
                return Initializer::Constant(number);
            }
            index += 1;
        }
        match self.initializer {
            Some(initializer) => initializer,
            None => parameter.initializer,
        }
    }
}

/// Whether one of the parameters has this name.
pub const fn has_parameter(parameters: &[Parameter], name: &str) -> bool {
    let mut index = 0;
    while index < parameters.len() {
        if same_text(parameters[index].name, name) {
            return true;
        }
        index += 1;
    }
    false
}

/// Walks over the parameters of all fields, in memory order.
pub(super) struct Rows {
    fields: &'static [Field],
    field: usize,
    copy: usize,
    row: usize,
    /// The offset at which the copy of the field begins.
    offset: usize,
}

/// A parameter of a field, with its place and initializer in the whole.
pub(super) struct Row {
    /// The field's name.
    pub(super) field: &'static str,
    /// Which copy of the field it belongs to.
    pub(super) copy: Option<usize>,
    /// The parameter, named as in the field.
    pub(super) parameter: Parameter,
}

impl Rows {
    pub(super) const fn of(fields: &'static [Field]) -> Self {
        Self { fields, field: 0, copy: 0, row: 0, offset: 0 }
    }

    pub(super) const fn next(&mut self) -> Option<Row> {
        while self.field < self.fields.len() {
            let field = &self.fields[self.field];
            let copies = match field.copies {
                Some(copies) => copies,
                None => 1,
            };
            if self.copy == copies {
                (self.field, self.copy) = (self.field + 1, 0);
            } else if self.row == field.parameters.len() {
                (self.copy, self.row) = (self.copy + 1, 0);
                self.offset += field.numbers;
            } else {
                let parameter = field.parameters[self.row];
                self.row += 1;
                return Some(Row {
                    field: field.name,
                    copy: if field.copies.is_some() { Some(self.copy) } else { None },
                    parameter: Parameter {
                        offset: self.offset + parameter.offset,
                        initializer: field.beginning(&parameter),
                        trainable: field.trainable && parameter.trainable,
                        ..parameter
                    },
                });
            }
        }
        None
    }
}
