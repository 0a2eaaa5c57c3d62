//! What looks like a fault of syntax, and is none.
#![no_implicit_prelude]
use ::burdock::prelude::*;

network! {
    /// Documentation and attributes go to the struct.
    #[derive(Debug)]
    #[allow(dead_code)]
    pub(crate) struct Attributes(image: [28, 28,],) -> (class: [10],) {
        class = image -> flatten() -> dense(10, softmax,);
    }
}

network! {
    struct SeveralStatements(image: [28, 28]) -> (class: [10]) {
        ;
        // In any order that can be read.
        class = hidden -> dense(10);
        hidden = image -> flatten
            -> dense(30, relu);
    }
}

network! { struct OneLine(x: [2]) -> (y: [1]) { y = x -> dense(1); } }

fn main() {}
