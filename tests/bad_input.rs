//! Invalid data are rejected with their position, and change nothing.

mod networks;

use burdock::data::DataError;
use burdock::losses::LossError;
use burdock::optimizers::OptimizerError;
use burdock::prelude::*;
use burdock::training::{CallbackFault, NonFinite, Part, Restored};
use networks::{Classifier, Regressor, largest, numbers, surface};
use std::error::Error;

fn trainer<'a>() -> Trainer<'a, Classifier, u8> {
    Trainer::new(SparseCategoricalCrossentropy, Sgd::new(0.1))
}

/// The error of a fit that does not change the model; then its text.
fn refused(mut trainer: Trainer<'_, Classifier, u8>, data: &Dataset<[f32; 4], u8>) -> TrainError {
    let mut model = Classifier::new(Seed(3));
    let before = numbers(&*model);
    let error = trainer.fit(&mut model, data, 1).expect_err("is bad");
    assert_eq!(numbers(&*model), before);
    assert_eq!(trainer.epochs(), 0);
    error
}

#[test]
fn data_must_be_there_and_paired_and_finite() {
    let part = Part::Training;
    let empty = Dataset::default();
    let error = refused(trainer(), &empty);
    assert_eq!(error, TrainError::Data { part, error: DataError::Empty });

    let mut unpaired = largest(10);
    unpaired.y.pop();
    let error = refused(trainer(), &unpaired);
    assert_eq!(error, TrainError::Data { part, error: DataError::LengthsDiffer { x: 10, y: 9 } });

    let mut infinite = largest(10);
    infinite.x[7][2] = f32::INFINITY;
    let error = refused(trainer(), &infinite);
    let fault = DataError::NotFinite { sample: 7, feature: 2, value: f32::INFINITY };
    assert_eq!(error, TrainError::Data { part, error: fault });
    assert_eq!(
        chain(error),
        "cannot use the training data: sample 7 holds inf at feature 2; every value must be finite"
    );
    infinite.x[7][2] = f32::NAN;
    assert!(chain(refused(trainer(), &infinite)).contains("sample 7 holds NaN at feature 2"));
}

#[test]
fn labels_must_name_a_class() {
    let mut data = largest(10);
    data.y[4] = 3;
    let error = refused(trainer(), &data);
    let fault = LossError::Label { row: 4, label: 3, classes: 3 };
    assert_eq!(error, TrainError::Loss { part: Part::Training, head: None, error: fault });
    assert_eq!(
        chain(error),
        "cannot compute the loss on the training data: row 4 has the label 3, but the output has \
         3 classes, counted from 0"
    );
    // In the validation data and in an evaluation they are found as well.
    let error = refused(trainer().validation(&data), &largest(10));
    assert_eq!(error, TrainError::Loss { part: Part::Validation, head: None, error: fault });
    let error = trainer().evaluate(&Classifier::new(Seed(3)), &data).expect_err("is bad");
    assert_eq!(error, TrainError::Loss { part: Part::Evaluation, head: None, error: fault });
}

#[test]
fn settings_must_make_sense() {
    let data = largest(10);
    assert_eq!(refused(trainer().batch_size(0), &data), TrainError::BatchSize);
    assert_eq!(refused(trainer().threads(0), &data), TrainError::Threads);
    let error = trainer().fit(&mut Classifier::new(Seed(3)), &data, 0);
    assert_eq!(error, Err(TrainError::Epochs));
    for fraction in [0.0, 1.0, -0.5, 0.95, f64::NAN] {
        let error = refused(trainer().validation_split(fraction), &data);
        let TrainError::ValidationSplit { samples: 10, .. } = error else {
            panic!("{fraction}: {error}");
        };
    }
    for rate in [f32::NAN, -0.1, f32::INFINITY] {
        let trainer = Trainer::new(SparseCategoricalCrossentropy, Sgd::new(rate));
        let TrainError::Optimizer(OptimizerError::LearningRate { value, .. }) =
            refused(trainer, &data)
        else {
            panic!("{rate} was taken");
        };
        assert_eq!(value.to_bits(), rate.to_bits());
    }
}

#[test]
fn a_loss_that_is_not_finite_stops_the_fit_before_the_update() {
    let data = surface(64).map_y(|y| 1e30 * y);
    let mut model = Regressor::new(Seed(3));
    let before = numbers(&*model);
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(0.1));
    let error = trainer.fit(&mut model, &data, 3).expect_err("overflows");
    let found = NonFinite::Loss { part: Part::Training, head: None, value: f64::INFINITY };
    let restored = Restored::BeforeFit;
    assert_eq!(error, TrainError::Diverged { epoch: 1, step: 1, found, restored });
    assert_eq!(numbers(&*model), before);
    assert_eq!((trainer.epochs(), trainer.optimizer_state().step), (0, 0));

    // Later, too: the model is restored to before these steps.
    let data = surface(64);
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(1e9)).batch_size(16);
    let error = trainer.fit(&mut model, &data, 300).expect_err("diverges");
    let TrainError::Diverged { epoch, step, restored, .. } = error else { panic!("{error}") };
    assert!(epoch + step > 2);
    assert_eq!(restored, Restored::BeforeFit);
    assert_eq!(numbers(&*model), before);
    assert_eq!((trainer.epochs(), trainer.optimizer_state().step), (0, 0));
}

/// The text of an error is not repeated by its source, and is never empty.
#[test]
fn each_link_of_a_chain_of_causes_says_something_new() {
    let (part, head) = (Part::Validation, Some("aux"));
    let rate = OptimizerError::LearningRate { optimizer: "sgd", value: -1.0 };
    let label = LossError::Label { row: 4, label: 3, classes: 3 };
    let found = NonFinite::Parameter { name: "hidden.bias", element: 2, value: f32::INFINITY };
    let restored = Restored::AfterEpoch(4);
    let (model, optimizer) = (CallbackFault::Model(found), CallbackFault::Optimizer(rate));
    let (epoch, step, steps) = (5, 6, 6);
    let errors = [
        (TrainError::Data { part, error: DataError::Empty }, 2),
        (TrainError::Loss { part, head: None, error: label }, 2),
        (TrainError::Loss { part, head, error: label }, 2),
        (TrainError::Optimizer(rate), 1),
        (TrainError::BatchSize, 1),
        (TrainError::Epochs, 1),
        (TrainError::Threads, 1),
        (TrainError::ValidationSplit { fraction: 1.5, samples: 3 }, 1),
        (TrainError::NonFinite(found), 1),
        (TrainError::Diverged { epoch, step, found, restored }, 1),
        (TrainError::Callback { epoch, steps, fault: model, restored }, 1),
        (TrainError::Callback { epoch, steps, fault: optimizer, restored }, 2),
    ];
    for (error, length) in errors {
        let mut links = vec![error.to_string()];
        let mut next = error.source();
        while let Some(cause) = next {
            links.push(cause.to_string());
            next = cause.source();
        }
        assert_eq!(links.len(), length, "{links:?}");
        for (place, link) in links.iter().enumerate() {
            assert!(!link.is_empty());
            assert!(links[..place].iter().all(|before| !before.contains(link)), "{links:?}");
        }
    }
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
