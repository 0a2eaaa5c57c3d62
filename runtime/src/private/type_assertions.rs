//! Assertions over types, for what depends on the const parameters of a network: `cargo check`
//! looks at types wherever they stand, at the values of parameters nowhere.
//!
//! `network!` emits `takes::<<Gate<H> as Component>::Input, [f32; H]>()` in a function that nobody
//! calls.

/// What a layer takes, if it takes `Given`: every type is it for itself.
#[diagnostic::on_unimplemented(
    message = "the layer takes `{Self}`, but is given `{Given}`",
    label = "takes `{Self}`"
)]
pub trait Takes<Given> {}

impl<T> Takes<T> for T {}

/// What a layer gives, if it is what is `Needed`: every type is it for itself.
#[diagnostic::on_unimplemented(
    message = "the layer gives `{Self}`, but `{Needed}` is needed",
    label = "gives `{Self}`"
)]
pub trait Gives<Needed> {}

impl<T> Gives<T> for T {}

/// What a layer gives, if that has one axis.
#[diagnostic::on_unimplemented(
    message = "the layer gives `{Self}`, but what follows takes one dimension",
    label = "gives `{Self}`",
    note = "put `flatten` behind the layer"
)]
pub trait OneAxis {}

impl OneAxis for f32 {}
impl<const N: usize> OneAxis for [f32; N] {}

/// Compiles where a layer gives one axis.
pub const fn gives_one_axis<Given: OneAxis>() {}

/// Compiles where the two are the same.
pub const fn takes<Taken: Takes<Given>, Given>() {}

/// Compiles where the two are the same.
pub const fn gives<Given: Gives<Needed>, Needed>() {}
