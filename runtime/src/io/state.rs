//! Where a training stands, to and from a safetensors file.
//!
//! A slot's numbers have the parameter's name and its own, as in `hidden1.weight.first_moment`,
//! and the parameter's shape. Others are single numbers: `trainer.epochs`, `optimizer.step`,
//! `optimizer.learning_rate` and the optimizer's scalars, as in `optimizer.momentum_product`.
//! `trainer.history` is text, the history's JSON. The metadata name the optimizer.

use super::load::{any_shape, read, refuse_others, tensor};
use super::{LoadError, SaveError, history, replace};
use crate::network::Network;
use crate::optimizers::{Optimizer, OptimizerState};
use crate::training::History;
use safetensors::{Dtype, SafeTensors, View};
use std::borrow::{Cow, ToOwned};
use std::collections::HashMap;
use std::format;
use std::path::Path;
use std::string::String;
use std::vec::Vec;

const OPTIMIZER: &str = "optimizer";
const EPOCHS: &str = "trainer.epochs";
const HISTORY: &str = "trainer.history";
const STEP: &str = "optimizer.step";
const RATE: &str = "optimizer.learning_rate";

/// What stands in the file, beside the optimizer's name.
pub(crate) struct TrainingState<'a> {
    /// How many epochs have been completed.
    pub(crate) epochs: u64,
    /// Their records.
    pub(crate) history: Cow<'a, History>,
    /// The rate of the next step.
    pub(crate) learning_rate: f32,
    /// What the optimizer keeps.
    pub(crate) optimizer: Cow<'a, OptimizerState>,
}

/// Writes the state of training `N` by this optimizer.
pub(crate) fn save<N: Network>(
    state: &TrainingState<'_>,
    optimizer: &dyn Optimizer,
    path: &Path,
) -> Result<(), SaveError> {
    let kept = &*state.optimizer;
    let single = |dtype, bytes: &[u8]| Tensor { dtype, shape: Vec::new(), bytes: bytes.to_vec() };
    let text = history::to_bytes(&state.history);
    let mut tensors = Vec::from([
        (
            HISTORY.to_owned(),
            Tensor { dtype: Dtype::U8, shape: Vec::from([text.len()]), bytes: text },
        ),
        (EPOCHS.to_owned(), single(Dtype::U64, &state.epochs.to_le_bytes())),
        (STEP.to_owned(), single(Dtype::U64, &kept.step.to_le_bytes())),
        (RATE.to_owned(), single(Dtype::F32, &state.learning_rate.to_le_bytes())),
    ]);
    for ((name, _), value) in optimizer.scalars().iter().zip(kept.scalars()) {
        tensors.push((of_optimizer(name), single(Dtype::F64, &value.to_le_bytes())));
    }
    for (slot, buffer) in optimizer.slots().iter().zip(kept.buffers()) {
        for parameter in N::PARAMETERS {
            let numbers = &buffer[parameter.range()];
            let bytes = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
            let tensor = Tensor { dtype: Dtype::F32, shape: parameter.shape.to_vec(), bytes };
            tensors.push((of_slot(parameter.name, slot), tensor));
        }
    }
    let metadata = HashMap::from([(OPTIMIZER.to_owned(), optimizer.name().to_owned())]);
    let bytes = safetensors::serialize(tensors, Some(metadata)).map_err(SaveError::Format)?;
    replace::write(path, &bytes)
}

/// Reads the state of training `N` by this optimizer. Everything is checked.
pub(crate) fn load<N: Network>(
    optimizer: &dyn Optimizer,
    path: &Path,
) -> Result<TrainingState<'static>, LoadError> {
    let network = N::NAME;
    let bytes = read(path)?;
    let fault = |error| LoadError::Format { path: path.to_owned(), error };
    let file = SafeTensors::deserialize(&bytes).map_err(fault)?;
    let (_, header) = SafeTensors::read_metadata(&bytes).map_err(fault)?;
    let found = header.metadata().as_ref().and_then(|entries| entries.get(OPTIMIZER).cloned());
    if found.as_deref() != Some(optimizer.name()) {
        return Err(LoadError::Optimizer { expected: optimizer.name(), found });
    }

    let epochs = u64::from_le_bytes(single(&file, EPOCHS, Dtype::U64, network)?);
    let learning_rate = f32::from_le_bytes(single(&file, RATE, Dtype::F32, network)?);
    let mut kept = OptimizerState::new(optimizer, N::PARAMETER_COUNT);
    kept.step = u64::from_le_bytes(single(&file, STEP, Dtype::U64, network)?);
    let text = any_shape(&file, HISTORY, Dtype::U8, network)?.data();
    let history = history::of_epochs(text, epochs, path)?;
    let mut known = Vec::from([EPOCHS, HISTORY, STEP, RATE].map(ToOwned::to_owned));
    for ((name, _), value) in optimizer.scalars().iter().zip(kept.scalars_mut()) {
        known.push(of_optimizer(name));
        *value = f64::from_le_bytes(single(&file, &of_optimizer(name), Dtype::F64, network)?);
    }
    for (slot, buffer) in optimizer.slots().iter().zip(kept.buffers_mut()) {
        for parameter in N::PARAMETERS {
            let name = of_slot(parameter.name, slot);
            let bytes = tensor(&file, &name, parameter.shape, Dtype::F32, network)?;
            let (words, _) = bytes.as_chunks();
            for (number, word) in buffer[parameter.range()].iter_mut().zip(words) {
                *number = f32::from_le_bytes(*word);
            }
            known.push(name);
        }
    }
    refuse_others(&file, network, |name| known.iter().any(|known| known == name))?;
    let history = Cow::Owned(history);
    Ok(TrainingState { epochs, history, learning_rate, optimizer: Cow::Owned(kept) })
}

fn of_optimizer(scalar: &str) -> String {
    format!("{OPTIMIZER}.{scalar}")
}

fn of_slot(parameter: &str, slot: &str) -> String {
    format!("{parameter}.{slot}")
}

/// The bytes of a tensor that is a single number of `K` bytes.
fn single<const K: usize>(
    file: &SafeTensors<'_>,
    name: &str,
    dtype: Dtype,
    network: &'static str,
) -> Result<[u8; K], LoadError> {
    let bytes = tensor(file, name, &[], dtype, network)?;
    Ok(bytes.try_into().expect("safetensors checks lengths against types and shapes"))
}

/// Numbers ready to be written.
struct Tensor {
    dtype: Dtype,
    shape: Vec<usize>,
    bytes: Vec<u8>,
}

impl View for Tensor {
    fn dtype(&self) -> Dtype {
        self.dtype
    }

    fn shape(&self) -> &[usize] {
        &self.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self.bytes)
    }

    fn data_len(&self) -> usize {
        self.bytes.len()
    }
}
