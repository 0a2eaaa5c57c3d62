//! burn on its pure Rust CPU backend, flex, with its vector code.

use crate::Rival;
use crate::workloads::{Inference, RATE, Training, inputs, labels, outputs, values};
use burn::module::Module;
use burn::nn::loss::{CrossEntropyLossConfig, MseLoss, Reduction};
use burn::nn::{Linear, LinearConfig};
use burn::optim::{GradientsParams, SgdConfig};
use burn::tensor::activation::relu;
use burn::tensor::{Device, Int, Tensor, TensorData};
use std::hint::black_box;

pub struct Burn;

impl Rival for Burn {
    fn training(&self, work: &Training) -> Box<dyn FnMut()> {
        if work.classifies() {
            let device = Device::flex().autodiff();
            let loss = CrossEntropyLossConfig::new().init(&device);
            let classes = labels(work.batch * work.steps, outputs(work.sizes));
            let targets = classes.chunks(work.batch).map(|classes| {
                let classes: Vec<_> = classes.iter().map(|&class| class as i32).collect();
                Tensor::<1, Int>::from_ints(classes.as_slice(), &device)
            });
            epoch(work, targets.collect(), move |output, target| loss.forward(output, target))
        } else {
            let device = Device::flex().autodiff();
            let prices = values(work.batch * work.steps, 1);
            let targets = prices.chunks(work.batch).map(|prices| matrix(prices, 1, &device));
            let loss = MseLoss::new();
            epoch(work, targets.collect(), move |output, target: Tensor<2>| {
                loss.forward(output, target, Reduction::Mean)
            })
        }
    }

    fn inference(&self, work: &Inference) -> Box<dyn FnMut()> {
        let device = Device::flex();
        let network = Mlp::new(work.sizes, &device);
        let width = inputs(work.sizes);
        let x = matrix(&values(work.batch * width, 0), width, &device);
        Box::new(move || {
            black_box(network.forward(black_box(x.clone())));
        })
    }
}

fn epoch<T: Clone + 'static>(
    work: &Training,
    targets: Vec<T>,
    loss: impl Fn(Tensor<2>, T) -> Tensor<1> + 'static,
) -> Box<dyn FnMut()> {
    let device = Device::flex().autodiff();
    let width = inputs(work.sizes);
    let x = values(work.batch * work.steps * width, 0);
    let samples = x.chunks(work.batch * width).map(|batch| matrix(batch, width, &device));
    let batches: Vec<_> = samples.zip(targets).collect();
    let mut network = Some(Mlp::new(work.sizes, &device));
    let mut optimizer = SgdConfig::new().init();
    Box::new(move || {
        for (x, target) in &batches {
            let current = network.take().expect("every step puts it back");
            let loss = loss(current.forward(x.clone()), target.clone());
            let gradients = GradientsParams::from_grads(loss.backward(), &current);
            network = Some(optimizer.step(RATE, current, gradients));
        }
    })
}

#[derive(Module, Debug)]
struct Mlp {
    hidden: Vec<Linear>,
    output: Linear,
}

impl Mlp {
    fn new(sizes: &[usize], device: &Device) -> Self {
        let mut layers: Vec<_> =
            sizes.windows(2).map(|pair| LinearConfig::new(pair[0], pair[1]).init(device)).collect();
        let output = layers.pop().expect("a network has a layer");
        Self { hidden: layers, output }
    }

    fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        self.output.forward(self.hidden.iter().fold(x, |x, layer| relu(layer.forward(x))))
    }
}

/// Rows of `width` numbers.
fn matrix(numbers: &[f32], width: usize, device: &Device) -> Tensor<2> {
    let data = TensorData::new(numbers.to_vec(), [numbers.len() / width, width]);
    Tensor::from_data(data, device)
}
