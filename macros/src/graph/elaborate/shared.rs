//! The names of a shared layer's parts.

use super::{Shared, Step};
use crate::ops;
use proc_macro2::Ident;
use std::collections::HashMap;

/// Marks the steps of a definition as shared, and names them.
///
/// One layer with parameters is called `encoder`, several are `encoder_dense_1`, or with their
/// labels `encoder_hidden`. What another shared layer gave keeps its own name.
pub(super) fn name(definition: usize, name: &Ident, steps: &mut [Step]) {
    let own = |step: &Step| step.shared.is_none();
    let has_parameters = |step: &Step| step.layer.as_ref().is_some_and(ops::has_parameters);
    let count = steps.iter().filter(|step| own(step) && has_parameters(step)).count();
    let alone = own_steps(steps) == 1;
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
        let applied = name.clone();
        step.shared = Some(Shared { definition, position, applied, name: full, is_main });
        step.is_copy = false;
    }
}

fn own_steps(steps: &[Step]) -> usize {
    steps.iter().filter(|step| step.shared.is_none()).count()
}
