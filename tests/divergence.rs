//! A model that is not finite is never `Ok`, and the last finite state is restored.

mod networks;

use burdock::memory::flat;
use burdock::optimizers::Optimizer;
use burdock::prelude::*;
use burdock::training::{NonFinite, Part, Restored};
use networks::{Regressor, numbers, state, surface};
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Enough steps for the copy of the state to be renewed after each epoch.
const STEPS: usize = 260;

fn trainer<'a>(optimizer: impl Optimizer + 'a) -> Trainer<'a, Regressor, f32> {
    Trainer::new(MeanSquaredError, optimizer).batch_size(1).seed(Seed(9))
}

fn is_finite(model: &Regressor) -> bool {
    numbers(model).iter().all(|number| number.is_finite())
}

/// The loss of the only step is finite, and its update overflows the weights.
#[test]
fn an_update_that_overflows_is_undone() {
    let (data, valid) = (surface(32).map_y(|y| 1e6 * y), surface(8));
    let mut model = Regressor::new(Seed(3));
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(1e34)).validation(&valid);
    let before = state(&model, &trainer);
    let error = trainer.fit(&mut model, &data, 1).expect_err("overflows");
    let TrainError::Diverged { epoch: 1, step: 1, found, restored } = error else {
        panic!("{error}")
    };
    assert!(matches!(found, NonFinite::Parameter { .. }), "{found}");
    assert_eq!(restored, Restored::BeforeFit);
    assert!(is_finite(&model) && state(&model, &trainer) == before);
    trainer.evaluate(&model, &valid).expect("is finite");

    // It continues as if nothing had happened.
    trainer.set_learning_rate(1e-9);
    let history = trainer.fit(&mut model, &data, 2).expect("trains");
    let mut fresh = Regressor::new(Seed(3));
    let mut other = Trainer::new(MeanSquaredError, Sgd::new(1e-9)).validation(&valid);
    assert_eq!(other.fit(&mut fresh, &data, 2), Ok(history));
    assert!(state(&model, &trainer) == state(&fresh, &other));
}

/// Raises the learning rate after an epoch, so that the next one diverges.
struct Raise {
    after: usize,
    to: f32,
}

impl<N> Callback<N> for Raise {
    fn on_epoch_end(&mut self, context: &mut Context<'_, N>) -> ControlFlow<()> {
        if context.epoch == self.after {
            context.set_learning_rate(self.to);
        }
        ControlFlow::Continue(())
    }
}

#[test]
fn a_later_epoch_goes_back_to_the_one_before() {
    fn check(optimizer: impl Optimizer + Copy, rate: f32) {
        let data = surface(STEPS);
        let (mut model, mut expected) = (Regressor::new(Seed(3)), Regressor::new(Seed(3)));
        let mut diverging = trainer(optimizer).callback(Raise { after: 3, to: rate });
        let mut sound = trainer(optimizer);
        let error = diverging.fit(&mut model, &data, 9).expect_err("diverges");
        let TrainError::Diverged { epoch: 4, step, restored, .. } = error else {
            panic!("{error}")
        };
        assert!((1..=STEPS).contains(&step));
        assert_eq!(restored, Restored::AfterEpoch(3));
        sound.fit(&mut expected, &data, 3).expect("trains");
        assert_eq!(diverging.learning_rate(), rate);
        for trainer in [&mut diverging, &mut sound] {
            trainer.set_learning_rate(optimizer.learning_rate());
        }
        assert!(state(&model, &diverging) == state(&expected, &sound));
        assert_eq!(diverging.history().epochs.len(), 3);
        // Both continue with bit-identical results.
        let history = diverging.fit(&mut model, &data, 2);
        assert_eq!(sound.fit(&mut expected, &data, 2), history);
        assert!(history.is_ok() && state(&model, &diverging) == state(&expected, &sound));
    }
    check(Sgd::new(0.01), 1e12);
    check(Sgd::new(0.01).momentum(0.9), 1e12);
    check(Adam::new(0.001), 1e38);
    check(Nadam::new(0.001), 1e38);
}

