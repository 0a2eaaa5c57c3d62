//! One type per formula: the inputs put together, and what becomes of the gradient.
use crate::kernels::pointwise::Formula;
use crate::kernels::vector::Vector;

/// Two numbers made one.
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

/// `value`, or NaN where the left number is: of a right one the instructions take care.
#[inline(always)]
fn unless_nan<V: Vector>(left: V, value: V) -> V {
    left.absolute().if_greater(left.constant(-1.0), value, left)
}

/// The first number joined with `count` further ones.
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

/// The mean of the first number and of `count` further ones.
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

/// The formula of two numbers, of which the first is the further one.
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

/// The gradient times a number.
#[derive(Clone, Copy)]
pub(super) struct Times(pub(super) f32);

impl Formula<1> for Times {
    #[inline(always)]
    fn at<V: Vector>(self, [delta]: [V; 1], _: impl Fn(usize) -> V) -> V {
        delta.multiply(delta.constant(self.0))
    }
}

/// The gradient divided by a number.
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

/// The gradient where the output is that of the input, and of none before it; with the sign
/// turned for the smallest instead of the largest.
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
        // No input is above the output, so it has the output where the output is not above it.
        let mut value = output.if_greater(further(self.index).multiply(sign), zero, delta);
        let mut index = 0;
        while index < self.index {
            value = output.if_greater(further(index).multiply(sign), value, zero);
            index += 1;
        }
        value
    }
}
