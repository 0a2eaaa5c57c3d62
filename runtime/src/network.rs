//! The traits that `network!` implements for the struct it declares, and its tables of constants.
//!
//! A network is one contiguous sequence of `f32` ([`Plain`]) with tables that describe it.
//! Initializing, saving, summarizing and optimizing walk over the tables. Only the order of the
//! kernels is code: [`Network::heads`] and [`Trainable::step`], emitted by the macro per network.

use crate::compute::Compute;
use crate::initializers::Initializer;
use crate::kernels::activation::{Activation, activate};
use crate::kernels::rows::{Rows, RowsMut};
use crate::memory::{Plain, elements};
use crate::summary::Summary;
use core::ops::Range;

/// A network: its shapes, its tables and its computation from input to output.
///
/// `network!` implements it. `use burdock::prelude::*` brings its methods into scope.
pub trait Network: Plain {
    /// One sample, such as `[[f32; 28]; 28]` for an input of `[28, 28]`.
    type Input: Plain;
    /// The output for one sample, such as `[f32; 10]` for an output of shape `[10]`.
    type Output: Plain;

    /// The struct's name.
    const NAME: &'static str;
    /// The layers, in the order of their execution.
    const LAYERS: &'static [LayerRow];
    /// The parameters, in memory order.
    const PARAMETERS: &'static [Parameter];
    /// The inputs, in the order of their declaration.
    const INPUTS: &'static [InputPort];
    /// The outputs, in the order of their declaration.
    const OUTPUTS: &'static [OutputHead];
    /// The number of parameters, trainable and non-trainable.
    const PARAMETER_COUNT: usize = Self::LENGTH;
    /// The number of multiply-adds of one prediction.
    const MULTIPLY_ADDS: usize;
    /// The size of the parameters in bytes, in memory and in a binary.
    const WEIGHT_BYTES: usize = size_of::<Self>();
    /// The number of elements of scratch memory that inference needs for each sample of a batch.
    const SCRATCH: usize;
    /// The size in bytes of the scratch memory for the prediction of one sample.
    const SCRATCH_BYTES: usize = Self::SCRATCH * size_of::<f32>();

    /// Runs the network on a batch and computes each head's values before its activation.
    ///
    /// `finish` is called with every block of rows of every head as soon as it is complete, to
    /// apply the activation in place (and, in an evaluation, compare the output with its targets).
    ///
    /// # Panics
    /// If `output` is not as long as `input`, or `scratch` is shorter than
    /// `input.len() * Self::SCRATCH`.
    fn heads(
        &self,
        compute: &Compute,
        input: &[Self::Input],
        output: &mut [Self::Output],
        scratch: &mut [f32],
        finish: &mut dyn FnMut(HeadBlock<'_>),
    );

    /// The output for one sample.
    ///
    /// Memory between the layers is on the stack, or on the heap for a network that needs more
    /// than 64 KiB of it; [`predict_into`](Network::predict_into) lets the caller own it.
    ///
    /// The sums of a dense layer with several units are taken in another order for one sample than
    /// for several, so that the output differs from that in a batch of two or more by rounding, by
    /// about 1e-6 of the terms that are summed. A batch of one, with the same instruction set, has
    /// the same bits.
    fn predict(&self, input: &Self::Input) -> Self::Output;

    /// The layers with their shapes and parameters, to be printed.
    fn summary() -> Summary {
        Summary::of::<Self>()
    }

    /// Computes the outputs for a batch, in memory that the caller provides.
    ///
    /// Within one instruction set a sample has the same bits in every batch of two or more, wherever it
    /// stands, and with any number of threads; in a batch of one it has those of
    /// [`predict`](Network::predict), which differ by rounding.
    ///
    /// # Panics
    /// If `output` is not as long as `input`, or `scratch` is shorter than
    /// `input.len() * Self::SCRATCH`.
    fn predict_into(
        &self,
        compute: &Compute,
        input: &[Self::Input],
        output: &mut [Self::Output],
        scratch: &mut [f32],
    ) {
        self.heads(compute, input, output, scratch, &mut |block| {
            activate(compute, Self::OUTPUTS[block.head].activation, block.output);
        });
    }
}

/// A network that can be trained by gradients: no step activation stands before its heads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be trained by gradients",
    label = "a network with heaviside or sign units before its output has no gradient",
    note = "use a smooth activation such as sigmoid or relu in the hidden layers"
)]
pub trait Trainable: Network {
    /// Whether every parameter can be updated as soon as [`Update::dense`] gets its gradient: false
    /// if a custom layer has parameters, or a layer or network is used more than once.
    const FUSED: bool;

