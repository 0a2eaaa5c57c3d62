//! A trainer continues with the model that it has trained, and with another only on request.

mod networks;

use burdock::memory::flat_mut;
use burdock::prelude::*;
use burdock::training::TrainError;
use networks::{Regressor, numbers, surface};
use std::fs;
use std::path::PathBuf;
use std::slice::from_mut;

fn trainer<'a>() -> Trainer<'a, Regressor, f32> {
    Trainer::new(MeanSquaredError, Adam::new(0.01)).batch_size(16).seed(Seed(9))
}

/// Two paths in an empty directory of the test's own.
fn places(test: &str) -> [PathBuf; 2] {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("identity").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("makes a directory");
    ["model", "state"].map(|name| path.join(name))
}

/// Fits a model that is not the trainer's, and checks that both are unchanged.
fn refused(trainer: &mut Trainer<'_, Regressor, f32>, model: &mut Box<Regressor>) -> TrainError {
    let (before, state) = (numbers(&**model), trainer.optimizer_state().clone());
    let (epochs, history) = (trainer.epochs(), trainer.history().clone());
    let error = trainer.fit(model, &surface(75), 1).expect_err("is another model");
    assert_eq!((numbers(&**model), trainer.optimizer_state()), (before, &state));
    assert_eq!((trainer.epochs(), trainer.history()), (epochs, &history));
    error
}

#[test]
fn another_model_is_refused_before_the_first_step() {
    let data = surface(75);
    let mut trainer = trainer();
    let mut model = Regressor::new(Seed(4));
    trainer.fit(&mut model, &data, 1).expect("trains");
    trainer.set_learning_rate(0.02);
    trainer.fit(&mut model, &data, 1).expect("goes on");
    let error = refused(&mut trainer, &mut Regressor::new(Seed(5)));
    let TrainError::ModelDiffers { expected, found } = error else { panic!("{error}") };
    assert_eq!(
        error.to_string(),
        format!(
            "the model is not the one that this trainer has trained, or was changed since: the \
             CRC-32 of its parameters is {found:08x}, not {expected:08x}; call `trainer.reset()` \
             to begin anew with this model, or `trainer.continue_with(&model)` to go on with it in \
             place of the former"
        )
    );

    // One element changed by the smallest amount possible.
    let before = numbers(&*model);
    let last = flat_mut(from_mut(&mut *model)).last_mut().expect("has elements");
    *last = last.next_down();
    assert!(matches!(refused(&mut trainer, &mut model), TrainError::ModelDiffers { .. }));
    flat_mut(from_mut(&mut *model)).copy_from_slice(&before);
    trainer.fit(&mut model, &data, 1).expect("goes on");
}

#[test]
fn reset_makes_a_trainer_that_is_as_new() {
    let data = surface(75);
    let mut used = trainer();
    used.fit(&mut Regressor::new(Seed(4)), &data, 2).expect("trains");
    used.reset();
    assert_eq!((used.epochs(), used.history()), (0, &History::default()));
    let (mut new, mut one, mut other) =
        (trainer(), Regressor::new(Seed(5)), Regressor::new(Seed(5)));
    assert_eq!(used.optimizer_state(), new.optimizer_state());
    used.fit(&mut one, &data, 2).expect("trains");
    new.fit(&mut other, &data, 2).expect("trains");
    assert_eq!(numbers(&*one), numbers(&*other));
    assert_eq!((used.epochs(), used.history()), (new.epochs(), new.history()));
}

/// One that a callback set is forgotten, one that was set by hand is not.
#[test]
fn reset_keeps_the_rate_that_was_set() {
    let data = surface(75);
    let given = trainer().learning_rate();
    let mut trainer = trainer().on_epoch_end(|context: &mut Context<'_, Regressor>| {
        context.set_learning_rate(0.5 * context.learning_rate());
    });
    trainer.fit(&mut Regressor::new(Seed(4)), &data, 2).expect("trains");
    assert_eq!(trainer.learning_rate(), 0.25 * given);
    trainer.reset();
    assert_eq!(trainer.learning_rate(), given);
    trainer.set_learning_rate(0.02);
    trainer.reset();
    assert_eq!(trainer.learning_rate(), 0.02);
}

#[test]
fn a_trainer_continues_with_a_model_when_it_is_told_to() {
    let data = surface(75);
    let mut trainer = trainer();
    trainer.fit(&mut Regressor::new(Seed(4)), &data, 1).expect("trains");
    let mut another = Regressor::new(Seed(5));
    trainer.continue_with(&another);
    trainer.fit(&mut another, &data, 1).expect("goes on");
    assert_eq!((trainer.epochs(), trainer.optimizer_state().step), (2, 10));
}

#[test]
fn a_callback_may_change_the_model() {
    let data = surface(75);
    let mut trainer = trainer().on_epoch_end(|context: &mut Context<'_, Regressor>| {
        context.model.output.bias[0] += 0.25;
    });
    let mut model = Regressor::new(Seed(4));
    for _ in 0..3 {
        trainer.fit(&mut model, &data, 1).expect("goes on");
    }
}

#[test]
fn a_fit_that_ends_in_an_error_has_trained_the_model() {
    let data = surface(75);
    let huge = surface(75).map_y(|_| f32::MAX);
    let mut trainer = trainer();
    let mut model = Regressor::new(Seed(4));
    trainer.fit(&mut model, &data, 1).expect("trains");
    trainer.fit(&mut model, &huge, 1).expect_err("the loss is not finite");
    trainer.fit(&mut model, &data, 1).expect("goes on");
    // An error before the first step has trained nothing.
    let mut new = self::trainer();
    new.fit(&mut Regressor::new(Seed(5)), &data, 0).expect_err("no epochs");
    new.fit(&mut model, &data, 1).expect("trains");
}

#[test]
fn a_state_goes_on_with_the_parameters_that_were_saved_with_it() {
    let [model_file, state_file] = places("belong");
    let data = surface(75);
    let (mut model, mut before) = (Regressor::new(Seed(4)), trainer());
    before.fit(&mut model, &data, 1).expect("trains");
    model.save(&model_file).expect("saves");
    before.save_state(&state_file).expect("saves");
    before.fit(&mut model, &data, 1).expect("goes on");

    let mut after = trainer();
    after.load_state(&state_file).expect("loads");
    // The parameters of an epoch later do not belong to the state.
    let error = refused(&mut after, &mut model);
    let TrainError::StateDiffers { expected, found } = error else { panic!("{error}") };
    assert_eq!(
        error.to_string(),
        format!(
            "the model is not the one that the loaded state belongs to: the CRC-32 of its \
             parameters is {found:08x}, not {expected:08x}; load the parameters that were saved \
             together with the state, or call `trainer.reset()` to begin anew with this model"
        )
    );
    let mut loaded = Regressor::load(&model_file).expect("loads");
    after.fit(&mut loaded, &data, 1).expect("goes on");
    assert_eq!(numbers(&*loaded), numbers(&*model));
}

#[test]
fn the_state_of_a_trainer_that_has_trained_nothing_goes_with_any_model() {
    let [_, state_file] = places("untrained");
    trainer().save_state(&state_file).expect("saves");
    let mut after = trainer();
    after.fit(&mut Regressor::new(Seed(4)), &surface(75), 1).expect("trains");
    after.load_state(&state_file).expect("loads");
    after.fit(&mut Regressor::new(Seed(5)), &surface(75), 1).expect("trains");
    assert_eq!(after.epochs(), 1);
}
