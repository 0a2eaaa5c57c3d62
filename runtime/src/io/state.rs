//! Writes and reads the state of training as a safetensors file.
//!
//! A slot is named after the parameter and the slot, as in `hidden1.weight.first_moment`,
//! and has the parameter's shape. The rest are scalars: `trainer.epochs`, `trainer.model` (the
//! CRC-32 of the network's parameters, once there has been a fit), `optimizer.step`,
//! `optimizer.learning_rate` and the optimizer's scalars, as in `optimizer.momentum_product`.
//! `trainer.history` is text, the history's JSON. The metadata contain the optimizer's name.

use super::load::whole;
use super::tensors::{any_shape, refuse_others, single, tensor};
use super::{
    Architecture, FileContent, Layout, LoadError, SaveError, finite, format, history, replace,
};
use crate::optimizers::{Optimizer, OptimizerState};
use crate::training::History;
use safetensors::{Dtype, View};
use std::borrow::{Cow, ToOwned};
use std::format;
use std::path::Path;
use std::string::String;
use std::vec::Vec;

const OPTIMIZER: &str = "optimizer";
const EPOCHS: &str = "trainer.epochs";
const MODEL: &str = "trainer.model";
const HISTORY: &str = "trainer.history";
const STEP: &str = "optimizer.step";
const RATE: &str = "optimizer.learning_rate";

/// The content of the file, apart from the optimizer's name.
pub(crate) struct TrainingState<'a> {
    /// How many epochs have been completed.
    pub(crate) epochs: u64,
    /// The fingerprint of the trained model, if there was a fit.
    pub(crate) model: Option<u32>,
    /// Their records.
    pub(crate) history: Cow<'a, History>,
    /// The learning rate of the next step.
    pub(crate) learning_rate: f32,
    /// The optimizer's state.
    pub(crate) optimizer: Cow<'a, OptimizerState>,
}

/// Writes the state of training a network by this optimizer.
pub(crate) fn save(
    network: Architecture,
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
    if let Some(model) = state.model {
        tensors.push((MODEL.to_owned(), single(Dtype::U32, &model.to_le_bytes())));
    }
    finite::check_number(state.learning_rate.into(), RATE)?;
    for ((name, _), value) in optimizer.scalars().iter().zip(kept.scalars()) {
        let name = of_optimizer(name);
        finite::check_number(*value, &name)?;
        tensors.push((name, single(Dtype::F64, &value.to_le_bytes())));
    }
    for (slot, buffer) in optimizer.slots().iter().zip(kept.buffers()) {
        for parameter in network.parameters {
            let (name, elements) = (of_slot(parameter.name, slot), &buffer[parameter.range()]);
            finite::check(elements, &name, parameter.shape)?;
            let bytes = elements.iter().flat_map(|element| element.to_le_bytes()).collect();
            let tensor = Tensor { dtype: Dtype::F32, shape: parameter.shape.to_vec(), bytes };
            tensors.push((name, tensor));
        }
    }
    refuse_duplicates(&tensors)?;
    let (content, optimizer) = (FileContent::TrainingState, Some(optimizer.name()));
    replace::write(path, &format::to_bytes(tensors, content, network.name, optimizer)?)
}

/// The format has each name once.
fn refuse_duplicates(tensors: &[(String, Tensor)]) -> Result<(), SaveError> {
    let mut names: Vec<&String> = tensors.iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(SaveError::DuplicateName { name: pair[0].clone() }),
        None => Ok(()),
    }
}

/// Reads the state of training a network by this optimizer. Everything is checked.
pub(crate) fn load(
    network: Architecture,
    optimizer: &dyn Optimizer,
    path: &Path,
) -> Result<TrainingState<'static>, LoadError> {
    let bytes = whole(path)?;
    let (file, entry) = format::read(&bytes, path, FileContent::TrainingState)?;
    let found = entry.optimizer.unwrap_or_default();
    if found != optimizer.name() {
        return Err(LoadError::Optimizer { expected: optimizer.name(), found });
    }

    let epochs = u64::from_le_bytes(single(&file, EPOCHS, Dtype::U64, network.name)?);
    let model = match file.tensor(MODEL) {
        Ok(_) => Some(u32::from_le_bytes(single(&file, MODEL, Dtype::U32, network.name)?)),
        Err(_) => None,
    };
    let learning_rate = f32::from_le_bytes(single(&file, RATE, Dtype::F32, network.name)?);
    finite::check_number(learning_rate.into(), RATE)?;
    let mut kept = OptimizerState::new(optimizer, network.count);
    kept.step = u64::from_le_bytes(single(&file, STEP, Dtype::U64, network.name)?);
    let text = any_shape(&file, HISTORY, Dtype::U8, network.name)?.data();
    let history = history::of_epochs(text, epochs, path)?;
    let mut known = Vec::from([EPOCHS, MODEL, HISTORY, STEP, RATE].map(ToOwned::to_owned));
    for ((name, _), value) in optimizer.scalars().iter().zip(kept.scalars_mut()) {
        let name = of_optimizer(name);
        *value = f64::from_le_bytes(single(&file, &name, Dtype::F64, network.name)?);
        finite::check_number(*value, &name)?;
        known.push(name);
    }
    for (slot, buffer) in optimizer.slots().iter().zip(kept.buffers_mut()) {
        for parameter in network.parameters {
            let name = of_slot(parameter.name, slot);
            let bytes = tensor(&file, &name, parameter.shape, Layout::Burdock, network.name)?;
            finite::check_bytes(bytes, &name, parameter.shape)?;
            Layout::Burdock.copy(parameter, bytes, &mut buffer[parameter.range()]);
            known.push(name);
        }
    }
    refuse_others(&file, network.name, |name| known.iter().any(|known| known == name))?;
    let history = Cow::Owned(history);
    Ok(TrainingState { epochs, model, history, learning_rate, optimizer: Cow::Owned(kept) })
}

fn of_optimizer(scalar: &str) -> String {
    format!("{OPTIMIZER}.{scalar}")
}

fn of_slot(parameter: &str, slot: &str) -> String {
    format!("{parameter}.{slot}")
}

/// A tensor to be written.
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
