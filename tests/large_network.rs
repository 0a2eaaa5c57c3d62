//! A network of 100 MB on a thread with 2 MB of stack: no value of that size is ever on the stack.

use burdock::prelude::*;
use burdock::private::{HeadBlock, Rows, Share, Update};
use std::thread;

network! {
    struct Large(x: [5_000]) -> (y: [2]) {
        y = x -> wide: dense(5_000, relu) -> narrow: dense(100, relu) -> dense(2);
    }
}

#[test]
fn is_made_trained_cloned_and_dropped_on_a_small_stack() {
    const { assert!(Large::WEIGHT_BYTES > 100_000_000) };
    let thread = thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(|| {
        let mut model = Large::new(Seed(7));
        let copy = model.clone();
        assert_eq!(model.wide.weight[(17, 4_000)], copy.wide.weight[(17, 4_000)]);
        let input = vec![[0.01; 5_000]; 2];
        let mut output = vec![[0.0; 2]; 2];
        let mut workspace = vec![0.0; Large::workspace(2)];
        let mut finish = |block: HeadBlock<'_>| {
            block.delta.expect("a training step asks for gradients").data().fill(1.0);
        };
        let compute = Compute::detect();
        model.step(&compute, &input, &mut output, &mut workspace, &mut finish, &mut Decay);
        assert_eq!(model.wide.weight[(17, 4_000)], 0.5 * copy.wide.weight[(17, 4_000)]);
        assert_ne!(model.predict(&input[0]), copy.predict(&input[0]));
        let mut other = model.clone();
        other.wide.clone_from(&copy.wide);
        drop(model);
        assert_eq!(other.wide.weight[(17, 4_000)], copy.wide.weight[(17, 4_000)]);
    });
    thread.unwrap().join().unwrap();
}

/// Halves every parameter.
struct Decay;

impl Update for Decay {
    fn dense(
        &mut self,
        _compute: &Compute,
        _offset: usize,
        weight: &mut [f32],
        bias: &mut [f32],
        _input: Rows<'_>,
        _delta: Rows<'_>,
        _share: Share,
    ) {
        weight.iter_mut().chain(bias).for_each(|number| *number *= 0.5);
    }

    fn gradient(
        &mut self,
        _offset: usize,
        _length: usize,
        _share: Share,
        fill: &mut dyn FnMut(&mut [f32]),
    ) {
        fill(&mut []);
    }
}
