//! The line of an epoch: steps, a bar, times, the loss and the metrics.

use super::pace::{Clock, Pace};
use super::wrap::Lines;
use crate::training::{Number, Report};
use crate::width::width;
use core::iter::repeat_n;
use core::time::Duration;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

/// What the line of an epoch shows.
pub(super) struct EpochLine<'a> {
    pub(super) step: usize,
    pub(super) steps: usize,
    pub(super) total: Duration,
    pub(super) pace: Pace,
    pub(super) report: &'a Report,
    /// Whether all steps are taken and the validation metrics are still to come.
    pub(super) validating: bool,
}

/// The length of the shortest and of the longest bar.
const BAR: [usize; 2] = [10, 30];

impl EpochLine<'_> {
    /// The line of a running epoch, for a terminal of so many columns. Steps come first, then the
    /// loss, the times, and the other metrics in their order; each is shown whole or not at all. If
    /// everything fits, the bar takes the rest of the line.
    pub(super) fn running(&self, columns: usize) -> String {
        let digits = self.steps.to_string().len();
        let mut steps = format!("{:>digits$}/{}", self.step, self.steps);
        steps.truncate(columns);
        let [total, pace] = self.times();
        let figures = self.figures();

        let mut room = Room { left: columns - steps.len(), is_enough: true };
        let loss = room.part(figures.first().map_or("", String::as_str));
        let total = room.part(&total);
        let pace = room.part(&pace);
        let validating = room.part(if self.validating { " - validating" } else { "" });
        let others = figures.iter().skip(1).map(|figure| room.part(figure));
        let others: String = others.take_while(|figure| !figure.is_empty()).collect();
        let bar = if room.is_enough { self.bar(room.left) } else { String::new() };
        [&steps, &*bar, total, pace, loss, &others, validating].concat()
    }

    /// The line of a finished epoch, with all metrics, on as many lines of so many columns as they
    /// take without a bar; the bar is as long as these lines allow.
    pub(super) fn finished(&self, columns: usize) -> String {
        let steps = format!("{}/{}", self.step, self.steps);
        let times = self.times().concat();
        let figures = self.figures();
        let with = |bar: &str| {
            let parts = [&*steps, bar, &*times].into_iter();
            Lines::of(parts.chain(figures.iter().map(String::as_str)), columns)
        };
        let without = with("");
        let [shortest, longest] = BAR;
        let bars = (shortest..=longest).rev().map(|length| with(&self.bar_of(length)));
        let mut bars = bars.filter(|lines| lines.count == without.count);
        bars.next().unwrap_or(without).text
    }

    /// For an output without columns. The steps are shown only if the epoch is incomplete.
    pub(super) fn plain(&self) -> String {
        let steps = if self.step == self.steps {
            String::new()
        } else {
            format!("{}/{} -", self.step, self.steps)
        };
        let [total, pace] = self.times();
        let line = [steps, total, pace, self.figures().concat()].concat();
        line.trim_start().into()
    }

    /// The total time, and the time per step.
    fn times(&self) -> [String; 2] {
        [format!(" {}", Clock(self.total)), format!(" {}", self.pace)]
    }

    /// The loss and the metrics. No character in a name can break the line.
    fn figures(&self) -> Vec<String> {
        let texts = self.report.iter().map(|(name, value)| {
            let mut figure = format!(" - {name}: {}", Number(value));
            figure.retain(|c| !c.is_control());
            figure
        });
        texts.collect()
    }

    /// The longest bar that fits so many columns, or an empty text.
    fn bar(&self, columns: usize) -> String {
        let [shortest, longest] = BAR;
        let length = columns.saturating_sub(" []".len()).min(longest);
        if length < shortest { String::new() } else { self.bar_of(length) }
    }

    /// A bar with its brackets and the space before it.
    fn bar_of(&self, length: usize) -> String {
        let done = length * self.step.min(self.steps) / self.steps.max(1);
        let tip = usize::from(done < length);
        let mut bar = String::from(" [");
        bar.extend(repeat_n('=', done));
        bar.extend(repeat_n('>', tip));
        bar.extend(repeat_n('.', length - done - tip));
        bar.push(']');
        bar
    }
}

/// The space that is left in a line.
struct Room {
    /// How many columns are left.
    left: usize,
    /// Whether everything has fitted so far.
    is_enough: bool,
}

