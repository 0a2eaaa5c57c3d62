//! `check_gradients` and `check_slope` distinguish right gradients from wrong ones.

use burdock::initializers::Initializer;
use burdock::layers::{Function, GradientError, Layer, LayerPass, check_gradients, check_slope};
use burdock::parameters;
use burdock::prelude::*;

parameters! {
    /// The parameters of `y = scale · max(x, 0)² + shift[row]`.
    struct Numbers {
        scale: f32 = Initializer::Ones,
        shift: [f32; 2],
    }
}

/// A layer for each way in which a gradient can be wrong.
macro_rules! layers {
    ($($layer:ident: $scale:expr, $shift:expr, $below:expr;)+) => { $(
        parameters! {
            struct $layer {
                numbers: Numbers,
            }
        }

        impl Layer for $layer {
            type Input = [[f32; 3]; 2];
            type Output = [[f32; 3]; 2];
            const KIND: &'static str = stringify!($layer);
            const KEPT: usize = 6;

            fn forward(
                &self,
                _: &Compute,
                input: &[Self::Input],
                output: &mut [Self::Output],
                kept: &mut [f32],
            ) {
                let Numbers { scale, shift } = self.numbers;
                let mut kept = kept.iter_mut();
                for (x, y) in input.iter().zip(output) {
                    for row in 0..2 {
                        for column in 0..3 {
                            let positive = x[row][column].max(0.0);
                            y[row][column] = scale * positive * positive + shift[row];
                            *kept.next().expect("six for each sample") = positive;
                        }
                    }
                }
            }

            fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
                let LayerPass { kept, delta, gradient, below, .. } = pass;
                let scale = self.numbers.scale;
                let mut below = below.map(|below| below.iter_mut());
                for (kept, delta) in kept.chunks_exact(6).zip(delta) {
                    let mut below = below.as_mut().and_then(|below| below.next());
                    for row in 0..2 {
                        for column in 0..3 {
                            let (x, delta) = (kept[3 * row + column], delta[row][column]);
                            let numbers = &mut gradient.numbers;
                            $scale(&mut numbers.scale, delta, x);
                            $shift(&mut numbers.shift[row], delta);
                            if let Some(below) = &mut below {
                                $below(&mut below[row][column], delta, scale, x);
                            }
                        }
                    }
                }
            }
        }
    )+ };
}

fn square(sum: &mut f32, delta: f32, x: f32) {
    *sum += delta * x * x;
}

fn add(sum: &mut f32, delta: f32) {
    *sum += delta;
}

fn twice(below: &mut f32, delta: f32, scale: f32, x: f32) {
    *below = delta * scale * 2.0 * x;
}

layers! {
    Right: square, add, twice;
    WrongScale: |sum: &mut f32, delta: f32, x: f32| *sum += delta * x, add, twice;
    WrongShift: square, |sum: &mut f32, delta: f32| *sum += 1.1 * delta, twice;
    Overwritten: square, |sum: &mut f32, delta: f32| *sum = delta, twice;
    WrongBelow: square, add, |below: &mut f32, delta: f32, _, x: f32| *below = 2.0 * delta * x;
    AddedBelow: square, add, |below: &mut f32, delta, scale, x| *below += delta * scale * 2.0 * x;
    NothingBelow: square, add, |_: &mut f32, _, _, _| ();
}

#[test]
fn right_gradients_pass() {
    for seed in 0..50 {
        check_gradients::<Right>(Seed(seed)).expect("right");
    }
}

#[test]
fn wrong_gradients_are_named() {
    fn fault<L: Layer>() -> GradientError {
        let faults = [1, 2, 3].map(|seed| check_gradients::<L>(Seed(seed)).expect_err("wrong"));
        faults[0]
    }
    let parameter = |error| match error {
        GradientError::Parameter { layer, name, shape, .. } => (layer, name, shape.len()),
        error => panic!("{error}"),
    };
    assert_eq!(parameter(fault::<WrongScale>()), ("WrongScale", "numbers.scale", 0));
    assert_eq!(parameter(fault::<WrongShift>()), ("WrongShift", "numbers.shift", 1));
    assert_eq!(parameter(fault::<Overwritten>()), ("Overwritten", "numbers.shift", 1));
    for error in [fault::<WrongBelow>(), fault::<AddedBelow>(), fault::<NothingBelow>()] {
        assert!(matches!(error, GradientError::Input { shape: [2, 3], .. }), "{error}");
    }
}

#[test]
fn errors_say_where_and_by_how_much() {
    let (layer, difference) = ("Gate", 0.25);
    let (shape, element, backward) = (&[2, 3][..], 5, 0.5);
    let name = "weight";
    let error = GradientError::Parameter { layer, name, shape, element, backward, difference };
    assert_eq!(
        error.to_string(),
        "Gate, gradient of `weight[1][2]`: backward adds 0.5, but differences give 0.250000"
    );
    let error = GradientError::Input { layer, name: "", shape, element: 2, backward, difference };
    assert_eq!(
        error.to_string(),
        "Gate, gradient of `input[0][2]`: backward writes 0.5, but differences give 0.250000"
    );
}

struct Softsign;

impl Function for Softsign {
    fn value(x: f32) -> f32 {
        x / (1.0 + x.abs())
    }

    fn slope(_x: f32, y: f32) -> f32 {
        (1.0 - y.abs()) * (1.0 - y.abs())
    }
}

struct HardTanh<const WRONG: bool>;

impl<const WRONG: bool> Function for HardTanh<WRONG> {
    fn value(x: f32) -> f32 {
        x.clamp(-1.0, 1.0)
    }

    fn slope(x: f32, _y: f32) -> f32 {
        if WRONG || x.abs() < 1.0 { 1.0 } else { 0.0 }
    }
}

#[test]
fn slopes_are_told_apart() {
    check_slope::<Softsign>().expect("right");
    check_slope::<HardTanh<false>>().expect("right, with kinks");
    let Err(GradientError::Slope { x, slope, difference, .. }) = check_slope::<HardTanh<true>>()
    else {
        panic!("is wrong");
    };
    assert_eq!((x, slope, difference), (-4.0, 1.0, 0.0));
}
