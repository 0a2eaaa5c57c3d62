//! Assertions over types, for what depends on the const parameters of a network: `cargo check`
//! checks types everywhere, but never evaluates const parameters.
//!
//! `network!` emits `takes::<<Gate<H> as Component>::Input, [f32; H]>()` in a function that is
//! never called.

/// A layer's input type, if it equals `Given`: every type implements it for itself only.
#[diagnostic::on_unimplemented(
    message = "the layer takes `{Self}`, but is given `{Given}`",
    label = "takes `{Self}`"
)]
pub trait Takes<Given> {}

impl<T> Takes<T> for T {}

/// A layer's output type, if it equals `Needed`: every type implements it for itself only.
#[diagnostic::on_unimplemented(
    message = "the layer gives `{Self}`, but `{Needed}` is needed",
    label = "gives `{Self}`"
)]
pub trait Gives<Needed> {}

impl<T> Gives<T> for T {}

/// A layer's output type, if it has one axis.
#[diagnostic::on_unimplemented(
    message = "the layer gives `{Self}`, but what follows takes one dimension",
    label = "gives `{Self}`",
    note = "put `flatten` behind the layer"
)]
pub trait OneAxis {}

impl OneAxis for f32 {}
impl<const N: usize> OneAxis for [f32; N] {}

/// Compiles if the layer's output has one axis.
pub const fn gives_one_axis<Given: OneAxis>() {}

/// Compiles if the two types are equal.
pub const fn takes<Taken: Takes<Given>, Given>() {}

/// Compiles if the two types are equal.
pub const fn gives<Given: Gives<Needed>, Needed>() {}
