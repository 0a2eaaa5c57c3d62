//! What holds a network: the network itself, a box, a reference.
//!
//! Takes whatever a user has at hand, gives the network in it. `fit` and `evaluate` ask for
//! these traits, so that both a `Box<Net>` and a `&mut Net` will do.

use crate::network::Network;

/// Something with a network in it that can be read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a network",
    label = "expected a network, or a box of or reference to one",
    note = "networks are declared with `network!` and made by their function `new`"
)]
pub trait Model {
    /// The network.
    type Network: Network;
    /// The network, to be read.
    fn network(&self) -> &Self::Network;
}

/// Something with a network in it that can be changed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a network that can be changed",
    label = "expected a network, or a box of or mutable reference to one"
)]
pub trait ModelMut: Model {
    /// The network, to be changed.
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
