//! Parameters that training does not change, and those whose initial value the network states.

use burdock::initializers::Initializer;
use burdock::layers::{Layer, LayerPass, NonTrainable, check_gradients};
use burdock::optimizers::Optimizer;
use burdock::parameters;
use burdock::prelude::*;
use std::path::PathBuf;

parameters! {
    /// `scale · (x - mean) / deviation`.
    struct Standardize<const N: usize> {
        mean: NonTrainable<[f32; N]>,
        deviation: NonTrainable<f32> = Initializer::Ones,
        scale: [f32; N] = Initializer::Ones,
    }
}

impl<const N: usize> Layer for Standardize<N> {
    type Input = [f32; N];
    type Output = [f32; N];
    const KIND: &'static str = "Standardize";

    fn forward(&self, _: &Compute, input: &[[f32; N]], output: &mut [[f32; N]], _: &mut [f32]) {
        for (x, y) in input.iter().zip(output) {
            for i in 0..N {
                y[i] = self.scale[i] * (x[i] - self.mean[i]) / *self.deviation;
            }
        }
    }

    /// Also adds a gradient for the non-trainable parameters, which has to be ignored.
    fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
        let LayerPass { input, delta, gradient, below, .. } = pass;
        for (x, delta) in input.iter().zip(delta) {
            for i in 0..N {
                gradient.scale[i] += delta[i] * (x[i] - self.mean[i]) / *self.deviation;
                gradient.mean[i] += 1.0;
                *gradient.deviation += 1.0;
            }
        }
        for (below, delta) in below.into_iter().flatten().zip(delta) {
            for i in 0..N {
                below[i] = delta[i] * self.scale[i] / *self.deviation;
            }
        }
    }
}

const MEAN: f32 = -0.25;

network! {
    struct Net(x: [3]) -> (y: [1]) {
        layer standardized(by) = dense(2, tanh) -> Standardize<2>(deviation = by, scale = 1.5);
        y = x -> first: Standardize<3>(mean = MEAN) -> standardized(-2.0) -> dense(1);
    }
}

#[test]
fn gradients_are_those_of_what_is_trained() {
    for seed in 0..20 {
        check_gradients::<Standardize<3>>(Seed(seed)).expect("right");
    }
}

#[test]
fn numbers_of_the_network_are_where_parameters_begin() {
    let model = Net::new(Seed(1));
    assert_eq!((*model.first.mean, *model.first.deviation), ([-0.25; 3], 1.0));
    let inner = &model.standardize_1;
    assert_eq!((*inner.mean, *inner.deviation, inner.scale), ([0.0; 2], -2.0, [1.5; 2]));
}

#[test]
fn no_optimizer_changes_them() {
    fn check(optimizer: impl Optimizer) {
        let x: Vec<[f32; 3]> = (0..50).map(|i| [i as f32 / 25.0 - 1.0, 0.5, -0.5]).collect();
        let y: Vec<f32> = x.iter().map(|x| 3.0 * x[0]).collect();
        let data = Dataset::new(x, y).expect("as many targets as samples");
        let (before, mut model) = (Net::new(Seed(1)), Net::new(Seed(1)));
        Trainer::new(MeanSquaredError, optimizer).fit(&mut model, &data, 3).expect("trains");
        assert_eq!(model.first.mean, before.first.mean);
        assert_eq!(model.standardize_1.deviation, before.standardize_1.deviation);
        assert_ne!(model.standardize_1.scale, before.standardize_1.scale);
        assert_ne!(model.first.scale, before.first.scale);
    }
    check(Sgd::new(0.05));
    check(Sgd::new(0.05).momentum(0.9));
    check(Adam::default());
    check(Nadam::default());
}

#[test]
fn they_are_saved_loaded_and_counted() {
    let mut model = Net::new(Seed(1));
    *model.first.mean = [1.0, 2.0, 3.0];
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("non_trainable.safetensors");
    model.save(&file).expect("saves");
    assert_eq!(*Net::load(&file).expect("its own file").first.mean, [1.0, 2.0, 3.0]);

    let summary = Net::summary();
    assert_eq!((summary.trainable(), summary.non_trainable()), (3 + 8 + 2 + 3, 4 + 3));
    assert!(summary.to_string().contains("Non-trainable params: 7\n"), "{summary}");
}
