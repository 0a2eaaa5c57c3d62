//! What is nearly refused: sums in another order, slices that fit every size, names of Rust's own.

use burdock::prelude::*;

const SIDE: usize = 3;

network! {
    struct Orders<const A: usize, const B: usize>(x: [A, B], y: [B]) -> (z: [B], w: [1]) {
        left  = concatenate(x -> flatten, y);
        right = concatenate(y, x -> permute(1, 0) -> flatten);
        both  = add(left -> dense(A + B), right -> dense(B + A));
        grid  = both -> dense(SIDE * A * 2) -> reshape(2, SIDE, A);
        z     = concatenate(both[A..], grid -> [1.., .., 0..1] -> flatten) -> dense(B);
        w     = add(left[0..B], y) -> dense(1);
    }
}

network! {
    /// Names that the code of networks uses, too.
    pub struct Names<const V: usize, const T0: usize, const N: usize>(x: [V]) -> (a: [T0], b: [N]) {
        a = x -> dense(T0);
        b = x -> layer: dense(N + T0, relu) -> dense(N);
    }
}

fn predict<const A: usize, const B: usize>(model: &Orders<A, B>) -> [f32; B] {
    model.predict(&OrdersInput { x: [[0.5; B]; A], y: [0.25; B] }).z
}

fn train<const V: usize, const T0: usize, const N: usize>(model: &mut Names<V, T0, N>) {
    let target = NamesTarget { a: [1.0; T0], b: [0.0; N] };
    let data = Dataset::new(vec![[0.5; V]; 4], vec![target; 4]).unwrap();
    let losses = NamesLosses { a: MeanSquaredError, b: MeanAbsoluteError };
    Trainer::new(losses, Sgd::new(0.1)).fit(model, &data, 2).unwrap();
}

fn main() {
    assert_eq!(predict(&*Orders::<2, 3>::new(Seed(1))).len(), 3);
    assert_eq!(predict(&*Orders::<1, 7>::new(Seed(1))).len(), 7);
    train(&mut Names::<2, 3, 4>::new(Seed(1)));
    println!("{}", Orders::<2, 3>::summary());
}