/// Epochs of few steps share a copy, so that copies cost little.
#[test]
fn short_epochs_go_back_further() {
    let data = surface(100);
    let mut model = Regressor::new(Seed(3));
    let mut trainer = trainer(Sgd::new(0.01)).callback(Raise { after: 2, to: 1e12 });
    let before = state(&model, &trainer);
    let error = trainer.fit(&mut model, &data, 9).expect_err("diverges");
    assert!(
        matches!(error, TrainError::Diverged { epoch: 3, restored: Restored::BeforeFit, .. }),
        "{error}"
    );
    assert!(state(&model, &trainer) == before);
    // 300 steps are enough.
    let mut trainer = self::trainer(Sgd::new(0.01)).callback(Raise { after: 4, to: 1e12 });
    let error = trainer.fit(&mut model, &data, 9).expect_err("diverges");
    assert!(
        matches!(error, TrainError::Diverged { epoch: 5, restored: Restored::AfterEpoch(3), .. }),
        "{error}"
    );
    assert_eq!((trainer.epochs(), trainer.history().epochs.len()), (3, 3));
    assert_eq!(trainer.optimizer_state().step, 300);
}

/// In a second fit "before the fit" means after the first one.
#[test]
fn a_second_fit_goes_back_to_the_end_of_the_first() {
    let data = surface(40);
    let mut model = Regressor::new(Seed(3));
    let mut trainer = trainer(Adam::new(0.01));
    trainer.fit(&mut model, &data, 2).expect("trains");
    let before = state(&model, &trainer);
    trainer.set_learning_rate(1e38);
    let error = trainer.fit(&mut model, &data, 2).expect_err("diverges");
    assert!(
        matches!(error, TrainError::Diverged { epoch: 3, restored: Restored::BeforeFit, .. }),
        "{error}"
    );
    trainer.set_learning_rate(0.01);
    assert!(state(&model, &trainer) == before);
}

#[test]
fn a_validation_loss_that_is_infinite_is_an_error() {
    let (data, valid) = (surface(40), surface(8).map_y(|y| 1e30 * y));
    let mut model = Regressor::new(Seed(3));
    let mut trainer = trainer(Sgd::new(0.01)).validation(&valid);
    let before = state(&model, &trainer);
    let error = trainer.fit(&mut model, &data, 3).expect_err("overflows");
    let found = NonFinite::Loss { part: Part::Validation, head: None, value: f64::INFINITY };
    let restored = Restored::BeforeFit;
    assert_eq!(error, TrainError::Diverged { epoch: 1, step: 40, found, restored });
    assert!(state(&model, &trainer) == before);
    assert_eq!(
        error.to_string(),
        "training diverged in epoch 1 at step 40: the loss on the validation data is inf; model \
         and trainer are again as before the fit (a lower learning rate, or scaled inputs and \
         targets, often help)"
    );
    let found = NonFinite::Loss { part: Part::Evaluation, head: None, value: f64::INFINITY };
    let error = trainer.evaluate(&model, &valid);
    assert_eq!(error, Err(TrainError::NonFinite(found)));
}

/// The parameters are finite, but with these moments they would never change again.
#[test]
fn moments_that_overflow_are_an_error() {
    fn check(optimizer: impl Optimizer) {
        let data = surface(4).map_y(|_| 1.5e19);
        let mut model = Regressor::new(Seed(3));
        let mut trainer = Trainer::new(MeanSquaredError, optimizer);
        let before = state(&model, &trainer);
        let error = trainer.fit(&mut model, &data, 1).expect_err("overflows");
        let TrainError::Diverged { found, .. } = error else { panic!("{error}") };
        let NonFinite::OptimizerState { parameter, slot, element, value } = found else {
            panic!("{found}")
        };
        assert_eq!((slot, value), ("second_moment", f32::INFINITY));
        let text =
            format!("element {element} of the optimizer's second_moment of `{parameter}` is inf");
        assert!(error.to_string().contains(&text), "{error}");
        assert!(state(&model, &trainer) == before);
    }
    check(Adam::new(0.001));
    check(Nadam::new(0.001));
}

#[test]
fn weights_of_samples_that_overflow_are_an_error() {
    let data = surface(4).map_y(|y| 1e6 * y).with_weights(vec![3e38; 4]).expect("finite");
    let mut model = Regressor::new(Seed(3));
    let mut trainer = trainer(Sgd::new(0.0));
    let error = trainer.fit(&mut model, &data, 1).expect_err("overflows");
    let found = NonFinite::Loss { part: Part::Training, head: None, value: f64::INFINITY };
    let restored = Restored::BeforeFit;
    assert_eq!(error, TrainError::Diverged { epoch: 1, step: 1, found, restored });
    let error = trainer.evaluate(&model, &data).expect_err("overflows");
    assert_eq!(error.to_string(), "the loss on the evaluation data is inf, but must be finite");
}

