//! Public datasets, ready to train on.

pub mod digits;
pub mod iris;

#[doc(inline)]
pub use {self::digits::digits, self::iris::iris};
