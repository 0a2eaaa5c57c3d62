//! What stands in a network as one layer: a layer written by hand, or another network.
//!
//! Emitted code knows both by the traits here, which work on rows. It hands in rows without gaps.

use crate::compute::Compute;
use crate::kernels::activation::{activate, differentiate};
use crate::kernels::rows::{Rows, RowsMut};
use crate::layers::{Layer, LayerPass};
use crate::memory::{Plain, value_mut, values, values_mut};
use crate::network::{
    BackwardPass, HeadBlock, Network, OutputHead, Parameter, Share, Trainable, Update,
};
use crate::parameters::Parameters;
use crate::private::elements;

/// What a path in a network's text may be: a [`Component`].
///
/// Emitted code takes all that it needs from the type that is named here, so that the compiler
/// objects once to a type that is none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a network nor a layer",
    label = "expected a network or a layer",
    note = "a layer of one's own implements `burdock::layers::Layer`"
)]
pub trait InNetwork {
    /// The type itself.
    type Component: Component;
}

impl<L: Layer> InNetwork for L {
    type Component = Self;
}

/// A layer written by hand, or a network.
pub trait Component: Parameters {
    /// What it takes.
    type Input;
    /// What it gives.
    type Output;
    /// Its parameters.
    const TABLE: &'static [Parameter] = <Self as Parameters>::PARAMETERS;
    /// How many numbers they are.
    const NUMBERS: usize = <Self as Plain>::LENGTH;
    /// What it is, as a type.
    const KIND: &'static str;
    /// What it takes of each sample: its inputs; the name of a single one is empty.
    const TAKES: &'static [Parameter];
    /// What it gives for each sample, likewise.
    const GIVES: &'static [Parameter];
    /// How many numbers it gives.
    const OUTPUTS: usize = numbers(Self::GIVES);
    /// The shape that it gives: several outputs are one row of numbers.
    const OUTPUT_SHAPE: &'static [usize] = match Self::GIVES {
        [only] => only.shape,
        _ => &[Self::OUTPUTS],
    };
    /// Multiplications, each with an addition, for one sample.
    const MULTIPLY_ADDS: usize;
    /// Numbers of scratch for each sample of a prediction.
    const SCRATCH: usize;

    /// The outputs of a batch.
    fn predict(&self, compute: &Compute, input: Rows<'_>, output: RowsMut<'_>, scratch: &mut [f32]);
}

/// A [`Component`] that gradients can train.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be trained by gradients",
    label = "a network with heaviside or sign units before its output has no gradient"
)]
pub trait TrainableComponent: Component {
    /// As [`Trainable::FUSED`].
    const FUSED: bool;

    /// Numbers that are kept from `forward` to `backward`, with room for the gradient of the input.
    ///
    /// # Panics
    /// If they are more than can be counted.
    fn workspace(batch: usize) -> usize;

    /// The outputs of a batch, with what `backward` needs kept in `workspace`.
    fn forward(
        &self,
        compute: &Compute,
        input: Rows<'_>,
        output: RowsMut<'_>,
        workspace: &mut [f32],
    );

    /// The gradients of a batch: those of the parameters to `update`.
    fn backward(
        &mut self,
        compute: &Compute,
        pass: ComponentPass<'_>,
        workspace: &mut [f32],
        update: &mut dyn Update,
    );
}

/// What a component's way back goes by.
#[derive(Debug)]
pub struct ComponentPass<'a> {
    /// What it took.
    pub input: Rows<'a>,
    /// What it gave.
    pub output: Rows<'a>,
    /// The gradient of that; nobody needs it afterwards.
    pub delta: RowsMut<'a>,
    /// Where the input's gradient is written, if it is asked for.
    pub below: Option<RowsMut<'a>>,
}

impl<L: Layer> Component for L {
    type Input = L::Input;
    type Output = L::Output;
    const KIND: &'static str = L::KIND;
    const TAKES: &'static [Parameter] = L::Input::PARAMETERS;
    const GIVES: &'static [Parameter] = L::Output::PARAMETERS;
    const MULTIPLY_ADDS: usize = L::MULTIPLY_ADDS;
    const SCRATCH: usize = L::KEPT;

    fn predict(
        &self,
        compute: &Compute,
        input: Rows<'_>,
        output: RowsMut<'_>,
        scratch: &mut [f32],
    ) {
        let kept = &mut scratch[..input.count() * L::KEPT];
        Layer::forward(self, compute, samples(&input), samples_mut(output), kept);
    }
}

impl<L: Layer> TrainableComponent for L {
    const FUSED: bool = L::LENGTH == 0;

    fn workspace(batch: usize) -> usize {
        elements(batch, L::KEPT, &[])
    }

    fn forward(
        &self,
        compute: &Compute,
        input: Rows<'_>,
        output: RowsMut<'_>,
        workspace: &mut [f32],
    ) {
        self.predict(compute, input, output, workspace);
    }

    fn backward(
        &mut self,
        compute: &Compute,
        pass: ComponentPass<'_>,
        workspace: &mut [f32],
        update: &mut dyn Update,
    ) {
        let ComponentPass { input, output, delta, below } = pass;
        let kept = &mut workspace[..input.count() * L::KEPT];
        let mut below = below.map(samples_mut::<L::Input>);
        update.gradient(0, L::LENGTH, Share::Whole, &mut |gradient| {
            let pass = LayerPass {
                input: samples(&input),
                output: samples(&output),
                kept,
                delta: samples(&delta.as_rows()),
                gradient: value_mut(gradient),
                below: below.as_deref_mut(),
            };
            Layer::backward(self, compute, pass);
        });
    }
}

