//! What a terminal shows, line by line.

mod between;
mod emulator;
mod fits;
mod given;
mod shared;

use super::screen::Screen;
use core::time::Duration;
use given::Fit;
use std::string::String;
use std::vec::Vec;

const NAMES: [&str; 4] = ["loss", "accuracy", "val_loss", "val_accuracy"];

const fn milliseconds(time: u64) -> Duration {
    Duration::from_millis(time)
}

/// The lines in which a terminal shows a text that is wider than the terminal.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let lines = text.lines().flat_map(|line| {
        let characters: Vec<_> = line.chars().collect();
        let lines = characters.chunks(columns).map(String::from_iter);
        lines.map(|line: String| line.trim_end().into()).collect::<Vec<_>>()
    });
    lines.collect()
}

/// Whatever was drawn before, and however narrow the terminal is.
#[test]
fn every_epoch_stays_with_all_its_figures() {
    let many =
        ["loss", "main_loss", "aux_loss", "main_mean_absolute_error", "val_loss", "val_main"];
    // From epochs that have ended before a bar is drawn to a bar for every step.
    for step in [0, 3, 200_000, 70_000_000].map(Duration::from_nanos) {
        for columns in [120, 80, 20, 7, 1] {
            for names in [&NAMES[..1], &NAMES[..2], &NAMES, &many] {
                let (emulator, mut fit) = Fit::alone(columns, names, (40, 50), step);
                let columns = usize::from(columns);
                let lines = fit.all(columns).concat();
                let lines = lines.iter().flat_map(|line| wrapped(line, columns));
                assert_eq!(emulator.lines(), lines.collect::<Vec<_>>());
            }
        }
    }
}

#[test]
fn a_running_epoch_is_one_line_that_is_drawn_again() {
    for (columns, running, finished) in [
        (
            80,
            [
                "  8/200 [>.......................] 0s 9ms/step - loss: 0.1250 - accuracy: 0.2500",
                " 14/200 [=>......................] 0s 9ms/step - loss: 0.0714 - accuracy: 0.1429",
                "200/200 [===========] 1s 9ms/step - loss: 0.0050 - accuracy: 0.0100 - validating",
            ],
            &[
                "200/200 [==============================] 1s 9ms/step - loss: 0.0050",
                "- accuracy: 0.0100 - val_loss: 0.0150 - val_accuracy: 0.0200",
            ][..],
        ),
        (
            20,
            ["  8/200 0s 9ms/step", " 14/200 0s 9ms/step", "200/200 1s 9ms/step"],
            &[
                "200/200 1s 9ms/step",
                "- loss: 0.0050",
                "- accuracy: 0.0100",
                "- val_loss: 0.0150",
                "- val_accuracy: 0.02",
                "00",
            ],
        ),
    ] {
        let (emulator, mut fit) = Fit::alone(columns, &NAMES, (2, 200), milliseconds(9));
        fit.begin_epoch();
        assert_eq!(emulator.lines(), ["Epoch 1/2"]);
        for (steps, line) in [8, 6, 186].into_iter().zip(running) {
            fit.steps(steps);
            assert_eq!(emulator.lines(), ["Epoch 1/2", line]);
        }
        fit.end_epoch();
        assert_eq!(emulator.lines(), [&["Epoch 1/2"], finished].concat());
        fit.begin_epoch();
        fit.steps(8);
        let lines = emulator.lines();
        assert_eq!(lines[..=finished.len()], [&["Epoch 1/2"], finished].concat());
        assert_eq!(lines[finished.len() + 1], "Epoch 2/2");
        assert!(lines[finished.len() + 2].starts_with("  8/200 "));
        assert_eq!(lines.len(), finished.len() + 3);
    }
}

/// A shorter one would make the line flicker.
#[test]
fn a_validation_is_announced_unless_the_last_one_was_short() {
    let (emulator, mut fit) = Fit::alone(80, &NAMES, (4, 1), milliseconds(1));
    for (epoch, (validation, is_announced)) in
        [(49, true), (49, false), (50, false), (0, true)].into_iter().enumerate()
    {
        fit.validation = milliseconds(validation);
        fit.begin_epoch();
        fit.steps(1);
        let lines = emulator.lines();
        let running = lines.last().filter(|line| line.ends_with(" - validating"));
        assert_eq!(running.is_some(), is_announced, "{lines:?}");
        fit.end_epoch();
        assert_eq!(emulator.lines().len(), 3 * (epoch + 1));
    }
}

#[test]
fn wide_characters_take_two_columns() {
    let names = ["loss", "正解率", "価格_平均絶対誤差"];
    for columns in 1..=100 {
        let (emulator, mut fit) = Fit::alone(columns, &names, (1, 9), milliseconds(60));
        fit.begin_epoch();
        fit.steps(9);
        emulator.println("below");
        let header = wrapped("Epoch 1/1", columns.into());
        let lines = emulator.lines();
        assert_eq!(lines[..header.len()], header);
        assert!(lines[header.len()].starts_with(&"9/9"[..3.min(columns.into())]), "{lines:?}");
        assert_eq!(lines[header.len() + 1..], wrapped("below", columns.into()), "{lines:?}");
    }
}

#[test]
fn a_bar_follows_the_width_of_its_terminal() {
    let bar = |lines: Vec<String>| lines.into_iter().skip(1).collect::<Vec<_>>();
    let (emulator, mut fit) = Fit::alone(80, &NAMES[..1], (1, 200), milliseconds(60));
    fit.begin_epoch();
    fit.steps(2);
    let wide = "  2/200 [>.............................] 0s 60ms/step - loss: 0.5000";
    assert_eq!(bar(emulator.lines()), [wide]);
    // While it becomes narrower nothing is drawn, and the last bar is never torn.
    for columns in [79, 60, 50] {
        emulator.resize(columns);
        fit.steps(1);
        assert_eq!(bar(emulator.lines()), [&wide[..wide.len().min(columns.into())]]);
    }
    fit.steps(1);
    let narrow = "  6/200 [>...........] 0s 60ms/step - loss: 0.1667";
    let left = &wide[..50];
    assert_eq!(bar(emulator.lines()), [left, narrow]);
    emulator.resize(100);
    fit.steps(1);
    let wider = "  7/200 [=>............................] 0s 60ms/step - loss: 0.1429";
    assert_eq!(bar(emulator.lines()), [left, wider]);
    fit.steps(193);
    emulator.resize(20);
    fit.end_epoch();
    let left = [&left[..20], "200/200 [==========="];
    let finished = ["200/200 [==========]", "12s 60ms/step", "- loss: 0.0050"];
    assert_eq!(bar(emulator.lines()), [&left[..], &finished].concat());
}
