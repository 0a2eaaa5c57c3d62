//! What the messages of tests/ui/components refuse, with the help that each gives.

use burdock::prelude::*;

network! {
    pub struct Turn(x: [2, 3]) -> (turned: [3, 2]) {
        turned = x -> permute(1, 0) -> scale(2.0);
    }
}

network! {
    pub struct Encoder(x: [6]) -> (code: [6]) {
        code = x -> scale(-1.0);
    }
}

network! {
    pub struct Pair(left: [2, 3], right: [6]) -> (sum: [6]) {
        sum = add(left -> flatten, right);
    }
}

network! {
    pub struct Both(x: [2, 3]) -> (grid: [3, 2], row: [6]) {
        grid = x -> permute(1, 0) -> scale(2.0);
        row = x -> flatten -> negate;
    }
}

const ROWS: usize = 2;

network! {
    pub struct Declared(x: [2, 3]) -> (y: [3, 2], row: [6], other: [ROWS, 3]) {
        y = x -> Turn;
        row = x -> Turn -> flatten;
        other = x -> Turn -> activation(relu) -> reshape(2, 3);
    }
}

network! {
    pub struct Axes(x: [2, 3]) -> (y: [4], class: [6], z: [2, 3], cut: [3, 1], number: [1]) {
        turned = x -> Turn;
        y = turned -> flatten -> dense(4);
        class = turned -> flatten -> activation(softmax);
        z = turned -> permute(1, 0);
        cut = turned[.., 0..1];
        number = dot(turned -> flatten, x -> flatten -> Encoder);
    }
}

network! {
    pub struct Merged(x: [2, 3], z: [4]) -> (y: [2, 3], w: [6], joined: [10], wide: [3, 4]) {
        y = add(x -> Turn -> reshape(2, 3), x);
        w = subtract(x -> flatten -> Encoder, x -> Turn -> flatten);
        joined = concatenate(z, x -> Turn -> flatten);
        wide = concatenate(x -> Turn -> reshape(3, 2), x -> Turn, axis = 1);
    }
}

network! {
    pub struct Taken(x: [6], image: [2, 3]) -> (y: [3, 2], z: [6], w: [6], sum: [6]) {
        y = x -> reshape(2, 3) -> Turn;
        z = image -> flatten -> Encoder;
        w = image -> Turn -> flatten -> Encoder;
        sum = Pair(image -> Turn -> flatten -> reshape(2, 3), image -> flatten);
    }
}

network! {
    pub struct OfSeveral(x: [2, 3]) -> (y: [3, 2], other: [2, 3], z: [6], sum: [6]) {
        both = x -> Both;
        y = both.grid;
        other = both.grid -> square -> reshape(2, 3);
        z = both.grid -> flatten -> dense(6);
        sum = add(both.row, both.grid -> flatten);
    }
}

network! {
    pub struct Shared(x: [2, 3]) -> (y: [4]) {
        shared last = flatten -> dense(4);
        y = add(x -> last, x -> Turn -> reshape(2, 3) -> last);
    }
}

fn main() {
    let x = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
    let turned = [[2.0, 8.0], [4.0, 10.0], [6.0, 12.0]];
    let row = [2.0, 8.0, 4.0, 10.0, 6.0, 12.0];

    let DeclaredOutput { y, row: flat, other } = Declared::new(Seed(1)).predict(&x);
    assert_eq!((y, flat, other), (turned, row, [[2.0, 8.0, 4.0], [10.0, 6.0, 12.0]]));

    let AxesOutput { z, cut, number, .. } = Axes::new(Seed(1)).predict(&x);
    assert_eq!((z, cut), ([[2.0, 4.0, 6.0], [8.0, 10.0, 12.0]], [[2.0], [4.0], [6.0]]));
    assert_eq!(number, [-(2.0 + 16.0 + 12.0 + 40.0 + 30.0 + 72.0)]);

    let input = MergedInput { x, z: [0.5; 4] };
    let MergedOutput { y, w, joined, wide } = Merged::new(Seed(1)).predict(&input);
    assert_eq!(y, [[3.0, 10.0, 7.0], [14.0, 11.0, 18.0]]);
    assert_eq!(w, [-3.0, -10.0, -7.0, -14.0, -11.0, -18.0]);
    assert_eq!(joined, [0.5, 0.5, 0.5, 0.5, 2.0, 8.0, 4.0, 10.0, 6.0, 12.0]);
    assert_eq!(wide[0], [2.0, 8.0, 2.0, 8.0]);

    let input = TakenInput { x: [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], image: x };
    let TakenOutput { y, z, w, sum } = Taken::new(Seed(1)).predict(&input);
    assert_eq!((y, z), (turned, [-1.0, -2.0, -3.0, -4.0, -5.0, -6.0]));
    assert_eq!((w, sum), (row.map(|x| -x), [3.0, 10.0, 7.0, 14.0, 11.0, 18.0]));

    let OfSeveralOutput { y, other, sum, .. } = OfSeveral::new(Seed(1)).predict(&x);
    assert_eq!((y, other[1]), (turned, [100.0, 36.0, 144.0]));
    assert_eq!(sum, [1.0, 6.0, 1.0, 6.0, 1.0, 6.0]);
    Shared::new(Seed(1)).predict(&x);
}
