//! Several fits at one terminal.

use super::emulator::Emulator;
use super::given::Fit;
use super::{NAMES, Screen, milliseconds};
use std::format;
use std::thread;
use std::vec::Vec;

#[test]
fn a_second_fit_has_a_line_for_each_epoch_and_then_the_bar() {
    let emulator = Emulator::new(80);
    let screen = Screen::new(emulator.clone());
    let [mut one, mut two] =
        [8, 9].map(|steps| Fit::new(&screen, &NAMES[..1], (2, steps), milliseconds(60)));
    one.begin_epoch();
    one.steps(4);
    two.epoch();
    one.steps(2);
    assert_eq!(
        emulator.lines(),
        [
            "Epoch 1/2",
            "Epoch 1/2 - 0s 60ms/step - loss: 0.1111",
            "6/8 [======================>.......] 0s 60ms/step - loss: 0.1667",
        ]
    );
    one.steps(2);
    one.end_epoch();
    one.epoch();
    one.leave();
    two.epoch();
    assert_eq!(
        emulator.lines(),
        [
            "Epoch 1/2",
            "Epoch 1/2 - 0s 60ms/step - loss: 0.1111",
            "Epoch 1/2 - 0s 60ms/step - loss: 0.1250",
            "Epoch 2/2",
            "8/8 [==============================] 0s 60ms/step - loss: 0.0625",
            "Epoch 2/2",
            "9/9 [==============================] 0s 60ms/step - loss: 0.0556",
        ]
    );
}

/// A fit that panicked has left its bar.
#[test]
fn a_progress_that_is_dropped_leaves_the_bar() {
    let emulator = Emulator::new(80);
    let screen = Screen::new(emulator.clone());
    let [mut one, mut two] =
        [8, 9].map(|steps| Fit::new(&screen, &NAMES[..1], (1, steps), milliseconds(60)));
    one.begin_epoch();
    one.steps(4);
    drop(one);
    emulator.println("panicked");
    two.epoch();
    assert_eq!(
        emulator.lines(),
        [
            "Epoch 1/1",
            "4/8 [===============>..............] 0s 60ms/step - loss: 0.2500",
            "panicked",
            "Epoch 1/1",
            "9/9 [==============================] 0s 60ms/step - loss: 0.1111",
        ]
    );
}

/// In whatever order the threads run, an epoch is one line, or two consecutive lines.
#[test]
fn two_threads_lose_no_epoch() {
    let emulator = Emulator::new(80);
    let screen = Screen::new(emulator.clone());
    let fit = |name| Fit::new(&screen, &[name], (40, 20), milliseconds(20)).all(80);
    thread::scope(|scope| {
        for name in ["one", "two"] {
            scope.spawn(move || fit(name));
        }
    });
    let lines = emulator.lines();
    for name in ["one", "two"] {
        let figure = format!("ms/step - {name}: ");
        let mut epoch = 0;
        for (place, line) in lines.iter().enumerate().filter(|(_, line)| line.contains(&figure)) {
            epoch += 1;
            let header = format!("Epoch {epoch}/40");
            let is_whole = line.starts_with(&format!("{header} - 0s "));
            assert!(is_whole || lines[place - 1] == header, "{lines:?}");
            assert!(is_whole || line.starts_with("20/20 [==="), "{lines:?}");
        }
        assert_eq!(epoch, 40);
    }
    let others = lines.iter().filter(|line| !line.contains("ms/step - "));
    assert!(others.collect::<Vec<_>>().iter().all(|line| line.starts_with("Epoch ")), "{lines:?}");
}
