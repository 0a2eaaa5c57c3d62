//! dfdx on its CPU device, with shapes that the compiler knows.

use crate::Rival;
use crate::workloads::{Inference, RATE, Training, labels, values};
use dfdx::optim::{Optimizer, Sgd, SgdConfig};
use dfdx::prelude::*;
use std::hint::black_box;

pub struct Dfdx;

type Fashion = ((Linear<784, 300>, ReLU), (Linear<300, 100>, ReLU), Linear<100, 10>);
type Housing = ((Linear<8, 30>, ReLU), Linear<30, 1>);
type DeepHousing = ((Linear<8, 30>, ReLU), (Linear<30, 30>, ReLU), Linear<30, 1>);

/// The epoch of a network type, whose bounds a generic function would have to repeat.
macro_rules! epoch {
    ($network:ty, $inputs:literal, $outputs:literal, $loss:ident, $work:ident, $targets:expr) => {{
        let device = Cpu::default();
        let config = SgdConfig { lr: RATE, momentum: None, weight_decay: None };
        let mut network = device.build_module::<$network, f32>();
        let mut optimizer = Sgd::new(&network, config);
        let mut gradients = Some(network.alloc_grads());
        let x = values($work.batch * $work.steps * $inputs, 0);
        let x = x
            .chunks($work.batch * $inputs)
            .map(|x| device.tensor_from_vec(x.to_vec(), (Const::<32>, Const::<$inputs>)));
        let targets: Vec<f32> = $targets;
        let targets = targets
            .chunks($work.batch * $outputs)
            .map(|y| device.tensor_from_vec(y.to_vec(), (Const::<32>, Const::<$outputs>)));
        let batches: Vec<_> = x.zip(targets).collect();
        Box::new(move || {
            for (x, target) in &batches {
                let tape = gradients.take().expect("every step puts it back");
                let output = network.forward_mut(x.clone().traced(tape));
                let mut found = $loss(output, target.clone()).backward();
                optimizer.update(&mut network, &found).expect("every parameter is used");
                network.zero_grads(&mut found);
                gradients = Some(found);
            }
        })
    }};
}

impl Rival for Dfdx {
    fn training(&self, work: &Training) -> Box<dyn FnMut()> {
        dfdx::flush_denormals_to_zero(); // as its examples do
        let count = work.batch * work.steps;
        match work.sizes {
            [784, 300, 100, 10] => {
                let one_hot = |class| (0..10).map(move |unit| f32::from(unit == class));
                let targets = labels(count, 10).into_iter().flat_map(one_hot).collect();
                epoch!(Fashion, 784, 10, cross_entropy_with_logits_loss, work, targets)
            }
            [8, 30, 1] => epoch!(Housing, 8, 1, mse_loss, work, values(count, 1)),
            [8, 30, 30, 1] => epoch!(DeepHousing, 8, 1, mse_loss, work, values(count, 1)),
            sizes => unreachable!("dfdx has no type for {sizes:?}"),
        }
    }

    fn inference(&self, work: &Inference) -> Box<dyn FnMut()> {
        dfdx::flush_denormals_to_zero();
        let device = Cpu::default();
        let network = device.build_module::<DeepHousing, f32>();
        let x = values(work.batch * 8, 0);
        let x = device.tensor_from_vec(x, (work.batch, Const::<8>));
        Box::new(move || {
            black_box(network.forward(black_box(x.clone())));
        })
    }
}
