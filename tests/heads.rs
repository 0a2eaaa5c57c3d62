//! Networks with two outputs, and sample weights: reports, exact weights, errors.

mod two_heads;

use burdock::data::WeightFor;
use burdock::losses::LossError;
use burdock::memory::flat;
use burdock::metrics::HeadMetric;
use burdock::prelude::*;
use burdock::training::{NonFinite, Objective, Part, Restored};
use std::error::Error;
use std::slice::from_ref;
use two_heads::{TwoHeads, TwoHeadsLosses, TwoHeadsMetric, TwoHeadsSampleWeight, TwoHeadsTarget};

type Both = TwoHeadsTarget<[f32; 2], u8>;
type Trained<'a> = Trainer<'a, TwoHeads, Both>;

/// With these weights of the two losses.
fn trainer<'a>(main: f32, aux: f32, rate: f32) -> Trained<'a> {
    let losses = TwoHeadsLosses {
        main: MeanSquaredError.weighted(main),
        aux: SparseCategoricalCrossentropy.weighted(aux),
    };
    Trainer::new(losses, Sgd::new(rate))
        .metric(TwoHeadsMetric::main(MeanAbsoluteError))
        .metric(TwoHeadsMetric::aux(Accuracy))
        .shuffle(false)
}

#[test]
fn reports_name_the_total_the_heads_and_the_metrics() {
    let data = even(40);
    let mut trainer = trainer(0.5, 2.0, 0.01).validation_split(0.25);
    let mut model = TwoHeads::new(Seed(1));
    let history = trainer.fit(&mut model, &data, 1).expect("trains");
    let report = &history.epochs[0].report;
    let names: Vec<&str> = report.iter().map(|(name, _)| name).collect();
    let half = ["loss", "main_loss", "aux_loss", "main_mean_absolute_error", "aux_accuracy"];
    assert_eq!(names[..5], half);
    assert_eq!(names[5..], half.map(|name| String::from("val_") + name));
    for prefix in ["", "val_"] {
        let get = |name: &str| report.get(&(String::from(prefix) + name)).expect("is there");
        let total = 0.5 * get("main_loss") + 2.0 * get("aux_loss");
        assert!((get("loss") - total).abs() < 1e-12);
    }
    assert!(report.to_string().contains(" - aux_loss: "));
}

/// The loss of many samples at once is the mean of those of each alone, in both heads.
#[test]
fn an_evaluation_is_the_mean_over_the_samples() {
    let data = even(300);
    let model = TwoHeads::new(Seed(1));
    let mut trainer = trainer(0.5, 2.0, 0.01);
    let all = trainer.evaluate(&*model, &data).expect("evaluates");
    for (name, value) in all.iter() {
        let of_one = |row| {
            let one = data.select(&[row]).expect("inside");
            trainer.evaluate(&*model, &one).expect("evaluates").get(name).expect("the same names")
        };
        let mean = (0..300).map(of_one).sum::<f64>() / 300.0;
        assert!((value - mean).abs() < 1e-6, "{name}: {value} {mean}");
    }
    // A step with more targets than are copied at once starts from the same loss.
    trainer = trainer.batch_size(300);
    let history = trainer.fit(&mut model.clone(), &data, 1).expect("trains");
    assert!((history.epochs[0].report.loss() - all.loss()).abs() < 1e-6);
}

/// A power of two is exact, wherever it is multiplied.
#[test]
fn a_weight_of_all_samples_is_a_weight_of_all_losses() {
    let fit = |trainer: &mut Trained<'_>, data: &Dataset<[f32; 6], Both>| {
        let mut model = TwoHeads::new(Seed(7));
        let history = trainer.fit(&mut model, data, 2).expect("trains");
        let losses: Vec<f64> = history.series("loss").collect();
        (flat(from_ref(&*model)).to_vec(), losses)
    };
    let data = even(50);
    let every = |weight| even(50).with_weights(vec![weight; 50]).expect("as many");
    let plain = fit(&mut trainer(1.0, 1.0, 0.1), &data);
    assert_eq!(fit(&mut trainer(1.0, 1.0, 0.1), &every(1.0)), plain);
    let doubled = fit(&mut trainer(2.0, 2.0, 0.1), &data);
    assert_ne!(doubled, plain);
    assert_eq!(fit(&mut trainer(1.0, 1.0, 0.1), &every(2.0)), doubled);
    let (numbers, losses) = fit(&mut trainer(1.0, 1.0, 0.1), &every(0.0));
    assert_eq!(numbers, flat(from_ref(&*TwoHeads::new(Seed(7)))));
    assert_eq!(losses, [0.0, 0.0]);
    // Metrics count every sample equally.
    let metric = |data: &Dataset<_, _>| {
        let report = trainer(1.0, 1.0, 0.1).evaluate(&*TwoHeads::new(Seed(7)), data);
        report.expect("evaluates").get("main_mean_absolute_error")
    };
    assert_eq!(metric(&every(0.0)), metric(&data));
}

