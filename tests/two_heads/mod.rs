//! A network with two outputs, written by hand as `network!` would write it.
#![allow(dead_code, reason = "not every test uses it all")]
#![allow(unsafe_code, reason = "what is emitted for a network says that it is plain")]

use burdock::private::{self, *};

/// 6 -> 5 tanh, and from there two values and the probabilities of three classes.
#[repr(C)]
pub struct TwoHeads {
    pub hidden: Dense<6, 5>,
    pub main: Dense<5, 2>,
    pub aux: Dense<5, 3>,
}

#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TwoHeadsOutput {
    pub main: [f32; 2],
    pub aux: [f32; 3],
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TwoHeadsTarget<A = [f32; 2], B = [f32; 3]> {
    pub main: A,
    pub aux: B,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TwoHeadsLosses<A, B> {
    pub main: A,
    pub aux: B,
}

pub struct TwoHeadsMetric;

impl TwoHeadsMetric {
    pub fn main<M>(metric: M) -> HeadMetric<M, 0> {
        HeadMetric(metric)
    }

    pub fn aux<M>(metric: M) -> HeadMetric<M, 1> {
        HeadMetric(metric)
    }
}

// SAFETY: `repr(C)`, of fields that are `Plain`.
unsafe impl Plain for TwoHeads {}
// SAFETY: `repr(C)`, of fields that are `Plain`.
unsafe impl Plain for TwoHeadsOutput {}

impl TwoHeads {
    pub fn new(seed: Seed) -> Box<Self> {
        initialized(seed)
    }

    pub fn clone(&self) -> Box<Self> {
        duplicate(self)
    }
}

impl Head for TwoHeads {
    type Output = TwoHeadsOutput;
    type Kind = Several;
}

impl HasHead<0> for TwoHeads {
    type Output = [f32; 2];
    type Kind = Values;
}

impl HasHead<1> for TwoHeads {
    type Output = [f32; 3];
    type Kind = Softmax;
}

impl<A, B> HasTarget<0> for TwoHeadsTarget<A, B> {
    type Target = A;
    fn target(&self) -> &A {
        &self.main
    }
}

impl<A, B> HasTarget<1> for TwoHeadsTarget<A, B> {
    type Target = B;
    fn target(&self) -> &B {
        &self.aux
    }
}

impl<A, B, S, T> HeadLosses<TwoHeadsLosses<A, B>, TwoHeadsTarget<S, T>> for TwoHeads
where
    S: Clone,
    T: Clone,
    A: Loss<HeadOf<Self, 0>, S>,
    B: Loss<HeadOf<Self, 1>, T>,
{
    fn visit<V: HeadVisitor<Self, TwoHeadsTarget<S, T>>>(
        losses: &TwoHeadsLosses<A, B>,
        visitor: &mut V,
    ) {
        visitor.head::<0, _>(&losses.main);
        visitor.head::<1, _>(&losses.aux);
    }
}

impl Model for TwoHeads {
    type Network = Self;
    fn network(&self) -> &Self {
        self
    }
}

impl ModelMut for TwoHeads {
    fn network_mut(&mut self) -> &mut Self {
        self
    }
}

const fn parameter(
    name: &'static str,
    shape: &'static [usize],
    offset: usize,
    initializer: Initializer,
) -> Parameter {
    Parameter { name, shape, offset, initializer, trainable: true }
}

impl Network for TwoHeads {
    type Input = [f32; 6];
    type Output = TwoHeadsOutput;
    const NAME: &'static str = "TwoHeads";
    const LAYERS: &'static [Layer] = &[];
    const PARAMETERS: &'static [Parameter] = &[
        parameter("hidden.weight", &[6, 5], 0, Initializer::GlorotUniform),
        parameter("hidden.bias", &[5], 30, Initializer::Zeros),
        parameter("main.weight", &[5, 2], 35, Initializer::GlorotUniform),
        parameter("main.bias", &[2], 45, Initializer::Zeros),
        parameter("aux.weight", &[5, 3], 47, Initializer::GlorotUniform),
        parameter("aux.bias", &[3], 62, Initializer::Zeros),
    ];
    const OUTPUTS: &'static [OutputHead] = &[
        OutputHead { name: "main", shape: &[2], activation: Activation::Linear },
        OutputHead { name: "aux", shape: &[3], activation: Activation::Softmax },
    ];
    const MULTIPLY_ADDS: usize = 55;
    const SCRATCH: usize = 5;

    fn heads(
        &self,
        compute: &Compute,
        input: &[Self::Input],
        output: &mut [Self::Output],
        scratch: &mut [f32],
        finish: &mut dyn FnMut(HeadBlock<'_>),
    ) {
        let batch = batch_of(input, output);
        let x = Rows::new(flat(input), 6);
        let mut hidden = RowsMut::new(&mut scratch[..batch * 5], 5);
        self.hidden.forward(compute, x, Activation::Tanh, hidden.reborrow());
        let main = RowsMut::strided(flat_mut(output), 5, 0, 2);
        self.main.forward_then(compute, hidden.as_rows(), main, &mut |rows, output| {
            finish(HeadBlock { head: 0, rows, output, delta: None })
        });
        let aux = RowsMut::strided(flat_mut(output), 5, 2, 3);
        self.aux.forward_then(compute, hidden.as_rows(), aux, &mut |rows, output| {
            finish(HeadBlock { head: 1, rows, output, delta: None })
        });
    }

    fn predict(&self, input: &Self::Input) -> Self::Output {
        private::predict::<Self, 5>(self, input)
    }
}

