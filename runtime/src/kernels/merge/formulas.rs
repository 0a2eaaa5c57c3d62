//! One type per formula: the merges of the inputs, and their gradients.
use crate::kernels::pointwise::Formula;
use crate::kernels::vector::Vector;

/// A binary operation on elements.
pub(super) trait Join: Copy {
    fn join<V: Vector>(self, left: V, right: V) -> V;
}

#[derive(Clone, Copy)]
pub(super) struct Add;

impl Join for Add {
    #[inline(always)]
    fn join<V: Vector>(self, left: V, right: V) -> V {
        left.add(right)
    }
}

#[derive(Clone, Copy)]
pub(super) struct Subtract;

impl Join for Subtract {
    #[inline(always)]
    fn join<V: Vector>(self, left: V, right: V) -> V {
        left.subtract(right)
    }
}

#[derive(Clone, Copy)]
pub(super) struct Multiply;

impl Join for Multiply {
    #[inline(always)]
    fn join<V: Vector>(self, left: V, right: V) -> V {
        left.multiply(right)
    }
}

#[derive(Clone, Copy)]
pub(super) struct Maximum;

impl Join for Maximum {
    #[inline(always)]
    fn join<V: Vector>(self, left: V, right: V) -> V {
        unless_nan(left, left.maximum(right))
    }
}

#[derive(Clone, Copy)]
pub(super) struct Minimum;

impl Join for Minimum {
    #[inline(always)]
    fn join<V: Vector>(self, left: V, right: V) -> V {
        unless_nan(left, left.minimum(right))
    }
}

/// `value`, or NaN if the left element is; the instructions handle a right one.
#[inline(always)]
fn unless_nan<V: Vector>(left: V, value: V) -> V {
    left.absolute().if_greater(left.constant(-1.0), value, left)
}

/// The first element joined with `count` further ones.
#[derive(Clone, Copy)]
pub(super) struct Fold<J> {
    pub(super) count: usize,
    pub(super) join: J,
}

impl<J: Join> Formula<1> for Fold<J> {
    #[inline(always)]
    fn at<V: Vector>(self, [first]: [V; 1], further: impl Fn(usize) -> V) -> V {
        let mut value = first;
        let mut index = 0;
        while index < self.count {
            value = self.join.join(value, further(index));
            index += 1;
        }
        value
    }
}

/// The mean of the first element and of `count` further ones.
#[derive(Clone, Copy)]
pub(super) struct Mean {
    pub(super) count: usize,
}

impl Formula<1> for Mean {
    #[inline(always)]
    fn at<V: Vector>(self, sources: [V; 1], further: impl Fn(usize) -> V) -> V {
        let sum = Fold { count: self.count, join: Add }.at(sources, further);
        sum.divide(sum.constant((self.count + 1) as f32))
    }
}

/// The formula of two elements, with the further one as the first operand.
#[derive(Clone, Copy)]
pub(super) struct Swapped<F>(pub(super) F);

impl<F: Formula<1>> Formula<1> for Swapped<F> {
    #[inline(always)]
    fn at<V: Vector>(self, [last]: [V; 1], further: impl Fn(usize) -> V) -> V {
        self.0.at(
            [further(0)],
            #[inline(always)]
            |_| last,
        )
    }
}

/// The gradient times a factor.
#[derive(Clone, Copy)]
pub(super) struct Times(pub(super) f32);

impl Formula<1> for Times {
    #[inline(always)]
    fn at<V: Vector>(self, [delta]: [V; 1], _: impl Fn(usize) -> V) -> V {
        delta.multiply(delta.constant(self.0))
    }
}

/// The gradient divided by a divisor.
#[derive(Clone, Copy)]
pub(super) struct Share(pub(super) f32);

impl Formula<1> for Share {
    #[inline(always)]
    fn at<V: Vector>(self, [delta]: [V; 1], _: impl Fn(usize) -> V) -> V {
        delta.divide(delta.constant(self.0))
    }
}

/// The gradient times all inputs but one.
#[derive(Clone, Copy)]
pub(super) struct Others {
    pub(super) index: usize,
    pub(super) count: usize,
}

impl Formula<1> for Others {
    #[inline(always)]
    fn at<V: Vector>(self, [delta]: [V; 1], further: impl Fn(usize) -> V) -> V {
        let mut value = delta;
        let mut index = 0;
        while index < self.count {
            if index != self.index {
                value = value.multiply(further(index));
            }
            index += 1;
        }
        value
    }
}

/// The gradient if the input equals the output, and no input before it does; with the sign
/// inverted for the smallest instead of the largest.
#[derive(Clone, Copy)]
pub(super) struct First {
    pub(super) index: usize,
    pub(super) sign: f32,
}

impl Formula<2> for First {
    #[inline(always)]
    fn at<V: Vector>(self, [delta, output]: [V; 2], further: impl Fn(usize) -> V) -> V {
        let (zero, sign) = (delta.constant(0.0), delta.constant(self.sign));
        let output = output.multiply(sign);
        // No input is above the output, so it equals the output unless the output is above it.
        let mut value = output.if_greater(further(self.index).multiply(sign), zero, delta);
        let mut index = 0;
        while index < self.index {
            value = output.if_greater(further(index).multiply(sign), value, zero);
            index += 1;
        }
        value
    }
}
