//! Neural networks whose shapes are types.
//!
//! A network is declared once, in [`network!`]. The compiler checks that its shapes match, the
//! macro emits its forward and backward code, the runtime trains it, and the same struct runs
//! inference without std and without an allocator.
#![no_std]
#[cfg(feature = "std")]
extern crate std;

#[cfg(feature = "std")]
pub mod callbacks;
#[doc(hidden)]
pub mod component;
pub mod compute;
#[cfg(feature = "std")]
pub mod data;
#[cfg(feature = "datasets")]
pub mod datasets;
pub mod draw;
pub mod head;
pub mod initializers;
pub mod inspect;
#[cfg(feature = "std")]
pub mod io;
pub mod kernels;
pub mod layers;
#[cfg(feature = "std")]
pub mod losses;
pub mod memory;
#[cfg(feature = "std")]
pub mod metrics;
pub mod model;
mod nearest;
pub mod network;
#[cfg(feature = "std")]
pub mod optimizers;
pub mod parameters;
#[cfg(feature = "std")]
mod place;
pub mod predict;
pub mod prelude;
#[doc(hidden)]
pub mod private;
pub mod seed;
pub mod sizes;
pub mod summary;
#[cfg(feature = "std")]
pub mod training;
mod width;

/// Declares a network.
#[macro_export]
macro_rules! network {
    ($($declaration:tt)*) => {
        $crate::private::__network! { $crate, $($declaration)* }
    };
}

/// The README's programs, compiled as documentation tests.
#[cfg(all(doctest, feature = "datasets"))]
#[doc = include_str!("../../README.md")]
struct Readme;

/// The programs of the guide to custom layers, compiled and run likewise.
#[cfg(all(doctest, feature = "datasets"))]
#[doc = include_str!("../../docs/own-layers.md")]
struct OwnLayers;

/// The networks in the grammar, likewise.
#[cfg(all(doctest, feature = "datasets"))]
#[doc = include_str!("../../docs/grammar.md")]
struct Grammar;
