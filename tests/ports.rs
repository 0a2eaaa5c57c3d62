//! Layers and nested networks with several inputs and outputs.

use burdock::compute::InstructionSet;
use burdock::layers::{GradientError, Layer, LayerPass, check_gradients};
use burdock::memory::flat;
use burdock::optimizers::Optimizer;
use burdock::parameters;
use burdock::prelude::*;
use rand::RngExt;
use std::slice::from_ref;

parameters! {
    /// The input of `Bilinear` for one sample.
    #[derive(Debug)]
    pub struct Pair<const N: usize> {
        left: [f32; N],
        right: [[f32; 2]; 2],
    }
}

parameters! {
    /// `weight · left · sum(right)`, and the sum of `left`.
    pub struct Bilinear<const N: usize, const WRONG: bool> {
        weight: [f32; N] = burdock::initializers::Initializer::LecunNormal,
    }
}

parameters! {
    /// The output of `Bilinear` for one sample.
    #[derive(Debug)]
    pub struct Products<const N: usize> {
        product: [f32; N],
        sum: f32,
    }
}

impl<const N: usize, const WRONG: bool> Layer for Bilinear<N, WRONG> {
    type Input = Pair<N>;
    type Output = Products<N>;
    const KIND: &'static str = "Bilinear";

    fn forward(&self, _: &Compute, input: &[Pair<N>], output: &mut [Products<N>], _: &mut [f32]) {
        for (x, y) in input.iter().zip(output) {
            let right: f32 = x.right.iter().flatten().sum();
            y.sum = x.left.iter().sum();
            for i in 0..N {
                y.product[i] = self.weight[i] * x.left[i] * right;
            }
        }
    }

    fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
        let LayerPass { input, delta, gradient, below, .. } = pass;
        let mut below = below.map(|below| below.iter_mut());
        for (x, delta) in input.iter().zip(delta) {
            let right: f32 = x.right.iter().flatten().sum();
            let mut sum = 0.0;
            for i in 0..N {
                gradient.weight[i] += delta.product[i] * x.left[i] * right;
                sum += delta.product[i] * self.weight[i] * x.left[i];
            }
            if let Some(below) = below.as_mut().and_then(|below| below.next()) {
                for i in 0..N {
                    below.left[i] = delta.product[i] * self.weight[i] * right + delta.sum;
                }
                below.right = [[sum; 2], [sum, if WRONG { 0.0 } else { sum }]];
            }
        }
    }
}

#[test]
fn gradients_of_all_inputs_are_checked() {
    for seed in 0..50 {
        check_gradients::<Bilinear<3, false>>(Seed(seed)).expect("right");
    }
    let error = check_gradients::<Bilinear<3, true>>(Seed(1)).expect_err("wrong");
    let GradientError::Input { name: "right", shape: [2, 2], element: 3, .. } = error else {
        panic!("{error}");
    };
    assert!(error.to_string().contains("gradient of `right[1][1]`"), "{error}");
}

network! {
    struct ByHand(left: [2], right: [2, 2]) -> (y: [1]) {
        both = Bilinear<3, false>(left -> dense(3, tanh), right);
        y = concatenate(both.product -> dense(2), both.sum) -> dense(1);
    }
}

