//! Custom layers.

use crate::compute::Compute;
use crate::parameters::Parameters;

/// A custom layer, in ordinary Rust: used in `network!` by its path.
///
/// Its parameters are its fields, declared with [`parameters!`](macro@crate::parameters), even if
/// there are none. Input and output of one sample are arrays. The code may loop and branch; it must
/// not allocate, as it runs in every step, and its output must depend on its arguments alone.
///
/// [`check_gradients`](crate::layers::check_gradients) compares [`backward`](Layer::backward)
/// with finite differences.
///
/// # Example
/// ```
/// use burdock::layers::{Layer, LayerPass, check_gradients};
/// use burdock::parameters;
/// use burdock::prelude::*;
/// use burdock::initializers::Initializer;
///
/// parameters! {
///     /// Multiplies each of three numbers by a weight: `y = weight * x`.
///     pub struct Gate {
///         weight: [f32; 3] = Initializer::Ones,
///     }
/// }
///
/// impl Layer for Gate {
///     type Input = [f32; 3];
///     type Output = [f32; 3];
///     const KIND: &'static str = "Gate";
///     const MULTIPLY_ADDS: usize = 3;
///
///     fn forward(&self, _: &Compute, input: &[[f32; 3]], output: &mut [[f32; 3]], _: &mut [f32]) {
///         for (x, y) in input.iter().zip(output) {
///             for i in 0..3 {
///                 y[i] = self.weight[i] * x[i];
///             }
///         }
///     }
///
///     fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
///         let LayerPass { input, delta, gradient, below, .. } = pass;
///         for (x, delta) in input.iter().zip(delta) {
///             for i in 0..3 {
///                 gradient.weight[i] += delta[i] * x[i];
///             }
///         }
///         for (below, delta) in below.into_iter().flatten().zip(delta) {
///             for i in 0..3 {
///                 below[i] = delta[i] * self.weight[i];
///             }
///         }
///     }
/// }
///
/// check_gradients::<Gate>(Seed(1)).unwrap();
///
/// network! {
///     struct Gated(x: [3]) -> (y: [1]) {
///         y = x -> gate: Gate -> dense(1);
///     }
/// }
/// let model = Gated::new(Seed(42));
/// assert_eq!(model.gate.weight, [1.0; 3]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a network nor a layer",
    label = "expected a network or a layer",
    note = "a layer of one's own implements `burdock::layers::Layer`"
)]
pub trait Layer: Parameters {
    /// The input of one sample: an array such as `[f32; 30]`, or a struct of arrays, declared
    /// with [`parameters!`](macro@crate::parameters), for a layer with several inputs.
    type Input: Parameters;
    /// The output for one sample: likewise an array, or a struct for several outputs.
    type Output: Parameters;

    /// The name of its type in summaries: `Gate`.
    const KIND: &'static str;
    /// The number of multiply-adds for one sample.
    const MULTIPLY_ADDS: usize = 0;
    /// The number of elements that it saves for each sample from `forward` to `backward`, beside
    /// its input and output.
    const KEPT: usize = 0;

    /// Computes the outputs of a batch. `kept` has [`KEPT`](Layer::KEPT) elements for each sample,
    /// whose values on entry do not matter.
    fn forward(
        &self,
        compute: &Compute,
        input: &[Self::Input],
        output: &mut [Self::Output],
        kept: &mut [f32],
    );

    /// Computes the gradients of a batch.
    fn backward(&self, compute: &Compute, pass: LayerPass<'_, Self>);
}

/// The arguments of [`Layer::backward`], and the buffers for its results.
#[derive(Debug)]
pub struct LayerPass<'a, L: Layer> {
    /// The input of `forward`.
    pub input: &'a [L::Input],
    /// The output of `forward`.
    pub output: &'a [L::Output],
    /// The values that `forward` saved.
    pub kept: &'a mut [f32],
    /// The gradient of the loss with respect to the output; the mean over the batch is already
    /// included.
    pub delta: &'a [L::Output],
    /// The buffer to which the gradient of the parameters is added, summed over the batch.
    pub gradient: &'a mut L,
    /// Where the gradient with respect to the input is written; `None` if it is not needed.
    pub below: Option<&'a mut [L::Input]>,
}
