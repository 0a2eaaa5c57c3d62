use burdock::prelude::*;

network! {
    pub struct Both(x: [2, 3]) -> (grid: [3, 2], row: [6]) {
        grid = x -> permute(1, 0) -> scale(2.0);
        row = x -> flatten -> dense(6);
    }
}

network! {
    pub struct Outputs(x: [2, 3]) -> (y: [2, 3], z: [6]) {
        both = x -> Both;
        y = both.grid;
        z = both.grid -> dense(6);
    }
}

network! {
    pub struct Merged(x: [2, 3]) -> (y: [6]) {
        both = x -> Both;
        y = add(both.row, both.grid);
    }
}

network! {
    pub struct Missing(x: [2, 3]) -> (y: [2, 3], z: [3, 2]) {
        both = x -> Both;
        y = both.gird;
        z = both -> permute(1, 0);
    }
}

fn main() {}
