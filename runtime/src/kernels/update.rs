//! The update rules of optimizers: one pass over parameters, gradient and optimizer state.
//!
//! The rules are elementwise, so the bits depend on the instruction set alone, and not
//! on the partition among threads. Coefficients that are the same for all elements of a step are
//! computed once by the caller.
#![allow(unsafe_code)]

#[cfg(test)]
mod tests;

use super::vector::{Kernel, Vector};
use crate::compute::Compute;

/// `parameter -= rate · gradient`, bit-identical to
/// [`weight_update`](super::dense::weight_update) for the same gradient.
///
/// # Panics
/// If the slices differ in length.
pub fn descend_without_momentum(
    compute: &Compute,
    rate: f32,
    parameters: &mut [f32],
    gradient: &[f32],
) {
    pass(compute, Plain { rate }, parameters, gradient, []);
}

/// Coefficients of [`descend`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Momentum {
    /// The factor by which the velocity decays in a step.
    pub momentum: f32,
    /// The learning rate.
    pub rate: f32,
    /// Whether to use Nesterov's momentum, which looks ahead along the velocity.
    pub nesterov: bool,
}

/// `velocity <- momentum · velocity - rate · gradient`, then `parameter += velocity`, or with
/// Nesterov's momentum `parameter += momentum · velocity - rate · gradient`.
///
/// # Panics
/// If the slices differ in length.
pub fn descend(
    compute: &Compute,
    coefficients: Momentum,
    parameters: &mut [f32],
    gradient: &[f32],
    velocity: &mut [f32],
) {
    if coefficients.nesterov {
        pass(compute, LookAhead(coefficients), parameters, gradient, [velocity]);
    } else {
        pass(compute, coefficients, parameters, gradient, [velocity]);
    }
}

/// Coefficients of [`adapt`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// The weight of the gradient in the first moment: 1 - beta1.
    pub first: f32,
    /// The weight of the squared gradient in the second moment: 1 - beta2.
    pub second: f32,
    /// The factor of the first moment in the update: the learning rate with bias correction.
    pub of_moment: f32,
    /// The same for the gradient itself (Nesterov); 0 for Adam.
    pub of_gradient: f32,
    /// Added to the root of the second moment, at least 2^-126.
    pub epsilon: f32,
}

/// Updates both moments, and then with them
/// `parameter -= (of_moment · first + of_gradient · gradient) / (√second + epsilon)`.
///
/// # Panics
/// If the slices differ in length.
pub fn adapt(
    compute: &Compute,
    coefficients: Moments,
    parameters: &mut [f32],
    gradient: &[f32],
    first: &mut [f32],
    second: &mut [f32],
) {
    let epsilon = coefficients.epsilon.max(f32::MIN_POSITIVE);
    let coefficients = Moments { epsilon, ..coefficients };
    pass(compute, coefficients, parameters, gradient, [first, second]);
}

/// An elementwise update rule, with `K` state values for each parameter.
trait Rule<const K: usize>: Copy + Sync {
    /// The time for one element, in about as many multiply-adds of a matrix product.
    const COST: usize;

    /// The new parameter and the new state.
    fn apply<V: Vector>(self, parameter: V, gradient: V, kept: [V; K]) -> (V, [V; K]);
}

/// The rule without state.
#[derive(Clone, Copy)]
struct Plain {
    rate: f32,
}

impl Rule<0> for Plain {
    const COST: usize = 5;

    #[inline(always)]
    fn apply<V: Vector>(self, parameter: V, gradient: V, []: [V; 0]) -> (V, [V; 0]) {
        (gradient.multiply_add(gradient.constant(-self.rate), parameter), [])
    }
}

impl Rule<1> for Momentum {
    const COST: usize = 10;

    #[inline(always)]
    fn apply<V: Vector>(self, parameter: V, gradient: V, [velocity]: [V; 1]) -> (V, [V; 1]) {
        let kept = velocity.multiply(velocity.constant(self.momentum));
        let velocity = gradient.multiply_add(gradient.constant(-self.rate), kept);
        (parameter.add(velocity), [velocity])
    }
}

/// The same with Nesterov's momentum.
#[derive(Clone, Copy)]
struct LookAhead(Momentum);

impl Rule<1> for LookAhead {
    const COST: usize = Momentum::COST;

    #[inline(always)]
    fn apply<V: Vector>(self, parameter: V, gradient: V, kept: [V; 1]) -> (V, [V; 1]) {
        let Self(coefficients) = self;
        let (_, [velocity]) = coefficients.apply(parameter, gradient, kept);
        let parameter = gradient.multiply_add(gradient.constant(-coefficients.rate), parameter);
        (velocity.multiply_add(velocity.constant(coefficients.momentum), parameter), [velocity])
    }
}

impl Rule<2> for Moments {
    const COST: usize = 30;