#[test]
fn a_layer_learns_from_all_its_inputs() {
    let mut random = Seed(3).generator(1);
    let rows: Vec<([f32; 2], [[f32; 2]; 2])> = (0..64)
        .map(|_| {
            let x: [f32; 6] = std::array::from_fn(|_| random.random_range(-1.0..1.0));
            ([x[0], x[1]], [[x[2], x[3]], [x[4], x[5]]])
        })
        .collect();
    let target = |(left, right): &([f32; 2], [[f32; 2]; 2])| {
        left[0] * (right[0][0] + right[0][1] + right[1][0] + right[1][1])
    };
    let y: Vec<f32> = rows.iter().map(target).collect();
    let x = rows.iter().map(|(left, right)| ByHandInput { left: *left, right: *right }).collect();
    let data = Dataset::new(x, y).expect("as many targets as samples");
    let mut model = ByHand::new(Seed(1));
    let mut trainer = Trainer::new(MeanSquaredError, Adam::new(0.02)).seed(Seed(1));
    let history = trainer.fit(&mut model, &data, 200).expect("trains");
    let losses: Vec<f64> = history.series("loss").collect();
    assert!(losses[199] < 0.02 * losses[0], "{} of {}", losses[199], losses[0]);
    let rows: Vec<_> = ByHand::LAYERS.iter().map(|row| (row.name, row.inputs)).collect();
    assert_eq!(rows[1], ("both", &["dense_1", "right"][..]));
    assert_eq!(rows.len(), 7);
}

network! {
    struct Head(wide: [3], deep: [2, 2]) -> (y: [2], z: [3]) {
        hidden = deep -> flatten -> dense(5, relu);
        y = concatenate(wide, hidden) -> dense(2, tanh);
        z = hidden -> dense(3, softmax);
    }
}

network! {
    struct Nested(a: [3], b: [4]) -> (out: [1], other: [2]) {
        before = a -> dense(3, sigmoid);
        head = Head(before, b -> reshape(2, 2));
        out = concatenate(head.z, head.y) -> dense(1);
        other = head.y -> dense(2);
    }
}

network! {
    struct Written(a: [3], b: [4]) -> (out: [1], other: [2]) {
        before = a -> dense(3, sigmoid);
        hidden = b -> dense(5, relu);
        y = concatenate(before, hidden) -> dense(2, tanh);
        z = hidden -> dense(3, softmax);
        out = concatenate(z, y) -> dense(1);
        other = y -> dense(2);
    }
}

/// The parameters and losses after a fit.
macro_rules! fitted {
    ($network:ident, $input:ident, $target:ident, $losses:ident, $optimizer:expr, $set:expr) => {{
        let mut random = Seed(7).generator(1);
        let x: Vec<[f32; 7]> =
            (0..70).map(|_| std::array::from_fn(|_| random.random_range(-1.0..1.0))).collect();
        let data = Dataset::new(
            x.iter()
                .map(|x| $input { a: [x[0], x[1], x[2]], b: [x[3], x[4], x[5], x[6]] })
                .collect(),
            x.iter().map(|x| $target { out: x[0] * x[3], other: [x[1], x[6] * x[6]] }).collect(),
        );
        let data = data.expect("as many targets as samples");
        let losses = $losses { out: MeanSquaredError, other: MeanSquaredError };
        let mut model = $network::new(Seed(42));
        let compute = Compute::with_instruction_set($set).expect("is available");
        let mut trainer = Trainer::new(losses, $optimizer).compute(compute).seed(Seed(42));
        let history = trainer.fit(&mut model, &data, 4).expect("trains");
        let losses: Vec<f64> = history.series("loss").collect();
        assert!(losses[3] < losses[0]);
        (flat(from_ref(&*model)).to_vec(), losses)
    }};
}

#[test]
fn a_nested_network_learns_the_bits_of_the_written_out_one() {
    fn check(optimizer: impl Optimizer + Copy) {
        for set in InstructionSet::available() {
            let nested = fitted!(Nested, NestedInput, NestedTarget, NestedLosses, optimizer, set);
            let written =
                fitted!(Written, WrittenInput, WrittenTarget, WrittenLosses, optimizer, set);
            assert_eq!(nested, written, "{} {set:?}", optimizer.name());
        }
    }
    check(Sgd::new(0.05));
    check(Sgd::new(0.05).momentum(0.9));
    check(Adam::default());
}

