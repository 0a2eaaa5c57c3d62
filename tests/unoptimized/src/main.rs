//! Runs one piece of work on a thread whose stack has so many KiB; both are arguments.

use burdock::compute::InstructionSet;
use burdock::kernels::dense::weight_update;
use burdock::kernels::rows::Rows;
use burdock::network::{Share, Update};
use burdock::prelude::*;

network! {
    struct Housing(x: [8]) -> (price: [1]) {
        price = x -> dense(30, relu) -> dense(1);
    }
}

network! {
    /// Wide enough for every kernel, and every activation.
    struct Wide(x: [14, 14]) -> (class: [10]) {
        class = x -> flatten
            -> dense(300, relu) -> dense(90, tanh) -> dense(70, sigmoid) -> dense(60, softplus)
            -> dense(50, elu) -> dense(40, selu) -> dense(1) -> dense(70) -> dense(10, softmax);
    }
}

network! {
    struct Graph(x: [6], image: [4, 4]) -> (sum: [6], turned: [4, 8]) {
        hidden = x -> dense(6) -> activation(tanh);
        root = hidden -> square -> shift(1.0) -> square_root;
        sum = average(maximum(x, hidden, root), multiply(x, root -> logarithm), hidden -> absolute);
        turned = concatenate(image -> permute(1, 0), image[.., 0..4] -> exponential);
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let work = arguments.next().expect("the name of some work");
    let kibibytes: usize = arguments.next().and_then(|size| size.parse().ok()).expect("a size");
    let work: fn() = match work.as_str() {
        "predict" => predict,
        "predict_wide" => predict_wide,
        "step" => step,
        "fit" => fit,
        "progress" => progress,
        _ => panic!("no work is called {work}"),
    };
    let thread = std::thread::Builder::new().stack_size(kibibytes * 1024).spawn(work);
    thread.expect("a thread can be started").join().expect("no panic");
}

/// One for each instruction set of this machine.
fn computes() -> impl Iterator<Item = Compute> {
    InstructionSet::available().filter_map(Compute::with_instruction_set)
}

fn predict() {
    // Drawing its parameters is no part of what is looked at.
    let model = burdock::memory::zeroed::<Housing>();
    assert_eq!(model.predict(&[0.5; 8]), [0.0]);
    for compute in computes() {
        let (mut output, mut scratch) = ([[1.0]], [0.0; Housing::SCRATCH]);
        model.predict_into(&compute, &[[0.5; 8]], &mut output, &mut scratch);
        assert_eq!(output, [[0.0]]);
    }
}

fn predict_wide() {
    let model = burdock::memory::zeroed::<Wide>();
    assert_eq!(model.predict(&[[0.5; 14]; 14]), [0.1; 10]);
    assert_eq!(model.predict_batch(&vec![[[0.5; 14]; 14]; 67]), vec![[0.1; 10]; 67]);
    let graph = burdock::memory::zeroed::<Graph>();
    for compute in computes() {
        for batch in [1, 67] {
            let input = vec![[[0.5; 14]; 14]; batch];
            let (mut output, mut scratch) =
                (vec![[0.0; 10]; batch], vec![0.0; batch * Wide::SCRATCH]);
            model.predict_into(&compute, &input, &mut output, &mut scratch);
            assert_eq!(output, vec![[0.1; 10]; batch]);
        }
        let input = vec![GraphInput { x: [0.5; 6], image: [[0.0; 4]; 4] }; 3];
        let mut output = vec![GraphOutput { sum: [7.0; 6], turned: [[7.0; 8]; 4] }; 3];
        graph.predict_into(&compute, &input, &mut output, &mut vec![0.0; 3 * Graph::SCRATCH]);
        assert_eq!(output[2].turned, [[0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0]; 4]);
    }
}

/// Plain gradient descent.
struct Descent;

impl Update for Descent {
    fn dense(
        &mut self,
        compute: &Compute,
        _: usize,
        weight: &mut [f32],
        bias: &mut [f32],
        input: Rows<'_>,
        delta: Rows<'_>,
        _: Share,
    ) {
        weight_update(compute, input, delta, 0.1, weight, bias);
    }

    fn gradient(&mut self, _: usize, _: usize, _: Share, fill: &mut dyn FnMut(&mut [f32])) {
        fill(&mut []);
    }
}

fn step() {
    for compute in computes() {
        steps::<Housing>(&compute, vec![[0.5; 8]; 33]);
        steps::<Wide>(&compute, vec![[[0.5; 14]; 14]; 33]);
        steps::<Wide>(&compute, vec![[[0.5; 14]; 14]; 1]);
        steps::<Graph>(&compute, vec![GraphInput { x: [0.5; 6], image: [[0.0; 4]; 4] }; 33]);
    }
}

fn steps<N: Trainable>(compute: &Compute, input: Vec<N::Input>) {
    let mut model = burdock::memory::zeroed::<N>();
    let mut output = burdock::memory::zeroed_slice::<N::Output>(input.len());
    let mut workspace = vec![0.0; N::workspace(input.len())];
    let finish = &mut |block: burdock::network::HeadBlock<'_>| {
        block.delta.expect("a step has gradients").fill(0.0);
    };
    model.step(compute, &input, &mut output, &mut workspace, finish, &mut Descent);
}

fn fit() {
    for compute in computes() {
        let data = Dataset::new(vec![[[0.5; 14]; 14]; 70], vec![3_u8; 70]).expect("as many");
        let mut model = Wide::new(Seed(1));
        let mut trainer = Trainer::new(SparseCategoricalCrossentropy, Nadam::new(0.001))
            .metric(Accuracy)
            .validation_split(0.2)
            .compute(compute);
        trainer.fit(&mut model, &data, 1).expect("the data are in order");
        trainer.evaluate(&model, &data).expect("the data are in order");
    }
}

/// Two fits that are shown.
fn progress() {
    for _ in 0..2 {
        let data = Dataset::new(vec![[0.5; 8]; 32], vec![1.0_f32; 32]).expect("as many");
        let mut trainer = Trainer::new(MeanSquaredError, Sgd::new(0.01)).progress();
        trainer.fit(&mut Housing::new(Seed(1)), &data, 1).expect("the data are in order");
    }
}
