//! Networks against Keras 3: forward values, one gradient, ten training steps for each loss, and a
//! hundred steps of each optimizer.
//!
//! The files are made by golden/generate.py, parameters included, so that both start equal. All
//! uses the public trainer: one `fit` with one batch is one step, and its loss is that
//! step's loss.

use burdock::data::Dataset;
use burdock::memory::{Plain, flat, flat_mut};
use burdock::optimizers::Optimizer;
use burdock::prelude::*;
use burdock::training::Objective;
use serde_json::Value;
use std::slice::{from_mut, from_ref};

/// Absolute below 1, relative above. Both sides round each f32 sum of up to 37 terms, some ten
/// times a step, by 6e-8: that makes about 1e-6 in a value, and ten steps at the learning rates of
/// the files multiply it by no more than a few. A wrong factor, sign, order or
/// epsilon is far above. The generator makes sure that Keras itself is within 2e-6 of f64.
const TOLERANCE: f32 = 1e-5;

macro_rules! forward_cases {
    ($($activation:ident),+) => { $(
        #[test]
        fn $activation() {
            network! {
                struct With(x: [3, 4]) -> (y: [5]) {
                    y = x -> flatten -> dense(7, $activation) -> dense(5, $activation);
                }
            }
            network! {
                struct Without(x: [3, 4]) -> (y: [5]) {
                    y = x -> flatten
                        -> dense(7, $activation, bias = false)
                        -> dense(5, $activation, bias = false);
                }
            }
            super::check_forward(&mut *With::new(Seed(1)), stringify!($activation), true);
            super::check_forward(&mut *Without::new(Seed(1)), stringify!($activation), false);
        }
    )+ };
}

mod forward {
    use burdock::prelude::*;
    forward_cases!(linear, relu, elu, selu, sigmoid, tanh, softmax, softplus, heaviside, sign);
}

macro_rules! training_cases {
    ($($name:ident: $input:tt -> [$units:tt] { $($layers:tt)+ } $loss:expr, $target:ty;)+) => { $(
        #[test]
        fn $name() {
            network! {
                struct Case(x: $input) -> (y: [$units]) {
                    y = x -> $($layers)+;
                }
            }
            let case = Case::new(Seed(1));
            super::check_training::<_, $target, _>(case, stringify!($name), $loss);
        }
    )+ };
}

mod training {
    use burdock::prelude::*;
    training_cases! {
        mse_tanh: [12] -> [2] { dense(9, tanh) -> dense(7, tanh) -> dense(2) }
            MeanSquaredError, [f32; 2];
        mse_relu: [12] -> [1] { dense(9, relu) -> dense(7, relu) -> dense(1) }
            MeanSquaredError, [f32; 1];
        mse_sigmoid_head: [12] -> [3] { dense(9, softplus) -> dense(3, sigmoid) }
            MeanSquaredError, [f32; 3];
        mse_softmax_head: [12] -> [4] { dense(9, tanh) -> dense(4, softmax) }
            MeanSquaredError, [f32; 4];
        mae_tanh: [12] -> [3] { dense(9, tanh) -> dense(3) }
            MeanAbsoluteError, [f32; 3];
        mae_softplus_head: [12] -> [3] { dense(9, sigmoid, bias = false) -> dense(3, softplus, bias = false) }
            MeanAbsoluteError, [f32; 3];
        huber_softplus: [12] -> [3] { dense(9, softplus) -> dense(3) }
            Huber::default(), [f32; 3];
        huber_tanh_head: [12] -> [2] { dense(9, relu) -> dense(2, tanh) }
            Huber::default(), [f32; 2];
        binary_sigmoid: [12] -> [4] { dense(9, sigmoid) -> dense(4, sigmoid) }
            BinaryCrossentropy, [f32; 4];
        binary_relu: [12] -> [1] { dense(9, relu, bias = false) -> dense(1, sigmoid) }
            BinaryCrossentropy, [f32; 1];
        categorical_tanh: [3, 4] -> [5] { flatten -> dense(9, tanh) -> dense(5, softmax) }
            CategoricalCrossentropy, [f32; 5];
        categorical_relu: [3, 4] -> [5] { flatten -> dense(9, relu) -> dense(5, softmax, bias = false) }
            CategoricalCrossentropy, [f32; 5];
        categorical_softmax_hidden: [12] -> [5] { dense(9, softmax) -> dense(5, softmax) }
            CategoricalCrossentropy, [f32; 5];
        sparse_tanh: [3, 4] -> [5] { flatten -> dense(9, tanh) -> dense(7, tanh) -> dense(5, softmax) }
            SparseCategoricalCrossentropy, u8;
        sparse_relu_wide: [12] -> [5] { dense(37, relu) -> dense(21, relu) -> dense(5, softmax) }
            SparseCategoricalCrossentropy, u8;
        mse_elu: [12] -> [2] { dense(9, elu) -> dense(7, elu(0.3)) -> dense(2) }
            MeanSquaredError, [f32; 2];
        mse_elu_heads: [12] -> [3] { dense(9, selu) -> dense(3, elu) }
            MeanSquaredError, [f32; 3];
        sparse_selu: [12] -> [5] { dense(9, selu) -> dense(7, selu) -> dense(5, softmax) }
            SparseCategoricalCrossentropy, u8;
    }
}

