//! A matrix with rows and columns exchanged.

/// `target[column, row] = source[row, column]`.
pub(super) fn transpose(source: &[f32], rows: usize, target: &mut [f32]) {
    let columns = source.len() / rows.max(1);
    for (row, source) in source.chunks_exact(columns.max(1)).enumerate() {
        for (column, &value) in source.iter().enumerate() {
            target[column * rows + row] = value;
        }
    }
}
