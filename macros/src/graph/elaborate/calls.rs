//! Calls with several values: a merge, or a definition that takes as many.

use super::arguments::form;
use super::parameters::Scope;
use super::{Elaborator, Given, Step};
use crate::ops;
use crate::syntax::text;
use crate::syntax::tree::{Call, Chain, Head, Layer};
use proc_macro2::Ident;

impl<'a> Elaborator<'a, '_> {
    /// Expands the beginning of a chain; `statement` is the statement of the chain.
    pub(super) fn call(
        &mut self,
        statement: &'a Ident,
        call: &'a Call,
        scope: &Scope,
    ) -> Given<'a> {
        let keyword = &call.layer.keyword;
        let definition = if is_type(call) { None } else { self.definitions.find(keyword) };
        let takes = definition.map_or(0, |it| self.definitions.written(it).inputs().len());
        if !ops::is_merge(keyword) && !is_type(call) && takes < 2 {
            self.report_call(statement, call, definition.is_some(), scope);
            return Given::Lost;
        }
        for value in &call.values {
            self.check_value(call, value.head.as_ref(), takes);
        }
        let values: Vec<Given<'a>> =
            call.values.iter().map(|value| self.chain(statement, value, scope)).collect();
        let layer = scope.substitute_layer(&call.layer);
        let is_other = |value: &Chain| matches!(value.head, Some(Head::Other(_)));
        match definition {
            Some(definition) if values.len() == takes => self.apply(definition, &layer, values),
            Some(_) if call.values.iter().any(is_other) => Given::Lost,
            Some(definition) => {
                let form = form(self.definitions.written(definition));
                let given = match values.len() {
                    0 => "none".into(),
                    count => count.to_string(),
                };
                self.diagnostics
                    .error(
                        keyword,
                        format_args!("`{keyword}` takes {takes} values, but is given {given}"),
                    )
                    .help(format_args!("write {form}"));
                self.definitions.use_named(&keyword.to_string());
                Given::Lost
            }
            None => {
                self.count(Some(&layer));
                let places = call.values.iter().map(|value| value.tokens.clone()).collect();
                let step = Step::of(Some(layer), values, keyword.span());
                self.push(Step { values: places, ..step })
            }
        }
    }

    /// Applies a definition to the value before it.
    pub(super) fn apply_to_one(
        &mut self,
        definition: usize,
        layer: &Layer,
        value: Given<'a>,
    ) -> Given<'a> {
        let written = self.definitions.written(definition);
        let takes = written.inputs().len();
        if takes < 2 {
            return self.apply(definition, layer, vec![value]);
        }
        let (keyword, form) = (&layer.keyword, form(written));
        self.diagnostics
            .error(
                keyword,
                format_args!("`{keyword}` takes {takes} values, so it begins a statement"),
            )
            .help(format_args!("name what comes before, and write {form} -> .."));
        self.definitions.use_named(&keyword.to_string());
        self.is_lost = true;
        Given::Lost
    }

    /// Reports a call that is neither a value nor a merge.
    fn report_call(&mut self, statement: &Ident, call: &Call, is_definition: bool, scope: &Scope) {
        let keyword = &call.layer.keyword;
        if let ([first, _, ..], true) = (call.values.as_slice(), is_definition) {
            let (count, first) = (call.values.len(), text::of_tokens(&first.tokens));
            self.diagnostics
                .error(keyword, format_args!("`{keyword}` takes one value, but is given {count}"))
                .help(format_args!("apply it to one: {first} -> {keyword}"));
        } else {
            let values = self.values(scope);
            let is_unread = !self.declaration.complete && !ops::is_layer(&call.layer);
            if !is_unread || is_definition {
                ops::report_call(statement, &values, call, self.diagnostics);
            }
        }
        self.definitions.use_named(&keyword.to_string());
    }

    /// Reports an argument among the values that is not a value.
    fn check_value(&mut self, call: &Call, value: Option<&Head>, takes: usize) {
        let Some(Head::Other(tokens)) = value else { return };
        let (keyword, found) = (&call.layer.keyword, text::of_tokens(tokens));
        if takes > 0 {
            self.definitions.use_named(&keyword.to_string());
            self.diagnostics
                .error(tokens, format_args!("`{keyword}` takes values here, but {found} is none"))
                .help("give a parameter by its name, such as units = 30");
            return;
        }
        let takes = if is_type(call) { "takes" } else { "merges" };
        let headline = format_args!("`{keyword}` {takes} values, but {found} is none");
        let fault = self.diagnostics.error(tokens, headline);
        match keyword.to_string().as_str() {
            "add" | "subtract" => fault.help("for a number write -> shift(1.0)"),
            "multiply" => fault.help("for a number write -> scale(2.0)"),
            _ => fault.help("name an input or another value here"),
        };
    }
}

/// Whether a call is that of a custom layer or another network.
pub(super) fn is_type(call: &Call) -> bool {
    call.layer.path.is_some() && ops::is_layer(&call.layer)
}
