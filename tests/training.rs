//! Training with the public interface: what is learnt, what is stored, and that it is reproducible.

mod buffered;
mod networks;

use buffered::Buffered;
use burdock::memory::flat;
use burdock::prelude::*;
use networks::{Classifier, Judge, Perceptron, Regressor, largest, numbers, surface};
use std::array::from_fn;
use std::ops::ControlFlow;
use std::slice::from_ref;

fn classify<'a>() -> Trainer<'a, Classifier, u8> {
    Trainer::new(SparseCategoricalCrossentropy, Sgd::new(0.2)).metric(Accuracy).seed(Seed(7))
}

#[test]
fn a_classifier_learns_and_generalises() {
    let (train, test) = (largest(3000), largest(3300));
    let mut model = Classifier::new(Seed(1));
    let mut trainer = classify();
    let history = trainer.fit(&mut model, &train, 40).expect("trains");
    let report = trainer.evaluate(&model, &test).expect("evaluates");
    assert!(report.get("accuracy").is_some_and(|share| share > 0.97), "{report}");
    assert_eq!(history.epochs.len(), 40);
    let losses: Vec<f64> = history.series("loss").collect();
    assert!(losses[39] < 0.25 * losses[0], "{history}");
    // The classes predicted one by one are those that the metric counted.
    let right = test.x.iter().zip(&test.y).filter(|(x, y)| {
        let class: usize = model.predict_class(x);
        class == usize::from(**y)
    });
    let share = right.count() as f64 / test.x.len() as f64;
    assert_eq!(report.get("accuracy"), Some(share));
}

#[test]
fn a_regression_and_a_question_are_learnt() {
    let data = surface(2000);
    let mut model = Regressor::new(Seed(1));
    let mut trainer =
        Trainer::new(MeanSquaredError, Sgd::new(0.1)).metric(MeanAbsoluteError).batch_size(16);
    trainer.fit(&mut model, &data, 60).expect("trains");
    let report = trainer.evaluate(&model, &data).expect("evaluates");
    assert!(report.loss() < 0.01, "{report}");
    assert!(report.get("mean_absolute_error").is_some_and(|error| error < 0.1), "{report}");

    let questions = data.map_y(|y| y > 0.0);
    let mut judge = Judge::new(Seed(1));
    let mut trainer = Trainer::new(BinaryCrossentropy, Sgd::new(0.5)).metric(Accuracy);
    trainer.fit(&mut judge, &questions, 40).expect("trains");
    let report = trainer.evaluate(&judge, &questions).expect("evaluates");
    assert!(report.get("accuracy").is_some_and(|share| share > 0.95), "{report}");
    let answer: bool = judge.predict_class(&questions.x[0]);
    assert_eq!(answer, judge.predict(&questions.x[0])[0] > 0.5);
}

