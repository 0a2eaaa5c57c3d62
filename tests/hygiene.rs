//! What `network!` emits compiles wherever it is written: without the prelude, among names that
//! shadow its own, under every lint, and where `unsafe` is forbidden.
#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(missing_docs, unused, nonstandard_style, unreachable_pub, clippy::all)]

/// Networks whose layers, inputs and constants have the names of everything near them.
pub mod shadows {
    #![expect(non_camel_case_types, reason = "they are to be in the way")]

    /// Shadows a name that emitted code uses.
    pub struct Option;
    /// Shadows a name that emitted code uses.
    pub struct Box;
    /// Shadows a name that emitted code uses.
    pub struct Dense;
    /// Shadows a name that emitted code uses.
    pub struct Network;
    /// Shadows a name that emitted code uses.
    pub struct Plain;
    /// Shadows a name that emitted code uses.
    pub struct core;
    /// Shadows a name that emitted code uses.
    pub struct std;

    const WIDTH: usize = 3;

    ::burdock::network! {
        /// Layers named like the parameters and locals of the emitted functions.
        pub struct Parameters(input: [2, WIDTH]) -> (output: [2]) {
            output = input
                -> flatten
                -> compute: dense(4, relu)
                -> batch: dense(4, sigmoid)
                -> scratch: dense(5, softmax)
                -> workspace: dense(4) -> finish: activation(tanh)
                -> delta: dense(3)
                -> weight: dense(4, bias = false)
                -> delta_output: dense(2, softplus)
                -> update: dense(3)
                -> rows: dense(2)
                -> activation(softmax);
        }
    }

    ::burdock::network! {
        /// Every keyword, each of which links to its documentation.
        struct Words(x: [WIDTH]) -> (y: [2]) {
            y = x
                -> dense(units = 4, activation = linear, init = glorot_uniform, bias_init = zeros)
                -> dense(4, relu, init = ones, bias = true)
                -> dense(4, sigmoid) -> dense(4, tanh) -> dense(4, softplus) -> dense(4, softmax)
                -> activation(function = heaviside)
                -> dense(2, sign);
        }
    }

    ::burdock::network! {
        /// No parameters, no visibility.
        struct Shares(x: [WIDTH]) -> (y: [3]) {
            y = x -> activation(softmax);
        }
    }

    ::burdock::network! {
        /// Const parameters named like names in the emitted code.
        pub struct Sizes<const N: usize, const T0: usize, const V: usize>
            (left: [N, WIDTH], right: [T0]) -> (one: [V], other: [T0])
        {
            batch = concatenate(left -> flatten, right) -> delta: dense(N + T0 * WIDTH, relu);
            one   = batch -> dense(V) -> Code<V> -> dense(V);
            other = batch[0..T0] -> dense(T0, softmax);
        }
    }

    ::burdock::network! {
        /// Its input is the output of the previous network.
        pub struct Code<const CODE: usize>(input: [CODE]) -> (output: [2]) {
            output = input -> dense(CODE * WIDTH) -> dense(2);
        }
    }

    /// Uses both, so that nothing is unused.
    #[test]
    fn networks_among_shadows_predict() {
        use ::burdock::prelude::{Network as _, Seed};

        let model = Parameters::new(Seed(3)).clone();
        let [one, other] = model.predict(&[[0.5; WIDTH]; 2]);
        ::std::assert!((one + other - 1.0).abs() < 1e-6);
        let words = Words::new(Seed(3)).predict(&[1.0; WIDTH]);
        ::std::assert!(words.map(f32::abs) == [1.0; 2]);
        let shares = Shares::new(Seed(3)).predict(&[1.0; WIDTH]);
        ::std::assert!((shares[0] - 1.0 / 3.0).abs() < 1e-6);
        let sizes = Sizes::<2, 4, 5>::new(Seed(3));
        let SizesOutput { one, other } =
            sizes.predict(&SizesInput { left: [[0.5; WIDTH]; 2], right: [0.1; 4] });
        let [a, b, c, d] = other;
        ::std::assert!(one.len() == 5 && (a + b + c + d - 1.0).abs() < 1e-6);
    }
}
