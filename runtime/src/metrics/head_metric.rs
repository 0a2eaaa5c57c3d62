//! A metric of one of several outputs.

/// The metric `M` of the output with index `I` of a network with several.
///
/// Made by the functions of a struct that `network!` emits, which have the outputs' names:
/// `WideAndDeepMetric::main(MeanAbsoluteError)`, reported as `main_mean_absolute_error`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeadMetric<M, const I: usize>(pub M);
