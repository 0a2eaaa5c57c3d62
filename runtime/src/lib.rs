//! Neural networks whose shapes are types.
//!
//! A network is written once, in [`network!`]. The compiler checks that it fits together, the
//! macro emits its forward and backward code, the runtime trains it, and the same struct runs
//! inference without std and without an allocator.
#![no_std]
#[cfg(feature = "std")]
extern crate std;

pub mod compute;
#[cfg(feature = "std")]
pub mod data;
#[cfg(feature = "datasets")]
pub mod datasets;
pub mod head;
pub mod initializers;
pub mod kernels;
pub mod layers;
pub mod memory;
pub mod network;
pub mod prelude;
#[doc(hidden)]
pub mod private;
pub mod seed;

/// Declares a network.
#[macro_export]
macro_rules! network {
    ($($declaration:tt)*) => {
        $crate::private::__network! { $crate, $($declaration)* }
    };
}
