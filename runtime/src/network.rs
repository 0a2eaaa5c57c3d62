//! What `network!` implements for the struct that it makes.
//!
//! A network is one run of `f32` ([`Plain`]) with tables that say what the numbers are. Making,
//! saving, summarising and optimising walk over the tables; only the order of the kernels is
//! code, in [`Network::heads`] and [`Trainable::step`], written by the macro for each network.

use crate::compute::Compute;
use crate::initializers::Initializer;
use crate::kernels::activation::{Activation, activate};
use crate::kernels::rows::{Rows, RowsMut};
use crate::memory::{Plain, elements};
use crate::summary::Summary;
use core::ops::Range;

/// A network: its shapes, its tables and its way from input to output.
///
/// `network!` implements it. Whoever writes `use burdock::prelude::*` has its methods.
pub trait Network: Plain {
    /// One sample, such as `[[f32; 28]; 28]` for an input of `[28, 28]`.
    type Input: Plain;
    /// What the network says of one sample, such as `[f32; 10]` for an output of `[10]`.
    type Output: Plain;

    /// The struct's name.
    const NAME: &'static str;
    /// The layers, in the order in which they run.
    const LAYERS: &'static [LayerRow];
    /// The parameters, in the order in which they stand in memory.
    const PARAMETERS: &'static [Parameter];
    /// The inputs, in the order in which they are declared.
    const INPUTS: &'static [InputPort];
    /// The outputs, in the order in which they are declared.
    const OUTPUTS: &'static [OutputHead];
    /// How many numbers are learnt or kept.
    const PARAMETER_COUNT: usize = Self::LENGTH;
    /// How many multiplications, each with an addition, one prediction takes.
    const MULTIPLY_ADDS: usize;
    /// Bytes that the parameters take, in memory and in a binary.
    const WEIGHT_BYTES: usize = size_of::<Self>();
    /// Numbers that inference keeps between layers, for each sample of a batch.
    const SCRATCH: usize;
    /// Bytes that the prediction of one sample keeps between layers.
    const SCRATCH_BYTES: usize = Self::SCRATCH * size_of::<f32>();

    /// Runs the network on a batch and leaves each head as it stands before its activation.
    ///
    /// `finish` gets every block of rows of every head as soon as it is complete, to turn
    /// it into an output in place (and, for an evaluation, to compare it with its targets).
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

    /// The outputs for a batch, into memory of the caller.
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

/// A network that gradients can train: no step unit stands before its heads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be trained by gradients",
    label = "a network with heaviside or sign units before its output has no gradient",
    note = "use a smooth activation such as sigmoid or relu in the hidden layers"
)]
pub trait Trainable: Network {
    /// Whether every parameter can be updated as soon as [`Update::dense`] gets its gradient: not
    /// where a layer written by hand has parameters, or a layer or network is used more than once.
    const FUSED: bool;

    /// How many elements of workspace a training step over `batch` samples needs: as many more
    /// for each sample, beside what is needed once.
    ///
    /// # Panics
    /// If they are more than can be counted.
    fn workspace(batch: usize) -> usize;

    /// The way forward: predicts, lets `finish` compare, and keeps in `workspace` what the way
    /// back needs.
    ///
    /// `finish` leaves the output in place of what the head was before its activation, and
    /// writes the loss's gradient with respect to that into `delta`. It has seen every block of
    /// every head before `update` gets the first gradient, so that a step can still be halted.
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

    /// The way back: hands each parameter's gradient to `update`.
    ///
    /// # Panics
    /// If the lengths are not those of the way forward, or the gradients in `pass` are not as many
    /// and as wide as its inputs and outputs. With [`BackwardPass::below`] the workspace must be
    /// longer than [`Trainable::workspace`] says, by the scratch memory that gradient needs.
    fn backward(
        &mut self,
        pass: BackwardPass<'_, Self>,
        workspace: &mut [f32],
        update: &mut dyn Update,
    );

    /// One way forward and back.
    ///
    /// # Panics
    /// As [`forward`](Trainable::forward).
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

/// What the way back goes by.
#[derive(Debug)]
pub struct BackwardPass<'a, N: Network> {
    /// Where the arithmetic runs.
    pub compute: &'a Compute,
    /// What the way forward took.
    pub input: &'a [N::Input],
    /// What it gave, finished.
    pub output: &'a [N::Output],
    /// The gradients of all heads before their activations, where the network is a layer of
    /// another; nothing where `finish` has written the gradients already.
    pub delta: Option<Rows<'a>>,
    /// Where the input's gradient goes, where the network is a layer of another.
    pub below: Option<&'a mut [N::Input]>,
}

