//! The outputs and gradients of graphs against a reference in f64 and its central differences.
//!
//! Each case is a network and, after it, the same in f64: a function of the parameters, in the
//! order of the text, and of the inputs.

mod check;
mod component_shapes;
mod components;
mod mixed;
mod operations;
mod reference;
mod sharing;

/// A test for each network: inputs, outputs and statements as in `network!`, then the reference.
macro_rules! cases {
    ($($name:ident: $inputs:tt -> $outputs:tt { $($body:tt)* } $reference:expr;)+) => { $(
        #[test]
        fn $name() {
            burdock::network! {
                struct Case $inputs -> $outputs { $($body)* }
            }
            crate::check::check(&mut *Case::new(burdock::seed::Seed(1)), $reference);
        }
    )+ };
}
use cases;
