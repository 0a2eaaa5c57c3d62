//! How wide a text is where it is shown.

use core::fmt::{self, Display, Write};
use unicode_width::UnicodeWidthChar;

/// How many columns a text takes in a terminal: two for a wide character, none for an accent that
/// is a character itself or for a control character.
///
/// Characters that a terminal may join to one are counted each, so that it is never too little.
pub(crate) fn width(text: &dyn Display) -> usize {
    struct Count(usize);

    impl Write for Count {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 += text.chars().filter_map(UnicodeWidthChar::width).sum::<usize>();
            Ok(())
        }
    }

    let mut count = Count(0);
    write!(count, "{text}").expect("counting does not fail");
    count.0
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;

    #[test]
    fn width_is_counted_in_columns() {
        for (text, columns) in [
            ("", 0),
            ("größe", 5),
            ("(batch, 28, 28)", 15),
            ("価格", 4),
            ("cafe\u{301}", 4),
            ("a\u{7}\nb", 2),
        ] {
            assert_eq!(width(&text), columns, "{text}");
        }
    }
}
