#!/usr/bin/env python3
"""Writes heads.json: what Keras 3 reports of networks with two outputs, and of weighted samples.

    venv/bin/python tests/golden/heads.py

The environment, and how parameters and samples stand in the lists, are those of generate.py. Each
case is a fit of some epochs in order, with weighted validation data, and an evaluation of the
training data with their weights; each metric is watched twice, without the weights and with them.
It is run in float32, and once more in float64; the two must agree to CLOSE.
"""
import json
import os
import pathlib

os.environ.update(KERAS_BACKEND="tensorflow", TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="")
import keras
import numpy as np
import tensorflow as tf

HERE = pathlib.Path(__file__).parent
VERSIONS = {"keras": keras.__version__, "tensorflow": tf.__version__, "numpy": np.__version__}
CLOSE = 2e-6
BATCH, EPOCHS, RATE = 8, 3, 0.1
TRAINING, VALIDATION = 29, 11  # the last batch is a partial one

# name: the outputs [(name, units, activation, loss, its weight)], class weights, and whether samples have
# no weights (0), one (1) or one for each output (2)
CASES = {
    "two_heads": ([("main", 2, "linear", "mse", 0.9), ("aux", 3, "softmax", "sparse", 0.1)], None, 0),
    "two_heads_weighted": ([("main", 2, "linear", "mse", 0.75), ("aux", 3, "softmax", "sparse", 2.0)], None, 1),
    "values_weighted": ([("main", 2, "linear", "mse", 1.0)], None, 1),
    "classes_weighted": ([("aux", 3, "softmax", "sparse", 1.0)], {0: 0.5, 2: 3.0}, 0),
    "two_heads_each": ([("main", 2, "linear", "mse", 0.9), ("aux", 3, "softmax", "sparse", 0.3)], None, 2),
}
LOSSES = {"mse": keras.losses.MeanSquaredError, "sparse": keras.losses.SparseCategoricalCrossentropy}
METRICS = {"mse": keras.metrics.MeanAbsoluteError, "sparse": lambda: "accuracy"}


def network(outputs):
    """6 -> dense(5, tanh) -> each output, with biases off zero."""
    bias = lambda units: keras.initializers.RandomUniform(-0.3, 0.3, seed=units)
    x = keras.layers.Input((6,))
    hidden = keras.layers.Dense(5, "tanh", bias_initializer=bias(5), name="hidden")(x)
    return keras.Model(x, {
        name: keras.layers.Dense(units, activation, bias_initializer=bias(units), name=name)(hidden)
        for name, units, activation, _, _ in outputs})


def parameters(model, outputs):
    layers = [model.get_layer(name) for name in ["hidden", *(o[0] for o in outputs)]]
    return np.concatenate([w.ravel() for layer in layers for w in layer.get_weights()])


def run(initial, outputs, x, y, weights, class_weight):
    """Parameters after the first step and after all, the history, and an evaluation."""
    model = network(outputs)
    model.set_weights(initial)
    single = len(outputs) == 1
    one = lambda values: next(iter(values.values())) if single else values
    if single:  # a model whose output is not in a dictionary, so that it has one loss only
        model = keras.Model(model.inputs, one(model.output))
    model.compile(
        keras.optimizers.SGD(RATE), loss=one({o[0]: LOSSES[o[3]]() for o in outputs}),
        loss_weights=None if single else {o[0]: o[4] for o in outputs},
        metrics=one({o[0]: [METRICS[o[3]]()] for o in outputs}),
        weighted_metrics=one({o[0]: [METRICS[o[3]]()] for o in outputs}),
        run_eagerly=True)  # otherwise Keras means the losses of single outputs over batches, not samples
    part = lambda rows: one({name: values[rows] for name, values in y.items()})
    def of(rows):  # a single weight goes for every output
        if isinstance(weights, dict):
            return {name: values[rows] for name, values in weights.items()}
        return None if weights is None else weights[rows]

    training, validation, first = slice(TRAINING), slice(TRAINING, None), slice(BATCH)
    model.fit(x[first], part(first), batch_size=BATCH, sample_weight=of(first),
              class_weight=class_weight, verbose=0)
    after_one_step = parameters(model, outputs)
    model.set_weights(initial)
    held_out = (x[validation], part(validation)) + (() if weights is None else (of(validation),))
    history = model.fit(
        x[training], part(training), batch_size=BATCH, epochs=EPOCHS, shuffle=False,
        sample_weight=of(training), class_weight=class_weight, validation_data=held_out, verbose=0)
    evaluation = model.evaluate(
        x[training], part(training), sample_weight=of(training), return_dict=True, verbose=0)
    return {"after_one_step": after_one_step, "final": parameters(model, outputs),
            "history": {key: np.array(values) for key, values in history.history.items()},
            "evaluation": {key: np.array([value]) for key, value in evaluation.items()}}


def agree(one, two, where):
    if isinstance(one, dict):
        assert one.keys() == two.keys(), (where, one.keys(), two.keys())
        for key in one:
            agree(one[key], two[key], (*where, key))
    else:
        assert np.all(np.abs(one - two) <= CLOSE * np.maximum(1, np.abs(two))), (where, one, two)


def sample_weights(random, samples, every):
    """From 0 to 3, and 0 for some."""
    weights = random.uniform(0, 3, samples).astype(np.float32)
    weights[::every] = 0
    return weights


def set_precision(name):
    keras.config.set_floatx(name)
    keras.config.set_dtype_policy(name)


def case(index, name):
    outputs, class_weight, weighted = CASES[name]
    keras.utils.set_random_seed(300 + index)
    random = np.random.default_rng(300 + index)
    samples = TRAINING + VALIDATION
    x = random.normal(0, 1, (samples, 6)).astype(np.float32)
    y = {"main": random.normal(0, 1, (samples, 2)).astype(np.float32),
         "aux": random.integers(0, 3, samples)}
    y = {o[0]: y[o[0]] for o in outputs}
    weights = None
    if weighted == 1:
        weights = sample_weights(random, samples, 7)
    elif weighted == 2:
        weights = {"main": sample_weights(random, samples, 5), "aux": sample_weights(random, samples, 3)}
    model = network(outputs)
    initial = model.get_weights()
    single = run(initial, outputs, x, y, weights, class_weight)
    set_precision("float64")
    double = run(initial, outputs, x.astype(np.float64), y, weights, class_weight)
    set_precision("float32")
    agree(single, double, (name,))
    return {"name": name, "batch_size": BATCH, "epochs": EPOCHS, "learning_rate": RATE,
            "training": TRAINING, "input": x, "weights": weights,
            "initial": parameters(model, outputs), "targets": y, **single}


def plain(value):
    """Arrays as flat lists, each number by the shortest text that reads back the same."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, np.ndarray):
        return [float(str(v)) if value.dtype.kind == "f" else int(v) for v in value.ravel()]
    return value


cases = [plain(case(i, name)) for i, name in enumerate(CASES)]
lines = ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases)
(HERE / "heads.json").write_text(f'{{"versions":{json.dumps(VERSIONS)},"cases":[\n{lines}\n]}}\n')
