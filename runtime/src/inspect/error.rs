//! The error for names that a network does not have.

use core::fmt;

/// A name that the network does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnknownName<'n> {
    /// It has no such layer.
    Layer {
        /// The name that was requested.
        name: &'n str,
        /// The network.
        network: &'static str,
        /// The layer that was probably meant.
        nearest: Option<&'static str>,
    },
    /// It has no such parameter.
    Parameter {
        /// The name that was requested.
        name: &'n str,
        /// The network.
        network: &'static str,
        /// The parameter that was probably meant.
        nearest: Option<&'static str>,
    },
}

impl fmt::Display for UnknownName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, network, what, nearest) = match self {
            Self::Layer { name, network, nearest } => (name, network, "layer", nearest),
            Self::Parameter { name, network, nearest } => (name, network, "parameter", nearest),
        };
        write!(f, "{network} has no {what} `{name}`")?;
        match nearest {
            Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for UnknownName<'_> {}
