//! From the graph and its plan to code.

pub(crate) mod assertions;
