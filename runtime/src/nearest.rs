//! Suggests the known name that a misspelled one probably meant; needs no allocator.

/// Longer names get no suggestion.
const LONGEST: usize = 64;

/// The name nearest to `written`, if one is near enough to be a misspelling of it.
pub(crate) fn nearest<'a>(
    written: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    names
        .into_iter()
        .filter_map(|name| Some((distance(written, name)?, name)))
        .filter(|&(distance, name)| {
            let length = name.chars().count();
            distance <= (length.max(written.chars().count()) / 3).max(1) && distance < length
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// The number of insertions, deletions, substitutions and swaps of neighbouring letters
/// (optimal string alignment), ignoring case. `None` for long names.
fn distance(left: &str, right: &str) -> Option<usize> {
    if left.chars().count() > LONGEST || right.chars().count() > LONGEST {
        return None;
    }
    let alike = |a: char, b: char| a.to_lowercase().eq(b.to_lowercase());
    let mut last = core::array::from_fn::<usize, { LONGEST + 1 }, _>(|j| j);
    let mut before_last = last;
    let mut above = None;
    for (i, a) in left.chars().enumerate() {
        let mut row = [i + 1; LONGEST + 1];
        let mut beside = None;
        for (j, b) in right.chars().enumerate() {
            let replaced = last[j] + usize::from(!alike(a, b));
            row[j + 1] = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if let (Some(above), Some(beside)) = (above, beside)
                && alike(a, beside)
                && alike(above, b)
            {
                row[j + 1] = row[j + 1].min(before_last[j - 1] + 1);
            }
            beside = Some(b);
        }
        above = Some(a);
        (before_last, last) = (last, row);
    }
    Some(last[right.chars().count()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits() {
        for (left, right, edits) in [
            ("hidden", "hidden", 0),
            ("", "sign", 4),
            ("sign", "", 4),
            ("hiden", "hidden", 1),
            ("hidden", "hiden", 1),
            ("ihdden", "hidden", 1),
            ("Größe", "größe", 0),
            ("dense_1", "dense_2", 1),
            ("left", "right", 4),
        ] {
            assert_eq!(distance(left, right), Some(edits), "{left} {right}");
        }
    }

    #[test]
    fn finds_only_what_is_near() {
        let names = ["hidden1.weight", "hidden1.bias", "class.weight"];
        assert_eq!(nearest("hidden1.wieght", names), Some("hidden1.weight"));
        assert_eq!(nearest("convolution", names), None);
        assert_eq!(nearest("x", ["a", "b"]), None);
    }

    #[test]
    fn long_names_are_near_to_none() {
        let text = [b'a'; LONGEST + 1];
        let long = core::str::from_utf8(&text).unwrap();
        assert_eq!(nearest(long, [long]), None);
        assert_eq!(nearest(&long[1..], [&long[1..]]), Some(&long[1..]));
    }
}