    #[inline(always)]
    fn apply<V: Vector>(self, parameter: V, gradient: V, [first, second]: [V; 2]) -> (V, [V; 2]) {
        let all = |value| gradient.constant(value);
        let first = gradient.subtract(first).multiply_add(all(self.first), first);
        let square = gradient.multiply(gradient);
        let second = square.subtract(second).multiply_add(all(self.second), second);
        let along = gradient.multiply(all(self.of_gradient));
        let along = first.multiply_add(all(self.of_moment), along);
        // Finite even if the square was not; the root of a finite one is below 10^20.
        let root = all(1e30).minimum(second.square_root());
        let step = along.divide_normal(root.add(all(self.epsilon)));
        (parameter.subtract(step), [first, second])
    }
}

/// Applies a rule to all elements, in several threads if there are many.
fn pass<const K: usize>(
    compute: &Compute,
    rule: impl Rule<K>,
    parameters: &mut [f32],
    gradient: &[f32],
    kept: [&mut [f32]; K],
) {
    let count = parameters.len();
    assert!(
        gradient.len() == count && kept.iter().all(|kept| kept.len() == count),
        "parameters, gradient and what is kept must be of one length"
    );
    let pass = Pass {
        rule,
        count,
        parameters: parameters.as_mut_ptr(),
        gradient: gradient.as_ptr(),
        kept: kept.map(|kept| kept.as_mut_ptr()),
    };
    let parts = compute.parts(count * pass.cost());
    compute.share(parts, &|part| {
        // SAFETY: the slices are borrowed during the call, and no two parts overlap.
        unsafe { compute.run(&pass.part(part, parts)) }
    });
}

/// A contiguous slice of parameters to update, with gradient and state.
#[derive(Clone, Copy)]
struct Pass<R, const K: usize> {
    rule: R,
    count: usize,
    parameters: *mut f32,
    gradient: *const f32,
    kept: [*mut f32; K],
}

// SAFETY: it only holds addresses; whoever uses it in several threads ensures that they
// write different elements.
unsafe impl<R: Sync, const K: usize> Sync for Pass<R, K> {}

impl<R: Rule<K>, const K: usize> Pass<R, K> {
    fn cost(&self) -> usize {
        R::COST
    }

    /// Part number `part` of `parts` of about equal size, divided at multiples of a cache line.
    ///
    /// # Safety
    /// The elements can be read and written.
    unsafe fn part(&self, part: usize, parts: usize) -> Self {
        const UNIT: usize = 16;
        let at = |part: usize| (self.count.div_ceil(UNIT) * part / parts * UNIT).min(self.count);
        let start = at(part);
        // SAFETY: the start lies inside the elements, or at their end.
        unsafe {
            Self {
                rule: self.rule,
                count: at(part + 1) - start,
                parameters: self.parameters.add(start),
                gradient: self.gradient.add(start),
                kept: self.kept.map(|kept| kept.add(start)),
            }
        }
    }
}

impl<R: Rule<K>, const K: usize> Kernel for Pass<R, K> {
    #[inline(always)]
    unsafe fn run<V: Vector>(&self) {
        // A copy, since the compiler must assume that writes to the target change `self`.
        let pass = *self;
        let mut i = 0;
        // SAFETY: the caller promises `count` elements in all of them.
        unsafe {
            while i + V::LANES <= pass.count {
                pass.change::<V, true>(i, V::LANES);
                i += V::LANES;
            }
            if i < pass.count {
                pass.change::<V, false>(i, pass.count - i);
            }
        }
    }
}

impl<R: Rule<K>, const K: usize> Pass<R, K> {
    /// Applies the rule to `count` elements from `at` on, all lanes if `WHOLE`.
    ///
    /// # Safety
    /// The machine supports the instruction set of `V`, and the elements can be read and written.
    #[cfg_attr(not(unoptimized), inline(always))]
    unsafe fn change<V: Vector, const WHOLE: bool>(self, at: usize, count: usize) {
        let Self { rule, parameters, gradient, kept, .. } = self;
        // SAFETY: the caller's promise.
        unsafe {
            let mut old = [V::splat(0.0); K];
            let mut k = 0;
            while k < K {
                old[k] = load::<V, WHOLE>(kept[k].add(at), count);
                k += 1;
            }
            let parameter = load::<V, WHOLE>(parameters.add(at), count);
            let gradient = load::<V, WHOLE>(gradient.add(at), count);
            let (parameter, new) = rule.apply(parameter, gradient, old);
            store::<V, WHOLE>(parameter, parameters.add(at), count);
            let mut k = 0;
            while k < K {
                store::<V, WHOLE>(new[k], kept[k].add(at), count);
                k += 1;
            }
        }
    }
}

/// # Safety
/// The machine supports the instruction set of `V`, and `count` elements can be read.
#[inline(always)]
unsafe fn load<V: Vector, const WHOLE: bool>(source: *const f32, count: usize) -> V {
    // SAFETY: the caller's promise; `count` is `LANES` where they are `WHOLE`.
    unsafe { if WHOLE { V::load(source) } else { V::load_partial(source, count) } }
}

/// # Safety
/// `count` elements can be written.
#[inline(always)]
unsafe fn store<V: Vector, const WHOLE: bool>(values: V, target: *mut f32, count: usize) {
    // SAFETY: as above.
    unsafe { if WHOLE { values.store(target) } else { values.store_partial(target, count) } }
}
