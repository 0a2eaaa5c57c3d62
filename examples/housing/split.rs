//! scikit-learn's `train_test_split(.., random_state=42)`: which samples are in which part.
//!
//! The districts differ so much that the split decides more than the weights do: of 120 random
//! ones, the test error of the example `wide_and_deep` is 0.45 in the middle. With the split that
//! is often used, figures can be set beside those of other libraries.

use rand_mt::Mt;

/// The places of the samples of the test part, a quarter of all rounded up, and of the rest.
pub fn quarter(samples: usize) -> (Vec<usize>, Vec<usize>) {
    let mut order = permutation(samples);
    let rest = order.split_off(samples.div_ceil(4));
    (order, rest)
}

/// `numpy.random.RandomState(42).permutation(count)`.
fn permutation(count: usize) -> Vec<usize> {
    let mut random = Mt::new(42);
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        // Numbers of as many bits as `last` has are drawn until one is not above it.
        let mask = (last + 1).next_power_of_two() - 1;
        let other = loop {
            let number = random.next_u32() as usize & mask;
            if number <= last {
                break number;
            }
        };
        order.swap(last, other);
    }
    order
}