/// An empty directory of the test's own.
fn directory(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("makes a directory");
    path
}

/// After an error the state in a file is that of the model.
#[test]
fn the_state_of_a_fit_that_diverged_is_saved_and_resumed() {
    let file = directory("divergence_resume").join("state");
    let data = surface(STEPS);
    let mut model = Regressor::new(Seed(3));
    let mut diverging = trainer(Adam::new(0.001)).callback(Raise { after: 2, to: 1e38 });
    diverging.fit(&mut model, &data, 5).expect_err("diverges");
    diverging.set_learning_rate(0.001);
    diverging.save_state(&file).expect("saves");
    let mut resumed = trainer(Adam::new(0.001));
    resumed.load_state(&file).expect("loads");
    assert_eq!((resumed.epochs(), resumed.history()), (2, diverging.history()));
    let mut other = model.clone();
    let history = diverging.fit(&mut model, &data, 1).expect("trains");
    assert_eq!(resumed.fit(&mut other, &data, 1), Ok(history));
    assert_eq!(flat(&[*other]), flat(&[*model]));
}

/// What callbacks do when they are told of an error is looked at, too.
#[test]
fn what_on_error_leaves_is_sound() {
    struct OnError(fn(&mut Context<'_, Regressor>));
    impl Callback<Regressor> for OnError {
        fn on_error(&mut self, context: &mut Context<'_, Regressor>, _: &TrainError) {
            (self.0)(context);
        }
    }

    let (data, huge) = (surface(75), surface(75).map_y(|_| f32::MAX));
    for ruin in [
        |context: &mut Context<'_, Regressor>| context.model.output.bias[0] = f32::NAN,
        |context: &mut Context<'_, Regressor>| context.set_learning_rate(f32::NAN),
    ] {
        let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(0.01)).callback(OnError(ruin));
        let mut model = Regressor::new(Seed(4));
        trainer.fit(&mut model, &data, 1).expect("trains");
        let before = numbers(&*model);
        trainer.fit(&mut model, &huge, 1).expect_err("diverges");
        assert_eq!((numbers(&*model), trainer.learning_rate()), (before, 0.01));
        trainer.fit(&mut model, &data, 1).expect("goes on");
    }

    // A model that was better is gone on with.
    let better = |context: &mut Context<'_, Regressor>| context.model.output.bias[0] = 7.0;
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(0.01)).callback(OnError(better));
    let mut model = Regressor::new(Seed(4));
    trainer.fit(&mut model, &data, 1).expect("trains");
    trainer.fit(&mut model, &huge, 1).expect_err("diverges");
    assert_eq!(model.output.bias[0], 7.0);
    trainer.fit(&mut model, &data, 1).expect("goes on");
}

/// After a panic in a callback the trainer goes on with no other model.
#[test]
fn a_fit_that_unwinds_has_trained_its_model() {
    let data = surface(75);
    let mut trainer = Trainer::new(MeanSquaredError, Adam::new(0.01))
        .on_epoch_end(|context| assert!(context.epoch < 2, "stops here"));
    let mut model = Regressor::new(Seed(4));
    let fit = std::panic::AssertUnwindSafe(|| trainer.fit(&mut model, &data, 3));
    std::panic::catch_unwind(fit).expect_err("unwinds");
    let another = trainer.fit(&mut Regressor::new(Seed(5)), &data, 1);
    assert!(matches!(another, Err(TrainError::ModelDiffers { .. })));
}

#[test]
fn a_callback_before_the_first_step_is_blamed_for_what_it_did() {
    struct Begin(fn(&mut Context<'_, Regressor>));
    impl Callback<Regressor> for Begin {
        fn on_train_begin(&mut self, context: &mut Context<'_, Regressor>) -> ControlFlow<()> {
            (self.0)(context);
            ControlFlow::Continue(())
        }
    }

    for ruin in [
        |context: &mut Context<'_, Regressor>| context.model.output.bias[0] = f32::NAN,
        |context: &mut Context<'_, Regressor>| context.set_learning_rate(f32::NAN),
    ] {
        let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(0.01)).callback(Begin(ruin));
        let error = trainer.fit(&mut Regressor::new(Seed(4)), &surface(75), 1);
        let error = error.expect_err("is ruined");
        assert!(matches!(error, TrainError::Callback { epoch: 1, steps: 0, .. }), "{error}");
    }
}
