//! Drawings of networks: boxes with names, kinds and shapes, and arrows between them.
//!
//! Turns a network's tables into the text of a DOT file, or (with the feature `draw`) an SVG
//! image that any browser shows.
//!
//! # Example
//! ```
//! use burdock::prelude::*;
//!
//! network! {
//!     pub struct WideAndDeep(wide: [5], deep: [6]) -> (price: [1]) {
//!         hidden = deep -> dense(30, relu);
//!         price = concatenate(wide, hidden) -> dense(1);
//!     }
//! }
//!
//! # fn main() -> std::io::Result<()> {
//! # let directory = tempfile::tempdir()?;
//! # let dot_file = directory.path().join("network.dot");
//! # let svg_file = directory.path().join("network.svg");
//! std::fs::write(dot_file, WideAndDeep::dot().to_string())?;
//! # #[cfg(feature = "draw")]
//! std::fs::write(svg_file, WideAndDeep::svg())?; // with the feature `draw`
//! # Ok(()) }
//! ```

mod dot;
mod node;
#[cfg(feature = "draw")]
mod svg;

pub use dot::Dot;
#[cfg(feature = "draw")]
pub use svg::svg;