/// Equal sample weights for a head are equivalent to its loss weight; a head with weight 0
/// learns nothing, and does not count in the other's metrics.
#[test]
fn weights_by_head_count_in_their_own_head() {
    let fit = |trainer: &mut Trained<'_>, weight: Option<TwoHeadsSampleWeight>| {
        let mut model = TwoHeads::new(Seed(7));
        let weigh = |_: &_, _: &_| weight.unwrap_or_default();
        let data = even(50).with_weights_by(weigh).expect("finite");
        let history = trainer.fit(&mut model, &data, 2).expect("trains");
        (flat(from_ref(&*model)).to_vec(), history.series("loss").collect::<Vec<_>>())
    };
    let weight = TwoHeadsSampleWeight { main: 2.0, aux: 0.5 };
    let weighted = fit(&mut trainer(2.0, 0.5, 0.1), None);
    assert_eq!(fit(&mut trainer(1.0, 1.0, 0.1), Some(weight)), weighted);
    assert_ne!(fit(&mut trainer(1.0, 1.0, 0.1), None), weighted);

    let only_main = TwoHeadsSampleWeight { aux: 0.0, ..Default::default() };
    let data = even(50).with_weights(vec![only_main; 50]).expect("as many");
    let trainer = trainer(1.0, 1.0, 0.1)
        .weighted_metric(TwoHeadsMetric::main(MeanAbsoluteError))
        .weighted_metric(TwoHeadsMetric::aux(Accuracy));
    let report = trainer.evaluate(&*TwoHeads::new(Seed(7)), &data).expect("evaluates");
    let get = |name| report.get(name).expect("is there");
    assert_eq!(get("loss"), get("main_loss"));
    assert_eq!((get("aux_loss"), get("aux_weighted_accuracy")), (0.0, 0.0));
    assert!(get("aux_accuracy") > 0.0);
    let (weighted, even) =
        (get("main_weighted_mean_absolute_error"), get("main_mean_absolute_error"));
    assert!((weighted - even).abs() < 1e-12 && even > 0.0);
}

#[test]
fn faults_are_named_with_their_output() {
    let refused = |trainer: &mut Trained<'_>, data: &Dataset<[f32; 6], Both>| {
        let mut model = TwoHeads::new(Seed(7));
        let error = trainer.fit(&mut model, data, 1).expect_err("is bad");
        assert_eq!(flat(from_ref(&*model)), flat(from_ref(&*TwoHeads::new(Seed(7)))));
        error
    };
    let error = refused(&mut trainer(1.0, -0.5, 0.1), &even(9));
    let fault = LossError::Weight { value: -0.5 };
    assert_eq!(error, TrainError::Loss { part: Part::Training, head: Some("aux"), error: fault });
    let mut data = even(90);
    data.y[77].aux = 3;
    assert_eq!(
        chain(refused(&mut trainer(1.0, 1.0, 0.1), &data)),
        "cannot compute the loss of `aux` on the training data: row 77 has the label 3, but the \
         output has 3 classes, counted from 0"
    );
    let mut data = even(9);
    data.weights = Some(vec![1.0; 8]);
    assert_eq!(
        chain(refused(&mut trainer(1.0, 1.0, 0.1), &data)),
        "cannot use the training data: the dataset has 9 samples but 8 weights; every sample needs \
         one weight"
    );
    data.weights = Some((0..9).map(|i| 3.0 - i as f32).collect());
    assert_eq!(
        chain(refused(&mut trainer(1.0, 1.0, 0.1), &data)),
        "cannot use the training data: the weight at position 4 is -1; weights must be finite and \
         not below 0"
    );
}

