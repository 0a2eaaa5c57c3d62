//! Checks the derivatives of custom layers and activations by finite differences.
//!
//! The differences are taken in f64, of a sum of the outputs, each with a random factor. At a
//! kink, as in relu, the one-sided differences differ, and any derivative between them is accepted;
//! their distance to the differences with half the step measures the curvature of the function.

use super::{Function, GradientError, Layer, LayerPass};
use crate::compute::Compute;
use crate::memory::{Plain, flat, flat_mut, zeroed, zeroed_slice};
use crate::parameters::Parameters;
use crate::seed::{CHECK_STREAMS, PARAMETER_STREAMS, Seed};
use core::slice::{from_mut, from_ref};
use rand::{Rng, RngExt};
use std::boxed::Box;
use std::vec;
use std::vec::Vec;

/// How often new parameters and samples are drawn.
const ROUNDS: u64 = 4;
/// How many samples are drawn each time.
const BATCH: usize = 3;
/// How many elements of a parameter, or of the samples, are checked each time.
const ELEMENTS: usize = 64;
/// How far an element is moved up and down. The second, smaller step tells a wrong derivative
/// from a kink nearby.
const STEPS: [f32; 2] = [1.0 / 128.0, 1.0 / 2048.0];
/// How far a derivative may be off, absolutely below 1 and relatively above.
const TOLERANCE: f64 = 2e-3;

/// Compares the gradients of [`Layer::backward`] with central differences of [`Layer::forward`]:
/// `(f(x + h) - f(x - h)) / 2h` with h = 1/128, and 1/2048 where that does not fit.
///
/// Four times it draws parameters (by their initializers, plus uniform values in ±1/4) and
/// three samples (uniform in ±2), and checks up to 64 elements of each trainable parameter and of
/// the samples. A derivative may be off by 2e-3, relatively above 1, and by the rounding error of
/// the differences. The whole contract is checked: gradients of parameters must be added to the
/// buffer's values, those of the input must overwrite them, and may not be requested at all.
///
/// # Errors
/// [`GradientError`] for the first wrong element: its place, the value from `backward`,
/// and the central difference.
///
/// # Panics
/// If the layer panics.
///
/// # Example
/// As for [`Layer`].
pub fn check_gradients<L: Layer>(seed: Seed) -> Result<(), GradientError> {
    let compute = Compute::best();
    (0..ROUNDS).try_for_each(|round| Trial::<L>::new(seed, round).check(compute))
}

/// Compares [`Function::slope`] with central differences of [`Function::value`], at 257
/// points from -4 to 4, as [`check_gradients`] does for layers.
///
/// # Errors
/// [`GradientError::Slope`] for the first point at which they differ.
///
/// # Example
/// ```
/// use burdock::layers::{Function, check_slope};
///
/// struct Cube;
///
/// impl Function for Cube {
///     fn value(x: f32) -> f32 {
///         x * x * x
///     }
///
///     fn slope(x: f32, _y: f32) -> f32 {
///         3.0 * x
///     }
/// }
///
/// let error = check_slope::<Cube>().unwrap_err();
/// assert!(error.to_string().contains("Cube at -4: the slope is given as -12, but differences"));
/// ```
pub fn check_slope<F: Function>() -> Result<(), GradientError> {
    for place in 0..=256 {
        let x = (place as f32 - 128.0) / 32.0;
        let slope = F::slope(x, F::value(x));
        let value = |step| {
            let y = f64::from(F::value(x + step));
            (y, y.abs())
        };
        if let Err(difference) = compare(slope, value) {
            let function = core::any::type_name::<F>();
            return Err(GradientError::Slope { function, x, slope, difference });
        }
    }
    Ok(())
}

/// A layer with samples, and the random factors of its outputs.
struct Trial<L: Layer> {
    layer: Box<L>,
    input: Box<[L::Input]>,
    factors: Box<[L::Output]>,
    output: Box<[L::Output]>,
    kept: Vec<f32>,
    random: rand_chacha::ChaCha8Rng,
    /// Whether the gradient with respect to the input is requested: every other time.
    asked: bool,
}

impl<L: Layer> Trial<L> {
    fn new(seed: Seed, round: u64) -> Self {
        let mut random = seed.generator(CHECK_STREAMS + round);
        let mut layer = zeroed::<L>();
        let numbers = flat_mut(from_mut(&mut *layer));
        for (index, parameter) in L::PARAMETERS.iter().enumerate() {
            let mut generator = seed.generator(PARAMETER_STREAMS + index as u64);
            let numbers = &mut numbers[parameter.range()];
            parameter.initializer.fill(numbers, parameter.shape, &mut generator);
            if parameter.trainable {
                numbers.iter_mut().for_each(|number| *number += random.random_range(-0.25..0.25));
            }
        }
        let (mut input, mut factors) = (zeroed_slice(BATCH), zeroed_slice(BATCH));
        draw(&mut random, 2.0, &mut input);
        draw(&mut random, 1.0, &mut factors);
        Self {
            layer,
            input,
            factors,
            output: zeroed_slice(BATCH),
            kept: vec![f32::NAN; BATCH * L::KEPT],
            random,
            asked: round.is_multiple_of(2),
        }
    }

