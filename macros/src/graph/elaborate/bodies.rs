//! Expands definitions that name their inputs: each use has its own values for the names in the
//! definition.

use super::parameters::Scope;
use super::{Elaborator, Given};
use crate::syntax::tree::Function;
use proc_macro2::Ident;

/// The values of the names in a use that is being expanded.
pub(super) struct OpenBody<'a> {
    values: Vec<(&'a Ident, Given<'a>)>,
}

impl<'a> OpenBody<'a> {
    /// All names.
    pub(super) fn names(&self) -> Vec<&'a Ident> {
        self.values.iter().map(|(name, _)| *name).collect()
    }

    /// What a value is outside of this use, the innermost of `depth` others.
    fn find(&self, given: Given<'a>, depth: usize) -> Given<'a> {
        let mut given = given;
        for _ in 0..=self.values.len() {
            let Given::Inner { body, name } = given else { return given };
            if body != depth {
                return given;
            }
            let value = self.values.iter().find(|(known, _)| *known == name);
            given = value.map_or(Given::Lost, |(_, value)| *value);
        }
        Given::Lost // a cycle of names, an error that has been reported
    }
}

impl<'a> Elaborator<'a, '_> {
    /// Expands one use of a definition that names its inputs.
    pub(super) fn function(
        &mut self,
        name: &'a Ident,
        function: &'a Function,
        values: Vec<Given<'a>>,
        scope: &Scope,
    ) -> Given<'a> {
        let (first, depth) = (self.steps.len(), self.bodies.len());
        self.bodies.push(OpenBody { values: function.inputs.iter().zip(values).collect() });
        let scope = scope.within(depth);
        for statement in &function.statements {
            let value = self.chain(&statement.name, &statement.chain, &scope);
            self.label(value, &statement.name, &scope);
            self.define(&statement.name, value, &scope);
        }
        let result = self.chain(name, &function.result, &scope);
        // Statements may be in any order: only now are all names known.
        let Some(names) = self.bodies.pop() else { return Given::Lost };
        for input in self.steps[first..].iter_mut().flat_map(|step| &mut step.inputs) {
            *input = names.find(*input, depth);
        }
        names.find(result, depth)
    }

    /// Gives a name in a definition its value.
    pub(super) fn define(&mut self, name: &'a Ident, value: Given<'a>, scope: &Scope) {
        if let Some(body) = scope.body.filter(|_| !scope.is_repeated) {
            self.bodies[body].values.push((name, value));
        }
    }
}
