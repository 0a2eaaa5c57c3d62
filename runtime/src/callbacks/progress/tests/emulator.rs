//! An emulated terminal whose content can be read.

use super::super::screen::Terminal;
use core::num::NonZeroU16;
use std::io::{self, Write};
use std::string::String;
use std::sync::{Arc, Mutex, MutexGuard};
use std::vec::Vec;

/// A terminal that stores what was written, cell by cell, and the lines that scrolled off its top.
#[derive(Clone)]
pub(super) struct Emulator(Arc<Mutex<vt100::Parser>>);

impl Emulator {
    pub(super) fn new(columns: u16) -> Self {
        let parser = vt100::Parser::new(ROWS, size(columns), 10_000);
        Self(Arc::new(Mutex::new(parser)))
    }

    fn parser(&self) -> MutexGuard<'_, vt100::Parser> {
        self.0.lock().expect("no test panics in here")
    }

    pub(super) fn resize(&self, columns: u16) {
        self.parser().screen_mut().set_size(ROWS, size(columns));
    }

    /// Prints text that does not come from the progress.
    pub(super) fn print(&self, text: &str) {
        self.clone().write_all(text.as_bytes()).expect("nothing fails in memory");
    }

    /// Prints a line that does not come from the progress.
    pub(super) fn println(&self, line: &str) {
        self.print(&[line, "\n"].concat());
    }

    /// All lines, including those that scrolled off.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut parser = self.parser();
        let screen = parser.screen_mut();
        let (_, columns) = screen.size();
        let columns = columns.get();
        let mut lines = Vec::new();
        for above in (1..=screen.scrollback_len()).rev() {
            screen.set_scrollback(above);
            lines.extend(screen.rows(0, columns).next());
        }
        screen.set_scrollback(0);
        lines.extend(screen.rows(0, columns));
        let mut lines: Vec<_> = lines.iter().map(|line| line.trim_end().into()).collect();
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        assert!(!screen.hide_cursor());
        lines
    }
}

const ROWS: NonZeroU16 = size(24);

const fn size(length: u16) -> NonZeroU16 {
    NonZeroU16::new(length).expect("a terminal has a size")
}

impl Write for Emulator {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut parser = self.parser();
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            match line.strip_suffix(b"\n") {
                // As a terminal's driver does.
                Some(line) => parser.process(&[line, b"\r\n"].concat()),
                None => parser.process(line),
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Terminal for Emulator {
    fn columns(&self) -> usize {
        let (_, columns) = self.parser().screen().size();
        usize::from(columns.get())
    }

    fn erase_line(&mut self) -> io::Result<()> {
        self.write_all(b"\r\x1b[2K")
    }
}
