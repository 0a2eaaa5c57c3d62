//! Memory that is too short for a batch is rejected at the start of a network's functions.

mod two_heads;

use burdock::layers::{Layer, LayerPass};
use burdock::network::{BackwardPass, Trainable};
use burdock::parameters;
use burdock::prelude::*;
use burdock::private::{HeadBlock, Rows, Share, TrainableComponent, Update};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use two_heads::TwoHeads;

network! {
    struct Encoder(x: [5]) -> (code: [3]) {
        code = x -> dense(40, tanh) -> dense(3, relu);
    }
}

parameters! {
    /// A layer that saves values for its backward pass.
    struct Twice {}
}

impl Layer for Twice {
    type Input = [f32; 3];
    type Output = [f32; 3];
    const KIND: &'static str = "Twice";
    const KEPT: usize = 7;

    fn forward(&self, _: &Compute, input: &[[f32; 3]], output: &mut [[f32; 3]], kept: &mut [f32]) {
        kept.fill(1.0);
        for (x, y) in input.iter().zip(output) {
            *y = x.map(|x| 2.0 * x);
        }
    }

    fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
        for (below, delta) in pass.below.into_iter().flatten().zip(pass.delta) {
            *below = delta.map(|delta| 2.0 * delta);
        }
    }
}

network! {
    /// A nested network, and a custom layer.
    struct Whole(x: [5]) -> (y: [2]) {
        y = x -> encoder: Encoder -> twice: Twice -> dense(2);
    }
}

network! {
    struct Sized<const WIDTH: usize>(x: [WIDTH]) -> (y: [WIDTH]) {
        y = x -> dense(WIDTH, tanh) -> dense(WIDTH);
    }
}

const BATCH: usize = 3;

/// The network's functions with so many elements too few of everything that may be too short.
fn check<N>(model: &mut N)
where
    N: Network<Input: Copy, Output: Copy> + Trainable + TrainableComponent,
{
    let compute = &Compute::portable();
    let input = vec![*burdock::memory::zeroed::<<N as Network>::Input>(); BATCH];
    let mut output = vec![*burdock::memory::zeroed::<<N as Network>::Output>(); BATCH];
    let mut finish = |_: HeadBlock<'_>| {};

    let scratch = BATCH * <N as Network>::SCRATCH;
    let predict = |model: &mut N, output: &mut [_], length| {
        let memory = &mut vec![0.0; length];
        Network::predict_into(model, compute, &input, output, memory);
    };
    predict(model, &mut output, scratch);
    let text = format!("the scratch has {} elements, but this batch needs {scratch}", scratch - 1);
    assert_eq!(refused(|| predict(model, &mut output, scratch - 1)), text);
    let few = "a batch needs one output for each input";
    assert_eq!(refused(|| predict(model, &mut output[1..], scratch)), few);

    let workspace = <N as Trainable>::workspace(BATCH);
    let mut forward = |model: &mut N, output: &mut [_], length| {
        let memory = &mut vec![0.0; length];
        Trainable::forward(model, compute, &input, output, memory, &mut finish);
    };
    forward(model, &mut output, workspace);
    let too_short = |found, needed| {
        format!("the workspace has {found} elements, but this batch needs {needed}")
    };
    let text = too_short(workspace - 1, workspace);
    assert_eq!(refused(|| forward(model, &mut output, workspace - 1)), text);
    assert_eq!(refused(|| forward(model, &mut output[1..], workspace)), few);

    let mut slopes = input.clone();
    let width = burdock::memory::flat(&output).len() / BATCH;
    let gradients = vec![0.5; (BATCH + 1) * width];
    let mut backward = |model: &mut N, length, rows, below: Option<usize>| {
        let pass = BackwardPass {
            compute,
            input: &input,
            output: &output,
            delta: Some(Rows::new(&gradients[..rows * width], width)),
            below: below.map(|count| &mut slopes[..count]),
        };
        Trainable::backward(model, pass, &mut vec![0.0; length], &mut Ignore);
    };
    backward(model, workspace, BATCH, None);
    assert_eq!(refused(|| backward(model, workspace - 1, BATCH, None)), text);
    let all = <N as TrainableComponent>::workspace(BATCH);
    backward(model, all, BATCH, Some(BATCH));
    let text = too_short(all - 1, all);
    assert_eq!(refused(|| backward(model, all - 1, BATCH, Some(BATCH))), text);
    let text = "a batch needs one gradient for each input";
    assert_eq!(refused(|| backward(model, all, BATCH, Some(BATCH - 1))), text);
    let text = "the gradient must have a row for each output, and be as wide";
    assert_eq!(refused(|| backward(model, workspace, BATCH + 1, None)), text);
}

