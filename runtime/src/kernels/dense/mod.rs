//! The dense layer's three matrix products, fused with what follows while the results are in cache.
//!
//! A weight is row-major `[inputs, outputs]`, Keras' kernel: the outputs of one input are
//! contiguous. A bias has one element per output, or is empty for no bias.
//!
//! Every element of a result is one sum, in the order of the summed index, by one thread;
//! so the bits depend on the instruction set, and neither on the number of threads nor on what
//! else is in the batch. Only a batch of one sample, and a layer of one output, are summed in a
//! different order; long sums are split in two halves. [`mod@reference`] has plain loops for all.
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
