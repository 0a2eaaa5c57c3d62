//! A network with two outputs.
#![allow(dead_code, reason = "not every test uses it all")]

use burdock::prelude::*;

network! {
    /// 6 -> 5 tanh, and from there two values and the probabilities of three classes.
    pub struct TwoHeads(x: [6]) -> (main: [2], aux: [3]) {
        hidden = x -> dense(5, tanh);
        main = hidden -> dense(2);
        aux = hidden -> dense(3, softmax);
    }
}
