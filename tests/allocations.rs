//! Checks, by counting, that a training step and a prediction allocate nothing.
#![allow(unsafe_code)]

mod buffered;
mod everything;
mod two_heads;

use buffered::Buffered;
use burdock::network::Trainable;
use burdock::optimizers::Optimizer;
use burdock::prelude::*;
use burdock::private::{HeadBlock, Rows, Share, Update, initialized};
use burdock::training::Objective;
use everything::{Everything, EverythingInput, EverythingLosses, EverythingTarget};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use two_heads::{TwoHeads, TwoHeadsLosses, TwoHeadsMetric, TwoHeadsSampleWeight, TwoHeadsTarget};

network! {
    struct Mlp(x: [4, 6]) -> (class: [3]) {
        class = x -> flatten -> dense(20, relu) -> dense(12) -> activation(tanh) -> dense(3, softmax);
    }
}

network! {
    /// Long enough for gradients to be applied slab by slab.
    struct Long(x: [4, 6]) -> (class: [3]) {
        class = x -> flatten -> dense(700, relu) -> dense(3, softmax);
    }
}

network! {
    /// A layer that is used twice, and one that is not.
    struct Repeated(x: [4, 6]) -> (class: [3]) {
        shared middle = dense(24, tanh);
        class = x -> flatten -> middle -> middle -> dense(700, relu) -> dense(3, softmax);
    }
}

const BATCH: usize = 9;
/// The bytes that names and tables may take.
const TABLES: usize = 4096;

#[test]
fn a_training_step_and_a_prediction_allocate_nothing() {
    let compute = Compute::detect();
    let mut model = Mlp::new(Seed(1));
    let input = vec![[[0.5; 6]; 4]; BATCH];
    let mut output = vec![[0.0; 3]; BATCH];
    let mut scratch = vec![0.0; BATCH * Mlp::SCRATCH];
    let mut workspace = vec![0.0; Mlp::workspace(BATCH)];

    assert!(allocations_of(|| drop(vec![1])) > 0, "the counter counts");
    assert_eq!(
        allocations_of(|| model.predict_into(&compute, &input, &mut output, &mut scratch)),
        0
    );
    assert_eq!(allocations_of(|| output[0] = model.predict(&input[0])), 0);
    let mut finish = |block: HeadBlock<'_>| {
        let mut delta = block.delta.expect("a training step asks for gradients");
        delta.data().fill(0.1);
    };
    let mut updates = Updates(0);
    let step =
        || model.step(&compute, &input, &mut output, &mut workspace, &mut finish, &mut updates);
    assert_eq!(allocations_of(step), 0);
    assert_eq!(updates.0, 3);
}

/// An epoch of many steps allocates as often as an epoch of few: a trainer allocates all memory
/// before the first step.
#[test]
fn more_steps_allocate_no_more() {
    fn fit(samples: usize, optimizer: impl Optimizer) -> usize {
        let data = Dataset::new(vec![[[0.5; 6]; 4]; samples], vec![1_u8; samples]).expect("paired");
        let mut model = Mlp::new(Seed(1));
        let mut trainer = Trainer::new(SparseCategoricalCrossentropy, optimizer)
            .metric(Accuracy)
            .batch_size(BATCH)
            .validation_split(0.1)
            .threads(2);
        allocations_of(|| {
            trainer.fit(&mut model, &data, 1).expect("trains");
        })
    }
    fn assert_no_more(optimizer: impl Optimizer + Copy) {
        assert_eq!(fit(5 * BATCH, optimizer), fit(500 * BATCH, optimizer));
    }
    let sgd = Sgd::new(0.01);
    assert_no_more(sgd);
    assert_no_more(Buffered(sgd));
    assert_no_more(sgd.momentum(0.9));
    assert_no_more(Adam::default());
    assert_no_more(Nadam::default());
}

/// Nor do several heads, whose targets are copied, and sample weights; and their memory is
/// computed beforehand too.
#[test]
fn heads_and_weights_allocate_no_more() {
    fn fit(samples: usize, batch: usize) -> usize {
        let target = TwoHeadsTarget { main: [0.5, 1.0], aux: 2_u8 };
        let data = Dataset::new(vec![[0.5; 6]; samples], vec![target; samples]).expect("paired");
        let weight = TwoHeadsSampleWeight { main: 0.5, aux: 2.0 };
        let data = data.with_weights(vec![weight; samples]).expect("as many");
        let losses = TwoHeadsLosses {
            main: MeanSquaredError.weighted(0.5),
            aux: SparseCategoricalCrossentropy,
        };
        let mut model = TwoHeads::new(Seed(1));
        let mut trainer = Trainer::new(losses, Adam::default())
            .metric(TwoHeadsMetric::main(MeanAbsoluteError))
            .metric(TwoHeadsMetric::aux(Accuracy))
            .weighted_metric(TwoHeadsMetric::aux(Accuracy))
            .batch_size(batch)
            .validation_split(0.1);
        let memory = trainer.memory(samples);
        let (count, bytes) = (COUNT.get(), BYTES.get());
        trainer.fit(&mut model, &data, 1).expect("trains");
        // The network and the optimizer's state were allocated before.
        let said = memory.total() - memory.weights - memory.optimizer_state;
        let weights = batch * size_of::<TwoHeadsSampleWeight>();
        let checked = samples * (size_of::<[f32; 2]>() + size_of::<u8>());
        let said = said + weights + checked;
        let asked = BYTES.get() - bytes;
        assert!((said..said + TABLES).contains(&asked), "{asked} bytes were asked for, not {said}");
        COUNT.get() - count
    }
    for batch in [BATCH, 70] {
        assert_eq!(fit(500, batch), fit(5000, batch));
    }
}

