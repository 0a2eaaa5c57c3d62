//! Training that is saved, loaded and continued is the training that never paused, to the bit.

mod networks;

use burdock::io::LoadError;
use burdock::optimizers::Optimizer;
use burdock::prelude::*;
use networks::{Classifier, Regressor, numbers, surface};
use std::fs;
use std::path::PathBuf;

/// An empty directory of the test's own.
fn directory(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("makes a directory");
    path
}

/// Batches of 16, so that the 75 samples of an epoch make five steps.
fn trainer<'a>(optimizer: impl Optimizer + 'a) -> Trainer<'a, Regressor, f32> {
    Trainer::new(MeanSquaredError, optimizer).batch_size(16).seed(Seed(9))
}

fn check(name: &str, optimizer: impl Optimizer + Copy) {
    let directory = directory(&format!("resume_{name}"));
    let (model_file, state_file) = (directory.join("model"), directory.join("state"));
    let data = surface(75);

    let mut straight = Regressor::new(Seed(4));
    let mut whole = trainer(optimizer);
    whole.fit(&mut straight, &data, 1).expect("trains");
    whole.set_learning_rate(0.02);
    whole.fit(&mut straight, &data, 1).expect("trains");

    let mut first = Regressor::new(Seed(4));
    let mut before = trainer(optimizer);
    before.fit(&mut first, &data, 1).expect("trains");
    before.set_learning_rate(0.02);
    first.save(&model_file).expect("saves");
    before.save_state(&state_file).expect("saves");

    let mut resumed = Regressor::load(&model_file).expect("loads");
    let mut after = trainer(optimizer);
    after.load_state(&state_file).expect("loads");
    assert_eq!((after.epochs(), after.optimizer_state().step), (1, 5));
    assert_eq!(after.learning_rate(), 0.02);
    assert_ne!(numbers(&*resumed), numbers(&*straight));
    let history = after.fit(&mut resumed, &data, 1).expect("trains");
    assert_eq!(history.epochs.len(), 1);
    assert_eq!(history.epochs[0].epoch, 2);
    assert_eq!(numbers(&*resumed), numbers(&*straight));
    assert_eq!(after.optimizer_state(), whole.optimizer_state());
    assert_eq!(after.optimizer_state().step, 10);

    // Without the state it would have been another training.
    if !optimizer.slots().is_empty() {
        let mut forgetful = Regressor::load(&model_file).expect("loads");
        let mut anew = trainer(optimizer);
        anew.set_learning_rate(0.02);
        anew.fit(&mut forgetful, &data, 1).expect("trains");
        assert_ne!(numbers(&*forgetful), numbers(&*straight));
    }
    // The same state gives the same bytes.
    let bytes = fs::read(&state_file).expect("is there");
    before.save_state(&state_file).expect("saves");
    assert_eq!(fs::read(&state_file).expect("is there"), bytes);
}

#[test]
fn each_optimizer_goes_on_where_it_stood() {
    check("sgd", Sgd::new(0.05));
    check("momentum", Sgd::new(0.05).momentum(0.9));
    check("nesterov", Sgd::new(0.05).momentum(0.9).nesterov(true));
    check("adam", Adam::new(0.01));
    check("nadam", Nadam::new(0.01));
}

#[test]
fn a_state_that_does_not_fit_says_where() {
    let directory = directory("resume_refused");
    let file = directory.join("state");
    let written = |trainer: &Trainer<Regressor, f32>| trainer.save_state(&file).expect("saves");
    let refused = |mut trainer: Trainer<Regressor, f32>| {
        let state = trainer.optimizer_state().clone();
        let error = trainer.load_state(&file).expect_err("does not fit");
        assert_eq!((trainer.optimizer_state(), trainer.epochs()), (&state, 0));
        error
    };

    written(&trainer(Adam::default()));
    let error = refused(trainer(Nadam::default()));
    assert_eq!(error.to_string(), "the file has the state of adam, but the trainer's is nadam");
    assert!(matches!(error, LoadError::Optimizer { expected: "nadam", .. }));

    written(&trainer(Sgd::new(0.1)));
    let error = refused(trainer(Sgd::new(0.1).momentum(0.9)));
    assert_eq!(error.to_string(), "`hidden.weight.velocity` of Regressor is not in the file");
    written(&trainer(Sgd::new(0.1).momentum(0.9)));
    let error = refused(trainer(Sgd::new(0.1)));
    assert_eq!(error.to_string(), "the file has `hidden.bias.velocity`, which Regressor has not");

    let loss = SparseCategoricalCrossentropy;
    let other: Trainer<Classifier, u8> = Trainer::new(loss, Adam::default());
    other.save_state(&file).expect("saves");
    let error = refused(trainer(Adam::default()));
    assert_eq!(
        error.to_string(),
        "`hidden.weight.first_moment` has the shape [4, 13] in the file, but [4, 9] in Regressor"
    );

    Regressor::new(Seed(1)).save(&file).expect("saves");
    let error = refused(trainer(Adam::default()));
    assert_eq!(error.to_string(), "the file has no optimizer's state, but the trainer's is adam");

    written(&trainer(Adam::default()));
    let bytes = fs::read(&file).expect("is there");
    fs::write(&file, &bytes[..bytes.len() - 1]).expect("writes");
    assert!(matches!(refused(trainer(Adam::default())), LoadError::Format { .. }));
    fs::remove_file(&file).expect("removes");
    assert!(matches!(refused(trainer(Adam::default())), LoadError::Read { .. }));
}
