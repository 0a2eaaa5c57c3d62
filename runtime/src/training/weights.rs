//! What samples count.
//!
//! A sample's loss and its gradient are multiplied by its weight. The mean over a batch is still
//! that over its number of samples, not over its weights, as in Keras 3.

use crate::kernels::rows::RowsMut;

/// Multiplies the loss of each row, and its gradient, by the row's weight.
pub(super) fn weigh(weights: &[f32], losses: &mut [f32], delta: Option<RowsMut<'_>>) {
    for (loss, weight) in losses.iter_mut().zip(weights) {
        *loss *= weight;
    }
    let Some(mut delta) = delta else { return };
    for (row, weight) in weights.iter().enumerate() {
        for gradient in delta.row(row) {
            *gradient *= weight;
        }
    }
}