/// Nor does a graph with operations of all kinds, a nested network and a custom layer.
#[test]
fn graphs_allocate_no_more() {
    fn fit(samples: usize, optimizer: impl Optimizer) -> usize {
        let input = EverythingInput { image: [[0.5, 0.1], [0.2, 0.9]], features: [0.25; 7] };
        let target = EverythingTarget { main: [0.5, 1.0], code: [0.5; 3] };
        let data = Dataset::new(vec![input; samples], vec![target; samples]).expect("paired");
        let losses = EverythingLosses { main: MeanSquaredError, code: MeanSquaredError };
        let mut model = Everything::new(Seed(1));
        let mut trainer =
            Trainer::new(losses, optimizer).batch_size(BATCH).validation_split(0.1).threads(2);
        allocations_of(|| {
            trainer.fit(&mut model, &data, 1).expect("trains");
        })
    }
    let sgd = Sgd::new(0.01);
    assert_eq!(fit(5 * BATCH, sgd), fit(500 * BATCH, sgd));
    let adam = Adam::default();
    assert_eq!(fit(5 * BATCH, adam), fit(500 * BATCH, adam));

    let model = Everything::new(Seed(1));
    let input = EverythingInput { image: [[0.5; 2]; 2], features: [0.25; 7] };
    let mut scratch = vec![0.0; BATCH * Everything::SCRATCH];
    let (input, mut output) = (vec![input; BATCH], vec![model.predict(&input); BATCH]);
    let compute = Compute::detect();
    let predict = || model.predict_into(&compute, &input, &mut output, &mut scratch);
    assert_eq!(allocations_of(predict), 0);
    assert_eq!(allocations_of(|| output[0] = model.predict(&input[0])), 0);
}

/// The computed memory of a fit is what is allocated, except for names and tables.
#[test]
fn the_memory_of_a_fit_is_known_beforehand() {
    fn check<N>(optimizer: impl Optimizer, split: bool, shuffled: bool) -> usize
    where
        N: Trainable<Input = [[f32; 6]; 4], Output = [f32; 3]> + 'static,
        SparseCategoricalCrossentropy: Objective<N, u8>,
    {
        const SAMPLES: usize = 3000;
        let data = Dataset::new(vec![[[0.5; 6]; 4]; SAMPLES], vec![1_u8; SAMPLES]).expect("paired");
        let before = BYTES.get();
        let mut model = initialized::<N>(Seed(1));
        let mut trainer = Trainer::new(SparseCategoricalCrossentropy, optimizer).batch_size(100);
        trainer = trainer.shuffle(shuffled);
        if split {
            trainer = trainer.validation_split(0.2);
        }
        let memory = trainer.memory(SAMPLES);
        trainer.fit(&mut model, &data, 1).expect("trains");
        let asked = BYTES.get() - before;
        let range = memory.total()..memory.total() + TABLES;
        assert!(range.contains(&asked), "{asked} bytes were asked for, but said was\n{memory}");
        memory.gradients
    }
    let (sgd, nadam) = (Sgd::new(0.01), Nadam::default());
    for (split, shuffled) in [(false, false), (true, false), (false, true), (true, true)] {
        assert_eq!(check::<Mlp>(sgd, split, shuffled), 0);
        assert_eq!(check::<Mlp>(sgd.momentum(0.9), split, shuffled), Mlp::WEIGHT_BYTES);
        assert_eq!(check::<Mlp>(nadam, split, shuffled), Mlp::WEIGHT_BYTES);
    }
    // Eight rows and a bias of 700, which is more than a slab of the last layer.
    let slab = (8 + 1) * 700 * size_of::<f32>();
    assert_eq!(check::<Long>(sgd, false, true), 0);
    assert_eq!(check::<Long>(nadam, false, true), slab);
    assert_eq!(check::<Repeated>(sgd, false, true), Repeated::WEIGHT_BYTES + slab);
    assert_eq!(check::<Repeated>(nadam, false, true), Repeated::WEIGHT_BYTES + slab);
}

/// Changes every parameter a little, and counts the layers.
struct Updates(usize);

impl Update for Updates {
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
        self.0 += 1;
        weight.iter_mut().chain(bias).for_each(|number| *number *= 0.99);
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

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
    /// How many bytes this thread has allocated, freed or not.
    static BYTES: Cell<usize> = const { Cell::new(0) };
}

/// How often this thread allocated memory during `work`.
fn allocations_of(work: impl FnOnce()) -> usize {
    let before = COUNT.get();
    work();
    COUNT.get() - before
}

struct Counting;

// SAFETY: every call is passed on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        BYTES.set(BYTES.get() + layout.size());
        // SAFETY: the caller keeps `alloc`'s contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the pointer comes from `alloc`, and so from the system's allocator.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;
