//! Calls every public function that reaches unsafe code with arguments of any size: each call
//! either panics or accesses only the memory of its arguments.
//!
//! AddressSanitizer detects other reads and writes, as all memory here is an allocation
//! of exactly its length; the canaries beside memory inside a larger allocation detect writes too.
use super::activation::{Activation, activate, differentiate};
use super::blocks::{Blocks, clear_outside, copy_blocks};
use super::dense;
use super::dot::{dot, dot_gradient};
use super::elementwise::{Elementwise, elementwise, elementwise_gradient, elementwise_in_place};
use super::merge::{Merge, merge, merge_gradient, merge_in_place};
use super::permute::{permute, permute_gradient};
use super::rows::{Rows, RowsMut};
use super::samples::computes;
use super::softmax::{softmax, softmax_gradient};
use super::update::{Moments, Momentum, adapt, descend, descend_without_momentum};
use crate::compute::Compute;
use crate::layers::{Dense, Function, apply, apply_gradient, apply_in_place};
use crate::memory::{flat, flat_mut, value_mut, values, values_mut, zeroed};
use crate::private::{Places, Tensor, component_from_bytes, rows};
use core::ops::Range;
use proptest::prelude::*;
use std::boxed::Box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::vec;

/// The value beside the memory that is lent, which must not change.
const CANARY: f32 = 1e30;
/// The number of canaries on each side.
const BESIDE: usize = 64;

/// Memory that is lent to kernels: an allocation of exactly its length, or with canaries.
#[derive(Debug)]
struct Memory {
    elements: Box<[f32]>,
    guarded: bool,
}

impl Memory {
    fn new(length: usize, guarded: bool) -> Self {
        let beside = if guarded { BESIDE } else { 0 };
        let mut elements = vec![CANARY; length + 2 * beside].into_boxed_slice();
        elements[beside..beside + length].fill(0.5);
        Self { elements, guarded }
    }

    fn inside(&self) -> Range<usize> {
        let beside = if self.guarded { BESIDE } else { 0 };
        beside..self.elements.len() - beside
    }

    fn get(&self) -> &[f32] {
        &self.elements[self.inside()]
    }

    fn get_mut(&mut self) -> &mut [f32] {
        let inside = self.inside();
        &mut self.elements[inside]
    }

    fn assert_untouched_outside(&self) {
        let inside = self.inside();
        let (before, after) = (&self.elements[..inside.start], &self.elements[inside.end..]);
        assert!(before.iter().chain(after).all(|canary| *canary == CANARY), "written outside");
    }
}

/// A usual size, or one near the limits of arithmetic.
fn size() -> impl Strategy<Value = usize> {
    const BITS: u32 = usize::BITS;
    prop_oneof![
        8 => 0_usize..=5,
        4 => prop::sample::select(vec![8, 15, 16, 17, 31, 48, 49, 64, 65, 255, 256, 257, 300]),
        3 => (0..BITS).prop_map(|bit| 1 << bit),
        2 => (0..BITS).prop_map(|bit| (1 << bit) - 1),
        2 => (0..BITS).prop_map(|bit| usize::MAX - (1 << bit)),
        1 => (2..=7_usize).prop_map(|divisor| usize::MAX / divisor),
        1 => (2..=7_usize).prop_map(|divisor| usize::MAX / divisor + 1),
        1 => any::<usize>(),
    ]
}

/// A length that can be allocated.
fn length() -> impl Strategy<Value = usize> {
    prop_oneof![4 => 0_usize..=20, 2 => 0_usize..=700, 1 => Just(0)]
}

/// How rows are made from memory, step by step.
#[derive(Clone, Debug)]
struct Shape {
    width: usize,
    strided: Option<(usize, usize)>,
    columns: Option<(usize, usize)>,
    range: Option<Range<usize>>,
}

/// Any shape of rows; most are rejected.
fn any_shape() -> impl Strategy<Value = Shape> {
    let pair = || prop::option::weighted(0.4, (size(), size()));
    (size(), pair(), pair(), pair()).prop_map(|(width, strided, columns, range)| Shape {
        width,
        strided,
        columns,
        range: range.map(|(start, end)| start..end),
    })
}

