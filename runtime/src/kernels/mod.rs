//! The arithmetic: one operation per file, each beside a naive reference.
//!
//! A kernel is given a [`Compute`](crate::compute::Compute), which says on what to run, and
//! slices or [`Rows`](rows::Rows) with sizes known only at run time. Neither an allocator nor
//! a mathematical library is needed.
pub mod activation;
pub mod dense;
mod elementary;
pub mod math;
pub mod rows;
pub mod softmax;
#[cfg(feature = "std")]
pub mod update;
pub(crate) mod vector;