network! {
    /// Smooth, so that rounding errors are not amplified at a kink.
    struct Smooth(x: [12]) -> (y: [2]) {
        y = x -> dense(9, tanh) -> dense(7, softplus) -> dense(2);
    }
}

#[test]
fn a_hundred_steps_of_each_optimizer() {
    let sgd = Sgd::new(0.02).momentum(0.9);
    check_optimizer("momentum", sgd);
    check_optimizer("nesterov", sgd.nesterov(true));
    check_optimizer("adam", Adam::new(0.005));
    check_optimizer("adam_settings", Adam::new(0.01).beta1(0.8).beta2(0.99).epsilon(1e-3));
    check_optimizer("nadam", Nadam::new(0.005));
    check_optimizer("nadam_settings", Nadam::new(0.01).beta1(0.8).beta2(0.99).epsilon(1e-3));
}

fn check_optimizer(name: &str, optimizer: impl Optimizer) {
    let case = case("optimizers.json", |case| case["name"] == name);
    let mut model = Smooth::new(Seed(1));
    set(&mut *model, &numbers(&case["initial"]));
    let count = |field: &str| case[field].as_u64().expect("a number") as usize;
    let (batch, epochs) = (count("batch_size"), count("epochs"));
    let x = samples::<[f32; 12]>(&numbers(&case["input"]));
    let data = Dataset::new(x, samples::<[f32; 2]>(&numbers(&case["target"])))
        .expect("a target for each sample");
    let mut trainer = Trainer::new(MeanSquaredError, optimizer).batch_size(batch).shuffle(false);
    let history = trainer.fit(&mut model, &data, epochs).expect("trains");
    assert_eq!(trainer.optimizer_state().step, 100);
    // Keras' losses are those of the steps.
    let losses = numbers(&case["losses"]);
    let steps = losses.len() / epochs;
    let means = losses.chunks(steps).map(|epoch| epoch.iter().sum::<f32>() / steps as f32);
    let found: Vec<f32> = history.series("loss").map(|loss| loss as f32).collect();
    assert_close(&format!("losses of {name}"), &found, &means.collect::<Vec<f32>>());
    let found = flat(from_ref(&*model));
    assert_close(&format!("parameters of {name}"), found, &numbers(&case["final"]));
}

fn check_forward<N: Network<Input: Clone>>(model: &mut N, name: &str, bias: bool) {
    let case = case("forward.json", |case| case["name"] == name && case["bias"] == bias);
    set(model, &numbers(&case["parameters"]));
    let inputs: Vec<N::Input> = samples(&numbers(&case["input"]));
    let expected = numbers(&case["output"]);
    let one_by_one: Vec<N::Output> = inputs.iter().map(|input| model.predict(input)).collect();
    assert_close("one by one", flat(&one_by_one), &expected);
    assert_close("as a batch", flat(&model.predict_batch(&inputs)), &expected);
}

/// A target that a golden file's list of numbers can hold.
trait Target: Clone + 'static {
    fn read(numbers: &Value) -> Vec<Self>;
}

