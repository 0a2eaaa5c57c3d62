//! Graphs at random against Keras 3: outputs, one step of gradient descent, and some of Adam.
//!
//! Both the graphs and what Keras says of them are made by golden/graphs.py.

mod family;

use burdock::data::Dataset;
use burdock::memory::{Plain, flat, flat_mut};
use burdock::optimizers::Optimizer;
use burdock::prelude::*;
use burdock::training::Objective;
use serde_json::Value;
use std::slice::{from_mut, from_ref};

/// Absolute below 1, relative above. The generator makes sure that Keras itself is within 2e-6 of
/// f64, and that no number is larger than 8.
const TOLERANCE: f32 = 1e-5;

/// Compares a network with the golden case of that name. `target` makes what the loss takes of
/// numbers that stand as an output's.
fn check<N, Y, L>(mut model: Box<N>, name: &str, loss: L, target: impl Fn(&N::Output) -> Y)
where
    N: Trainable<Input: Clone, Output: Clone>,
    Y: Clone + 'static,
    L: Objective<N, Y> + Copy,
{
    let case = case(name);
    let number = |field: &str| case[field].as_f64().expect("a number");
    let targets: Vec<N::Output> = samples(&numbers(&case["target"]));
    let inputs: Vec<N::Input> = samples(&numbers(&case["input"]));
    let data = Dataset::new(inputs.clone(), targets.iter().map(target).collect()).expect("paired");

    set(&mut *model, &case["initial"]);
    let expected = numbers(&case["outputs"]);
    assert_close("the outputs", flat(&model.predict_batch(&inputs)), &expected);
    let singly: Vec<N::Output> = inputs.iter().map(|input| model.predict(input)).collect();
    assert_close("the outputs one by one", flat(&singly), &expected);

    let found = fit(&mut model, loss, Sgd::new(number("rate") as f32), &data, 1);
    assert_close("the loss", &[found], &[number("loss") as f32]);
    compare(&*model, &case["after_sgd"]);

    if !case["after_adam"].is_null() {
        set(&mut *model, &case["initial"]);
        let adam = Adam::new(number("adam_rate") as f32).epsilon(number("adam_epsilon") as f32);
        fit(&mut model, loss, adam, &data, number("adam_steps") as usize);
        compare(&*model, &case["after_adam"]);
    }
}

/// Some steps on all samples; gives the loss before the first.
fn fit<N, Y, L>(
    model: &mut Box<N>,
    loss: L,
    optimizer: impl Optimizer,
    data: &Dataset<N::Input, Y>,
    steps: usize,
) -> f32
where
    N: Trainable,
    Y: Clone + 'static,
    L: Objective<N, Y>,
{
    let mut trainer = Trainer::new(loss, optimizer).batch_size(data.len()).shuffle(false);
    let history = trainer.fit(model, data, steps).expect("trains");
    history.epochs[0].report.loss() as f32
}

/// Gives the network the parameters of those names.
fn set<N: Network>(model: &mut N, parameters: &Value) {
    let names = parameters.as_object().expect("names and numbers");
    assert_eq!(names.len(), N::PARAMETERS.len(), "how many parameters");
    let all = flat_mut(from_mut(model));
    for parameter in N::PARAMETERS {
        all[parameter.range()].copy_from_slice(&numbers(&parameters[parameter.name]));
    }
}

/// Compares the network's parameters with those of the same names.
fn compare<N: Network>(model: &N, parameters: &Value) {
    for parameter in N::PARAMETERS {
        let found = &flat(from_ref(model))[parameter.range()];
        assert_close(parameter.name, found, &numbers(&parameters[parameter.name]));
    }
}

fn case(name: &str) -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/graphs.json");
    let text = std::fs::read_to_string(path).expect("the golden file stands in the repository");
    let golden: Value = serde_json::from_str(&text).expect("the generator writes JSON");
    let mut cases = golden["cases"].as_array().expect("a list of cases").iter();
    cases.find(|case| case["name"] == name).expect("the generator knows this case").clone()
}

fn numbers(list: &Value) -> Vec<f32> {
    let list = list.as_array().expect("a list of numbers");
    list.iter().map(|number| number.as_f64().expect("a number") as f32).collect()
}

fn samples<S: Plain + Clone>(numbers: &[f32]) -> Vec<S> {
    let mut samples = vec![(*burdock::memory::zeroed::<S>()).clone(); numbers.len() / S::LENGTH];
    flat_mut(&mut samples).copy_from_slice(numbers);
    samples
}

fn assert_close(what: &str, actual: &[f32], expected: &[f32]) {
    assert_eq!(actual.len(), expected.len(), "{what}: how many");
    for (place, (a, e)) in actual.iter().zip(expected).enumerate() {
        let error = (a - e).abs() / e.abs().max(1.0);
        assert!(error <= TOLERANCE, "{what}: number {place} is {a}, Keras has {e}");
    }
}