#[test]
fn faulty_weights_are_named_with_their_output() {
    let mut weights = vec![TwoHeadsSampleWeight::default(); 9];
    weights[5].aux = f32::INFINITY;
    weights[6].main = -1.0;
    let text = "the weight of `aux` at position 5 is inf; weights must be finite and not below 0";
    let error = even(9).with_weights(weights.clone()).expect_err("is bad");
    assert_eq!(error.to_string(), text);

    let mut validation =
        even(9).with_weights(vec![TwoHeadsSampleWeight::default(); 9]).expect("good");
    validation.weights = Some(weights);
    let mut model = TwoHeads::new(Seed(7));
    let error = trainer(1.0, 1.0, 0.1).validation(&validation).fit(&mut model, &even(9), 1);
    let expected = format!("cannot use the validation data: {text}");
    assert_eq!(chain(error.expect_err("is bad")), expected);
    assert_eq!(flat(from_ref(&*model)), flat(from_ref(&*TwoHeads::new(Seed(7)))));
}

/// A loss that is not finite in one head only, or through a weight, stops before any update.
#[test]
fn an_infinite_loss_of_one_head_changes_nothing() {
    fn overflows<W: WeightFor<TwoHeads>>(data: &Dataset<[f32; 6], Both, W>, head: &'static str) {
        let mut model = TwoHeads::new(Seed(7));
        // A head that does not count in the total must be finite as well.
        for weight in [1.0, 0.0] {
            let trained = || trainer(weight, weight, 0.1);
            let loss = |part| NonFinite::Loss { part, head: Some(head), value: f64::INFINITY };
            let diverged = |part| {
                let (found, restored) = (loss(part), Restored::BeforeFit);
                Err(TrainError::Diverged { epoch: 1, step: 1, found, restored })
            };
            let error = trained().fit(&mut model, data, 1);
            assert_eq!(error, diverged(Part::Training));
            let error = trained().validation(data).fit(&mut model, &even(9), 1);
            assert_eq!(error, diverged(Part::Validation));
            let error = trained().evaluate(&model, data);
            assert_eq!(error, Err(TrainError::NonFinite(loss(Part::Evaluation))));
            assert_eq!(flat(from_ref(&*model)), flat(from_ref(&*TwoHeads::new(Seed(7)))));
        }
    }
    let mut data = even(9);
    data.y[4].main = [3e38, 0.0];
    overflows(&data, "main");
    let unit = TwoHeadsSampleWeight::default();
    let weights = vec![TwoHeadsSampleWeight { aux: 3.4e38, ..unit }; 9];
    overflows(&even(9).with_weights(weights).expect("finite"), "aux");
}

/// An error and its sources, as error reporters print them.
fn chain(error: TrainError) -> String {
    let (mut text, mut next) = (error.to_string(), error.source());
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}

/// The types as a user may write them, and the losses without weights.
#[test]
fn losses_need_no_weights() {
    fn both(losses: impl Objective<TwoHeads, TwoHeadsTarget> + Copy) -> f64 {
        let x = vec![[0.25; 6]; 3];
        let y = vec![TwoHeadsTarget { main: [0.5, 0.5], aux: [0.0, 1.0, 0.0] }; 3];
        let data = Dataset::new(x, y).expect("as many");
        let trainer = Trainer::new(losses, Sgd::new(0.1)).metric(HeadMetric::<_, 1>(Accuracy));
        trainer.evaluate(&*TwoHeads::new(Seed(1)), &data).expect("evaluates").loss()
    }
    let (main, aux) = (MeanSquaredError, CategoricalCrossentropy);
    let total = both(TwoHeadsLosses { main, aux });
    let weighted = both(TwoHeadsLosses { main, aux: aux.weighted(0.0) });
    assert!(total > weighted && weighted > 0.0);
}

/// Samples without any random numbers.
fn even(count: usize) -> Dataset<[f32; 6], Both> {
    let roots = [2.0, 3.0, 5.0, 7.0, 11.0, 13.0].map(f64::sqrt);
    let at = |i: usize| roots.map(|root| (2.0 * (root * (i + 1) as f64).fract() - 1.0) as f32);
    let x: Vec<[f32; 6]> = (0..count).map(at).collect();
    let target = |x: &[f32; 6]| Both { main: [x[0] * x[1], x[2]], aux: u8::from(x[3] > 0.0) };
    let y = x.iter().map(target).collect();
    Dataset::new(x, y).expect("as many targets as samples")
}
