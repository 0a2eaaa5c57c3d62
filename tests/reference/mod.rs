//! Dense networks and their losses in f64, written to be read: what the fast code is held against.
//!
//! Takes layers and all parameters in one list (layer by layer, the weight `[inputs, units]` row
//! by row, then the bias); gives outputs, the loss of a batch, and its gradient by central
//! differences, which know nothing of backpropagation.

/// One dense layer.
pub struct Layer {
    pub inputs: usize,
    pub units: usize,
    pub activation: Activation,
    pub bias: bool,
}

/// What follows the sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    Linear,
    Relu,
    Sigmoid,
    Tanh,
    Softmax,
    Softplus,
    /// With an alpha of 1.
    Elu,
    Selu,
}

/// What a batch is judged by: the mean over its samples and, but for the cross-entropy of
/// classes, over the outputs. Classes come as one-hot rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Loss {
    MeanSquaredError,
    MeanAbsoluteError,
    /// With a delta of 1.
    Huber,
    BinaryCrossentropy,
    CategoricalCrossentropy,
}

/// Where one-sided differences part, a kink lies within a step.
const STEP: f64 = 1e-5;

/// The gradient of the batch's loss with respect to every parameter, by central differences:
/// (L(p + h) − L(p − h)) / 2h, whose error is of the order of h².
///
/// # Panics
/// If the loss has a kink within `STEP` of the parameters: choose other inputs.
pub fn gradient(
    layers: &[Layer],
    parameters: &[f64],
    x: &[Vec<f64>],
    y: &[Vec<f64>],
    loss: Loss,
) -> Vec<f64> {
    let mut moved = parameters.to_vec();
    let here = batch_loss(layers, parameters, x, y, loss);
    let mut difference = |index: usize| {
        moved[index] = parameters[index] + STEP;
        let above = batch_loss(layers, &moved, x, y, loss);
        moved[index] = parameters[index] - STEP;
        let below = batch_loss(layers, &moved, x, y, loss);
        moved[index] = parameters[index];
        let bend = ((above - here) - (here - below)) / STEP;
        assert!(bend.abs() < 1e-3, "a kink beside parameter {index}: slopes differ by {bend}");
        (above - below) / (2.0 * STEP)
    };
    (0..parameters.len()).map(&mut difference).collect()
}

/// The mean loss over a batch.
pub fn batch_loss(
    layers: &[Layer],
    parameters: &[f64],
    x: &[Vec<f64>],
    y: &[Vec<f64>],
    loss: Loss,
) -> f64 {
    let sum: f64 = x.iter().zip(y).map(|(x, y)| loss.of(&output(layers, parameters, x), y)).sum();
    sum / x.len() as f64
}

/// The output for one sample.
pub fn output(layers: &[Layer], parameters: &[f64], x: &[f64]) -> Vec<f64> {
    let mut values = x.to_vec();
    let mut rest = parameters;
    for layer in layers {
        let (weight, after) = rest.split_at(layer.inputs * layer.units);
        let (bias, after) = after.split_at(if layer.bias { layer.units } else { 0 });
        rest = after;
        values = (0..layer.units)
            .map(|unit| {
                let sum: f64 =
                    (0..layer.inputs).map(|i| values[i] * weight[i * layer.units + unit]).sum();
                sum + bias.get(unit).unwrap_or(&0.0)
            })
            .collect();
        layer.activation.apply(&mut values);
    }
    assert!(rest.is_empty(), "the layers must take up all parameters");
    values
}

/// The constants of Klambauer et al. 2017, equation 14.
const SELU_SCALE: f64 = 1.050_700_987_355_480_5;
const SELU_ALPHA: f64 = 1.673_263_242_354_377_2;

fn elu(z: f64, scale: f64, alpha: f64) -> f64 {
    scale * if z > 0.0 { z } else { alpha * (z.exp() - 1.0) }
}

impl Activation {
    fn apply(self, values: &mut [f64]) {
        let total: f64 = values.iter().map(|z| z.exp()).sum();
        for z in values {
            *z = match self {
                Activation::Linear => *z,
                Activation::Relu => z.max(0.0),
                Activation::Sigmoid => 1.0 / (1.0 + (-*z).exp()),
                Activation::Tanh => z.tanh(),
                Activation::Softmax => z.exp() / total,
                Activation::Softplus => z.exp().ln_1p(),
                Activation::Elu => elu(*z, 1.0, 1.0),
                Activation::Selu => elu(*z, SELU_SCALE, SELU_ALPHA),
            };
        }
    }
}

impl Loss {
    fn of(self, output: &[f64], target: &[f64]) -> f64 {
        let pairs = || output.iter().zip(target);
        let sum: f64 = match self {
            Loss::MeanSquaredError => pairs().map(|(y, t)| (y - t).powi(2)).sum(),
            Loss::MeanAbsoluteError => pairs().map(|(y, t)| (y - t).abs()).sum(),
            Loss::Huber => pairs()
                .map(|(y, t)| (y - t).abs())
                .map(|error| if error <= 1.0 { 0.5 * error * error } else { error - 0.5 })
                .sum(),
            Loss::BinaryCrossentropy => {
                pairs().map(|(y, t)| -(t * y.ln() + (1.0 - t) * (1.0 - y).ln())).sum()
            }
            Loss::CategoricalCrossentropy => return pairs().map(|(y, t)| -t * y.ln()).sum(),
        };
        sum / output.len() as f64
    }
}