    /// The number of elements of workspace memory that a training step over `batch` samples needs:
    /// a constant part, and as many more for each sample.
    ///
    /// # Panics
    /// If the number overflows `usize`.
    fn workspace(batch: usize) -> usize;

    /// The forward pass: computes the outputs, calls `finish`, and saves in `workspace` what the
    /// backward pass needs.
    ///
    /// `finish` replaces a head's values before its activation by the output, and writes the
    /// gradient of the loss with respect to the former into `delta`. It is called with every block
    /// of every head before `update` gets the first gradient, so that a step can still be halted.
    ///
    /// # Panics
    /// If `output` is not as long as `input`, or `workspace` is shorter than
    /// [`Trainable::workspace`] says.
    fn forward(
        &self,
        compute: &Compute,
        input: &[Self::Input],
        output: &mut [Self::Output],
        workspace: &mut [f32],
        finish: &mut dyn FnMut(HeadBlock<'_>),
    );

    /// The backward pass: passes each parameter's gradient to `update`.
    ///
    /// # Panics
    /// If the lengths are not those of the forward pass, or the gradients in `pass` are not as many
    /// and as wide as its inputs and outputs. With [`BackwardPass::below`] the workspace must be
    /// longer than [`Trainable::workspace`] says, by the scratch memory of that gradient.
    fn backward(
        &mut self,
        pass: BackwardPass<'_, Self>,
        workspace: &mut [f32],
        update: &mut dyn Update,
    );

    /// One forward and one backward pass.
    ///
    /// # Panics
    /// As in [`forward`](Trainable::forward).
    fn step(
        &mut self,
        compute: &Compute,
        input: &[Self::Input],
        output: &mut [Self::Output],
        workspace: &mut [f32],
        finish: &mut dyn FnMut(HeadBlock<'_>),
        update: &mut dyn Update,
    ) {
        self.forward(compute, input, output, workspace, finish);
        let pass = BackwardPass { compute, input, output, delta: None, below: None };
        self.backward(pass, workspace, update);
    }
}

/// The arguments of the backward pass.
#[derive(Debug)]
pub struct BackwardPass<'a, N: Network> {
    /// Where the arithmetic runs.
    pub compute: &'a Compute,
    /// The input of the forward pass.
    pub input: &'a [N::Input],
    /// The output of the forward pass, after the activations.
    pub output: &'a [N::Output],
    /// The gradients with respect to all heads before their activations, if the network is a layer
    /// of another; `None` if `finish` has already written them to the workspace.
    pub delta: Option<Rows<'a>>,
    /// Where the gradient with respect to the input goes, if the network is a layer of another.
    pub below: Option<&'a mut [N::Input]>,
}

/// Some complete rows of one head.
#[derive(Debug)]
pub struct HeadBlock<'a> {
    /// The index of the output in [`Network::OUTPUTS`].
    pub head: usize,
    /// The samples of the batch.
    pub rows: Range<usize>,
    /// At the call: the last layer's output without its activation. To be replaced by the output.
    pub output: RowsMut<'a>,
    /// Where the gradient with respect to the former is written; `None` outside training.
    pub delta: Option<RowsMut<'a>>,
}

/// Receives the parameters' gradients, and accumulates them or applies them at once.
pub trait Update {
    /// Receives a dense layer's gradient, as the layer's input and the gradient of its output.
    ///
    /// `offset` is the weight's place among the network's parameters; the bias follows the weight,
    /// and is empty for a layer without one. A whole gradient can be applied at once: the weight's
    /// old value is not needed any more.
    #[expect(clippy::too_many_arguments, reason = "each is one part of the gradient")]
    fn dense(
        &mut self,
        compute: &Compute,
        offset: usize,
        weight: &mut [f32],
        bias: &mut [f32],
        input: Rows<'_>,
        delta: Rows<'_>,
        share: Share,
    );

