//! The same bits for a sample in every batch of two or more; nearly the same for one alone.

use burdock::compute::InstructionSet;
use burdock::head::Head;
use burdock::kernels::rows::Rows;
use burdock::memory::{Plain, flat, flat_mut, zeroed_slice};
use burdock::metrics::{Mean, Metric};
use burdock::prelude::*;
use rand::RngExt;
use std::cell::RefCell;
use std::num::NonZeroUsize;
use std::rc::Rc;

network! {
    struct Small(x: [8]) -> (y: [3]) {
        y = x -> dense(30, relu) -> dense(3);
    }
}

network! {
    /// Sums that are taken in halves, kernels for wide layers, activations block by block.
    struct Large(image: [20, 20]) -> (class: [10]) {
        class = image -> flatten
            -> dense(90, tanh) -> dense(70, relu) -> dense(300, elu) -> dense(10, softmax);
    }
}

network! {
    /// Nothing but layers of one unit.
    struct Line(x: [50]) -> (y: [1]) {
        y = x -> dense(1, tanh) -> dense(1);
    }
}

const SAMPLES: usize = 1000;

fn inputs<X: Plain>() -> Box<[X]> {
    let mut inputs = zeroed_slice(SAMPLES);
    let mut generator = Seed(3).generator(0);
    flat_mut(&mut inputs).fill_with(|| generator.random_range(-1.0..1.0));
    inputs
}

fn bits(numbers: &[f32]) -> Vec<u32> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

/// The outputs of the samples, predicted in batches of so many.
fn predicted<N: Network>(
    model: &N,
    compute: &Compute,
    inputs: &[N::Input],
    batch: usize,
) -> Box<[N::Output]> {
    let mut outputs = zeroed_slice(inputs.len());
    let mut scratch = vec![0.0; batch * N::SCRATCH];
    for (inputs, outputs) in inputs.chunks(batch).zip(outputs.chunks_mut(batch)) {
        let scratch = &mut scratch[..inputs.len() * N::SCRATCH];
        model.predict_into(compute, inputs, outputs, scratch);
    }
    outputs
}

/// Compares batches of all sizes on all instruction sets; says how many samples differ alone.
fn check<N: Network>(model: &N) -> usize {
    let inputs = inputs::<N::Input>();
    let mut apart = 0;
    for set in InstructionSet::available() {
        for threads in 1..=3 {
            let compute = Compute::with_instruction_set(set).expect("it is available");
            let compute = compute.threads(NonZeroUsize::new(threads).expect("not zero"));
            let all = predicted(model, &compute, &inputs, SAMPLES);
            for batch in [2, 3, 7, 64, 65, 129, 256, 257] {
                // Whole batches, the last of which never has a single sample.
                let count = SAMPLES - usize::from(SAMPLES % batch == 1);
                let some = predicted(model, &compute, &inputs[..count], batch);
                let same = bits(flat(&some)) == bits(&flat(&all)[..flat(&some).len()]);
                assert!(same, "{} in {batch}, {set:?}, {threads} threads", N::NAME);
            }
            let alone = predicted(model, &compute, &inputs, 1);
            for (one, other) in flat(&alone).iter().zip(flat(&all)) {
                assert!((one - other).abs() <= 1e-6 * other.abs().max(1.0), "{one} {other}");
                apart += usize::from(one.to_bits() != other.to_bits());
            }
        }
    }
    apart
}

#[test]
fn a_sample_has_the_same_bits_in_every_batch_of_several() {
    // What is said of a single sample is not said for nothing.
    assert!(check(&*Small::new(Seed(1))) > 0);
    assert!(check(&*Large::new(Seed(2))) > 0);
    assert_eq!(check(&*Line::new(Seed(3))), 0, "layers of one unit have one order");
}

#[test]
fn a_batch_of_any_length_is_predicted_with_the_same_bits() {
    let (model, inputs) = (Large::new(Seed(2)), inputs());
    let all = model.predict_batch(&inputs);
    for count in [2, 3, 64, 65, 256, 257, 258, 513] {
        assert!(bits(flat(&model.predict_batch(&inputs[..count]))) == bits(flat(&all[..count])));
    }
    let alone = model.predict(&inputs[0]);
    assert_eq!(bits(&alone), bits(&model.predict_batch(&inputs[..1])[0]));
    let compute = Compute::detect();
    assert_eq!(bits(&alone), bits(&predicted(&*model, &compute, &inputs[..1], 1)[0]));
}

/// Keeps every output that it sees.
struct Record(Rc<RefCell<Vec<f32>>>);

impl<H: Head, Y> Metric<H, Y> for Record {
    const NAME: &'static str = "record";
    type State = Mean;

    fn update(&self, _: &mut Mean, output: Rows<'_>, targets: &[Y]) {
        let mut seen = self.0.borrow_mut();
        (0..targets.len()).for_each(|row| seen.extend(output.row(row)));
    }

    fn result(&self, _: &Mean) -> f64 {
        0.0
    }
}

#[test]
fn training_and_evaluation_see_the_bits_of_predictions() {
    const COUNT: usize = 257;
    let (mut model, inputs) = (Large::new(Seed(2)), inputs());
    let (whole, alone) = (model.predict_batch(&inputs[..COUNT]), model.predict(&inputs[COUNT - 1]));
    let data = Dataset::new(inputs[..COUNT].to_vec(), vec![3_u8; COUNT]).expect("as many");
    let seen = Rc::new(RefCell::new(Vec::new()));
    // A rate so small that no parameter changes that matters.
    let mut trainer = Trainer::new(SparseCategoricalCrossentropy, Sgd::new(1e-30))
        .metric(Record(Rc::clone(&seen)))
        .batch_size(32)
        .shuffle(false);

    // Eight batches of 32, and one of a single sample.
    trainer.fit(&mut model, &data, 1).expect("the data are in order");
    let outputs = seen.take();
    let (several, one) = outputs.split_at(10 * (COUNT - 1));
    assert!(bits(several) == bits(&flat(&whole)[..several.len()]));
    assert_eq!(bits(one), bits(&alone));

    // An evaluation leaves none alone.
    trainer.evaluate(&model, &data).expect("the data are in order");
    assert!(bits(&seen.take()) == bits(flat(&whole)));
}