/// The outputs of a network, finished.
pub fn predict<N: Network>(
    network: &N,
    compute: &Compute,
    input: Rows<'_>,
    output: RowsMut<'_>,
    scratch: &mut [f32],
) {
    network.predict_into(compute, samples(&input), samples_mut(output), scratch);
}

/// The outputs of a network, finished, with what its way back needs kept in `workspace`.
pub fn forward<N: Trainable>(
    network: &N,
    compute: &Compute,
    input: Rows<'_>,
    output: RowsMut<'_>,
    workspace: &mut [f32],
) {
    let finish = &mut |block: HeadBlock<'_>| {
        activate(compute, N::OUTPUTS[block.head].activation, block.output);
    };
    network.forward(compute, samples(&input), samples_mut(output), workspace, finish);
}

/// The gradients of a network as one layer.
pub fn backward<N: Trainable>(
    network: &mut N,
    compute: &Compute,
    pass: ComponentPass<'_>,
    workspace: &mut [f32],
    update: &mut dyn Update,
) {
    let ComponentPass { input, output, mut delta, below } = pass;
    for (index, head) in N::OUTPUTS.iter().enumerate() {
        let (offset, width) = (OutputHead::offset(N::OUTPUTS, index), head.len());
        let (output, delta) = (output.columns(offset, width), delta.columns(offset, width));
        differentiate(compute, head.activation, output, delta);
    }
    let pass = BackwardPass {
        compute,
        input: samples(&input),
        output: samples(&output),
        delta: Some(delta.as_rows()),
        below: below.map(samples_mut),
    };
    network.backward(pass, workspace, update);
}

/// The updates of a part of a network, as those of the whole.
pub struct Within<'a> {
    /// That of the whole.
    pub update: &'a mut dyn Update,
    /// Where the part begins among the numbers of the whole.
    pub offset: usize,
    /// Which share this use of the part gives.
    pub share: Share,
}

impl Update for Within<'_> {
    fn dense(
        &mut self,
        compute: &Compute,
        offset: usize,
        weight: &mut [f32],
        bias: &mut [f32],
        input: Rows<'_>,
        delta: Rows<'_>,
        share: Share,
    ) {
        let (offset, share) = (self.offset + offset, share.within(self.share));
        self.update.dense(compute, offset, weight, bias, input, delta, share);
    }

    fn gradient(
        &mut self,
        offset: usize,
        length: usize,
        share: Share,
        fill: &mut dyn FnMut(&mut [f32]),
    ) {
        let (offset, share) = (self.offset + offset, share.within(self.share));
        self.update.gradient(offset, length, share, fill);
    }
}

/// How many numbers these are together.
const fn numbers(parts: &[Parameter]) -> usize {
    let (mut numbers, mut index) = (0, 0);
    while index < parts.len() {
        numbers += parts[index].len();
        index += 1;
    }
    numbers
}

/// The samples that rows without gaps are.
fn samples<'a, T: Plain>(rows: &Rows<'a>) -> &'a [T] {
    assert!(rows.stride() == rows.width(), "samples are rows without gaps");
    values(rows.data())
}

fn samples_mut<'a, T: Plain>(rows: RowsMut<'a>) -> &'a mut [T] {
    assert!(rows.stride() == rows.width(), "samples are rows without gaps");
    values_mut(rows.into_data())
}

/// What a network's [`Component`] is for all networks.
#[doc(hidden)]
#[macro_export]
macro_rules! __component {
    () => {
        type Input = <Self as $crate::network::Network>::Input;
        type Output = <Self as $crate::network::Network>::Output;
        const KIND: &'static str = <Self as $crate::network::Network>::NAME;
        const TAKES: &'static [$crate::network::Parameter] = {
            // Where it is said what must hold of the network's const parameters.
            let _ = <Self as $crate::network::Network>::INPUTS;
            <<Self as $crate::network::Network>::Input as $crate::parameters::Parameters>::PARAMETERS
        };
        const GIVES: &'static [$crate::network::Parameter] =
            <<Self as $crate::network::Network>::Output as $crate::parameters::Parameters>::PARAMETERS;
        const MULTIPLY_ADDS: usize = <Self as $crate::network::Network>::MULTIPLY_ADDS;
        const SCRATCH: usize = <Self as $crate::network::Network>::SCRATCH;

        fn predict(
            &self,
            compute: &$crate::compute::Compute,
            input: $crate::kernels::rows::Rows<'_>,
            output: $crate::kernels::rows::RowsMut<'_>,
            scratch: &mut [f32],
        ) {
            $crate::component::predict(self, compute, input, output, scratch);
        }
    };
}

/// The methods of a network's [`TrainableComponent`] that are the same for all.
#[doc(hidden)]
#[macro_export]
macro_rules! __trainable_component {
    () => {
        fn forward(
            &self,
            compute: &$crate::compute::Compute,
            input: $crate::kernels::rows::Rows<'_>,
            output: $crate::kernels::rows::RowsMut<'_>,
            workspace: &mut [f32],
        ) {
            $crate::component::forward(self, compute, input, output, workspace);
        }

        fn backward(
            &mut self,
            compute: &$crate::compute::Compute,
            pass: $crate::component::ComponentPass<'_>,
            workspace: &mut [f32],
            update: &mut dyn $crate::network::Update,
        ) {
            $crate::component::backward(self, compute, pass, workspace, update);
        }
    };
}
