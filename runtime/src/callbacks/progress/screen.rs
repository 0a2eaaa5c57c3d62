//! The bottom line of a terminal, which is redrawn, and the lines above it, which remain.
//!
//! Nothing above the bar is ever changed, so that no output is lost, whatever else is printed and
//! however the window is resized. A bar fills its line, so that any other output begins
//! on a new one. The cursor is never hidden, so that it need not be shown again.

use crate::width::width;
use console::Term;
use core::iter::repeat_n;
use core::mem::replace;
use std::boxed::Box;
use std::io::{self, Write};
use std::string::String;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

/// A terminal.
pub(crate) trait Terminal: Write + Send {
    /// How many columns it has now.
    fn columns(&self) -> usize;

    /// Erases the line of the cursor, and moves to its beginning.
    fn erase_line(&mut self) -> io::Result<()>;
}

impl Terminal for Term {
    fn columns(&self) -> usize {
        let (_, columns) = self.size();
        columns.into()
    }

    fn erase_line(&mut self) -> io::Result<()> {
        self.clear_line()
    }
}

/// A terminal that several fits may share. One of them has the bar; the others, and any other
/// output, print whole lines.
pub(crate) struct Screen {
    terminal: Box<dyn Terminal>,
    seats: u64,
    /// The fit that has the bar.
    owner: Option<u64>,
    /// Whether there was other output since the owner's epoch began.
    interrupted: bool,
    /// Whether the bar is on the screen.
    drawn: bool,
    /// The number of columns when it was last read.
    columns: usize,
}

impl Screen {
    pub(crate) fn new(terminal: impl Terminal + 'static) -> Arc<Mutex<Self>> {
        let columns = terminal.columns();
        Arc::new(Mutex::new(Self {
            terminal: Box::new(terminal),
            seats: 0,
            owner: None,
            interrupted: false,
            drawn: false,
            columns,
        }))
    }

    /// The standard output, if it is a terminal in which a line can be drawn again.
    pub(crate) fn stdout() -> Option<Arc<Mutex<Self>>> {
        static STDOUT: LazyLock<Arc<Mutex<Screen>>> = LazyLock::new(|| Screen::new(Term::stdout()));
        let is_named = std::env::var_os("TERM").is_none_or(|kind| !kind.is_empty());
        let is_drawable = console::user_attended() && is_named && !console::is_dumb();
        is_drawable.then(|| Arc::clone(&STDOUT))
    }

    /// Draws the bar over the previous one.
    fn draw(&mut self, line: impl FnOnce(usize) -> String) {
        // While the window is being narrowed, every bar would have to be left behind.
        if self.leave_if_narrower() {
            return;
        }
        let columns = self.columns;
        let mut text = String::from("\r");
        text += &line(columns);
        let filled = width(&text);
        text.extend(repeat_n(' ', columns.saturating_sub(filled)));
        self.write(&text);
        self.drawn = true;
    }

    /// Prints a final line in place of the bar.
    fn print(&mut self, mut line: String) {
        if !self.leave_if_narrower() && replace(&mut self.drawn, false) {
            let _ = self.terminal.erase_line();
        }
        line.push('\n');
        self.write(&line);
    }

    /// Leaves the bar as it is, and goes to a new line, if the terminal has become narrower: it may
    /// have wrapped the bar or cut it, and erasing one line of several would tear it.
    fn leave_if_narrower(&mut self) -> bool {
        let columns = self.terminal.columns();
        let is_narrower = columns < replace(&mut self.columns, columns);
        if is_narrower && replace(&mut self.drawn, false) {
            self.write("\n");
        }
        is_narrower
    }

    /// A closed terminal is no reason to stop training.
    fn write(&mut self, text: &str) {
        let _ = self.terminal.write_all(text.as_bytes()).and_then(|()| self.terminal.flush());
    }
}

/// The handle of one fit to a screen.
pub(super) struct Seat {
    screen: Arc<Mutex<Screen>>,
    number: u64,
}

impl Seat {
    pub(super) fn at(screen: Arc<Mutex<Screen>>) -> Self {
        let number = {
            let mut screen = lock(&screen);
            screen.seats += 1;
            screen.seats
        };
        Self { screen, number }
    }

    /// Begins an epoch with a line above its bar, unless another fit has the bar.
    pub(super) fn begin(&self, header: String) {
        let mut screen = lock(&self.screen);
        if *screen.owner.get_or_insert(self.number) == self.number {
            // The bar of a fit that panicked remains: other output may have followed it.
            screen.drawn = false;
            screen.interrupted = false;
            screen.print(header);
        }
    }

    /// Draws the bar for so many columns.
    pub(super) fn draw(&self, line: impl FnOnce(usize) -> String) {
        let mut screen = lock(&self.screen);
        if screen.owner == Some(self.number) {
            screen.draw(line);
        }
    }

    /// Ends an epoch with a line for so many columns, or, if the line above it belongs to
    /// another epoch, with one that is complete in itself.
    pub(super) fn end(&self, line: impl FnOnce(usize) -> String, whole: impl FnOnce() -> String) {
        let mut screen = lock(&self.screen);
        let is_owner = screen.owner == Some(self.number);
        let line = if is_owner && !screen.interrupted {
            line(screen.terminal.columns())
        } else {
            screen.interrupted |= !is_owner;
            whole()
        };
        screen.print(line);
    }

    /// Releases the bar to other fits.
    pub(super) fn leave(&self) {
        let mut screen = lock(&self.screen);
        if screen.owner == Some(self.number) {
            screen.owner = None;
            screen.drawn = false;
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.leave();
    }
}

/// A screen is valid even if its terminal panicked while it was locked.
fn lock(screen: &Mutex<Screen>) -> MutexGuard<'_, Screen> {
    screen.lock().unwrap_or_else(PoisonError::into_inner)
}
