//! What can be one layer of a network: a custom layer, or another network.
//!
//! Emitted code uses both through the traits here, on rows. The rows it passes have no gaps.

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

/// What a path in a network's declaration may name: a [`Component`].
///
/// Emitted code reaches all that it needs through this trait, so that the compiler reports a type
/// that is no component only once.
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

/// A custom layer, or a network.
pub trait Component: Parameters {
    /// The input of one sample.
    type Input;
    /// The output for one sample.
    type Output;
    /// Its parameters.
    const TABLE: &'static [Parameter] = <Self as Parameters>::PARAMETERS;
    /// The number of elements of the parameters.
    const NUMBERS: usize = <Self as Plain>::LENGTH;
    /// The name of the type.
    const KIND: &'static str;
    /// The inputs of one sample; the name of a single input is empty.
    const TAKES: &'static [Parameter];
    /// The outputs for one sample, likewise.
    const GIVES: &'static [Parameter];
    /// The number of elements of the outputs.
    const OUTPUTS: usize = numbers(Self::GIVES);
    /// The output shape; several outputs are one row, one output after the other.
    const OUTPUT_SHAPE: &'static [usize] = match Self::GIVES {
        [only] => only.shape,
        _ => &[Self::OUTPUTS],
    };
    /// The number of multiply-adds for one sample.
    const MULTIPLY_ADDS: usize;
    /// The number of elements of scratch memory for each sample of a prediction.
    const SCRATCH: usize;

    /// Computes the outputs of a batch.
    fn predict(&self, compute: &Compute, input: Rows<'_>, output: RowsMut<'_>, scratch: &mut [f32]);
}

/// A [`Component`] that can be trained by gradients.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be trained by gradients",
    label = "a network with heaviside or sign units before its output has no gradient"
)]
pub trait TrainableComponent: Component {
    /// As [`Trainable::FUSED`].
    const FUSED: bool;

    /// The number of elements saved from `forward` to `backward`, with room for the input gradient.
    ///
    /// # Panics
    /// If the number overflows `usize`.
    fn workspace(batch: usize) -> usize;

    /// Computes the outputs of a batch, and saves in `workspace` what `backward` needs.
    fn forward(
        &self,
        compute: &Compute,
        input: Rows<'_>,
        output: RowsMut<'_>,
        workspace: &mut [f32],
    );

    /// Computes the gradients of a batch, and passes those of the parameters to `update`.
    fn backward(
        &mut self,
        compute: &Compute,
        pass: ComponentPass<'_>,
        workspace: &mut [f32],
        update: &mut dyn Update,
    );
}

/// The arguments of a component's backward pass.
#[derive(Debug)]
pub struct ComponentPass<'a> {
    /// The input of the forward pass.
    pub input: Rows<'a>,
    /// The output of the forward pass.
    pub output: Rows<'a>,
    /// The gradient with respect to the output; its values are not needed afterwards.
    pub delta: RowsMut<'a>,
    /// Where the gradient with respect to the input is written, if requested.
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

/// The outputs of a network, after the activations.
pub fn predict<N: Network>(
    network: &N,
    compute: &Compute,
    input: Rows<'_>,
    output: RowsMut<'_>,
    scratch: &mut [f32],
) {
    network.predict_into(compute, samples(&input), samples_mut(output), scratch);
}

/// The outputs of a network, after the activations; saves what `backward` needs in `workspace`.
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

/// The backward pass of a network that is one layer of another.
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

/// Forwards the updates of a part of a network to those of the whole.
pub struct Within<'a> {
    /// The updates of the whole.
    pub update: &'a mut dyn Update,
    /// Where the part begins among the parameters of the whole.
    pub offset: usize,
    /// Which contribution this use of the part makes.
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

/// The number of elements of all parts.
const fn numbers(parts: &[Parameter]) -> usize {
    let (mut numbers, mut index) = (0, 0);
    while index < parts.len() {
        numbers += parts[index].len();
        index += 1;
    }
    numbers
}

/// The samples in rows without gaps.
fn samples<'a, T: Plain>(rows: &Rows<'a>) -> &'a [T] {
    assert!(rows.stride() == rows.width(), "samples are rows without gaps");
    values(rows.data())
}

fn samples_mut<'a, T: Plain>(rows: RowsMut<'a>) -> &'a mut [T] {
    assert!(rows.stride() == rows.width(), "samples are rows without gaps");
    values_mut(rows.into_data())
}

/// The implementation of [`Component`], the same for all networks.
#[doc(hidden)]
#[macro_export]
macro_rules! __component {
    () => {
        type Input = <Self as $crate::network::Network>::Input;
        type Output = <Self as $crate::network::Network>::Output;
        const KIND: &'static str = <Self as $crate::network::Network>::NAME;
        const TAKES: &'static [$crate::network::Parameter] = {
            // Evaluates the conditions on the network's const parameters.
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

/// The methods of [`TrainableComponent`] that are the same for all networks.
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