    fn check(mut self, compute: &Compute) -> Result<(), GradientError> {
        let (gradient, below) = self.backward(compute);
        for parameter in L::PARAMETERS.iter().filter(|parameter| parameter.trainable) {
            for element in elements(&mut self.random, parameter.len()) {
                let place = parameter.offset + element;
                self.compare(compute, gradient[place], Self::parameter, place).map_err(
                    |difference| GradientError::Parameter {
                        layer: L::KIND,
                        name: parameter.name,
                        shape: parameter.shape,
                        element,
                        backward: gradient[place],
                        difference,
                    },
                )?;
            }
        }
        for place in elements(&mut self.random, below.len()) {
            self.compare(compute, below[place], Self::sample, place).map_err(|difference| {
                let number = place % L::Input::LENGTH;
                let inputs = L::Input::PARAMETERS.iter();
                let input = inputs.rev().find(|input| input.offset <= number);
                let (name, shape, offset) =
                    input.map_or(("", &[][..], 0), |input| (input.name, input.shape, input.offset));
                GradientError::Input {
                    layer: L::KIND,
                    name,
                    shape,
                    element: number - offset,
                    backward: below[place],
                    difference,
                }
            })?;
        }
        Ok(())
    }

    /// The layer's gradients: of the parameters, and of the input if it is requested.
    fn backward(&mut self, compute: &Compute) -> (Vec<f32>, Vec<f32>) {
        /// The buffer's value before the call, which must still be in the sum.
        const BEFORE: f32 = 1.0;
        let Self { layer, input, factors, output, kept, asked, .. } = self;
        layer.forward(compute, input, output, kept);
        let mut gradient = zeroed::<L>();
        flat_mut(from_mut(&mut *gradient)).fill(BEFORE);
        let mut below = zeroed_slice::<L::Input>(if *asked { BATCH } else { 0 });
        flat_mut(&mut below).fill(f32::NAN);
        let pass = LayerPass {
            input,
            output,
            kept,
            delta: factors,
            gradient: &mut *gradient,
            below: asked.then_some(&mut *below),
        };
        layer.backward(compute, pass);
        let gradient = flat(from_ref(&*gradient)).iter().map(|sum| sum - BEFORE);
        (gradient.collect(), flat(&below).to_vec())
    }

    /// Compares a derivative with the differences when that element is moved.
    fn compare(
        &mut self,
        compute: &Compute,
        derivative: f32,
        number: fn(&mut Self, usize) -> &mut f32,
        place: usize,
    ) -> Result<(), f64> {
        let middle = *number(self, place);
        let result = compare(derivative, |step| {
            *number(self, place) = middle + step;
            let Self { layer, input, factors, output, kept, .. } = &mut *self;
            layer.forward(compute, input, output, kept);
            let terms = flat(output).iter().zip(flat(factors));
            let terms = terms.map(|(y, factor)| f64::from(*y) * f64::from(*factor));
            (terms.clone().sum(), terms.map(f64::abs).sum())
        });
        *number(self, place) = middle;
        result
    }

    fn parameter(&mut self, place: usize) -> &mut f32 {
        &mut flat_mut(from_mut(&mut *self.layer))[place]
    }

    fn sample(&mut self, place: usize) -> &mut f32 {
        &mut flat_mut(&mut self.input)[place]
    }
}

/// Compares a derivative with differences of a function, which returns its value and the size of
/// the terms in it that were rounded to f32. The error is the central difference.
fn compare(derivative: f32, mut function: impl FnMut(f32) -> (f64, f64)) -> Result<(), f64> {
    let mut difference = f64::NAN;
    for step in STEPS {
        let (at, size) = function(0.0);
        let [below, above, below_half, above_half] = [-step, step, -step / 2.0, step / 2.0]
            .map(|step| (function(step).0 - at) / f64::from(step));
        difference = (below + above) / 2.0;
        let (low, high) = (below_half.min(above_half), below_half.max(above_half));
        let rounding = f64::from(f32::EPSILON) * size / f64::from(step);
        let curved = 2.0 * (below - below_half).abs().max((above - above_half).abs());
        let tolerance = TOLERANCE * below.abs().max(above.abs()).max(1.0) + 2.0 * rounding + curved;
        // NaN is in no range.
        if (low - tolerance..=high + tolerance).contains(&f64::from(derivative)) {
            return Ok(());
        }
    }
    Err(difference)
}

/// Uniform values in ± `bound`.
fn draw<T: Plain>(random: &mut impl Rng, bound: f32, values: &mut [T]) {
    flat_mut(values).iter_mut().for_each(|number| *number = random.random_range(-bound..bound));
}

/// All indices below `count`, or as many random ones as are checked.
fn elements(random: &mut impl Rng, count: usize) -> Vec<usize> {
    if count <= ELEMENTS {
        return (0..count).collect();
    }
    (0..ELEMENTS).map(|_| random.random_range(0..count as u64) as usize).collect()
}
