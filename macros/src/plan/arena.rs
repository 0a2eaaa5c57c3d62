//! Memory planning: offsets for buffers of known lifetimes in one block of memory.
//!
//! Input: sizes and lifetimes. Output: offsets and the size of the block. Buffers that live at the
//! same time never overlap. Sizes that only the compiler knows cannot be compared here: then
//! buffers share slots, each as large as the largest buffer in it.

use super::size::Size;

/// A buffer that is in use from one point in time to another, both included.
#[derive(Clone, Debug)]
pub(crate) struct Buffer {
    pub(crate) size: Size,
    pub(crate) first: usize,
    pub(crate) last: usize,
}

impl Buffer {
    fn meets(&self, other: &Buffer) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// The offset of each buffer, and the size of the block.
#[derive(Debug, PartialEq)]
pub(crate) struct Arena {
    pub(crate) offsets: Vec<Size>,
    pub(crate) size: Size,
}

/// How many times each order is changed in search of a better one.
const CHANGES: usize = 40;

/// Places the buffers greedily in several orders and takes the best result. Each order is improved
/// step by step: the buffer that ends highest moves to the front of the order.
///
/// For a chain, in which only the lifetimes of neighbours overlap, the result is optimal: the
/// largest sum of the sizes of two neighbours.
pub(crate) fn place(buffers: &[Buffer]) -> Arena {
    let sizes: Option<Vec<usize>> = buffers.iter().map(|buffer| buffer.size.known()).collect();
    let Some(sizes) = sizes else {
        return in_slots(buffers);
    };
    let bound = least(buffers, &sizes);
    let mut best = from_both_ends(buffers, &sizes, bound);
    for mut order in orders(buffers, &sizes) {
        for _ in 0..CHANGES {
            if best.as_ref().is_some_and(|best| height(best, &sizes) == bound) {
                break;
            }
            let offsets = lowest_fit(buffers, &sizes, &order);
            let end = |index: &usize| offsets[*index] + sizes[*index];
            let Some(highest) = (0..order.len()).max_by_key(|at| end(&order[*at])) else { break };
            order[..=highest].rotate_right(1);
            let is_better = |best: &Vec<usize>| height(&offsets, &sizes) < height(best, &sizes);
            if best.as_ref().is_none_or(is_better) {
                best = Some(offsets);
            }
        }
    }
    let offsets = best.unwrap_or_default();
    Arena {
        size: Size::Known(height(&offsets, &sizes)),
        offsets: offsets.into_iter().map(Size::Known).collect(),
    }
}

/// The orders in which buffers are placed: by size, by time, by size times lifetime, by lifetime.
fn orders(buffers: &[Buffer], sizes: &[usize]) -> [Vec<usize>; 4] {
    let life = |index: &usize| 1 + buffers[*index].last - buffers[*index].first;
    let by = |key: &dyn Fn(&usize) -> usize| {
        let mut order: Vec<usize> = (0..buffers.len()).collect();
        order.sort_by_key(|index| std::cmp::Reverse(key(index)));
        order
    };
    let by_time = (0..buffers.len()).collect();
    [by(&|index| sizes[*index]), by_time, by(&|index| sizes[*index] * life(index)), by(&life)]
}

/// The end of the highest buffer.
fn height(offsets: &[usize], sizes: &[usize]) -> usize {
    offsets.iter().zip(sizes).map(|(offset, size)| offset + size).max().unwrap_or(0)
}

/// A lower bound of every placement: the largest total size of buffers that live at the same time.
fn least(buffers: &[Buffer], sizes: &[usize]) -> usize {
    let alive = |moment: usize| {
        let alive = |buffer: &&Buffer| buffer.first <= moment && moment <= buffer.last;
        buffers.iter().zip(sizes).filter(|(buffer, _)| alive(buffer)).map(|(_, size)| size).sum()
    };
    buffers.iter().map(|buffer| alive(buffer.first)).max().unwrap_or(0)
}

/// Places each buffer, in this order, in the lowest gap among those with overlapping lifetimes.
fn lowest_fit(buffers: &[Buffer], sizes: &[usize], order: &[usize]) -> Vec<usize> {
    let mut offsets = vec![None; buffers.len()];
    for &index in order {
        let mut offset = 0;
        for (start, end) in taken(buffers, sizes, &offsets, index) {
            if start >= offset + sizes[index] {
                break;
            }
            offset = offset.max(end);
        }
        offsets[index] = Some(offset);
    }
    offsets.into_iter().map(|offset| offset.expect("every buffer is in the order")).collect()
}

/// Places the buffers in turn at the bottom and at the top of `height`; `None` if one does not fit.
fn from_both_ends(buffers: &[Buffer], sizes: &[usize], height: usize) -> Option<Vec<usize>> {
    let mut offsets = vec![None; buffers.len()];
    for index in 0..buffers.len() {
        let taken = taken(buffers, sizes, &offsets, index);
        let offset = if index % 2 == 0 {
            let end = taken.first().map_or(height, |&(start, _)| start);
            (sizes[index] <= end).then_some(0)
        } else {
            let start = taken.iter().map(|&(_, end)| end).max().unwrap_or(0);
            height.checked_sub(sizes[index]).filter(|&offset| start <= offset)
        };
        offsets[index] = Some(offset?);
    }
    offsets.into_iter().collect()
}

/// The ranges of the placed buffers whose lifetimes overlap that of `index`, the lowest first.
fn taken(
    buffers: &[Buffer],
    sizes: &[usize],
    offsets: &[Option<usize>],
    index: usize,
) -> Vec<(usize, usize)> {
    let mut taken: Vec<(usize, usize)> = (0..buffers.len())
        .filter(|&other| buffers[other].meets(&buffers[index]))
        .filter_map(|other| offsets[other].map(|offset| (offset, offset + sizes[other])))
        .collect();
    taken.sort_unstable();
    taken
}

/// Places each buffer in the first slot that is free in its lifetime, if possible one of its size.
fn in_slots(buffers: &[Buffer]) -> Arena {
    let mut slots: Vec<Vec<usize>> = Vec::new();
    let mut slot_of = Vec::new();
    for (index, buffer) in buffers.iter().enumerate() {
        let free = |slot: &Vec<usize>| slot.iter().all(|&other| !buffers[other].meets(buffer));
        let alike =
            |slot: &Vec<usize>| slot.iter().all(|&other| buffers[other].size == buffer.size);
        let found = slots
            .iter()
            .position(|slot| free(slot) && alike(slot))
            .or_else(|| slots.iter().position(free))
            .unwrap_or_else(|| {
                slots.push(Vec::new());
                slots.len() - 1
            });
        slots[found].push(index);
        slot_of.push(found);
    }
    let size = |slot: &Vec<usize>| Size::max(slot.iter().map(|&index| buffers[index].size.clone()));
    let sizes: Vec<Size> = slots.iter().map(size).collect();
    let offsets = slot_of.iter().map(|&slot| Size::sum(sizes[..slot].iter().cloned())).collect();
    Arena { offsets, size: Size::sum(sizes) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::size::Constant;
    use quote::quote;

    fn chain(sizes: &[usize]) -> Vec<Buffer> {
        let buffer = |(time, &size): (usize, &usize)| Buffer {
            size: Size::Known(size),
            first: time,
            last: time + 1,
        };
        sizes.iter().enumerate().map(buffer).collect()
    }

    fn assert_apart(buffers: &[Buffer], arena: &Arena) {
        let range = |index: usize| {
            let offset = arena.offsets[index].known().unwrap();
            (offset, offset + buffers[index].size.known().unwrap())
        };
        for one in 0..buffers.len() {
            assert!(range(one).1 <= arena.size.known().unwrap());
            for other in 0..one {
                let (one_range, other_range) = (range(one), range(other));
                assert!(
                    !buffers[one].meets(&buffers[other])
                        || one_range.1 <= other_range.0
                        || other_range.1 <= one_range.0,
                    "{one} and {other} overlap in {arena:?}"
                );
            }
        }
    }

    /// Pseudo-random numbers, the same in every test run.
    fn numbers() -> impl FnMut(usize) -> usize {
        let mut state = 7usize;
        move |below| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) % below
        }
    }

