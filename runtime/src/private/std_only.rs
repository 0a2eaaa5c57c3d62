//! Emitted code that needs a heap: the macro cannot know the features of the runtime.

/// Expands to its body with std; to nothing without.
#[cfg(feature = "std")]
#[doc(hidden)]
#[macro_export]
macro_rules! __std_only {
    ($($item:tt)*) => { $($item)* };
}

/// Expands to its body with std; to nothing without.
#[cfg(not(feature = "std"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __std_only {
    ($($item:tt)*) => {};
}

pub use __std_only as std_only;