/// Linearly separable classes are learnt exactly in a few epochs, as the rule guarantees.
#[test]
fn the_perceptron_rule_learns_what_is_separable() {
    let x = vec![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
    for answers in [[false, false, false, true], [false, true, true, true]] {
        let data = Dataset::new(x.clone(), answers.to_vec()).expect("paired");
        let mut model = Perceptron::new(Seed(2));
        let mut trainer =
            Trainer::new(PerceptronRule, Sgd::new(0.1)).batch_size(1).metric(Accuracy);
        trainer.fit(&mut model, &data, 60).expect("trains");
        let report = trainer.evaluate(&model, &data).expect("evaluates");
        assert_eq!((report.loss(), report.get("accuracy")), (0.0, Some(1.0)));
        for (x, answer) in data.x.iter().zip(answers) {
            assert_eq!(model.predict_class(x), answer);
        }
    }
}

/// The parameters' bits after a few epochs, with a partial last batch.
fn bits(trainer: Trainer<'_, Classifier, u8>, epochs: usize) -> Vec<u32> {
    let mut trainer = trainer;
    let mut model = Classifier::new(Seed(3));
    trainer.fit(&mut model, &largest(250), epochs).expect("trains");
    numbers(&*model).into_iter().map(f32::to_bits).collect()
}

#[test]
fn the_same_seed_gives_the_same_bits_with_any_number_of_threads() {
    let once = bits(classify(), 3);
    assert_eq!(once, bits(classify(), 3));
    for threads in [1, 2, 3] {
        assert_eq!(once, bits(classify().threads(threads), 3));
    }
    assert_ne!(once, bits(classify().seed(Seed(8)), 3));
    assert_ne!(bits(classify().shuffle(false), 3), once);
}

network! {
    /// As large as the networks whose products are distributed over threads.
    struct Clothing(image: [28, 28]) -> (class: [10]) {
        class = image -> flatten -> dense(300, relu) -> dense(100, relu) -> dense(10, softmax);
    }
}

#[test]
fn work_that_is_shared_out_gives_the_same_bits() {
    let pixel = |image: usize, place: usize| ((image * 31 + place * 17) % 64) as f32 / 64.0;
    let image =
        |image| from_fn(|row| from_fn(|column| pixel(image, 28 * row + column + image % 10)));
    let data = Dataset::new((0..80).map(image).collect(), (0..80_u8).map(|y| y % 10).collect());
    let data = data.expect("as many labels as images");
    let bits = |threads, batch| {
        let mut model = Clothing::new(Seed(3));
        let loss = SparseCategoricalCrossentropy;
        let trainer = Trainer::new(loss, Sgd::new(0.1)).batch_size(batch).threads(threads);
        { trainer }.fit(&mut model, &data, 2).expect("trains");
        flat(from_ref(&*model)).iter().map(|number| number.to_bits()).collect::<Vec<u32>>()
    };
    for batch in [32, 80] {
        let once = bits(1, batch);
        assert!(once == bits(2, batch), "2 threads, batches of {batch}");
        assert!(once == bits(3, batch), "3 threads, batches of {batch}");
    }
}

network! {
    /// Large enough for its products to be distributed, with a layer that is applied twice.
    struct Pair(left: [28, 28], right: [28, 28]) -> (same: [1], class: [10]) {
        shared encoder = flatten -> dense(300, relu) -> dense(100, relu);
        one = left -> encoder;
        other = right -> encoder;
        apart = subtract(one, other) -> absolute;
        class = concatenate(one, other[0..50], apart) -> dense(200, tanh) -> dense(10, softmax);
        same = concatenate(apart, class, multiply(one, other)) -> dense(1, sigmoid);
    }
}

#[test]
fn graphs_that_are_shared_out_give_the_same_bits() {
    let pixel = |image: usize, place: usize| ((image * 31 + place * 17) % 64) as f32 / 64.0;
    let image =
        |image| from_fn(|row| from_fn(|column| pixel(image, 28 * row + column + image % 10)));
    let input = |index| PairInput { left: image(index), right: image(index * 7 + 1) };
    let target = |index: usize| PairTarget { same: [(index % 2) as f32], class: index as u8 % 10 };
    let data = Dataset::new((0..80).map(input).collect(), (0..80).map(target).collect());
    let data = data.expect("as many targets as pairs");
    let losses = PairLosses { same: BinaryCrossentropy, class: SparseCategoricalCrossentropy };
    fn bits<'a>(
        data: &Dataset<PairInput, PairTarget<[f32; 1], u8>>,
        trainer: Trainer<'a, Pair, PairTarget<[f32; 1], u8>>,
        threads: usize,
    ) -> Vec<u32> {
        let mut model = Pair::new(Seed(3));
        let mut trainer = trainer.threads(threads);
        trainer.fit(&mut model, data, 2).expect("trains");
        flat(from_ref(&*model)).iter().map(|number| number.to_bits()).collect()
    }
    for batch in [32, 80] {
        let descent =
            |threads| bits(&data, Trainer::new(losses, Sgd::new(0.01)).batch_size(batch), threads);
        let adam = |threads| {
            bits(&data, Trainer::new(losses, Adam::new(0.001)).batch_size(batch), threads)
        };
        let (once, once_adam) = (descent(1), adam(1));
        assert_ne!(once, once_adam);
        for threads in [2, 3] {
            assert!(once == descent(threads), "{threads} threads, batches of {batch}");
            assert!(once_adam == adam(threads), "{threads} threads, batches of {batch}, Adam");
        }
    }
}