impl Trainable for TwoHeads {
    fn workspace(batch: usize) -> usize {
        batch * 15 + private::max(&[input_gradient_scratch(5, 2), input_gradient_scratch(5, 3)])
    }

    fn step(
        &mut self,
        compute: &Compute,
        input: &[Self::Input],
        output: &mut [Self::Output],
        workspace: &mut [f32],
        finish: &mut dyn FnMut(HeadBlock<'_>),
        update: &mut dyn Update,
    ) {
        let batch = batch_of(input, output);
        let x = Rows::new(flat(input), 6);
        let (workspace, transposed) = workspace.split_at_mut(batch * 15);
        let [mut hidden, mut delta_main, mut delta_aux, mut delta_hidden] =
            private::rows(workspace, batch, const { &Places::new([0..5, 5..7, 7..10, 10..15]) });
        self.hidden.forward(compute, x, Activation::Tanh, hidden.reborrow());
        let hidden = hidden.as_rows();
        let main = RowsMut::strided(flat_mut(output), 5, 0, 2);
        self.main.forward_then(compute, hidden, main, &mut |rows, output| {
            let delta = Some(delta_main.range(rows.clone()));
            finish(HeadBlock { head: 0, rows, output, delta })
        });
        let aux = RowsMut::strided(flat_mut(output), 5, 2, 3);
        self.aux.forward_then(compute, hidden, aux, &mut |rows, output| {
            let delta = Some(delta_aux.range(rows.clone()));
            finish(HeadBlock { head: 1, rows, output, delta })
        });
        let (delta_main, delta_aux) = (delta_main.as_rows(), delta_aux.as_rows());
        let (tanh, below) = (Activation::Tanh, delta_hidden.reborrow());
        self.main.input_gradient(compute, delta_main, tanh, hidden, false, transposed, below);
        let below = delta_hidden.reborrow();
        self.aux.input_gradient(compute, delta_aux, tanh, hidden, true, transposed, below);
        let (weight, bias) = self.main.parameters_mut();
        update.dense(compute, 35, weight, bias, hidden, delta_main);
        let (weight, bias) = self.aux.parameters_mut();
        update.dense(compute, 47, weight, bias, hidden, delta_aux);
        let (weight, bias) = self.hidden.parameters_mut();
        update.dense(compute, 0, weight, bias, x, delta_hidden.as_rows());
    }
}
