//! Tests of several phases together.

mod expansion;
pub(crate) mod graphs;
mod weights;
