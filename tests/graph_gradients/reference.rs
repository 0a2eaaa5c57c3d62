//! What graphs compute, in f64 and written to be read: values with shapes, and what is done to them.
//!
//! Only forward: gradients are differences. Nothing here knows how the library computes.

use std::ops::Range;

/// The numbers of one value of one sample, row by row.
#[derive(Clone, Debug)]
pub struct Value {
    pub shape: Vec<usize>,
    pub numbers: Vec<f64>,
}

impl Value {
    pub fn new(shape: &[usize], numbers: Vec<f64>) -> Self {
        assert_eq!(shape.iter().product::<usize>(), numbers.len());
        Self { shape: shape.into(), numbers }
    }

    pub fn map(&self, function: impl Fn(f64) -> f64) -> Self {
        Self::new(&self.shape, self.numbers.iter().map(|&number| function(number)).collect())
    }

    /// `function` of what several values have at the same place.
    pub fn together(values: &[&Value], function: impl Fn(&[f64]) -> f64) -> Self {
        let at = |place: usize| -> Vec<f64> {
            values.iter().map(|value| value.numbers[place]).collect()
        };
        assert!(values.iter().all(|value| value.shape == values[0].shape));
        let numbers = (0..values[0].numbers.len()).map(|place| function(&at(place)));
        Self::new(&values[0].shape, numbers.collect())
    }

    pub fn dot(&self, other: &Value) -> Self {
        let products = self.numbers.iter().zip(&other.numbers).map(|(one, other)| one * other);
        Self::new(&[1], vec![products.sum()])
    }

    pub fn softmax(&self) -> Self {
        let total: f64 = self.numbers.iter().map(|z| z.exp()).sum();
        self.map(|z| z.exp() / total)
    }

    pub fn reshape(&self, shape: &[usize]) -> Self {
        Self::new(shape, self.numbers.clone())
    }

    pub fn flatten(&self) -> Self {
        self.reshape(&[self.numbers.len()])
    }

    pub fn slice(&self, axis: usize, range: Range<usize>) -> Self {
        let mut shape = self.shape.clone();
        shape[axis] = range.len();
        self.gather(&shape, |place| {
            let mut place = place.to_vec();
            place[axis] += range.start;
            place
        })
    }

    /// Axis `i` of the result is axis `axes[i]`.
    pub fn permute(&self, axes: &[usize]) -> Self {
        let shape: Vec<usize> = axes.iter().map(|&axis| self.shape[axis]).collect();
        self.gather(&shape, |place| {
            let mut from = vec![0; axes.len()];
            axes.iter().zip(place).for_each(|(&axis, &index)| from[axis] = index);
            from
        })
    }

    pub fn concatenate(axis: usize, values: &[&Value]) -> Self {
        let mut shape = values[0].shape.clone();
        shape[axis] = values.iter().map(|value| value.shape[axis]).sum();
        let numbers = places(&shape).map(|mut place| {
            let mut rest = values.iter();
            let mut value = rest.next().expect("at least one");
            while place[axis] >= value.shape[axis] {
                place[axis] -= value.shape[axis];
                value = rest.next().expect("the axis is as long as all together");
            }
            value.at(&place)
        });
        Self::new(&shape, numbers.collect())
    }

    fn gather(&self, shape: &[usize], from: impl Fn(&[usize]) -> Vec<usize>) -> Self {
        Self::new(shape, places(shape).map(|place| self.at(&from(&place))).collect())
    }

    fn at(&self, place: &[usize]) -> f64 {
        let index =
            place.iter().zip(&self.shape).fold(0, |index, (at, length)| index * length + at);
        self.numbers[index]
    }
}

/// All places of a shape, row by row.
fn places(shape: &[usize]) -> impl Iterator<Item = Vec<usize>> {
    (0..shape.iter().product()).map(|mut index: usize| {
        let mut place = vec![0; shape.len()];
        for axis in (0..shape.len()).rev() {
            place[axis] = index % shape[axis];
            index /= shape[axis];
        }
        place
    })
}

/// A network's parameters, taken in the order in which its layers stand in memory.
pub struct Parameters<'a>(&'a [f64]);

impl<'a> Parameters<'a> {
    pub fn new(numbers: &'a [f64]) -> Self {
        Self(numbers)
    }

    pub fn take(&mut self, count: usize) -> &'a [f64] {
        let (taken, rest) = self.0.split_at(count);
        self.0 = rest;
        taken
    }

    /// A layer with a bias and no activation.
    pub fn dense(&mut self, inputs: usize, units: usize) -> Dense<'a> {
        Dense { weight: self.take(inputs * units), bias: self.take(units) }
    }

    pub fn is_used_up(&self) -> bool {
        self.0.is_empty()
    }
}

/// `x · weight + bias`
#[derive(Clone, Copy)]
pub struct Dense<'a> {
    weight: &'a [f64],
    bias: &'a [f64],
}

impl Dense<'_> {
    pub fn of(&self, x: &Value) -> Value {
        let units = self.bias.len();
        let sum = |unit: usize| -> f64 {
            let products =
                x.numbers.iter().enumerate().map(|(i, x)| x * self.weight[i * units + unit]);
            products.sum::<f64>() + self.bias[unit]
        };
        Value::new(&[units], (0..units).map(sum).collect())
    }
}

pub fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

pub fn relu(z: f64) -> f64 {
    z.max(0.0)
}