#[test]
fn the_parameters_are_those_of_the_part() {
    let names: Vec<&str> = Nested::PARAMETERS.iter().map(|parameter| parameter.name).collect();
    assert_eq!(names[..3], ["before.weight", "before.bias", "head.hidden.weight"]);
    assert_eq!(Nested::PARAMETER_COUNT, Written::PARAMETER_COUNT);
}

parameters! {
    /// The rows of a matrix in reverse order.
    pub struct Flipped {}
}

impl Layer for Flipped {
    type Input = [[f32; 2]; 3];
    type Output = [[f32; 2]; 3];
    const KIND: &'static str = "Flipped";

    fn forward(
        &self,
        _: &Compute,
        input: &[[[f32; 2]; 3]],
        output: &mut [[[f32; 2]; 3]],
        _: &mut [f32],
    ) {
        for (x, y) in input.iter().zip(output) {
            *y = [x[2], x[1], x[0]];
        }
    }

    fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
        let LayerPass { delta, below, .. } = pass;
        for (below, delta) in below.into_iter().flatten().zip(delta) {
            *below = [delta[2], delta[1], delta[0]];
        }
    }
}

network! {
    struct Twice(x: [3, 2]) -> (y: [3, 2], once: [6]) {
        flipped = x -> Flipped;
        y = Flipped(flipped) -> scale(1.0);
        once = flipped -> scale(1.0) -> flatten;
    }
}

#[test]
fn a_layer_takes_the_matrix_that_another_gives() {
    let x = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]];
    let TwiceOutput { y, once } = Twice::new(Seed(1)).predict(&x);
    assert_eq!(y, x);
    assert_eq!(once, [5.0, 6.0, 3.0, 4.0, 1.0, 2.0]);
    check_gradients::<Flipped>(Seed(1)).expect("right");
}

network! {
    struct Shared(a: [3], b: [3], image: [2, 2]) -> (y: [1]) {
        shared pair = |wide, deep| { head = Head(wide, deep); concatenate(head.y, head.z) };
        one = pair(a, image);
        other = pair(b, image -> scale(0.5));
        y = subtract(one, other) -> dense(1);
    }
}

network! {
    struct SharedWritten(a: [3], b: [3], image: [2, 2]) -> (y: [1]) {
        shared pair = |wide, deep| {
            hidden = deep -> flatten -> dense(5, relu);
            concatenate(concatenate(wide, hidden) -> dense(2, tanh), hidden -> dense(3, softmax))
        };
        one = pair(a, image);
        other = pair(b, image -> scale(0.5));
        y = subtract(one, other) -> dense(1);
    }
}

/// Both applications contribute to each gradient, in another order: so the sums are equal
/// except for rounding.
#[test]
fn a_network_with_several_ports_can_be_shared() {
    assert_eq!(Shared::PARAMETER_COUNT, Head::PARAMETER_COUNT + 6);
    macro_rules! fitted {
        ($network:ident, $input:ident) => {{
            let mut random = Seed(9).generator(1);
            let mut numbers =
                || -> [f32; 3] { std::array::from_fn(|_| random.random_range(-1.0..1.0)) };
            let x = (0..40).map(|_| $input { a: numbers(), b: numbers(), image: [[0.5, -0.2]; 2] });
            let x: Vec<$input> = x.collect();
            let y = x.iter().map(|x| x.a[0] - x.b[1]).collect();
            let data = Dataset::new(x, y).expect("as many targets as samples");
            let mut model = $network::new(Seed(4));
            let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(0.05)).seed(Seed(4));
            let history = trainer.fit(&mut model, &data, 20).expect("trains");
            history.series("loss").collect::<Vec<f64>>()
        }};
    }
    let (nested, written) =
        (fitted!(Shared, SharedInput), fitted!(SharedWritten, SharedWrittenInput));
    assert!(nested[19] < 0.8 * nested[0]);
    for (one, other) in nested.iter().zip(written) {
        assert!((one - other).abs() < 1e-5, "{one} {other}");
    }
}
