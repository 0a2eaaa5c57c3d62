//! Training that is saved, loaded and continued is bit-identical to training without a pause.

mod networks;

use burdock::io::{LoadError, SaveError};
use burdock::optimizers::{Optimizer, OptimizerError, Slots};
use burdock::prelude::*;
use networks::{Classifier, Regressor, numbers, surface};
use std::error::Error;
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
    assert_eq!(after.history(), before.history());
    let history = after.fit(&mut resumed, &data, 1).expect("trains");
    assert_eq!(history.epochs.len(), 1);
    assert_eq!(history.epochs[0].epoch, 2);
    assert_eq!(numbers(&*resumed), numbers(&*straight));
    assert_eq!(after.optimizer_state(), whole.optimizer_state());
    assert_eq!(after.history(), whole.history());
    assert_eq!(after.history().epochs.len(), 2);
    assert_eq!(after.optimizer_state().step, 10);

    // Without the state the result would differ.
    if !optimizer.slots().is_empty() {
        let mut forgetful = Regressor::load(&model_file).expect("loads");
        let mut anew = trainer(optimizer);
        anew.set_learning_rate(0.02);
        anew.fit(&mut forgetful, &data, 1).expect("trains");
        assert_ne!(numbers(&*forgetful), numbers(&*straight));
    }
    // Equal states give equal bytes.
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
    assert!(matches!(refused(trainer(Adam::default())), LoadError::Content { .. }));

    written(&trainer(Adam::default()));
    let bytes = fs::read(&file).expect("is there");
    fs::write(&file, &bytes[..bytes.len() - 1]).expect("writes");
    assert!(matches!(refused(trainer(Adam::default())), LoadError::Format { .. }));
    fs::remove_file(&file).expect("removes");
    assert!(matches!(refused(trainer(Adam::default())), LoadError::Read { .. }));
}

#[test]
fn a_state_needs_a_record_for_each_epoch() {
    let directory = directory("resume_history");
    let file = directory.join("state");
    let mut before = trainer(Sgd::new(0.05));
    before.fit(&mut Regressor::new(Seed(4)), &surface(30), 2).expect("trains");
    before.save_state(&file).expect("saves");
    let bytes = fs::read(&file).expect("is there");
    let path = file.display();
    let refused = |bytes: &[u8]| {
        fs::write(&file, bytes).expect("writes");
        let mut trainer = trainer(Sgd::new(0.05));
        let error = trainer.load_state(&file).expect_err("is damaged");
        assert_eq!((trainer.epochs(), trainer.history().epochs.len()), (0, 0));
        error.to_string()
    };

    // The header's length, the header, the data, whose checksum is in the header.
    let header = 8 + u64::from_le_bytes(bytes[..8].try_into().expect("eight")) as usize;
    let damaged = |place: usize, byte: u8| {
        let mut damaged = bytes.clone();
        damaged[place] = byte;
        let checksum = |bytes: &[u8]| format!("{:08x}", crc32fast::hash(&bytes[header..]));
        let (old, new) = (checksum(&bytes), checksum(&damaged));
        let at = bytes.windows(8).position(|part| part == old.as_bytes()).expect("is there");
        damaged[at..at + 8].copy_from_slice(new.as_bytes());
        damaged
    };
    let history = br#"[{"epoch":1,"#;
    let history = bytes.windows(history.len()).position(|part| part == history).expect("is there");
    let sequence = damaged(history + 1, b'[');
    assert_eq!(refused(&sequence), format!("{path} does not hold a sound history"));

    let tensors: serde_json::Value = serde_json::from_slice(&bytes[8..header]).expect("is JSON");
    let offset = tensors["trainer.epochs"]["data_offsets"][0].as_u64().expect("is there");
    let damaged = damaged(header + offset as usize, 3);
    let text = "it has records of 2 epochs, but there were 3";
    assert_eq!(refused(&damaged), format!("{path} does not hold a sound history: {text}"));
}

#[test]
fn a_history_is_kept_in_a_file() {
    let directory = directory("history");
    let file = directory.join("history.json");
    let mut trainer = trainer(Adam::new(0.01)).metric(MeanAbsoluteError).validation_split(0.2);
    let history = trainer.fit(&mut Regressor::new(Seed(4)), &surface(75), 3).expect("trains");
    history.save(&file).expect("saves");
    assert_eq!(History::load(&file).expect("loads"), history);

    // Each object has the epoch and the values under the names of the report.
    let text = fs::read_to_string(&file).expect("is there");
    let rows: serde_json::Value = serde_json::from_str(&text).expect("is JSON");
    assert_eq!(rows.as_array().map(Vec::len), Some(3));
    assert_eq!(rows[1]["epoch"], 2);
    let name = "val_mean_absolute_error";
    assert_eq!(rows[1][name].as_f64(), history.series(name).nth(1));

    fs::write(&file, &text[..text.len() - 1]).expect("writes");
    let error = History::load(&file).expect_err("is damaged");
    assert!(error.to_string().ends_with("history.json does not hold a sound history"), "{error}");
    let cause = error.source().expect("is JSON's").to_string();
    assert!(cause.starts_with("EOF while parsing a list"), "{cause}");
    Regressor::new(Seed(1)).save(&file).expect("saves");
    assert!(matches!(History::load(&file), Err(LoadError::History { .. })));
    fs::remove_file(&file).expect("removes");
    assert!(matches!(History::load(&file), Err(LoadError::Read { .. })));
    let nowhere = directory.join("nowhere").join("history.json");
    assert!(matches!(history.save(nowhere), Err(SaveError::Write { .. })));
    assert_eq!(fs::read_dir(&directory).expect("is there").count(), 0);
}

/// An optimizer whose scalar has a name that is taken.
struct Taken;

impl Optimizer for Taken {
    fn name(&self) -> &'static str {
        "taken"
    }
    fn check(&self) -> Result<(), OptimizerError> {
        Ok(())
    }
    fn learning_rate(&self) -> f32 {
        0.01
    }
    fn set_learning_rate(&mut self, _: f32) {}
    fn scalars(&self) -> &'static [(&'static str, f64)] {
        &[("step", 1.0)]
    }
    fn update(&self, _: &Compute, _: u64, _: &mut [f32], _: &[f32], _: Slots<'_>) {}
}

#[test]
fn a_name_that_is_taken_is_refused() {
    let file = directory("resume_taken").join("state");
    let trainer: Trainer<'_, Regressor, f32> = Trainer::new(MeanSquaredError, Taken);
    let error = trainer.save_state(&file).expect_err("has two of one name");
    assert_eq!(
        error.to_string(),
        "the optimizer's state has `optimizer.step` twice: each slot and scalar needs a name that \
         is not another's, and not `step` or `learning_rate`"
    );
    assert!(!file.exists());
}
