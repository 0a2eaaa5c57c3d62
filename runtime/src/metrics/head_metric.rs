//! A metric of one of several outputs.

/// The metric `M` of output number `I` of a network with several.
///
/// The functions of the struct beside the network make it, under the outputs' names:
/// `WideAndDeepMetric::main(MeanAbsoluteError)`, reported as `main_mean_absolute_error`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeadMetric<M, const I: usize>(pub M);
