//! candle on its own CPU code, compiled for the machine's instruction set.

use crate::Rival;
use crate::workloads::{Inference, RATE, Training, inputs, labels, outputs, values};
use candle_core::{DType, Device, Result, Tensor};
use candle_nn::{Linear, Module, Optimizer, SGD, VarBuilder, VarMap, linear, loss};
use std::hint::black_box;

pub struct Candle;

impl Rival for Candle {
    fn training(&self, work: &Training) -> Box<dyn FnMut()> {
        let (network, variables) = Mlp::new(work.sizes).expect("the sizes are in order");
        let mut optimizer = SGD::new(variables.all_vars(), RATE).expect("they are variables");
        let batches = batches(work).expect("the sizes are in order");
        let loss = if work.classifies() { loss::cross_entropy } else { loss::mse };
        Box::new(move || {
            for (x, target) in &batches {
                let loss = network.forward(x).and_then(|output| loss(&output, target));
                loss.and_then(|loss| optimizer.backward_step(&loss)).expect("the shapes fit");
            }
        })
    }

    fn inference(&self, work: &Inference) -> Box<dyn FnMut()> {
        let (network, _) = Mlp::new(work.sizes).expect("the sizes are in order");
        // Without variables no graph is recorded.
        let network = network.frozen();
        let width = inputs(work.sizes);
        let x = Tensor::from_vec(values(work.batch * width, 0), (work.batch, width), &Device::Cpu)
            .expect("the numbers fill it");
        Box::new(move || {
            black_box(network.forward(black_box(&x)).expect("the shapes fit"));
        })
    }
}

struct Mlp {
    hidden: Vec<Linear>,
    output: Linear,
}

impl Mlp {
    fn new(sizes: &[usize]) -> Result<(Self, VarMap)> {
        let variables = VarMap::new();
        let builder = VarBuilder::from_varmap(&variables, DType::F32, &Device::Cpu);
        let mut layers = Vec::new();
        for (index, pair) in sizes.windows(2).enumerate() {
            layers.push(linear(pair[0], pair[1], builder.pp(index))?);
        }
        let output = layers.pop().expect("a network has a layer");
        Ok((Self { hidden: layers, output }, variables))
    }

    fn frozen(&self) -> Self {
        let freeze =
            |layer: &Linear| Linear::new(layer.weight().detach(), layer.bias().map(Tensor::detach));
        Self { hidden: self.hidden.iter().map(freeze).collect(), output: freeze(&self.output) }
    }

    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        let mut x = x.clone();
        for layer in &self.hidden {
            x = layer.forward(&x)?.relu()?;
        }
        self.output.forward(&x)
    }
}

fn batches(work: &Training) -> Result<Vec<(Tensor, Tensor)>> {
    let (count, width) = (work.batch * work.steps, inputs(work.sizes));
    let x = values(count * width, 0);
    let x = x
        .chunks(work.batch * width)
        .map(|x| Tensor::from_slice(x, (work.batch, width), &Device::Cpu));
    if work.classifies() {
        let classes = labels(count, outputs(work.sizes));
        let classes =
            classes.chunks(work.batch).map(|y| Tensor::from_slice(y, work.batch, &Device::Cpu));
        x.zip(classes).map(|(x, y)| Ok((x?, y?))).collect()
    } else {
        let prices = values(count, 1);
        let prices =
            prices.chunks(work.batch).map(|y| Tensor::from_slice(y, (work.batch, 1), &Device::Cpu));
        x.zip(prices).map(|(x, y)| Ok((x?, y?))).collect()
    }
}
