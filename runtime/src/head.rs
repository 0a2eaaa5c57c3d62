//! What a network's output is, so that losses and metrics can be checked against it.
//!
//! A head is one output of a network. A network with a single output is its own head; one with
//! several has them by number, [`HeadOf`], in the order in which they are declared, and is
//! itself of the kind [`Several`].

use crate::memory::Plain;
use crate::network::Network;
use core::marker::PhantomData;

/// One output of a network.
pub trait Head {
    /// What the head says of one sample, such as `[f32; 10]`.
    type Output: Plain;
    /// What its numbers mean: [`Softmax`], [`Sigmoid`], [`Values`] or [`Step`]; or [`Several`].
    type Kind;
}

/// A network with several heads has one of number `I`, from 0.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no output number {I}",
    label = "outputs count from 0, in the order of the declaration"
)]
pub trait HasHead<const I: usize>: Network {
    /// What the head says of one sample.
    type Output: Plain;
    /// What its numbers mean.
    type Kind;
}

/// Head number `I` of the network `N`, as a type for losses and metrics to be checked against.
#[derive(Debug)]
pub struct HeadOf<N, const I: usize>(PhantomData<N>);

impl<N: HasHead<I>, const I: usize> Head for HeadOf<N, I> {
    type Output = <N as HasHead<I>>::Output;
    type Kind = N::Kind;
}

/// The targets of one sample for several heads have one for head number `I`.
#[diagnostic::on_unimplemented(
    message = "targets of type `{Self}` have none for output number {I}",
    label = "expected targets with a field for each output",
    note = "beside a network `Net` with several outputs stands `NetTarget`, which has their names"
)]
pub trait HasTarget<const I: usize> {
    /// The target of that head, such as `f32`, or a label.
    type Target;
    /// The target of that head.
    fn target(&self) -> &Self::Target;
}

/// Whether a kind of output is [`Single`], or [`Several`] with kinds of their own.
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

/// An output of step units, heaviside or sign, which has no gradient.
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
