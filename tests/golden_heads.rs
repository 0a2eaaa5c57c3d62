//! Networks with two outputs, and sample weights, against what Keras reports for them.
//!
//! `tests/golden/heads.py` writes the file and documents how it was made.

mod two_heads;

use burdock::data::WeightFor;
use burdock::memory::{Plain, flat, flat_mut};
use burdock::prelude::*;
use serde_json::Value;
use std::slice::{from_mut, from_ref};
use two_heads::{TwoHeads, TwoHeadsLosses, TwoHeadsMetric, TwoHeadsSampleWeight, TwoHeadsTarget};

network! {
    struct OnlyMain(x: [6]) -> (main: [2]) {
        main = x -> dense(5, tanh) -> dense(2);
    }
}

network! {
    struct OnlyAux(x: [6]) -> (aux: [3]) {
        aux = x -> dense(5, tanh) -> dense(3, softmax);
    }
}

type Both = TwoHeadsTarget<[f32; 2], u8>;
type Data<Y, W = f32> = Dataset<[f32; 6], Y, W>;

/// Both are `f32`; the results of Keras in f32 and f64 differ by up to 2e-6.
const TOLERANCE: f32 = 1e-5;

#[test]
fn two_heads_are_those_of_keras() {
    for (name, main, aux) in [("two_heads", 0.9, 0.1), ("two_heads_weighted", 0.75, 2.0)] {
        let golden = Golden::read(name);
        let (training, validation) = golden.parts(golden.both());
        let data = [&training, &validation, &training];
        check(&golden, TwoHeads::new(Seed(1)), data, || golden.two_heads(main, aux));
    }
}

#[test]
fn weights_of_samples_by_head_are_those_of_keras() {
    let golden = Golden::read("two_heads_each");
    let of_head = |head: &str| numbers(&golden.case["weights"][head]).into_iter();
    let weight = |(main, aux)| TwoHeadsSampleWeight { main, aux };
    let weights = of_head("main").zip(of_head("aux")).map(weight).collect();
    let data = golden.all(golden.both()).with_weights(weights).expect("as many");
    let (training, validation) = golden.split(data);
    let data = [&training, &validation, &training];
    check(&golden, TwoHeads::new(Seed(1)), data, || golden.two_heads(0.9, 0.3));
}

#[test]
fn weights_of_samples_are_those_of_keras() {
    let golden = Golden::read("values_weighted");
    let (training, validation) = golden.parts(golden.main());
    check(&golden, OnlyMain::new(Seed(1)), [&training, &validation, &training], || {
        Trainer::new(MeanSquaredError, Sgd::new(golden.rate))
            .metric(MeanAbsoluteError)
            .weighted_metric(MeanAbsoluteError)
    });
}

#[test]
fn weights_of_classes_are_those_of_keras() {
    let golden = Golden::read("classes_weighted");
    // Keras applies class weights to the training data of a fit only.
    let (unweighted, validation) = golden.parts(golden.aux());
    let training =
        unweighted.clone().with_class_weights(&[(0, 0.5), (2, 3.0)]).expect("are classes");
    check(&golden, OnlyAux::new(Seed(1)), [&training, &validation, &unweighted], || {
        Trainer::new(SparseCategoricalCrossentropy, Sgd::new(golden.rate))
            .metric(Accuracy)
            .weighted_metric(Accuracy)
    });
}

/// One step, then all epochs with a validation, then an evaluation.
fn check<'a, N, Y, W>(
    golden: &Golden,
    mut model: Box<N>,
    [training, validation, evaluation]: [&'a Data<Y, W>; 3],
    trainer: impl Fn() -> Trainer<'a, N, Y>,
) where
    N: Trainable<Input = [f32; 6]>,
    Y: Clone + 'static,
    W: WeightFor<N> + Clone,
{
    let case = &golden.case;
    let initial = numbers(&case["initial"]);
    let batch = case["batch_size"].as_u64().expect("a number") as usize;
    let set = |model: &mut N| flat_mut(from_mut(model)).copy_from_slice(&initial);
    let trainer = || trainer().batch_size(batch).shuffle(false);

    set(&mut model);
    let first: Vec<usize> = (0..batch).collect();
    trainer().fit(&mut model, &training.select(&first).expect("a batch"), 1).expect("one step");
    assert_close("after one step", flat(from_ref(&*model)), &numbers(&case["after_one_step"]));

    set(&mut model);
    let epochs = case["epochs"].as_u64().expect("a number") as usize;
    let mut trainer = trainer().validation(validation);
    let history = trainer.fit(&mut model, training, epochs).expect("trains");
    assert_close("after all epochs", flat(from_ref(&*model)), &numbers(&case["final"]));
    let expected = case["history"].as_object().expect("names and numbers");
    assert_eq!(history.epochs[0].report.iter().count(), expected.len());
    for (name, values) in expected {
        let found: Vec<f32> = history.series(name).map(|value| value as f32).collect();
        assert_close(name, &found, &numbers(values));
    }
    let report = trainer.evaluate(&model, evaluation).expect("evaluates");
    for (name, value) in case["evaluation"].as_object().expect("names and numbers") {
        let found = report.get(name).expect("has the name") as f32;
        assert_close(name, &[found], &numbers(value));
    }
}

