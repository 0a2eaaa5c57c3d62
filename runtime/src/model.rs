//! The traits for values that hold a network: the network itself, a box, a reference.
//!
//! `fit` and `evaluate` are generic over these traits, so that both a `Box<Net>` and a `&mut Net`
//! are accepted.

use crate::network::Network;

/// A value that holds a network, with shared access to it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a network",
    label = "expected a network, or a box of or reference to one",
    note = "networks are declared with `network!` and made by their function `new`"
)]
pub trait Model {
    /// The network.
    type Network: Network;
    /// A shared reference to the network.
    fn network(&self) -> &Self::Network;
}

/// A value that holds a network, with mutable access to it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a network that can be changed",
    label = "expected a network, or a box of or mutable reference to one"
)]
pub trait ModelMut: Model {
    /// A mutable reference to the network.
    fn network_mut(&mut self) -> &mut Self::Network;
}

#[cfg(feature = "std")]
impl<N: Network> Model for std::boxed::Box<N> {
    type Network = N;
    fn network(&self) -> &N {
        self
    }
}

#[cfg(feature = "std")]
impl<N: Network> ModelMut for std::boxed::Box<N> {
    fn network_mut(&mut self) -> &mut N {
        self
    }
}

impl<N: Network> Model for &N {
    type Network = N;
    fn network(&self) -> &N {
        self
    }
}

impl<N: Network> Model for &mut N {
    type Network = N;
    fn network(&self) -> &N {
        self
    }
}

impl<N: Network> ModelMut for &mut N {
    fn network_mut(&mut self) -> &mut N {
        self
    }
}
