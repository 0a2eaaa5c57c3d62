//! The seed of all random numbers, and the generators derived from it.
//!
//! Input: a seed and a stream. Output: a generator. Every purpose has its own stream, so that
//! one seed serves a whole program and no purpose shifts the random numbers of another.

/// The seed that determines everything random in a program: the initial weights, the order of
/// the samples, the split of a dataset.
///
/// # Example
/// ```
/// # #[cfg(feature = "std")] {
/// use burdock::seed::Seed;
/// use rand::Rng;
///
/// let (mut first, mut again) = (Seed(42).generator(7), Seed(42).generator(7));
/// assert_eq!(first.next_u64(), again.next_u64());
/// assert_ne!(Seed(42).generator(8).next_u64(), Seed(42).generator(7).next_u64());
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Seed(pub u64);

/// The stream that [`Dataset::shuffle`](crate::data::Dataset::shuffle) and
/// [`Dataset::split`](crate::data::Dataset::split) draw from.
///
/// All streams are numbered here, so that no two purposes ever share one.
#[cfg(feature = "std")]
pub const DATASET_STREAM: u64 = 1;

/// A trainer draws the order of epoch `n`, counted from 1, from stream `EPOCH_STREAMS + n`.
#[cfg(feature = "std")]
pub const EPOCH_STREAMS: u64 = 2 << 32;

/// The first of the streams that [`check_gradients`](crate::layers::check_gradients) draws from,
/// one per round.
#[cfg(feature = "std")]
pub(crate) const CHECK_STREAMS: u64 = 3 << 32;

/// The first of the streams for the parameters, one stream each, in memory order.
#[cfg(feature = "std")]
pub(crate) const PARAMETER_STREAMS: u64 = 1 << 32;

#[cfg(feature = "std")]
impl Seed {
    /// A generator for one purpose: ChaCha with 8 rounds, the seed as its key (little-endian,
    /// padded with zeros) and `stream` as its stream.
    ///
    /// Random numbers are the same on every platform. Generators of different streams, like those
    /// of different seeds, are independent.
    pub fn generator(&self, stream: u64) -> rand_chacha::ChaCha8Rng {
        use rand_chacha::rand_core::SeedableRng;

        let mut key = [0; 32];
        key[..8].copy_from_slice(&self.0.to_le_bytes());
        let mut generator = rand_chacha::ChaCha8Rng::from_seed(key);
        generator.set_stream(stream);
        generator
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use rand::Rng;

    // The first words of ChaCha8 with an all-zero key and stream, from the eSTREAM test vectors:
    // a change of the generator's algorithm or of the key's layout shows here.
    #[test]
    fn seed_zero_is_the_zero_key() {
        let mut bytes = [0; 8];
        Seed(0).generator(0).fill_bytes(&mut bytes);
        assert_eq!(bytes, [0x3e, 0x00, 0xef, 0x2f, 0x89, 0x5f, 0x40, 0xd6]);
    }

    #[test]
    fn seeds_and_streams_differ() {
        let first = |seed: u64, stream: u64| Seed(seed).generator(stream).next_u64();
        assert_eq!(first(1, 2), first(1, 2));
        assert_ne!(first(1, 2), first(2, 2));
        assert_ne!(first(1, 2), first(1, 3));
        assert_ne!(first(1, 0), first(1 << 63, 0));
    }
}