/// FNV-1a over the bits: the same in debug and in release, and on every machine.
#[test]
fn the_portable_path_has_always_the_same_bits() {
    let bits = bits(classify().compute(Compute::portable()), 3);
    let bytes = bits.iter().flat_map(|word| word.to_le_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    assert_eq!(hash, 0xdb5a_c9fa_c137_cdaa, "{hash:#x}");
}

#[test]
fn to_fit_again_is_to_go_on() {
    let data = largest(250);
    let (mut whole, mut parts) = (Classifier::new(Seed(3)), Classifier::new(Seed(3)));
    let mut trainer = classify();
    let all = trainer.fit(&mut whole, &data, 5).expect("trains");
    let mut trainer = classify();
    let first = trainer.fit(&mut parts, &data, 2).expect("trains");
    // The network itself, or a reference to it, can be passed as well as the box.
    let second = trainer.fit(&mut *parts, &data, 2).expect("trains");
    let third = trainer.fit(&mut &mut *parts, &data, 1).expect("trains");
    assert_eq!(numbers(&*whole), numbers(&*parts));
    let epochs = |history: &History| history.epochs.iter().map(|e| e.epoch).collect::<Vec<_>>();
    assert_eq!(
        (epochs(&first), epochs(&second), epochs(&third)),
        (vec![1, 2], vec![3, 4], vec![5])
    );
    assert_eq!(trainer.history(), &all);
    assert_eq!(trainer.optimizer_state().step, 5 * 8);
}

#[test]
fn validation_compares_after_every_epoch() {
    let (train, valid) = (largest(200), largest(60));
    let mut model = Classifier::new(Seed(3));
    let mut trainer = classify().validation(&valid);
    let history = trainer.fit(&mut model, &train, 2).expect("trains");
    let names: Vec<_> = history.epochs[0].report.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["loss", "accuracy", "val_loss", "val_accuracy"]);
    let report = trainer.evaluate(&model, &valid).expect("evaluates");
    let last = &history.last().expect("two epochs").report;
    assert_eq!(last.get("val_loss"), Some(report.loss()));
    assert_eq!(last.get("val_accuracy"), report.get("accuracy"));
}

#[test]
fn a_validation_split_is_the_end_of_the_data() {
    let data = largest(100);
    let (head, tail) = data.clone().split_at(80).expect("splits");
    let (mut split, mut apart) = (Classifier::new(Seed(3)), Classifier::new(Seed(3)));
    let one = classify().validation_split(0.2).fit(&mut split, &data, 2).expect("trains");
    let other = classify().validation(&tail).fit(&mut apart, &head, 2).expect("trains");
    assert_eq!(one, other);
    assert_eq!(numbers(&*split), numbers(&*apart));
}

/// The loss of an epoch is the mean over the samples as they were predicted: with a rate of 0
/// an evaluation gives the same.
#[test]
fn an_epoch_reports_the_mean_over_its_samples() {
    let data = largest(101);
    let mut model = Classifier::new(Seed(3));
    let before = numbers(&*model);
    let mut trainer = classify();
    trainer.set_learning_rate(0.0);
    let history = trainer.fit(&mut model, &data, 1).expect("trains");
    assert_eq!(numbers(&*model), before);
    let report = trainer.evaluate(&model, &data).expect("evaluates");
    let epoch = &history.epochs[0].report;
    assert!((epoch.loss() - report.loss()).abs() < 1e-6, "{epoch} {report}");
    assert_eq!(epoch.get("accuracy"), report.get("accuracy"));
}

#[test]
fn the_fused_update_and_the_buffer_agree() {
    let data = surface(80);
    let (mut fused, mut buffered) = (Regressor::new(Seed(3)), Regressor::new(Seed(3)));
    Trainer::new(MeanSquaredError, Sgd::new(0.05)).fit(&mut fused, &data, 4).expect("trains");
    let optimizer = Buffered(Sgd::new(0.05));
    Trainer::new(MeanSquaredError, optimizer).fit(&mut buffered, &data, 4).expect("trains");
    for (one, other) in numbers(&*fused).iter().zip(numbers(&*buffered)) {
        assert!((one - other).abs() < 1e-5, "{one} {other}");
    }
}

