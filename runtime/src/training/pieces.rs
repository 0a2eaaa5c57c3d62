//! The targets of one head as a contiguous slice.
//!
//! The targets of several heads are stored sample by sample; a loss or a metric takes those of its
//! own head as a slice. They are copied to the stack, a few at a time, to avoid an allocation.

use crate::head::HasTarget;
use core::array::from_fn;
use core::ops::Range;
use core::slice::from_ref;

/// How many targets are copied at once: a batch of the usual size.
const COUNT: usize = 32;
/// Targets of more bytes than this are passed one by one, without a copy; so is a single one.
const LARGEST: usize = 256;

/// Calls `piece` with a range of rows and the targets of head `I` for them, until all are covered.
pub(super) fn for_pieces<const I: usize, Y>(
    targets: &[Y],
    mut piece: impl FnMut(Range<usize>, &[Y::Target]),
) where
    Y: HasTarget<I, Target: Clone>,
{
    if size_of::<Y::Target>() > LARGEST || targets.len() == 1 {
        for (row, target) in targets.iter().enumerate() {
            piece(row..row + 1, from_ref(target.target()));
        }
        return;
    }
    for (index, targets) in targets.chunks(COUNT).enumerate() {
        let (first, last) = (index * COUNT, targets.len() - 1);
        // The elements after the last target are filled with it, and not passed.
        let copies: [Y::Target; COUNT] = from_fn(|row| targets[row.min(last)].target().clone());
        piece(first..first + targets.len(), &copies[..targets.len()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    struct Pair<const LARGE: usize>(u16, [u8; LARGE]);

    impl<const LARGE: usize> HasTarget<1> for Pair<LARGE> {
        type Target = [u8; LARGE];
        fn target(&self) -> &[u8; LARGE] {
            &self.1
        }
    }

    fn pieces<const LARGE: usize>(count: usize) -> Vec<usize> {
        let targets: Vec<_> = (0..count).map(|i| Pair(i as u16, [i as u8; LARGE])).collect();
        let (mut seen, mut sizes) = (0, Vec::new());
        for_pieces::<1, _>(&targets, |rows, piece| {
            assert_eq!((rows.start, rows.len()), (seen, piece.len()));
            for (row, target) in rows.zip(piece) {
                assert_eq!(*target, [targets[row].0 as u8; LARGE]);
            }
            seen += piece.len();
            sizes.push(piece.len());
        });
        assert_eq!(seen, count);
        sizes
    }

    #[test]
    fn every_target_comes_once_in_order() {
        assert!(pieces::<1>(0).is_empty());
        assert_eq!(pieces::<1>(5), [5]);
        assert_eq!(pieces::<256>(32), [32]);
        assert_eq!(pieces::<3>(67), [32, 32, 3]);
        assert_eq!(pieces::<257>(3), [1, 1, 1]);
    }
}