    /// Receives the gradient of `length` parameters from `offset` on: `fill` adds it to a buffer,
    /// which is zero unless other contributions were added before.
    ///
    /// For a network that is [`Trainable::FUSED`], only gradients of no parameters come here. Their
    /// `fill` must be called all the same: it continues the backward pass to the previous layers.
    fn gradient(
        &mut self,
        offset: usize,
        length: usize,
        share: Share,
        fill: &mut dyn FnMut(&mut [f32]),
    );
}

/// Which contribution to a parameter's gradient comes from one of its uses in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// The whole gradient: it is the only use.
    Whole,
    /// The first of several contributions.
    First,
    /// A contribution that is added to earlier ones.
    Further,
}

impl Share {
    /// The contribution if the part of the network that uses the parameter contributes `outer`.
    pub const fn within(self, outer: Share) -> Share {
        match (outer, self) {
            (Share::Whole, share) => share,
            (Share::First, Share::Whole | Share::First) => Share::First,
            (Share::First, Share::Further) | (Share::Further, _) => Share::Further,
        }
    }

    /// Whether it is added to earlier contributions.
    pub const fn is_further(self) -> bool {
        matches!(self, Share::Further)
    }
}

/// One line of the summary: a layer, or one application of a shared layer.
///
/// A shared layer has a line for each application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerRow {
    /// The user's name for it, or the generated one.
    pub name: &'static str,
    /// Its type: `Dense`, `Flatten`.
    pub kind: &'static str,
    /// The output shape for one sample.
    pub output_shape: &'static [usize],
    /// The number of its parameters: 0 if it shares those of another line.
    pub parameter_count: usize,
    /// Where its inputs come from: names of layers and of the network's inputs.
    pub inputs: &'static [&'static str],
    /// The line whose parameters it uses, if it is a further application of a shared layer.
    pub shares: Option<&'static str>,
}

impl LayerRow {
    /// The line of an input, in summaries that list the inputs.
    pub const fn of_input(input: InputPort) -> Self {
        Self {
            name: input.name,
            kind: "Input",
            output_shape: input.shape,
            parameter_count: 0,
            inputs: &[],
            shares: None,
        }
    }
}

/// One parameter of a network: a weight, a bias.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// The layer's name and the parameter's, as in `hidden1.weight`.
    pub name: &'static str,
    /// The shape in the convention of Keras: a dense weight is `[inputs, outputs]`, row-major.
    pub shape: &'static [usize],
    /// The index of its first element among the network's parameters.
    pub offset: usize,
    /// How it is initialized.
    pub initializer: Initializer,
    /// Whether training changes it.
    pub trainable: bool,
    /// Its role in its layer.
    pub kind: ParameterKind,
}

/// A parameter's role in its layer, where frameworks differ in its layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterKind {
    /// The weight of a dense layer: `[inputs, outputs]` here and in Keras, `[outputs, inputs]` in
    /// PyTorch.
    DenseWeight,
    /// Anything else, which has the same layout everywhere: a bias, a custom layer's parameter.
    Other,
}

impl Parameter {
    /// The number of its elements.
    pub const fn len(&self) -> usize {
        elements(self.shape)
    }

    /// Whether it has no elements.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The range of its elements among the network's parameters.
    pub const fn range(&self) -> Range<usize> {
        self.offset..self.offset + self.len()
    }
}

/// One input of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputPort {
    /// The name in the declaration.
    pub name: &'static str,
    /// The shape for one sample.
    pub shape: &'static [usize],
}

/// One output of a network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutputHead {
    /// The name in the declaration.
    pub name: &'static str,
    /// The layer whose output it is, or the input that it is.
    pub layer: &'static str,
    /// The shape for one sample.
    pub shape: &'static [usize],
    /// The activation that turns the last layer's values into the output.
    pub activation: Activation,
}

impl OutputHead {
    /// The number of its elements for one sample.
    pub const fn len(&self) -> usize {
        elements(self.shape)
    }

    /// Whether it has no elements.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where head number `head` begins in an output that holds all `heads`, in elements.
    pub const fn offset(heads: &[Self], head: usize) -> usize {
        let (mut offset, mut before) = (0, 0);
        while before < head {
            offset += heads[before].len();
            before += 1;
        }
        offset
    }
}