impl Room {
    /// The part if it fits, otherwise an empty text.
    fn part<'p>(&mut self, part: &'p str) -> &'p str {
        match self.left.checked_sub(width(&part)) {
            Some(left) => {
                self.left = left;
                part
            }
            None => {
                self.is_enough = false;
                ""
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(entries: &[(&str, f64)]) -> Report {
        Report::of(entries.iter().map(|(name, value)| ((*name).into(), *value)).collect())
    }

    fn line(report: &Report, step: usize) -> EpochLine<'_> {
        let pace = Pace { stepping: Duration::from_micros(612 * step as u64), steps: step };
        let total = Duration::from_millis(1100);
        EpochLine { step, steps: 1719, total, pace, report, validating: false }
    }

    #[test]
    fn what_has_no_room_is_left_out_in_order() {
        let report = report(&[("loss", 0.45123), ("accuracy", 0.84314), ("top_5", 0.99)]);
        let line = line(&report, 903);
        let mut shown: Vec<(String, usize, usize)> = Vec::new();
        for columns in (0..=120).rev() {
            let text = line.running(columns);
            assert!(width(&text) <= columns, "{text}");
            let (text, length) = match text.split_once(" [") {
                Some((steps, rest)) => {
                    let (bar, rest) = rest.split_once(']').expect("has an end");
                    ([steps, rest].concat(), bar.len())
                }
                None => (text, 0),
            };
            if shown.last().is_none_or(|(last, ..)| *last != text) {
                shown.push((text, columns, length));
            }
        }
        let expected = [
            (" 903/1719 1s 612us/step - loss: 0.4512 - accuracy: 0.8431 - top_5: 0.9900", 120, 30),
            (" 903/1719 1s 612us/step - loss: 0.4512 - accuracy: 0.8431", 72, 0),
            (" 903/1719 1s 612us/step - loss: 0.4512", 56, 0),
            (" 903/1719 1s - loss: 0.4512", 37, 0),
            (" 903/1719 - loss: 0.4512", 26, 0),
            (" 903/1719 1s 612us/step", 23, 0),
            (" 903/1719 1s", 22, 0),
            (" 903/1719", 11, 0),
            (" 903/171", 8, 0),
        ];
        for (shown, (text, columns, bar)) in shown.iter().zip(expected) {
            assert_eq!(*shown, (text.to_string(), columns, bar));
        }
    }

    #[test]
    fn a_finished_line_has_everything_and_the_bar_that_fits() {
        let report = report(&[("loss", 0.45123), ("accuracy", 0.84314)]);
        let all = " 1s 612us/step - loss: 0.4512 - accuracy: 0.8431";
        let bar = |length: usize| format!("1719/1719 [{}]", "=".repeat(length));
        for (columns, expected) in [
            (120, bar(30) + all),
            (90, bar(30) + all),
            (89, bar(29) + all),
            (70, bar(10) + all),
            (69, ["1719/1719", all].concat()), // a bar would take a second line
            (57, ["1719/1719", all].concat()),
            (56, (bar(30) + all).replace(" - loss", "\n- loss")), // there are two in any case
            (20, ["1719/1719", all].concat().replace(" 1s", "\n1s").replace(" - ", "\n- ")),
        ] {
            let line = line(&report, 1719);
            assert_eq!(line.finished(columns), expected, "{columns}");
            assert_eq!(line.plain(), all.trim_start());
        }
        for columns in 0..20 {
            let line = line(&report, 1719).finished(columns);
            assert_eq!(line.replace('\n', " "), ["1719/1719", all].concat());
        }
        let early = line(&report, 573);
        let bar = "==========>...................";
        assert_eq!(early.finished(90), format!("573/1719 [{bar}]{all}"));
        assert_eq!(early.plain(), format!("573/1719 -{all}"));
    }

    #[test]
    fn names_are_measured_in_columns_and_break_no_line() {
        let report = report(&[("loss", 0.5), ("正解率", 0.75), ("a\r\n\x1b[2Jb\t", 1.0)]);
        let line = line(&report, 1719);
        let all = "1719/1719 1s 612us/step - loss: 0.5000 - 正解率: 0.7500 - a[2Jb: 1.0000";
        assert_eq!(line.running(width(&all)), all);
        assert_eq!(line.running(width(&all) - 1), all.replace(" - a[2Jb: 1.0000", ""));
        let bar = " [==============================]";
        assert_eq!(line.finished(200).replace(bar, ""), all);
    }

    #[test]
    fn the_validation_is_announced() {
        let report = report(&[("loss", 0.5), ("accuracy", 0.75)]);
        let line = EpochLine { validating: true, ..line(&report, 1719) };
        let text = "1719/1719 1s 612us/step - loss: 0.5000 - accuracy: 0.7500 - validating";
        assert_eq!(line.running(80), text);
        assert_eq!(line.running(60), text.replace(" - accuracy: 0.7500", ""));
    }
}
