use burdock::prelude::*;

network! {
    struct Grid<const ROWS: usize, const COLUMNS: usize>(x: [8]) -> (y: [1]) {
        y = x -> dense(ROWS * ROWS) -> reshape(ROWS, COLUMNS) -> flatten -> dense(1);
    }
}

fn main() {}
