//! The layers that have parameters: typed fields of a network's struct.
mod dense;

pub use dense::{Dense, NoBias};
