//! Inspection of networks: layers and parameters by name, and drawings.
//!
//! Input: a network's tables and parameters. Output: parts of them; nothing is copied.

mod error;
mod parameter;

pub use error::UnknownName;
pub use parameter::{NamedParameter, NamedParameterMut};

use crate::draw::Dot;
use crate::memory::{flat, flat_mut};
use crate::nearest::nearest;
use crate::network::{LayerRow, Network, Parameter};
use core::slice::{from_mut, from_ref};

/// Inspects a network. Every network implements it.
///
/// Parameters of networks used as layers, and of custom layers, have the layer's name as a
/// prefix: `encoder.dense_1.weight`.
///
/// # Example
/// ```
/// use burdock::prelude::*;
///
/// network! {
///     pub struct Encoder(x: [8]) -> (code: [4]) { code = x -> dense(4, tanh); }
/// }
/// network! {
///     pub struct Classifier(x: [8]) -> (class: [3]) {
///         class = x -> encoder: Encoder -> dense(3, softmax);
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn core::error::Error>> {
/// let layer = Classifier::layer("encoder")?;
/// assert_eq!((layer.kind, layer.output_shape, layer.parameter_count), ("Encoder", &[4][..], 36));
///
/// let mut model = Classifier::new(Seed(42));
/// for parameter in model.parameters() {
///     println!("{} {:?}: {:?}", parameter.name, parameter.shape, parameter.numbers);
/// }
/// model.parameter_mut("encoder.code.bias")?.numbers.fill(0.1);
/// assert_eq!(model.encoder.code.bias.as_slice(), [0.1; 4]);
///
/// let error = model.parameter("encoder.code.wieght").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "Classifier has no parameter `encoder.code.wieght`; did you mean `encoder.code.weight`?"
/// );
/// # Ok(()) }
/// ```
///
/// Parameters with the same name and shape can be copied from another model:
///
/// ```
/// # use burdock::prelude::*;
/// # network! {
/// #     pub struct Small(x: [8]) -> (y: [1]) { y = x -> hidden: dense(4, relu) -> dense(1); }
/// # }
/// # network! {
/// #     pub struct Other(x: [8]) -> (y: [2]) { y = x -> hidden: dense(4, relu) -> dense(2); }
/// # }
/// # let (small, mut other) = (Small::new(Seed(1)), Other::new(Seed(2)));
/// for source in small.parameters() {
///     if let Ok(target) = other.parameter_mut(source.name)
///         && target.shape == source.shape
///     {
///         target.numbers.copy_from_slice(source.numbers);
///     }
/// }
/// # assert_eq!(other.hidden, small.hidden);
/// ```
pub trait Inspect: Network {
    /// The layer of this name; layers by index are in [`LAYERS`](Network::LAYERS).
    ///
    /// # Errors
    /// If there is none; the error suggests the name that was probably meant.
    fn layer(name: &str) -> Result<&'static LayerRow, UnknownName<'_>> {
        Self::LAYERS.iter().find(|layer| layer.name == name).ok_or_else(|| UnknownName::Layer {
            name,
            network: Self::NAME,
            nearest: nearest(name, Self::LAYERS.iter().map(|layer| layer.name)),
        })
    }

    /// The parameters with their values, in memory order.
    fn parameters(&self) -> impl ExactSizeIterator<Item = NamedParameter<'_>> {
        let numbers = flat(from_ref(self));
        Self::PARAMETERS.iter().map(move |row| NamedParameter::new(row, &numbers[row.range()]))
    }

    /// The parameters with their values, mutable.
    fn parameters_mut(&mut self) -> impl ExactSizeIterator<Item = NamedParameterMut<'_>> {
        let mut rest = flat_mut(from_mut(self));
        Self::PARAMETERS.iter().map(move |row| {
            let (numbers, after) = core::mem::take(&mut rest).split_at_mut(row.len());
            rest = after;
            NamedParameterMut::new(row, numbers)
        })
    }

    /// The parameter of this name, as in `hidden1.weight`.
    ///
    /// # Errors
    /// If there is none; the error suggests the name that was probably meant.
    fn parameter<'n>(&self, name: &'n str) -> Result<NamedParameter<'_>, UnknownName<'n>> {
        let row = find::<Self>(name)?;
        Ok(NamedParameter::new(row, &flat(from_ref(self))[row.range()]))
    }

    /// The parameter of this name, mutable.
    ///
    /// # Errors
    /// As for [`parameter`](Inspect::parameter).
    fn parameter_mut<'n>(
        &mut self,
        name: &'n str,
    ) -> Result<NamedParameterMut<'_>, UnknownName<'n>> {
        let row = find::<Self>(name)?;
        Ok(NamedParameterMut::new(row, &mut flat_mut(from_mut(self))[row.range()]))
    }

    /// The graph with its shapes in the DOT language, to be printed or written to a file.
    fn dot() -> Dot {
        Dot::of::<Self>()
    }

    /// The graph with its shapes as an SVG image.
    #[cfg(feature = "draw")]
    fn svg() -> std::string::String {
        crate::draw::svg::<Self>()
    }
}

impl<N: Network> Inspect for N {}

fn find<N: Network>(name: &str) -> Result<&'static Parameter, UnknownName<'_>> {
    N::PARAMETERS.iter().find(|row| row.name == name).ok_or_else(|| UnknownName::Parameter {
        name,
        network: N::NAME,
        nearest: nearest(name, N::PARAMETERS.iter().map(|row| row.name)),
    })
}
