//! The heads of a network, against which losses and metrics are checked at compile time.
//!
//! A head is one output of a network, with its loss. A network with a single output is its own
//! head; one with several has heads by index, [`HeadOf`], in the order of their declaration, and
//! is itself of the kind [`Several`].

use crate::memory::Plain;
use crate::network::Network;
use core::marker::PhantomData;

/// One output of a network.
pub trait Head {
    /// The output for one sample, such as `[f32; 10]`.
    type Output: Plain;
    /// What its values mean: [`Softmax`], [`Sigmoid`], [`Values`] or [`Step`]; or [`Several`].
    type Kind;
}

/// A network with several heads implements it for each index `I`, from 0.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no output number {I}",
    label = "outputs count from 0, in the order of the declaration"
)]
pub trait HasHead<const I: usize>: Network {
    /// The output of the head for one sample.
    type Output: Plain;
    /// What its values mean.
    type Kind;
}

/// Head `I` of the network `N`, as a type against which losses and metrics are checked.
#[derive(Debug)]
pub struct HeadOf<N, const I: usize>(PhantomData<N>);

impl<N: HasHead<I>, const I: usize> Head for HeadOf<N, I> {
    type Output = <N as HasHead<I>>::Output;
    type Kind = N::Kind;
}

/// The targets of one sample for several heads implement it for each index `I`.
#[diagnostic::on_unimplemented(
    message = "targets of type `{Self}` have none for output number {I}",
    label = "expected targets with a field for each output",
    note = "beside a network `Net` with several outputs stands `NetTarget`, which has their names"
)]
pub trait HasTarget<const I: usize> {
    /// The type of that head's target, such as `f32`, or a label.
    type Target;
    /// The target for that head.
    fn target(&self) -> &Self::Target;
}

/// Whether a kind of output is [`Single`], or [`Several`] outputs with a kind each.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a kind of output")]
pub trait Arity {
    /// [`Single`] or [`Several`].
    type Heads;
}

/// A network with one output.
#[derive(Clone, Copy, Debug)]
pub struct Single;

/// A network with several outputs, each of its own kind.
#[derive(Clone, Copy, Debug)]
pub struct Several;

/// An output that ends in softmax: the probabilities of classes that exclude each other.
#[derive(Clone, Copy, Debug)]
pub struct Softmax;

/// An output that ends in sigmoid: the probabilities of independent yes-or-no questions.
#[derive(Clone, Copy, Debug)]
pub struct Sigmoid;

/// An output of plain values: linear, or through another smooth activation.
#[derive(Clone, Copy, Debug)]
pub struct Values;

/// An output of a step activation, heaviside or sign, which has no gradient.
#[derive(Clone, Copy, Debug)]
pub struct Step;

impl Arity for Softmax {
    type Heads = Single;
}

impl Arity for Sigmoid {
    type Heads = Single;
}

impl Arity for Values {
    type Heads = Single;
}

impl Arity for Step {
    type Heads = Single;
}

impl Arity for Several {
    type Heads = Several;
}
