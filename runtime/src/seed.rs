//! Where random numbers come from.

/// What all random numbers of a model or a fit are derived from: the same seed, the same bits.
///
/// # Example
/// ```
/// use burdock::prelude::*;
/// assert_eq!(Seed(42), Seed(42));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Seed(pub u64);

#[cfg(feature = "std")]
impl Seed {
    /// A generator whose numbers depend on the seed and on `stream`, and on nothing else.
    ///
    /// Each use takes a stream of its own (a parameter's place, an epoch), so that a change to
    /// one does not shift the numbers of another. The generator is ChaCha with eight rounds,
    /// whose output is the same on every platform.
    pub fn generator(self, stream: u64) -> rand_chacha::ChaCha8Rng {
        use rand_chacha::rand_core::SeedableRng;
        let mut generator = rand_chacha::ChaCha8Rng::seed_from_u64(self.0);
        generator.set_stream(stream);
        generator
    }
}
