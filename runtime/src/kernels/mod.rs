//! The arithmetic: one operation per file, each tested against a naive reference.
//!
//! Arguments are a [`Compute`](crate::compute::Compute), which selects instruction set and threads,
//! and slices or [`Rows`](rows::Rows) with sizes known only at run time. Neither an allocator nor
//! a mathematical library is needed.
pub mod activation;
pub mod blocks;
pub mod dense;
pub mod dot;
mod elementary;
pub mod elementwise;
#[cfg(test)]
mod extreme_sizes;
#[cfg(feature = "std")]
pub(crate) mod finite;
#[cfg(feature = "std")]
pub(crate) mod gather;
pub mod math;
pub mod merge;
pub mod permute;
mod pointwise;
pub mod rows;
#[cfg(test)]
mod samples;
pub mod softmax;
#[cfg(feature = "std")]
pub mod update;
pub(crate) mod vector;
