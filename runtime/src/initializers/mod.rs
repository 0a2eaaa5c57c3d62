//! How parameters begin.
mod glorot;

/// How a parameter's numbers are drawn or set before training.
///
/// `fan_in` and `fan_out` are the numbers of inputs and units of a dense layer.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Initializer {
    /// All zero: the default of biases.
    Zeros,
    /// All one.
    Ones,
    /// Uniform within ±√(6 / (fan_in + fan_out)): the default of weights (Glorot & Bengio 2010).
    GlorotUniform,
}

#[cfg(feature = "std")]
impl Initializer {
    /// Sets all numbers of a parameter of this shape.
    pub(crate) fn fill(
        self,
        values: &mut [f32],
        shape: &[usize],
        generator: &mut rand_chacha::ChaCha8Rng,
    ) {
        match self {
            Initializer::Zeros => values.fill(0.0),
            Initializer::Ones => values.fill(1.0),
            Initializer::GlorotUniform => {
                let (fan_in, fan_out) = fans(shape);
                glorot::uniform(values, fan_in, fan_out, generator);
            }
        }
    }
}

/// Inputs and units that a weight of this shape joins, as Keras counts them.
#[cfg(feature = "std")]
fn fans(shape: &[usize]) -> (usize, usize) {
    match *shape {
        [] => (1, 1),
        [length] => (length, length),
        [ref field @ .., inputs, units] => {
            let field: usize = field.iter().product();
            (inputs * field, units * field)
        }
    }
}
