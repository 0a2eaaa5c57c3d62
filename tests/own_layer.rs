//! A custom layer against the same layers declared in `network!`: bit-identical parameters.

#[path = "../examples/own_layer/hidden.rs"]
mod hidden;

use burdock::compute::InstructionSet;
use burdock::layers::check_gradients;
use burdock::memory::flat;
use burdock::optimizers::Optimizer;
use burdock::prelude::*;
use hidden::Hidden;
use rand::RngExt;
use std::slice::from_ref;

network! {
    struct Declared(wide: [5], deep: [6]) -> (main: [1], aux: [1]) {
        hidden = deep -> dense(30, relu) -> dense(30, relu);
        main = concatenate(wide, hidden) -> dense(1);
        aux = hidden -> dense(1);
    }
}

network! {
    struct HandWritten(wide: [5], deep: [6]) -> (main: [1], aux: [1]) {
        hidden = deep -> Hidden;
        main = concatenate(wide, hidden) -> dense(1);
        aux = hidden -> dense(1);
    }
}

#[test]
fn the_gradients_are_right() {
    for seed in 0..100 {
        check_gradients::<Hidden>(Seed(seed)).expect("backward fits forward, with all its kinks");
    }
}

/// The result of a fit of a network: its parameters, and the losses of all epochs.
macro_rules! fitted {
    ($network:ident, $input:ident, $target:ident, $losses:ident, $optimizer:expr, $compute:expr) => {{
        let rows = rows();
        let data = Dataset::new(
            rows.iter().map(|(wide, deep, _)| $input { wide: *wide, deep: *deep }).collect(),
            rows.iter().map(|(.., y)| $target { main: *y, aux: *y }).collect(),
        );
        let data = data.expect("as many targets as samples");
        let losses =
            $losses { main: MeanSquaredError.weighted(0.9), aux: MeanSquaredError.weighted(0.1) };
        let mut model = $network::new(Seed(42));
        let mut trainer =
            Trainer::new(losses, $optimizer).compute($compute).seed(Seed(42)).validation_split(0.2);
        let history = trainer.fit(&mut model, &data, 3).expect("trains");
        let losses: Vec<f64> =
            history.series("loss").chain(history.series("val_aux_loss")).collect();
        (flat(from_ref(&*model)).to_vec(), losses)
    }};
}

/// With plain descent the declared network's updates are fused with the gradients' products, the
/// other one's use a gradient buffer.
#[test]
fn the_same_seed_learns_the_same_bits() {
    fn assert_same(optimizer: impl Optimizer + Copy) {
        for set in InstructionSet::available() {
            let compute = || Compute::with_instruction_set(set).expect("is available");
            let declared = fitted!(
                Declared,
                DeclaredInput,
                DeclaredTarget,
                DeclaredLosses,
                optimizer,
                compute()
            );
            let by_hand = fitted!(
                HandWritten,
                HandWrittenInput,
                HandWrittenTarget,
                HandWrittenLosses,
                optimizer,
                compute()
            );
            assert!(declared.1.iter().all(|loss| loss.is_finite()));
            assert_eq!(declared, by_hand, "{} {set:?}", optimizer.name());
        }
    }
    assert_same(Sgd::new(0.01));
    assert_same(Sgd::new(0.01).momentum(0.9));
    assert_same(Adam::default());
}

/// 205 samples: the last batch is a partial one.
fn rows() -> Vec<([f32; 5], [f32; 6], f32)> {
    let mut random = Seed(7).generator(1);
    let mut row = || {
        let x: [f32; 8] = std::array::from_fn(|_| random.random_range(-1.0..1.0));
        let [a, b, c, d, e, f, g, h] = x;
        ([a, b, c, d, e], [c, d, e, f, g, h], a * b + c - f * h)
    };
    (0..205).map(|_| row()).collect()
}
