//! Spelling suggestions: the known word that was probably meant.

/// The word nearest to `written`, if one is near enough to be a typing error.
pub(crate) fn nearest<'a>(
    written: &str,
    words: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    words
        .into_iter()
        .map(|word| (distance(written, word), word))
        .filter(|&(distance, word)| {
            distance <= (word.chars().count().max(written.chars().count()) / 3).max(1)
                && distance < word.chars().count()
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, word)| word)
}

/// The number of letters that must be inserted, deleted, replaced or swapped with their neighbour
/// (optimal string alignment).
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.to_lowercase().chars().collect();
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=right.len()).collect()];
    for i in 1..=left.len() {
        let mut row = vec![i];
        for j in 1..=right.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(left[i - 1] != right[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits() {
        assert_eq!(distance("relu", "relu"), 0);
        assert_eq!(distance("rleu", "relu"), 1);
        assert_eq!(distance("dens", "dense"), 1);
        assert_eq!(distance("", "sign"), 4);
        assert_eq!(distance("sigmod", "sigmoid"), 1);
    }

    #[test]
    fn finds_only_what_is_near() {
        let words = ["flatten", "dense", "activation"];
        assert_eq!(nearest("Dense", words), Some("dense"));
        assert_eq!(nearest("activaton", words), Some("activation"));
        assert_eq!(nearest("convolution", words), None);
        assert_eq!(nearest("x", ["a", "b"]), None);
    }
}