/// The message of its panic.
fn refused(work: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(work)).expect_err("it is refused");
    text(&*panic)
}

fn text(panic: &(dyn Any + Send)) -> String {
    match panic.downcast_ref::<&str>() {
        Some(text) => (*text).into(),
        None => panic.downcast_ref::<String>().expect("it has a text").clone(),
    }
}

struct Ignore;

impl Update for Ignore {
    fn dense(
        &mut self,
        _compute: &Compute,
        _offset: usize,
        _weight: &mut [f32],
        _bias: &mut [f32],
        _input: Rows<'_>,
        _delta: Rows<'_>,
        _share: Share,
    ) {
    }

    fn gradient(
        &mut self,
        _offset: usize,
        length: usize,
        _share: Share,
        fill: &mut dyn FnMut(&mut [f32]),
    ) {
        fill(&mut vec![0.0; length]);
    }
}

#[test]
fn short_memory_is_refused_in_words() {
    check(&mut *Encoder::new(Seed(1)));
    check(&mut *Whole::new(Seed(1)));
    check(&mut *Sized::<6>::new(Seed(1)));
    check(&mut *TwoHeads::new(Seed(1)));
}

#[test]
fn a_batch_beyond_all_memory_is_refused_in_words() {
    fn check<N: Trainable + TrainableComponent>() {
        let text = "a batch of so many samples needs more memory than can be addressed";
        for batch in [usize::MAX, usize::MAX / 4] {
            assert_eq!(refused(|| _ = <N as Trainable>::workspace(batch)), text);
            assert_eq!(refused(|| _ = <N as TrainableComponent>::workspace(batch)), text);
        }
    }
    check::<Encoder>();
    check::<Whole>();
    check::<Sized<6>>();
    check::<TwoHeads>();
    let text = "a batch of so many samples needs more memory than can be addressed";
    assert_eq!(refused(|| _ = Twice::workspace(usize::MAX / 6)), text);
}

/// A property that `Trainer::memory` relies on if the product would overflow.
#[test]
fn a_workspace_grows_evenly_with_the_batch() {
    fn check<N: Trainable>() {
        let once = N::workspace(0);
        let each = N::workspace(1) - once;
        for batch in [2, 3, 31, 32, 33, 1000, 1 << 20] {
            assert_eq!(N::workspace(batch), once + batch * each);
        }
    }
    check::<Encoder>();
    check::<Whole>();
    check::<Sized<6>>();
    check::<TwoHeads>();
}

/// A size that overflows is `usize::MAX`.
#[test]
fn memory_beyond_all_counting_is_the_most() {
    let trainer: Trainer<'_, Whole, [f32; 2]> = Trainer::new(MeanSquaredError, Adam::new(0.01))
        .batch_size(usize::MAX)
        .validation_split(0.5);
    for samples in [usize::MAX, usize::MAX / 2, usize::MAX / 16] {
        let memory = trainer.memory(samples);
        assert_eq!((memory.workspace, memory.total()), (usize::MAX, usize::MAX), "{samples}");
        assert!(memory.to_string().contains("last good state"));
    }
    let memory = trainer.memory(200);
    assert_eq!(memory.workspace, 4 * <Whole as Trainable>::workspace(100));
    assert_eq!(memory.last_good, memory.weights + memory.optimizer_state);
}
