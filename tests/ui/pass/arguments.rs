//! Every form that an argument may have.
use burdock::prelude::*;

network! {
    struct Named(image: [8]) -> (class: [10]) {
        class = image
            -> dense(activation = tanh, units = 1_0usize)
            -> dense(30, relu, init = zeros, bias_init = ones, bias = true)
            -> dense(30, init = glorot_uniform, bias = false)
            -> dense(0x1e, linear)
            -> dense(10)
            -> activation(function = softmax);
    }
}

network! {
    struct EveryActivation(image: [8]) -> (class: [10]) {
        class = image
            -> dense(4, linear) -> dense(4, relu) -> dense(4, sigmoid) -> dense(4, tanh)
            -> dense(4, softmax) -> dense(4, softplus) -> dense(4, elu) -> dense(4, selu)
            -> dense(4, heaviside) -> dense(10, sign);
    }
}

network! {
    struct Alphas(x: [8]) -> (y: [1]) {
        y = x -> dense(4, elu(0.3)) -> dense(4, activation = elu(2)) -> activation(elu(1e-3))
            -> dense(1);
    }
}

network! {
    struct EveryInitializer(x: [8]) -> (y: [1]) {
        y = x
            -> dense(4, init = zeros) -> dense(4, init = ones)
            -> dense(4, init = glorot_uniform) -> dense(4, init = glorot_normal)
            -> dense(4, init = he_uniform) -> dense(4, init = he_normal)
            -> dense(4, init = lecun_uniform) -> dense(1, init = lecun_normal);
    }
}

fn main() {}
