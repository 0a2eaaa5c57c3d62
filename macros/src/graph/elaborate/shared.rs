//! The layers of a shared layer: their names, and the values to which it is applied.

use super::program::{Given, Shared, Step};
use crate::ops;
use proc_macro2::Ident;
use std::collections::HashMap;

/// Marks the steps of a definition as shared, and names them.
///
/// One layer with parameters is called `encoder`, several are `encoder_dense_1`, or with their
/// labels `encoder_hidden`. Steps of another shared layer keep their own names.
pub(super) fn name(definition: usize, name: &Ident, applied: &Ident, steps: &mut [Step<'_>]) {
    let own = |step: &Step<'_>| step.shared.is_none();
    let has_parameters = |step: &Step<'_>| step.layer.as_ref().is_some_and(ops::has_parameters);
    let count = steps.iter().filter(|step| own(step) && has_parameters(step)).count();
    let alone = steps.iter().filter(|step| own(step)).count() == 1;
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for (position, step) in steps.iter_mut().enumerate().filter(|(_, step)| own(step)) {
        let Some(layer) = &step.layer else { continue };
        let is_main = alone || count == 1 && has_parameters(step);
        let full = match &step.label {
            _ if is_main => name.to_string(),
            Some(label) if !step.is_copy => format!("{name}_{label}"),
            label => {
                let stem = label.as_ref().map_or_else(|| ops::stem(layer), Ident::to_string);
                let number = numbers.entry(stem.clone()).or_default();
                *number += 1;
                format!("{name}_{stem}_{number}")
            }
        };
        let (applied, entries) = (applied.clone(), Vec::new());
        step.shared = Some(Shared { definition, position, applied, name: full, is_main, entries });
        step.is_copy = false;
    }
}

impl<'a> Step<'a> {
    /// Gives a step of a shared layer the values to which the shared layer is applied.
    pub(super) fn enter(&mut self, depth: usize, values: &[Given<'a>]) {
        for (slot, input) in self.inputs.iter_mut().enumerate() {
            let entered = input.entered(depth, values);
            if let Some(shared) = self.shared.as_mut().filter(|_| entered != *input) {
                shared.entries.push(slot);
            }
            *input = entered;
        }
    }
}

impl<'a> Given<'a> {
    /// The value itself, for an argument of the shared layer at this depth.
    pub(super) fn entered(self, depth: usize, values: &[Given<'a>]) -> Given<'a> {
        match self {
            Given::Argument { depth: of, index } if of == depth => {
                values.get(index).copied().unwrap_or(Given::Lost)
            }
            other => other,
        }
    }
}