/// The memory layout of rows of a width that fits.
#[derive(Clone, Debug)]
struct Layout {
    kind: usize,
    gap: usize,
    /// A wrong value in place of the right offset, or of the right end or start of a range.
    twist: Option<usize>,
}

fn layout() -> impl Strategy<Value = Layout> {
    (0..5_usize, 0..7_usize, prop::option::weighted(0.25, size()))
        .prop_map(|(kind, gap, twist)| Layout { kind, gap, twist })
}

impl Layout {
    /// The shape of `batch` rows of that width, and the length of their memory.
    fn of(&self, batch: usize, width: usize) -> (Shape, usize) {
        let Self { kind, gap, twist } = *self;
        let (whole, offset) = (width.wrapping_add(gap), twist.unwrap_or(gap / 2));
        let plain = Shape { width, strided: None, columns: None, range: None };
        let (shape, rows, stride) = match kind {
            0 => (plain, batch, width),
            1 => (Shape { strided: Some((whole, offset)), ..plain }, batch, whole),
            2 => (Shape { width: whole, columns: Some((offset, width)), ..plain }, batch, whole),
            3 => {
                let range = offset..offset.wrapping_add(batch);
                (Shape { range: Some(range), ..plain }, batch + gap, width)
            }
            _ => {
                let range = 0..twist.unwrap_or(batch);
                (Shape { range: Some(range), ..plain }, batch + gap, width)
            }
        };
        (shape, rows.wrapping_mul(stride))
    }
}

/// Batch size, inputs and outputs: usual ones, or no samples of any size, also such that
/// the product of inputs and outputs wraps around to a small number.
fn sizes() -> impl Strategy<Value = (usize, usize, usize)> {
    prop_oneof![
        4 => (0_usize..=20, 0_usize..=70, 0_usize..=70),
        1 => (1_usize..=3, 250_usize..=300, 0_usize..=20),
        1 => (Just(0), size(), size()),
        1 => (0..usize::BITS, 0..4_usize).prop_map(|(bit, more)| {
            (0, 1 << bit, (usize::MAX >> bit).wrapping_add(more))
        }),
    ]
}

impl Shape {
    fn rows<'a>(&self, memory: &'a [f32]) -> Rows<'a> {
        let mut rows = match self.strided {
            Some((stride, offset)) => Rows::strided(memory, stride, offset, self.width),
            None => Rows::new(memory, self.width),
        };
        if let Some((offset, width)) = self.columns {
            rows = rows.columns(offset, width);
        }
        match &self.range {
            Some(range) => rows.range(range.clone()),
            None => rows,
        }
    }

    /// Calls `work` with the rows, as a range or as columns of rows reborrowed from them.
    fn rows_mut(&self, memory: &mut [f32], work: impl FnOnce(RowsMut<'_>)) {
        let mut rows = match self.strided {
            Some((stride, offset)) => RowsMut::strided(memory, stride, offset, self.width),
            None => RowsMut::new(memory, self.width),
        };
        let mut rows = match self.columns {
            Some((offset, width)) => rows.columns(offset, width),
            None => rows,
        };
        match &self.range {
            Some(range) => work(rows.range(range.clone())),
            None => work(rows),
        }
    }
}

/// The activation of this index.
fn activation(index: usize) -> Activation {
    const ALL: [Activation; 10] = [
        Activation::Linear,
        Activation::Relu,
        Activation::Sigmoid,
        Activation::Tanh,
        Activation::Softplus,
        Activation::Elu { alpha: 1.0 },
        Activation::Selu,
        Activation::Heaviside,
        Activation::Sign,
        Activation::Softmax,
    ];
    ALL[index % ALL.len()]
}

fn a_merge(index: usize) -> Merge {
    const ALL: [Merge; 6] = [
        Merge::Add,
        Merge::Subtract,
        Merge::Multiply,
        Merge::Average,
        Merge::Maximum,
        Merge::Minimum,
    ];
    ALL[index % ALL.len()]
}

fn a_function(index: usize) -> Elementwise {
    const ALL: [Elementwise; 4] = [
        Elementwise::Absolute,
        Elementwise::Square,
        Elementwise::Exponential,
        Elementwise::Scale { factor: 2.0 },
    ];
    ALL[index % ALL.len()]
}

struct Halve;

