//! Emitted code that needs a heap: a macro cannot see which features its runtime has.

/// Its body where there is std; nothing elsewhere.
#[cfg(feature = "std")]
#[doc(hidden)]
#[macro_export]
macro_rules! __std_only {
    ($($item:tt)*) => { $($item)* };
}

/// Its body where there is std; nothing elsewhere.
#[cfg(not(feature = "std"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __std_only {
    ($($item:tt)*) => {};
}

pub use __std_only as std_only;
