mod expansion;
pub(crate) mod graphs;