/// Some finished rows of one head.
#[derive(Debug)]
pub struct HeadBlock<'a> {
    /// Which output, by its place in [`Network::OUTPUTS`].
    pub head: usize,
    /// Which samples of the batch.
    pub rows: Range<usize>,
    /// Before: what the last layer gives without its activation. After: the output.
    pub output: RowsMut<'a>,
    /// Where the gradient with respect to the former goes; nothing when nobody trains.
    pub delta: Option<RowsMut<'a>>,
}

/// What becomes of a parameter's gradient: it is kept, or applied at once.
pub trait Update {
    /// Takes a dense layer's gradient, given as the layer's input and its output's gradient.
    ///
    /// `offset` is the weight's place among the network's numbers; the bias follows the weight,
    /// and is empty for a layer without one. A whole gradient can be applied at once: nobody
    /// needs the weight as it was any more.
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

    /// Takes the gradient of `length` numbers from `offset` on: `fill` adds it to what is there,
    /// which is zero unless other shares came before.
    ///
    /// Of a network that is [`Trainable::FUSED`], it gets only the gradients of no numbers, whose
    /// `fill` must be called all the same: it goes on to what stands below.
    fn gradient(
        &mut self,
        offset: usize,
        length: usize,
        share: Share,
        fill: &mut dyn FnMut(&mut [f32]),
    );
}

/// Which share of a parameter's gradient one of its uses in a step gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// All: it is the only use.
    Whole,
    /// The one that comes before the others.
    First,
    /// One that is added to those before.
    Further,
}

impl Share {
    /// The share, where all that it is a share of is itself used and gives `outer`.
    pub const fn within(self, outer: Share) -> Share {
        match (outer, self) {
            (Share::Whole, share) => share,
            (Share::First, Share::Whole | Share::First) => Share::First,
            (Share::First, Share::Further) | (Share::Further, _) => Share::Further,
        }
    }

    /// Whether it is added to shares before.
    pub const fn is_further(self) -> bool {
        matches!(self, Share::Further)
    }
}

/// One line of the summary: a layer where it is applied.
///
/// A shared layer has a line for each application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerRow {
    /// The author's name for it, or the predictable one.
    pub name: &'static str,
    /// What it is, as a type: `Dense`, `Flatten`.
    pub kind: &'static str,
    /// The shape of what it gives for one sample.
    pub output_shape: &'static [usize],
    /// How many parameters it has: none where it shares those of another line.
    pub parameter_count: usize,
    /// Where its inputs come from: names of layers and of the network's inputs.
    pub inputs: &'static [&'static str],
    /// The line whose parameters it uses, where a shared layer is applied once more.
    pub shares: Option<&'static str>,
}

impl LayerRow {
    /// The line of an input, where inputs have lines of their own.
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
    /// The layer's name and its own, as in `hidden1.weight`.
    pub name: &'static str,
    /// Its shape as frameworks write it: a dense weight is `[inputs, outputs]`, row by row.
    pub shape: &'static [usize],
    /// Its place among the network's numbers.
    pub offset: usize,
    /// How it begins.
    pub initializer: Initializer,
    /// Whether training changes it.
    pub trainable: bool,
    /// What it is to its layer.
    pub kind: ParameterKind,
}

/// What a parameter is to its layer, where frameworks differ in how they lay it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterKind {
    /// The weight of a dense layer: `[inputs, outputs]` here and in Keras, `[outputs, inputs]` in
    /// PyTorch.
    DenseWeight,
    /// Anything else, which is the same everywhere: a bias, or what a layer written by hand has.
    Other,
}

impl Parameter {
    /// How many numbers it has.
    pub const fn len(&self) -> usize {
        elements(self.shape)
    }

    /// Whether it has no numbers at all.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where its numbers stand among the network's.
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
    /// The layer that gives it, or the input that it is.
    pub layer: &'static str,
    /// The shape for one sample.
    pub shape: &'static [usize],
    /// What turns the last layer's numbers into the output.
    pub activation: Activation,
}

impl OutputHead {
    /// How many numbers it has for one sample.
    pub const fn len(&self) -> usize {
        elements(self.shape)
    }

    /// Whether it has no numbers at all.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where head number `head` begins among the numbers of an output of all `heads`.
    pub const fn offset(heads: &[Self], head: usize) -> usize {
        let (mut offset, mut before) = (0, 0);
        while before < head {
            offset += heads[before].len();
            before += 1;
        }
        offset
    }
}
