//! Values that are not finite before a fit or in an evaluation are rejected, and nothing changes.

mod networks;

use burdock::initializers::{Initialize, Rng};
use burdock::kernels::rows::RowsMut;
use burdock::losses::{Loss, LossBlock, LossError};
use burdock::prelude::*;
use burdock::training::NonFinite;
use networks::{Regressor, numbers, surface};

/// An invalid learning rate that is set between two fits is rejected before the first step.
#[test]
fn a_rate_that_makes_no_sense_is_refused() {
    let mut model = Regressor::new(Seed(3));
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(0.01));
    for rate in [f32::NAN, f32::INFINITY, -1.0] {
        trainer.set_learning_rate(rate);
        let before = numbers(&*model);
        let error = trainer.fit(&mut model, &surface(5), 1);
        assert!(matches!(error, Err(TrainError::Optimizer(_))), "{rate}: {error:?}");
        assert_eq!(numbers(&*model), before);
    }
}

/// An initializer of NaN.
struct Unknown;

impl Initialize for Unknown {
    const NAME: &'static str = "unknown";

    fn fill(values: &mut [f32], _shape: &[usize], _generator: &mut dyn Rng) {
        values.fill(1.0);
        values[1] = f32::NAN;
    }
}

network! {
    struct Unsound(x: [4]) -> (value: [1]) {
        value = x -> first: dense(3, relu) -> dense(1, init = Unknown);
    }
}

#[test]
fn a_model_that_is_not_finite_is_refused() {
    let mut model = Unsound::new(Seed(3));
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(0.01));
    let data = surface(5);
    let text = "element 1 of `value.weight` is NaN, but must be finite";
    let error = trainer.fit(&mut model, &data, 1).expect_err("is not finite");
    assert_eq!(error.to_string(), text);
    assert!(matches!(error, TrainError::NonFinite(NonFinite::Parameter { element: 1, .. })));
    assert_eq!((trainer.epochs(), trainer.optimizer_state().step), (0, 0));
    let error = trainer.evaluate(&model, &data).expect_err("is not finite");
    assert_eq!(error.to_string(), text);
    model.value.weight[1] = 0.5;
    trainer.fit(&mut model, &data, 1).expect("trains");
    // Relu turns it into 0, so that no loss shows it.
    model.first.bias[2] = f32::NEG_INFINITY;
    let error = trainer.evaluate(&model, &data).expect_err("is not finite");
    assert_eq!(error.to_string(), "element 2 of `first.bias` is -inf, but must be finite");
}

/// A custom loss, with any weight in the total.
struct Weighing(f32);

impl Loss<Regressor, f32> for Weighing {
    const NAME: &'static str = "weighing";

    fn weight(&self) -> f32 {
        self.0
    }

    fn check(&self, _: &[f32]) -> Result<(), LossError> {
        Ok(())
    }

    fn value(&self, block: LossBlock<'_>, _: &[f32]) {
        block.losses.fill(1.0);
    }

    fn gradient(&self, block: LossBlock<'_>, _: &[f32], _: f32, mut delta: RowsMut<'_>) {
        block.losses.fill(1.0);
        delta.fill(0.0);
    }
}

#[test]
fn weights_of_losses_are_finite() {
    let (data, mut model) = (surface(4), Regressor::new(Seed(3)));
    for weight in [f32::NAN, f32::INFINITY, -1.0] {
        let mut trainer = Trainer::new(Weighing(weight), Sgd::new(0.01));
        let error = trainer.fit(&mut model, &data, 1).expect_err("makes no sense");
        let TrainError::Loss { error: LossError::Weight { value }, .. } = error else {
            panic!("{error}")
        };
        assert_eq!(value.to_bits(), weight.to_bits());
        assert!(trainer.evaluate(&model, &data).is_err());
    }
    let mut trainer = Trainer::new(Weighing(f32::MAX), Sgd::new(0.01));
    let history = trainer.fit(&mut model, &data, 1).expect("trains");
    assert_eq!(history.epochs[0].report.loss(), f64::from(f32::MAX));
}

/// Each loss is finite, and so is their mean: a sum in f32 would not be.
#[test]
fn a_sum_of_losses_does_not_overflow() {
    let data = surface(100).map_y(|_| 1e19);
    let mut model = Regressor::new(Seed(3));
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(0.0));
    let history = trainer.fit(&mut model, &data, 1).expect("is finite");
    let loss = history.epochs[0].report.loss();
    assert!((0.99e38..1.01e38).contains(&loss), "{loss}");
    assert_eq!(trainer.evaluate(&model, &data).map(|report| report.loss()), Ok(loss));
}