    #[test]
    fn a_chain_takes_its_largest_two_neighbours() {
        let mut number = numbers();
        for length in 1..40 {
            let sizes: Vec<usize> = (0..length).map(|_| 1 + number(1000)).collect();
            let buffers = chain(&sizes);
            let arena = place(&buffers);
            assert_apart(&buffers, &arena);
            let pairs = sizes.windows(2).map(|pair| pair[0] + pair[1]).max();
            assert_eq!(arena.size, Size::Known(pairs.unwrap_or(sizes[0])), "{sizes:?}");
        }
    }

    #[test]
    fn buffers_that_meet_stay_apart() {
        let mut number = numbers();
        for _ in 0..200 {
            let buffers: Vec<Buffer> = (0..12)
                .map(|_| {
                    let first = number(20);
                    Buffer { size: Size::Known(number(50)), first, last: first + number(8) }
                })
                .collect();
            assert_apart(&buffers, &place(&buffers));
        }
    }

    #[test]
    fn constants_share_slots() {
        let (tokens, text) = (quote!(HIDDEN), "HIDDEN".into());
        let constant = Size::Constant(Constant { tokens, text, component: None });
        let mut buffers = chain(&[300, 1, 100, 40]);
        buffers[1].size = constant.clone();
        let arena = place(&buffers);
        let second = Size::Max(vec![constant, Size::Known(40)]);
        let zero = Size::Known(0);
        let first = Size::Known(300);
        assert_eq!(arena.offsets, [zero.clone(), first.clone(), zero, first.clone()]);
        assert_eq!(arena.size, Size::Sum(vec![second, first]));
    }

    #[test]
    fn nothing_takes_nothing() {
        assert_eq!(place(&[]), Arena { offsets: vec![], size: Size::Known(0) });
    }
}
