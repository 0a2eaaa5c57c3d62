//! The table of a struct of parameters from the tables of its fields, as a constant.
//!
//! The length of a constant's array cannot depend on a struct's generics, but a slice can. So the
//! rows, and the bytes of all their names, are stored in arrays of the next power of two.

use super::field::{Field, Fields, Row, Rows};
use crate::network::Parameter;
use core::marker::PhantomData;
use core::str::from_utf8;

/// The parameters of a struct with [`Fields`].
#[derive(Debug)]
pub struct Joined<T>(PhantomData<T>);

/// A slice of the array that is large enough; only that one is filled.
macro_rules! sized {
    ($array:ident<$of:ty>, $count:expr, [$($capacity:literal)*]) => {
        match capacity($count) {
            $($capacity => {
                let all: &'static [_] = &$array::<$of, $capacity>::ALL;
                all.split_at($count).0
            })*
            _ => panic!("the parameters of a struct, or their names, are too many for its table"),
        }
    };
}

impl<T: Fields> Joined<T> {
    /// The table.
    pub const TABLE: &'static [Parameter] = sized!(
        Table<T>,
        Self::COUNT,
        [4 8 16 32 64 128 256 512 1024 2048 4096 8192]
    );

    /// The number of rows.
    const COUNT: usize = {
        let (mut rows, mut count) = (Rows::of(T::FIELDS), 0);
        while rows.next().is_some() {
            count += 1;
        }
        count
    };

    /// The length of all names in bytes.
    const BYTES: usize = Names::written(T::FIELDS, &mut []);

    /// All names, one after the other.
    const NAMES: &'static [u8] = sized!(
        Text<T>,
        Self::BYTES,
        [4 8 16 32 64 128 256 512 1024 2048 4096 8192 16384 32768 65536 131072 262144]
    );
}

/// The length of the array for that many elements.
const fn capacity(count: usize) -> usize {
    if count < 4 { 4 } else { count.next_power_of_two() }
}

/// The rows, in an array of this length.
struct Table<T, const CAPACITY: usize>(PhantomData<T>);

impl<T: Fields, const CAPACITY: usize> Table<T, CAPACITY> {
    const ALL: [Parameter; CAPACITY] = {
        let mut table = [Parameter::whole(&[]); CAPACITY];
        if CAPACITY == capacity(Joined::<T>::COUNT) {
            let (mut rows, mut filled) = (Rows::of(T::FIELDS), 0);
            let mut names = Joined::<T>::NAMES;
            while let Some(row) = rows.next() {
                let (own, others) = names.split_at(Names::length(&row));
                let Ok(name) = from_utf8(own) else { panic!("names are text") };
                table[filled] = Parameter { name, ..row.parameter };
                (names, filled) = (others, filled + 1);
            }
        }
        table
    };
}

/// The names, in an array of this length.
struct Text<T, const CAPACITY: usize>(PhantomData<T>);

impl<T: Fields, const CAPACITY: usize> Text<T, CAPACITY> {
    const ALL: [u8; CAPACITY] = {
        let mut bytes = [0; CAPACITY];
        if CAPACITY == capacity(Joined::<T>::BYTES) {
            Names::written(T::FIELDS, &mut bytes);
        }
        bytes
    };
}

/// Writes names into bytes; what does not fit is only counted.
struct Names<'a> {
    bytes: &'a mut [u8],
    /// Where the name that is being written begins.
    start: usize,
    end: usize,
}

impl Names<'_> {
    /// Writes the names of all rows and returns their length.
    const fn written(fields: &'static [Field], bytes: &mut [u8]) -> usize {
        let mut rows = Rows::of(fields);
        let mut names = Names { bytes, start: 0, end: 0 };
        while let Some(row) = rows.next() {
            names.row(&row);
        }
        names.end
    }

    /// The length of a row's name.
    const fn length(row: &Row) -> usize {
        let mut names = Names { bytes: &mut [], start: 0, end: 0 };
        names.row(row);
        names.end
    }

    /// `blocks.0.weight`; a part without a name is left out.
    const fn row(&mut self, row: &Row) {
        self.start = self.end;
        self.part(row.field.as_bytes());
        if let Some(copy) = row.copy {
            const DIGITS: usize = usize::MAX.ilog10() as usize + 1;
            let mut digits = [0; DIGITS];
            let (mut first, mut rest) = (DIGITS, copy);
            while rest > 0 || first == DIGITS {
                first -= 1;
                digits[first] = b'0' + (rest % 10) as u8;
                rest /= 10;
            }
            self.part(digits.split_at(first).1);
        }
        self.part(row.parameter.name.as_bytes());
    }

    const fn part(&mut self, text: &[u8]) {
        if !text.is_empty() && self.end > self.start {
            self.byte(b'.');
        }
        let mut index = 0;
        while index < text.len() {
            self.byte(text[index]);
            index += 1;
        }
    }

    const fn byte(&mut self, byte: u8) {
        if self.end < self.bytes.len() {
            self.bytes[self.end] = byte;
        }
        self.end += 1;
    }
}
