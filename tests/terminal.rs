//! A program that trains in a terminal, from its start to the final screen.
#![cfg(target_os = "linux")]

mod programs;

use nix::pty::{Winsize, openpty};
use programs::program;
use std::fs::File;
use std::io::Read;
use std::num::NonZeroU16;
use std::process::{Command, Stdio};

const ROWS: u16 = 24;

/// All that an example writes to a terminal with so many columns.
fn written(example: &str, columns: u16, kind: &str) -> Vec<u8> {
    let size = Winsize { ws_row: ROWS, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    let terminal = openpty(&size, None).expect("the system has terminals");
    let mut program = Command::new(program(example))
        .env("TERM", kind)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(terminal.slave)
        .stderr(Stdio::inherit())
        .spawn()
        .expect("the examples are built before: cargo build --examples");
    let mut output = Vec::new();
    match File::from(terminal.master).read_to_end(&mut output) {
        Ok(_) => {}
        // Linux returns this error if no process has the terminal open any more.
        Err(error) if error.raw_os_error() == Some(nix::errno::Errno::EIO as i32) => {}
        Err(error) => panic!("{error}"),
    }
    assert!(program.wait().expect("it has ended").success());
    output
}

/// The lines of a terminal after all that was written to it, without trailing spaces.
fn shown(written: &[u8], columns: u16) -> Vec<String> {
    let size = |length| NonZeroU16::new(length).expect("a terminal has a size");
    let mut parser = vt100::Parser::new(size(ROWS), size(columns), 10_000);
    parser.process(written);
    let screen = parser.screen_mut();
    let mut lines = Vec::new();
    for above in (1..=screen.scrollback_len()).rev() {
        screen.set_scrollback(above);
        lines.extend(screen.rows(0, columns).next());
    }
    screen.set_scrollback(0);
    lines.extend(screen.rows(0, columns));
    assert!(!screen.hide_cursor());
    lines.iter().map(|line| line.trim_end().into()).collect()
}

#[test]
fn every_epoch_stays_on_the_screen() {
    for columns in [120, 80, 20] {
        let lines = shown(&written("quickstart", columns, "xterm"), columns);
        let mut rest = &lines[..];
        for epoch in 1..=40 {
            let header = rest.iter().position(|line| *line == format!("Epoch {epoch}/40"));
            rest = &rest[header.expect("each epoch has a line above") + 1..];
            let end = rest.iter().position(|line| line.starts_with("Epoch ") || line.is_empty());
            let figures = rest[..end.unwrap_or(rest.len())].concat();
            assert!(figures.starts_with("41/41 "), "{figures}");
            for name in ["s/step", "- loss: ", "- accuracy: ", "- val_loss: ", "- val_accuracy: "] {
                let count = figures.matches(name).count();
                assert_eq!(count, 1, "epoch {epoch} at {columns} columns: {figures}");
            }
        }
        assert!(!rest.iter().any(|line| line.starts_with("Epoch ")));
    }
}

#[test]
fn a_terminal_that_draws_no_line_again_has_one_for_each_epoch() {
    let text = String::from_utf8(written("quickstart", 80, "dumb")).expect("is text");
    let text = text.replace("\r\n", "\n");
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
    let epochs = text.lines().filter(|line| line.starts_with("Epoch ")).enumerate();
    for (before, line) in epochs.clone() {
        assert!(line.starts_with(&format!("Epoch {}/40 - 0s ", before + 1)), "{line}");
    }
    assert_eq!(epochs.count(), 40);
}