/// One case of the golden file.
struct Golden {
    case: Value,
    rate: f32,
}

impl Golden {
    fn read(name: &str) -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/heads.json");
        let text = std::fs::read_to_string(path).expect("the golden file stands in the repository");
        let golden: Value = serde_json::from_str(&text).expect("the generator writes JSON");
        let mut cases = golden["cases"].as_array().expect("a list of cases").iter();
        let case = cases.find(|case| case["name"] == name).expect("the generator knows this case");
        let rate = case["learning_rate"].as_f64().expect("a number") as f32;
        Self { case: case.clone(), rate }
    }

    fn main(&self) -> Vec<[f32; 2]> {
        rows(&numbers(&self.case["targets"]["main"]))
    }

    fn aux(&self) -> Vec<u8> {
        numbers(&self.case["targets"]["aux"]).iter().map(|&label| label as u8).collect()
    }

    fn both(&self) -> Vec<Both> {
        self.main().into_iter().zip(self.aux()).map(|(main, aux)| Both { main, aux }).collect()
    }

    /// With these weights of the two losses, and each metric with and without sample weights.
    fn two_heads<'a>(&self, main: f32, aux: f32) -> Trainer<'a, TwoHeads, Both> {
        let losses = TwoHeadsLosses {
            main: MeanSquaredError.weighted(main),
            aux: SparseCategoricalCrossentropy.weighted(aux),
        };
        Trainer::new(losses, Sgd::new(self.rate))
            .metric(TwoHeadsMetric::main(MeanAbsoluteError))
            .metric(TwoHeadsMetric::aux(Accuracy))
            .weighted_metric(TwoHeadsMetric::main(MeanAbsoluteError))
            .weighted_metric(TwoHeadsMetric::aux(Accuracy))
    }

    /// All samples, without weights.
    fn all<Y>(&self, targets: Vec<Y>) -> Data<Y> {
        Dataset::new(rows(&numbers(&self.case["input"])), targets).expect("paired")
    }

    /// Training and validation data, with one weight for each sample if there are weights.
    fn parts<Y>(&self, targets: Vec<Y>) -> (Data<Y>, Data<Y>) {
        let mut data = self.all(targets);
        if !self.case["weights"].is_null() {
            data = data.with_weights(numbers(&self.case["weights"])).expect("as many");
        }
        self.split(data)
    }

    fn split<Y, W>(&self, data: Data<Y, W>) -> (Data<Y, W>, Data<Y, W>) {
        let training = self.case["training"].as_u64().expect("a number") as usize;
        data.split_at(training).expect("inside")
    }
}

fn numbers(list: &Value) -> Vec<f32> {
    let list = list.as_array().expect("a list of numbers");
    list.iter().map(|number| number.as_f64().expect("a number") as f32).collect()
}

fn rows<const WIDTH: usize>(numbers: &[f32]) -> Vec<[f32; WIDTH]>
where
    [f32; WIDTH]: Plain,
{
    numbers.as_chunks::<WIDTH>().0.to_vec()
}

fn assert_close(what: &str, actual: &[f32], expected: &[f32]) {
    assert_eq!(actual.len(), expected.len(), "{what}: how many");
    for (place, (a, e)) in actual.iter().zip(expected).enumerate() {
        let error = (a - e).abs() / e.abs().max(1.0);
        assert!(error <= TOLERANCE, "{what}: number {place} is {a}, Keras has {e}");
    }
}
