//! The dense layer's three products, with what is done to their results while they are at hand.
//!
//! A weight is row-major `[inputs, outputs]`, Keras' kernel: the outputs of one input lie next
//! to each other. A bias has one number per output, or none for no bias.
//!
//! Every number of a result is one sum, taken in the order of the summed index, by one thread;
//! so the bits depend on the instruction set, and neither on the number of threads nor on what
//! else is in the batch. Only a batch of one sample, and a layer of one output, are summed in
//! another order; long sums are taken in two halves. [`mod@reference`] has the same operations as plain loops.
#![allow(unsafe_code)]

mod forward;
mod halves;
mod input_gradient;
pub mod reference;
mod row_stream;
mod share;
mod single;
#[cfg(test)]
mod tests;
mod tile;
mod transpose;
mod turned_gradient;
mod vector_matrix;
mod weight_gradient;

pub use forward::{forward, forward_then};
pub use input_gradient::{input_gradient, input_gradient_scratch};
pub use single::{forward_single, is_small};
pub use weight_gradient::{weight_gradient, weight_update};