impl Function for Halve {
    fn value(x: f32) -> f32 {
        x / 2.0
    }

    fn slope(_: f32, _: f32) -> f32 {
        0.5
    }
}

/// Arguments for one call of one function: `which` is its index.
#[derive(Debug)]
struct Call {
    which: usize,
    kind: usize,
    accumulate: bool,
    shapes: [Shape; 3],
    sizes: [usize; 4],
    one: Memory,
    two: Memory,
    target: Memory,
    weight: Memory,
    bias: Memory,
}

const FUNCTIONS: usize = 26;

impl Call {
    fn make(&mut self, compute: &Compute) {
        let Self { which, kind, accumulate, shapes: [a, b, c], sizes, .. } = self;
        let (kind, accumulate, sizes) = (*kind, *accumulate, *sizes);
        let (one, two) = (self.one.get(), self.two.get());
        let (weight, bias) = (self.weight.get_mut(), self.bias.get_mut());
        let target = self.target.get_mut();
        let activation = activation(kind);
        match *which {
            0 => c.rows_mut(target, |y| {
                dense::forward(compute, a.rows(one), weight, bias, activation, y);
            }),
            1 => c.rows_mut(target, |y| {
                let finish = &mut |_, _: RowsMut<'_>| ();
                dense::forward_then(compute, a.rows(one), weight, bias, y, finish);
            }),
            2 => c.rows_mut(target, |g| {
                let (delta, below) = (a.rows(one), b.rows(two));
                dense::input_gradient(
                    compute, delta, weight, activation, below, accumulate, bias, g,
                );
            }),
            3 => {
                let (x, delta) = (a.rows(one), b.rows(two));
                dense::weight_gradient(compute, x, delta, accumulate, weight, bias);
            }
            4 => dense::weight_update(compute, a.rows(one), b.rows(two), 0.1, weight, bias),
            5 => c.rows_mut(target, |y| activate(compute, activation, y)),
            6 => c.rows_mut(target, |g| differentiate(compute, activation, a.rows(one), g)),
            7 => c.rows_mut(target, |y| softmax(compute, y)),
            8 => c.rows_mut(target, |g| softmax_gradient(a.rows(one), g)),
            9 => c.rows_mut(target, |y| dot(compute, a.rows(one), b.rows(two), y)),
            10 => c.rows_mut(target, |g| dot_gradient(a.rows(one), b.rows(two), accumulate, g)),
            11 => c.rows_mut(target, |y| {
                elementwise(compute, a_function(kind), a.rows(one), y);
            }),
            12 => c.rows_mut(target, |y| elementwise_in_place(compute, a_function(kind), y)),
            13 => c.rows_mut(target, |g| {
                let (x, delta) = (a.rows(one), b.rows(two));
                elementwise_gradient(compute, a_function(kind), x, x, delta, accumulate, g);
            }),
            14 => c.rows_mut(target, |y| {
                merge(compute, a_merge(kind), &[a.rows(one), b.rows(two)], y);
            }),
            15 => c.rows_mut(target, |y| {
                merge_in_place(compute, a_merge(kind), &[a.rows(one)], accumulate, y);
            }),
            16 => c.rows_mut(target, |g| {
                let inputs = [a.rows(one), b.rows(two)];
                let (index, merge) = (sizes[0], a_merge(kind));
                let [x, delta] = inputs;
                merge_gradient(compute, merge, index, &inputs, x, delta, accumulate, g);
            }),
            17 => c.rows_mut(target, |y| {
                permute(&sizes[..3], &[2, 0, 1], a.rows(one), accumulate, y);
            }),
            18 => c.rows_mut(target, |g| {
                permute_gradient(&sizes[..3], &[2, 0, 1], a.rows(one), accumulate, g);
            }),
            19 => c.rows_mut(target, |y| {
                let [height, width, start, end] = sizes;
                let from = Blocks::along(&[height, width, 3], 1, start..end);
                copy_blocks(from, a.rows(one), from.packed(), accumulate, y);
            }),
            20 => c.rows_mut(target, |y| {
                let [height, width, start, end] = sizes;
                clear_outside(Blocks::along(&[height, width], 1, start..end), y);
            }),
            21 => {
                let momentum = Momentum { momentum: 0.9, rate: 0.1, nesterov: accumulate };
                let moments = Moments {
                    first: 0.1,
                    second: 0.1,
                    of_moment: 0.1,
                    of_gradient: 0.0,
                    epsilon: 1e-7,
                };
                match kind % 3 {
                    0 => descend_without_momentum(compute, 0.1, target, one),
                    1 => descend(compute, momentum, target, one, weight),
                    _ => adapt(compute, moments, target, one, weight, bias),
                }
            }
            22 => {
                let mut layer = zeroed::<Dense<3, 5>>();
                c.rows_mut(target, |y| layer.forward(compute, a.rows(one), activation, y));
                layer.add_gradient(compute, a.rows(one), b.rows(two));
            }
            23 => {
                let [start, end, other, last] = sizes;
                let places = Places::new([start..end, other..last]);
                for mut rows in rows(target, kind, &places) {
                    rows.fill(2.0);
                }
            }
            24 => {
                c.rows_mut(target, |y| apply::<Halve>(a.rows(one), y));
                c.rows_mut(target, apply_in_place::<Halve>);
                c.rows_mut(target, |g| {
                    apply_gradient::<Halve>(a.rows(one), a.rows(one), b.rows(two), accumulate, g);
                });
            }
            _ => {
                values_mut::<[f32; 3]>(target).fill([1.0; 3]);
                *value_mut::<[f32; 7]>(target) = [1.0; 7];
                flat_mut(values_mut::<[[f32; 2]; 2]>(target)).fill(3.0);
                assert_eq!(flat(values::<[f32; 5]>(one)).len(), one.len());
                let tensor = Tensor { name: "weight", shape: &[1, 2], offset: sizes[0] };
                let bias = Tensor { name: "bias", shape: &[2], offset: sizes[1] };
                let _: Dense<1, 2> = component_from_bytes(&[0; 64], "layer", &[tensor, bias]);
            }
        }
    }
}