#[test]
fn callbacks_see_every_joint_and_can_stop() {
    #[derive(Default)]
    struct Log(std::rc::Rc<std::cell::RefCell<Vec<String>>>);
    impl<N> Callback<N> for Log {
        fn on_train_begin(&mut self, _: &mut Context<'_, N>) -> ControlFlow<()> {
            self.0.borrow_mut().push("begin".into());
            ControlFlow::Continue(())
        }
        fn on_epoch_begin(&mut self, context: &mut Context<'_, N>) -> ControlFlow<()> {
            self.0.borrow_mut().push(format!("epoch {}/{}", context.epoch, context.epochs));
            ControlFlow::Continue(())
        }
        fn on_batch_end(&mut self, context: &mut Context<'_, N>) -> ControlFlow<()> {
            self.0.borrow_mut().push(format!("step {}/{}", context.step, context.steps));
            let stop = (context.epoch, context.step) == (2, 1);
            if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
        fn on_train_end(&mut self, _: &mut Context<'_, N>) -> ControlFlow<()> {
            self.0.borrow_mut().push("end".into());
            ControlFlow::Continue(())
        }
    }

    let log = Log::default();
    let lines = log.0.clone();
    let mut rates = Vec::new();
    let mut trainer = classify().callback(log).on_epoch_end(|context| {
        rates.push(context.learning_rate());
        context.set_learning_rate(0.5 * context.learning_rate());
    });
    let mut model = Classifier::new(Seed(3));
    let history = trainer.fit(&mut model, &largest(60), 9).expect("trains");
    assert_eq!(history.epochs.len(), 2);
    assert_eq!(trainer.learning_rate(), 0.05);
    drop(trainer);
    assert_eq!(rates, [0.2, 0.1]);
    let expected = ["begin", "epoch 1/9", "step 1/2", "step 2/2", "epoch 2/9", "step 1/2", "end"];
    assert_eq!(*lines.borrow(), expected);
}

/// The number of steps that were taken, and no call if nothing has begun.
#[test]
fn callbacks_are_told_of_an_error() {
    #[derive(Default)]
    struct Watch(std::rc::Rc<std::cell::RefCell<Vec<String>>>);
    impl<N> Callback<N> for Watch {
        fn on_train_end(&mut self, _: &mut Context<'_, N>) -> ControlFlow<()> {
            self.0.borrow_mut().push("end".into());
            ControlFlow::Continue(())
        }
        fn on_error(&mut self, context: &mut Context<'_, N>, error: &TrainError) {
            let Context { epoch, step, report, .. } = context;
            assert_eq!(report.iter().count(), usize::from(*step > 0));
            let TrainError::Diverged { epoch: of, step: at, .. } = error else { panic!("{error}") };
            let line = format!("step {at} of epoch {of}, after step {step} of epoch {epoch}");
            self.0.borrow_mut().push(line);
        }
    }

    let watch = Watch::default();
    let lines = watch.0.clone();
    let mut data = surface(64);
    data.y[63] = 1e30;
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(0.01))
        .batch_size(16)
        .shuffle(false)
        .callback(watch);
    let mut model = Regressor::new(Seed(3));
    trainer.fit(&mut model, &data, 3).expect_err("overflows");
    trainer.fit(&mut model, &data, 0).expect_err("there is nothing to do");
    trainer.fit(&mut model, &surface(64), 1).expect("trains");
    let expected = ["step 4 of epoch 1, after step 3 of epoch 1", "end"];
    assert_eq!(*lines.borrow(), expected);
}

/// A callback decides the number of epochs.
#[test]
fn epochs_without_an_end_can_be_asked_for_again() {
    let data = surface(5);
    let mut model = Regressor::new(Seed(3));
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(0.01)).on_epoch_end(|context| {
        if context.epoch % 3 == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    for fits in 1..=3 {
        let history = trainer.fit(&mut model, &data, usize::MAX).expect("trains");
        assert_eq!((history.epochs.len(), trainer.epochs()), (3, 3 * fits));
    }
}

#[test]
fn progress_is_a_line_for_each_epoch_where_there_is_no_terminal() {
    #[derive(Clone, Default)]
    struct Lines(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);
    impl std::io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().expect("not poisoned").write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    let lines = Lines::default();
    let mut model = Classifier::new(Seed(3));
    let mut trainer = classify().callback(Progress::lines(lines.clone()));
    let history = trainer.fit(&mut model, &largest(60), 2).expect("trains");
    let text = String::from_utf8(lines.0.lock().expect("not poisoned").clone()).expect("is text");
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    for (epoch, line) in history.epochs.iter().zip(lines) {
        assert!(line.starts_with(&format!("Epoch {}/2 - 0s ", epoch.epoch)), "{line}");
        assert!(line.ends_with(&format!("s/step - {}", epoch.report)), "{line}");
    }
}

#[test]
fn a_batch_is_predicted_as_its_samples_are() {
    let data = largest(600);
    let model = Classifier::new(Seed(3));
    let outputs = model.predict_batch(&data.x);
    assert_eq!(outputs.len(), 600);
    for (x, output) in data.x.iter().zip(&outputs) {
        let alone = model.predict(x);
        assert!(alone.iter().zip(output).all(|(a, b)| (a - b).abs() < 1e-6));
    }
    assert!(model.predict_batch(&[]).is_empty());
}

#[test]
fn the_summary_is_the_table_that_keras_prints() {
    let expected = "\
Model: \"Classifier\"
_________________________________________________________________
Layer (type)                 Output Shape              Param #
=================================================================
hidden (Dense)               (batch, 13)               65
_________________________________________________________________
output (Dense)               (batch, 3)                42
=================================================================
Total params: 107
Trainable params: 107
Non-trainable params: 0
_________________________________________________________________";
    assert_eq!(Classifier::summary().to_string(), expected);
}
