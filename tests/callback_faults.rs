//! Invalid states that callbacks leave: a parameter that is not finite, an invalid learning rate.

mod networks;

use burdock::optimizers::OptimizerError;
use burdock::prelude::*;
use burdock::training::{CallbackFault, NonFinite, Restored};
use networks::{Regressor, state, surface};
use std::ops::ControlFlow;

/// A callback that acts at one of the points of a fit.
struct At<F>(&'static str, F);

impl<F: FnMut(&mut Context<'_, Regressor>)> At<F> {
    fn act(&mut self, joint: &str, context: &mut Context<'_, Regressor>) -> ControlFlow<()> {
        if joint == self.0 {
            (self.1)(context);
        }
        ControlFlow::Continue(())
    }
}

impl<F: FnMut(&mut Context<'_, Regressor>)> Callback<Regressor> for At<F> {
    fn on_train_begin(&mut self, context: &mut Context<'_, Regressor>) -> ControlFlow<()> {
        self.act("train begin", context)
    }
    fn on_epoch_begin(&mut self, context: &mut Context<'_, Regressor>) -> ControlFlow<()> {
        self.act("epoch begin", context)
    }
    fn on_batch_end(&mut self, context: &mut Context<'_, Regressor>) -> ControlFlow<()> {
        self.act("batch end", context)
    }
    fn on_epoch_end(&mut self, context: &mut Context<'_, Regressor>) -> ControlFlow<()> {
        self.act("epoch end", context)
    }
    fn on_train_end(&mut self, context: &mut Context<'_, Regressor>) -> ControlFlow<()> {
        self.act("train end", context)
    }
}

/// The error of a fit with such a callback, which leaves everything unchanged.
fn refused(joint: &'static str, act: fn(&mut Context<'_, Regressor>)) -> TrainError {
    let mut model = Regressor::new(Seed(3));
    let mut trainer =
        Trainer::new(MeanSquaredError, Sgd::new(0.01)).batch_size(1).callback(At(joint, act));
    let before = state(&model, &trainer);
    let error = trainer.fit(&mut model, &surface(5), 1).expect_err("is ruined");
    assert!(state(&model, &trainer) == before, "{joint}");
    error
}

#[test]
fn callbacks_cannot_ruin_the_model() {
    let ruin = |context: &mut Context<'_, Regressor>| context.model.hidden.bias[2] = f32::INFINITY;
    let found = NonFinite::Parameter { name: "hidden.bias", element: 2, value: f32::INFINITY };
    let restored = Restored::BeforeFit;
    for joint in ["epoch end", "train end"] {
        let fault = CallbackFault::Model(found);
        let expected = TrainError::Callback { epoch: 1, steps: 5, fault, restored };
        assert_eq!(refused(joint, ruin), expected);
    }
    assert_eq!(
        refused("train end", ruin).to_string(),
        "in epoch 1 after step 5 a callback left the model unusable: element 2 of `hidden.bias` is \
         inf; model and trainer are again as before the fit"
    );
    for joint in ["train begin", "epoch begin"] {
        let fault = CallbackFault::Model(found);
        let expected = TrainError::Callback { epoch: 1, steps: 0, fault, restored };
        assert_eq!(refused(joint, ruin), expected);
    }
    // Between steps it cannot be distinguished from the effect of the steps.
    assert!(matches!(refused("batch end", ruin), TrainError::Diverged { .. }));
}

#[test]
fn callbacks_cannot_set_a_rate_that_makes_no_sense() {
    for joint in ["train begin", "epoch begin", "batch end", "epoch end", "train end"] {
        let error = refused(joint, |context| context.set_learning_rate(-0.1));
        let fault = OptimizerError::LearningRate { optimizer: "sgd", value: -0.1 };
        let TrainError::Callback { fault: CallbackFault::Optimizer(found), restored, .. } = error
        else {
            panic!("{joint}: {error}")
        };
        assert_eq!((found, restored), (fault, Restored::BeforeFit), "{joint}");
        let error = refused(joint, |context| context.set_learning_rate(f32::NAN));
        assert!(matches!(error, TrainError::Callback { .. }), "{joint}: {error}");
        let error = refused(joint, |context| context.set_learning_rate(f32::INFINITY));
        assert!(matches!(error, TrainError::Callback { .. }), "{joint}: {error}");
    }
    for (joint, place) in [
        ("epoch begin", "before the first step of epoch 1"),
        ("batch end", "in epoch 1 after step 1"),
    ] {
        let error = refused(joint, |context| context.set_learning_rate(-0.1));
        let expected = format!(
            "model and trainer are again as before the fit, as {place} a callback left the \
             optimizer with a setting that makes no sense"
        );
        assert_eq!(error.to_string(), expected);
    }
}