impl Target for u8 {
    fn read(labels: &Value) -> Vec<u8> {
        numbers(labels).iter().map(|&label| label as u8).collect()
    }
}

impl<const N: usize> Target for [f32; N] {
    fn read(values: &Value) -> Vec<Self> {
        samples(&numbers(values))
    }
}

fn check_training<N, T, L>(mut model: Box<N>, name: &str, loss: L)
where
    N: Trainable<Input: Clone>,
    T: Target,
    L: Objective<N, T> + Copy,
{
    let case = case("training.json", |case| case["name"] == name);
    let initial = numbers(&case["initial"]);
    let batch_size = case["batch_size"].as_u64().expect("a batch size") as usize;
    let rate = case["learning_rate"].as_f64().expect("a learning rate") as f32;
    let all = Dataset::new(samples::<N::Input>(&numbers(&case["input"])), T::read(&case["target"]))
        .expect("a target for each sample");

    // With a learning rate of 1 a step subtracts the whole gradient.
    set(&mut *model, &initial);
    let first: Vec<usize> = (0..batch_size).collect();
    step(&mut model, loss, 1.0, &all.select(&first).expect("a first batch"));
    let gradient: Vec<f32> =
        initial.iter().zip(flat(from_ref(&*model))).map(|(before, after)| before - after).collect();
    assert_close("gradient", &gradient, &numbers(&case["first_gradient"]));

    // Ten steps, one by one.
    set(&mut *model, &initial);
    let places: Vec<usize> = (0..all.len()).collect();
    let losses: Vec<f32> = places
        .chunks(batch_size)
        .map(|batch| step(&mut model, loss, rate, &all.select(batch).expect("a batch")))
        .collect();
    assert_close("losses", &losses, &numbers(&case["losses"]));
    let final_numbers = numbers(&case["final"]);
    assert_close("parameters after ten steps", flat(from_ref(&*model)), &final_numbers);

    // And as one epoch, which the trainer divides into batches.
    set(&mut *model, &initial);
    let mut trainer = Trainer::new(loss, Sgd::new(rate)).batch_size(batch_size).shuffle(false);
    trainer.fit(&mut model, &all, 1).expect("an epoch");
    assert_close("parameters after one epoch", flat(from_ref(&*model)), &final_numbers);
}

/// One step of SGD with the public trainer; returns the loss before it.
fn step<N, T, L>(model: &mut Box<N>, loss: L, rate: f32, batch: &Dataset<N::Input, T>) -> f32
where
    N: Trainable,
    T: Target,
    L: Objective<N, T>,
{
    let mut trainer = Trainer::new(loss, Sgd::new(rate)).batch_size(batch.len()).shuffle(false);
    let history = trainer.fit(model, batch, 1).expect("one step");
    history.last().expect("one epoch").report.loss() as f32
}

fn case(file: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    let text = std::fs::read_to_string(path).expect("the golden file stands in the repository");
    let golden: Value = serde_json::from_str(&text).expect("the generator writes JSON");
    let cases = golden["cases"].as_array().expect("a list of cases");
    cases.iter().find(|case| wanted(case)).expect("the generator knows this case").clone()
}

fn numbers(list: &Value) -> Vec<f32> {
    let list = list.as_array().expect("a list of numbers");
    list.iter().map(|number| number.as_f64().expect("a number") as f32).collect()
}

fn samples<S: Plain + Clone>(numbers: &[f32]) -> Vec<S> {
    let count = numbers.len() / S::LENGTH;
    let mut samples = vec![(*burdock::memory::zeroed::<S>()).clone(); count];
    flat_mut(&mut samples).copy_from_slice(numbers);
    samples
}

fn set<N: Network>(model: &mut N, numbers: &[f32]) {
    flat_mut(from_mut(model)).copy_from_slice(numbers);
}

fn assert_close(what: &str, actual: &[f32], expected: &[f32]) {
    assert_eq!(actual.len(), expected.len(), "{what}: how many");
    for (place, (a, e)) in actual.iter().zip(expected).enumerate() {
        let error = (a - e).abs() / e.abs().max(1.0);
        assert!(error <= TOLERANCE, "{what}: number {place} is {a}, Keras has {e}");
    }
}
