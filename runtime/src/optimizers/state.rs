//! The state of an optimizer.

use super::Optimizer;
use core::ops::Range;
use std::boxed::Box;
use std::vec;
use std::vec::Vec;

/// The number of steps taken, for each of the optimizer's slots a buffer with an element for each
/// parameter, and its scalars.
///
/// It is plain data, apart from the optimizer's settings:
/// [`Trainer::save_state`](crate::training::Trainer::save_state) writes it to a file, from which
/// training is resumed with bit-identical results.
#[derive(Clone, Debug, PartialEq)]
pub struct OptimizerState {
    /// How many steps have been taken.
    pub step: u64,
    buffers: Vec<Box<[f32]>>,
    scalars: Vec<f64>,
}

impl OptimizerState {
    /// The state before the first step, for a network with so many parameters.
    pub fn new(optimizer: &dyn Optimizer, parameters: usize) -> Self {
        let buffers = optimizer.slots().iter().map(|_| vec![0.0; parameters].into()).collect();
        let scalars = optimizer.scalars().iter().map(|(_, first)| *first).collect();
        Self { step: 0, buffers, scalars }
    }

    /// Begins the next step, and returns its number, from 1.
    pub fn begin_step(&mut self, optimizer: &dyn Optimizer) -> u64 {
        self.step = self.step.saturating_add(1); // a file may hold the largest number
        optimizer.begin_step(self.step, &mut self.scalars);
        self.step
    }

    /// The slots' buffers, in the order of [`Optimizer::slots`].
    pub fn buffers(&self) -> impl Iterator<Item = &[f32]> {
        self.buffers.iter().map(|buffer| &**buffer)
    }

    /// The slots' buffers, to be loaded.
    pub fn buffers_mut(&mut self) -> impl Iterator<Item = &mut [f32]> {
        self.buffers.iter_mut().map(|buffer| &mut **buffer)
    }

    /// The scalars, in the order of [`Optimizer::scalars`].
    pub fn scalars(&self) -> &[f64] {
        &self.scalars
    }

    /// The scalars, to be loaded.
    pub fn scalars_mut(&mut self) -> &mut [f64] {
        &mut self.scalars
    }

    /// Copies the state of the same optimizer for the same network, in place.
    pub(crate) fn copy_from(&mut self, other: &Self) {
        self.step = other.step;
        for (buffer, other) in self.buffers.iter_mut().zip(&other.buffers) {
            buffer.copy_from_slice(other);
        }
        self.scalars.copy_from_slice(&other.scalars);
    }

    /// The state of contiguous parameters.
    pub fn slots(&mut self, range: Range<usize>) -> Slots<'_> {
        Slots { buffers: &mut self.buffers, scalars: &self.scalars, range }
    }
}

/// The optimizer's state for contiguous parameters.
#[derive(Debug)]
pub struct Slots<'a> {
    buffers: &'a mut [Box<[f32]>],
    scalars: &'a [f64],
    range: Range<usize>,
}

impl<'a> Slots<'a> {
    /// The slots, each with an element for each of the parameters.
    ///
    /// # Panics
    /// If the optimizer does not declare exactly `K` slots.
    pub fn split<const K: usize>(self) -> [&'a mut [f32]; K] {
        let buffers: &mut [Box<[f32]>; K] =
            self.buffers.try_into().expect("an optimizer asks for the slots that it declares");
        buffers.each_mut().map(|buffer| &mut buffer[self.range.clone()])
    }

    /// The scalars of the step.
    ///
    /// # Panics
    /// If the optimizer does not declare exactly `K` scalars.
    pub fn scalars<const K: usize>(&self) -> [f64; K] {
        self.scalars.try_into().expect("an optimizer asks for the scalars that it declares")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compute::Compute;
    use crate::optimizers::OptimizerError;

    struct Two;
    impl Optimizer for Two {
        fn name(&self) -> &'static str {
            "two"
        }
        fn check(&self) -> Result<(), OptimizerError> {
            Ok(())
        }
        fn learning_rate(&self) -> f32 {
            0.0
        }
        fn set_learning_rate(&mut self, _learning_rate: f32) {}
        fn slots(&self) -> &'static [&'static str] {
            &["first", "second"]
        }
        fn scalars(&self) -> &'static [(&'static str, f64)] {
            &[("product", 3.0)]
        }
        fn begin_step(&self, step: u64, scalars: &mut [f64]) {
            scalars[0] *= 1.0 + step as f64;
        }
        fn update(
            &self,
            _compute: &Compute,
            step: u64,
            _parameters: &mut [f32],
            gradient: &[f32],
            slots: Slots<'_>,
        ) {
            let [product] = slots.scalars();
            let [first, second] = slots.split();
            first.copy_from_slice(gradient);
            second.fill(step as f32 + product as f32);
        }
    }

    #[test]
    fn a_run_of_parameters_has_its_part_of_every_slot() {
        let mut state = OptimizerState::new(&Two, 5);
        let step = state.begin_step(&Two);
        assert_eq!((step, state.step, state.scalars()), (1, 1, &[6.0][..]));
        let (compute, mut parameters) = (Compute::portable(), [0.0; 2]);
        Two.update(&compute, step, &mut parameters, &[1.0, 2.0], state.slots(1..3));
        let buffers: Vec<_> = state.buffers().collect();
        assert_eq!(buffers, [[0.0, 1.0, 2.0, 0.0, 0.0], [0.0, 7.0, 7.0, 0.0, 0.0]]);
        let mut copy = OptimizerState::new(&Two, 5);
        copy.copy_from(&state);
        assert_eq!(copy, state);
    }

    #[test]
    fn the_last_step_that_can_be_counted_is_not_followed_by_the_first() {
        let mut state = OptimizerState::new(&Two, 1);
        state.step = u64::MAX - 1;
        assert_eq!([state.begin_step(&Two), state.begin_step(&Two)], [u64::MAX; 2]);
    }
}
