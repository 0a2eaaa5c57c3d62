//! Networks with const parameters are bit-identical to networks with numbers in their place.

use burdock::memory::{Plain, flat};
use burdock::prelude::*;
use std::slice::from_ref;

const SIDE: usize = 3;

network! {
    /// The example of the grammar.
    pub struct Mlp<const HIDDEN: usize>(x: [8]) -> (y: [1]) {
        y = x -> hidden: dense(HIDDEN, relu) -> dense(1);
    }
}

network! {
    pub struct Mlp30(x: [8]) -> (y: [1]) {
        y = x -> hidden: dense(30, relu) -> dense(1);
    }
}

network! {
    /// All arithmetic that types can do: sums, products, differences that leave a parameter.
    pub struct Joined<const A: usize, const B: usize, const CLASSES: usize>
        (left: [A, B], right: [B]) -> (class: [CLASSES], copy: [B])
    {
        default dense(bias_init = ones);
        layer block(units) = dense(units, tanh) -> dense(2 * units, elu);
        shared same = dense(A + B, sigmoid);

        joined = concatenate(left -> flatten, right -> permute(0), right);
        both   = joined -> [A * B..] -> dense(B + A, softplus) -> repeat(2, same);
        deep   = concatenate(joined, both) -> block(A + 1) -> reshape(1 + A, 2);
        swapped = left -> permute(1, 0) -> [0..B, 0..1] -> flatten;
        sum    = add(swapped, right, joined[0..B]);
        class  = deep -> flatten -> dense(SIDE * A, relu) -> dense(CLASSES, softmax, bias = false);
        copy   = concatenate(sum, both) -> wide: dense(SIDE + B, tanh, init = he_normal) -> dense(B);
    }
}

network! {
    pub struct Joined235(left: [2, 3], right: [3]) -> (class: [5], copy: [3]) {
        default dense(bias_init = ones);
        layer block(units) = dense(units, tanh) -> dense(2 * units, elu);
        shared same = dense(5, sigmoid);

        joined = concatenate(left -> flatten, right -> permute(0), right);
        both   = joined -> [6..] -> dense(5, softplus) -> repeat(2, same);
        deep   = concatenate(joined, both) -> block(3) -> reshape(3, 2);
        swapped = left -> permute(1, 0) -> [0..3, 0..1] -> flatten;
        sum    = add(swapped, right, joined[0..3]);
        class  = deep -> flatten -> dense(6, relu) -> dense(5, softmax, bias = false);
        copy   = concatenate(sum, both) -> wide: dense(6, tanh, init = he_normal) -> dense(3);
    }
}

fn numbers<T: Plain>(value: &T) -> Vec<u32> {
    flat(from_ref(value)).iter().map(|number| number.to_bits()).collect()
}

/// Numbers that look random, between -1 and 1.
fn number(seed: usize) -> f32 {
    (seed as f32 * 12.9898).sin()
}

fn features(count: usize) -> Vec<[f32; 8]> {
    (0..count).map(|row| std::array::from_fn(|column| number(8 * row + column))).collect()
}

#[test]
fn a_hidden_size_is_a_parameter() {
    let (generic, literal) = (Mlp::<30>::new(Seed(42)), Mlp30::new(Seed(42)));
    assert_eq!(numbers(&*generic), numbers(&*literal));
    for x in features(20) {
        assert_eq!(numbers(&generic.predict(&x)), numbers(&literal.predict(&x)));
    }
    assert_eq!((Mlp::<30>::NAME, Mlp::<30>::MULTIPLY_ADDS), ("Mlp", Mlp30::MULTIPLY_ADDS));
    assert_eq!(Mlp::<30>::LAYERS, Mlp30::LAYERS);
    assert_eq!(Mlp::<30>::PARAMETERS, Mlp30::PARAMETERS);
    assert_eq!(
        Mlp::<30>::summary().to_string(),
        Mlp30::summary().to_string().replace("Mlp30", "Mlp")
    );
    assert_eq!(Mlp::<7>::PARAMETER_COUNT, 8 * 7 + 7 + 7 + 1);
}

/// Trains any size: no bound is needed.
fn train<const HIDDEN: usize>(optimizer: impl burdock::optimizers::Optimizer) -> Box<Mlp<HIDDEN>> {
    let data = Dataset::new(features(40), features(40).iter().map(|x| [x[0] * x[1]]).collect());
    let mut model = Mlp::<HIDDEN>::new(Seed(3));
    Trainer::new(MeanSquaredError, optimizer)
        .metric(MeanAbsoluteError)
        .batch_size(8)
        .fit(&mut model, &data.expect("as many"), 3)
        .expect("trains");
    model
}