fn call() -> impl Strategy<Value = Call> {
    let any_shapes = ([any_shape(), any_shape(), any_shape()], [length(), length(), length()]);
    (
        (0..FUNCTIONS, size(), any::<bool>(), any::<bool>()),
        any_shapes,
        [size(), size(), size(), size()],
        (length(), length()),
        // Most calls are valid, or have one wrong value: so the computation runs too.
        prop::option::weighted(0.8, (sizes(), [layout(), layout(), layout()])),
    )
        .prop_map(
            |((which, kind, accumulate, guarded), any, sizes, (weight, bias), fitting)| {
                let (mut shapes, mut lengths) = any;
                let (mut weight, mut bias) = (weight, bias);
                if let Some(((batch, inputs, outputs), layouts)) = fitting {
                    let widths = match which {
                        // The gradients of a product have delta first, or second.
                        2 => [outputs, inputs, inputs],
                        0 | 1 | 3 | 4 => [inputs, outputs, outputs],
                        9 => [inputs, inputs, 1],
                        _ => [inputs; 3],
                    };
                    for (index, layout) in layouts.iter().enumerate() {
                        (shapes[index], lengths[index]) = layout.of(batch, widths[index]);
                    }
                    weight = inputs.wrapping_mul(outputs);
                    bias = match which {
                        2 => dense::input_gradient_scratch(inputs, outputs),
                        _ => outputs,
                    };
                    if which == 21 {
                        (lengths, weight, bias) = ([inputs; 3], inputs, inputs);
                    }
                }
                /// Longer memory is not allocated, and so does not fit.
                const LONGEST: usize = 100_000;
                let new = |length| Memory::new(if length > LONGEST { 0 } else { length }, guarded);
                let [one, two, target] = lengths.map(new);
                let (weight, bias) = (new(weight), new(bias));
                Call { which, kind, accumulate, shapes, sizes, one, two, target, weight, bias }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_arguments_reach_beyond_what_is_lent(mut call in call()) {
        for compute in computes() {
            // A panic is allowed; its message is tested with each function.
            let _ = catch_unwind(AssertUnwindSafe(|| call.make(&compute)));
            for memory in [&call.one, &call.two, &call.target, &call.weight, &call.bias] {
                memory.assert_untouched_outside();
            }
        }
    }
}