#[test]
fn training_gives_the_same_bits() {
    let data = Dataset::new(features(40), features(40).iter().map(|x| [x[0] * x[1]]).collect());
    let data = data.expect("as many");
    let mut literal = Mlp30::new(Seed(3));
    let trainer = Trainer::new(MeanSquaredError, Sgd::new(0.05)).batch_size(8);
    trainer.metric(MeanAbsoluteError).fit(&mut literal, &data, 3).expect("trains");
    assert_eq!(numbers(&*train::<30>(Sgd::new(0.05))), numbers(&*literal));
    let mut literal = Mlp30::new(Seed(3));
    let trainer = Trainer::new(MeanSquaredError, Adam::new(0.01)).batch_size(8);
    trainer.metric(MeanAbsoluteError).fit(&mut literal, &data, 3).expect("trains");
    assert_eq!(numbers(&*train::<30>(Adam::new(0.01))), numbers(&*literal));
    assert_ne!(numbers(&*train::<40>(Adam::new(0.01))).len(), numbers(&*literal).len());
}

#[test]
fn every_arithmetic_gives_the_same_bits() {
    type Generic = Joined<2, 3, 5>;
    let (mut generic, mut literal) = (Generic::new(Seed(5)), Joined235::new(Seed(5)));
    assert_eq!(numbers(&*generic), numbers(&*literal));
    assert_eq!((Generic::LAYERS, Generic::PARAMETERS), (Joined235::LAYERS, Joined235::PARAMETERS));
    assert_eq!(Generic::PARAMETER_COUNT, Joined235::PARAMETER_COUNT);
    let left =
        |row: usize| std::array::from_fn(|a| std::array::from_fn(|b| number(9 * row + 3 * a + b)));
    let right = |row: usize| std::array::from_fn(|b| number(9 * row + 6 + b));
    let generic_x: Vec<_> =
        (0..40).map(|row| JoinedInput { left: left(row), right: right(row) }).collect();
    let literal_x: Vec<_> =
        (0..40).map(|row| Joined235Input { left: left(row), right: right(row) }).collect();
    for (one, other) in generic_x.iter().zip(&literal_x) {
        let (one, other) = (generic.predict(one), literal.predict(other));
        assert_eq!((one.class, one.copy), (other.class, other.copy));
    }
    let class = |row: usize| (row % 5) as u8;
    let targets = (0..40).map(|row| JoinedTarget { class: class(row), copy: right(row) }).collect();
    let data = Dataset::new(generic_x, targets).expect("as many");
    let losses = JoinedLosses { class: SparseCategoricalCrossentropy, copy: MeanSquaredError };
    let mut trainer = Trainer::new(losses, Adam::new(0.01)).metric(JoinedMetric::class(Accuracy));
    trainer.fit(&mut generic, &data, 3).expect("trains");
    let targets =
        (0..40).map(|row| Joined235Target { class: class(row), copy: right(row) }).collect();
    let data = Dataset::new(literal_x, targets).expect("as many");
    let losses = Joined235Losses { class: SparseCategoricalCrossentropy, copy: MeanSquaredError };
    let mut other = Trainer::new(losses, Adam::new(0.01)).metric(Joined235Metric::class(Accuracy));
    other.fit(&mut literal, &data, 3).expect("trains");
    assert_eq!(numbers(&*generic), numbers(&*literal));
    let names = ["loss", "class_accuracy"];
    let series = |history: &History| names.map(|name| history.series(name).collect::<Vec<_>>());
    assert_eq!(series(trainer.history()), series(other.history()));
    assert_eq!(series(trainer.history())[1].len(), 3);
}

network! {
    /// One sample needs an amount of memory between the layers that depends on the parameter.
    pub struct Deep<const WIDTH: usize>(x: [1]) -> (y: [1]) {
        y = x -> dense(WIDTH, tanh) -> activation(softplus) -> dense(1);
    }
}

#[test]
fn any_scratch_has_a_place() {
    fn check<const WIDTH: usize>() {
        let model = Deep::<WIDTH>::new(Seed(1));
        let (mut output, mut scratch) = ([[0.0]], vec![0.0; Deep::<WIDTH>::SCRATCH]);
        assert!(Deep::<WIDTH>::SCRATCH >= WIDTH);
        model.predict_into(&Compute::detect(), &[[0.5]], &mut output, &mut scratch);
        assert_eq!(model.predict(&[0.5]), output[0]);
    }
    check::<1>();
    check::<16>();
    check::<17>();
    check::<1000>();
    check::<16_384>();
    check::<20_000>();
}

#[test]
fn files_belong_to_one_size() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("generic.safetensors");
    let model = Joined::<2, 3, 5>::new(Seed(9));
    model.save(&file).expect("saves");
    assert_eq!(numbers(&*Joined::<2, 3, 5>::load(&file).expect("loads")), numbers(&*model));
    assert_eq!(numbers(&*Joined235::load(&file).expect("loads")), numbers(&*model));
    let error = Joined::<2, 4, 5>::load(&file).map(|_| ()).expect_err("another size");
    let expected = "`dense_1.weight` has the shape [6, 5] in the file, but [8, 6] in Joined";
    assert_eq!(error.to_string(), expected);
}
