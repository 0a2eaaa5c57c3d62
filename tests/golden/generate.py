#!/usr/bin/env python3
"""Writes forward.json, training.json and optimizers.json: what Keras 3 says of the networks in tests/golden.rs.

    python3 -m venv venv
    venv/bin/pip install keras tensorflow-cpu
    venv/bin/python tests/golden/generate.py

Everything is seeded; the files name the versions that made them. Parameters stand in one list,
in the order of the network's memory: layer by layer, the kernel [inputs, units] row by row, then
the bias. Samples stand one after the other.

Each training case is run in float32, which is what the files hold, and once more in float64. The
two must agree to CLOSE: so no golden value depends on which side of a kink (relu, absolute
error, a step) rounding puts a number.
"""
import functools
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
STEPS = 10

# Step units, which Keras does not have: 0 counts as on for heaviside, and is 0 for sign.
STEP_UNITS = {
    "heaviside": lambda z: (z >= 0).astype(z.dtype),
    "sign": np.sign,
}
ACTIVATIONS = ["linear", "relu", "sigmoid", "tanh", "softmax", "softplus", *STEP_UNITS, "elu", "selu"]

# Activations with an argument, under the names of network!.
WITH_ARGUMENT = {"elu(0.3)": functools.partial(keras.activations.elu, alpha=0.3)}

# name: input shape, [(units, activation, bias)], loss, batch, learning rate
TRAINING = {
    "mse_tanh": ((12,), [(9, "tanh", True), (7, "tanh", True), (2, "linear", True)], "mse", 8, 0.1),
    "mse_relu": ((12,), [(9, "relu", True), (7, "relu", True), (1, "linear", True)], "mse", 8, 0.05),
    "mse_sigmoid_head": ((12,), [(9, "softplus", True), (3, "sigmoid", True)], "mse", 8, 0.5),
    "mse_softmax_head": ((12,), [(9, "tanh", True), (4, "softmax", True)], "mse", 8, 0.5),
    "mae_tanh": ((12,), [(9, "tanh", True), (3, "linear", True)], "mae", 8, 0.1),
    "mae_softplus_head": ((12,), [(9, "sigmoid", False), (3, "softplus", False)], "mae", 8, 0.1),
    "huber_softplus": ((12,), [(9, "softplus", True), (3, "linear", True)], "huber", 8, 0.1),
    "huber_tanh_head": ((12,), [(9, "relu", True), (2, "tanh", True)], "huber", 8, 0.1),
    "binary_sigmoid": ((12,), [(9, "sigmoid", True), (4, "sigmoid", True)], "binary_crossentropy", 8, 0.5),
    "binary_relu": ((12,), [(9, "relu", False), (1, "sigmoid", True)], "binary_crossentropy", 8, 0.2),
    "categorical_tanh": ((3, 4), [(9, "tanh", True), (5, "softmax", True)], "categorical_crossentropy", 8, 0.2),
    "categorical_relu": ((3, 4), [(9, "relu", True), (5, "softmax", False)], "categorical_crossentropy", 8, 0.1),
    "categorical_softmax_hidden": ((12,), [(9, "softmax", True), (5, "softmax", True)], "categorical_crossentropy", 8, 0.5),
    "sparse_tanh": ((3, 4), [(9, "tanh", True), (7, "tanh", True), (5, "softmax", True)], "sparse_categorical_crossentropy", 8, 0.2),
    "sparse_relu_wide": ((12,), [(37, "relu", True), (21, "relu", True), (5, "softmax", True)], "sparse_categorical_crossentropy", 32, 0.1),
    "mse_elu": ((12,), [(9, "elu", True), (7, "elu(0.3)", True), (2, "linear", True)], "mse", 8, 0.1),
    "sparse_selu": ((12,), [(9, "selu", True), (7, "selu", True), (5, "softmax", True)], "sparse_categorical_crossentropy", 8, 0.1),
    "mse_elu_heads": ((12,), [(9, "selu", True), (3, "elu", True)], "mse", 8, 0.1),
}

# name: the optimizer of a hundred steps, over EPOCHS epochs of five batches of 8
OPTIMIZERS = {
    "momentum": lambda: keras.optimizers.SGD(0.02, momentum=0.9),
    "nesterov": lambda: keras.optimizers.SGD(0.02, momentum=0.9, nesterov=True),
    "adam": lambda: keras.optimizers.Adam(0.005),
    "adam_settings": lambda: keras.optimizers.Adam(0.01, beta_1=0.8, beta_2=0.99, epsilon=1e-3),
    "nadam": lambda: keras.optimizers.Nadam(0.005),
    "nadam_settings": lambda: keras.optimizers.Nadam(0.01, beta_1=0.8, beta_2=0.99, epsilon=1e-3),
}
EPOCHS = 20


def network(shape, layers):
    """The Keras model, with every bias moved off zero so that the files say something of it."""
    stack = [keras.layers.Input(shape)] + ([keras.layers.Flatten()] if len(shape) > 1 else [])
    for units, activation, bias in layers:
        stack.append(keras.layers.Dense(
            units, activation=WITH_ARGUMENT.get(activation, activation), use_bias=bias,
            bias_initializer=keras.initializers.RandomUniform(-0.3, 0.3, seed=units)))
    return keras.Sequential(stack)


def parameters(model):
    return np.concatenate([np.asarray(w).ravel() for w in model.get_weights()])


def targets(random, loss, units, samples):
    if loss == "sparse_categorical_crossentropy":
        return random.integers(0, units, samples)
    if loss == "categorical_crossentropy":  # half of them certain, half spread over the classes
        certain = np.eye(units)[random.integers(0, units, samples)]
        spread = random.dirichlet(np.ones(units), samples)
        return np.where(np.arange(samples)[:, None] % 2, certain, spread)
    if loss == "binary_crossentropy":
        return random.integers(0, 2, (samples, units)).astype(float)
    return random.normal(0, 1.5, (samples, units))  # inside and outside Huber's delta of 1


def train(initial, x, y, shape, layers, loss, batch, optimizer, epochs=1):
    """The first batch's gradient, the loss of each step, and the parameters after the last."""
    model = network(shape, layers)
    model.set_weights(initial)
    model.compile(optimizer, loss)
    with tf.GradientTape() as tape:
        first = tf.reduce_mean(keras.losses.get(loss)(y[:batch], model(x[:batch])))
    gradient = tape.gradient(first, [v.value for v in model.trainable_variables])
    gradient = np.concatenate([g.numpy().ravel() for g in gradient])
    losses = []
    for start in [*range(0, len(x), batch)] * epochs:
        loss_of_step = model.train_on_batch(x[start:start + batch], y[start:start + batch])
        losses.append(float(np.asarray(loss_of_step).ravel()[0]))
        model.reset_metrics()  # what train_on_batch returns is a running mean
    assert abs(losses[0] - float(first)) < CLOSE
    return gradient, np.array(losses), parameters(model)


def set_precision(name):
    keras.config.set_floatx(name)
    keras.config.set_dtype_policy(name)


def train_twice(name, initial, x, y, shape, layers, loss, batch, optimizer, epochs=1):
    """The run in float32, once the one in float64 has agreed with it."""
    single = train(initial, x, y, shape, layers, loss, batch, optimizer(), epochs)
    set_precision("float64")
    double = train(initial, x.astype(np.float64), y, shape, layers, loss, batch, optimizer(), epochs)
    set_precision("float32")
    assert double[2].dtype == np.float64, "the second run must be in float64"
    for one, two in zip(single, double):
        assert np.all(np.abs(one - two) <= CLOSE * np.maximum(1, np.abs(two))), \
            (name, np.max(np.abs(one - two)))
    return single


def training_case(index, name):
    shape, layers, loss, batch, rate = TRAINING[name]
    keras.utils.set_random_seed(index + 1)
    random = np.random.default_rng(index + 1)
    samples = (STEPS - 1) * batch + batch // 2 - 1  # the last batch is a partial one
    x = random.normal(0, 1, (samples, *shape)).astype(np.float32)
    y = targets(random, loss, layers[-1][0], samples)
    y = y if y.dtype.kind == "i" else y.astype(np.float32)
    initial = network(shape, layers).get_weights()
    gradient, losses, final = train_twice(
        name, initial, x, y, shape, layers, loss, batch, lambda: keras.optimizers.SGD(rate))
    assert len(losses) == STEPS
    return {
        "name": name, "loss": loss, "batch_size": batch, "learning_rate": rate,
        "input": x, "target": y, "initial": np.concatenate([w.ravel() for w in initial]),
        "first_gradient": gradient, "losses": losses, "final": final,
    }


def optimizer_case(index, name):
    """A hundred steps on a smooth network, so that nothing but the optimizer can go astray."""
    keras.utils.set_random_seed(200 + index)
    random = np.random.default_rng(200 + index)
    shape, layers = (12,), [(9, "tanh", True), (7, "softplus", True), (2, "linear", True)]
    x = random.normal(0, 1, (40, *shape)).astype(np.float32)
    y = random.normal(0, 1.5, (40, 2)).astype(np.float32)
    initial = network(shape, layers).get_weights()
    _, losses, final = train_twice(
        name, initial, x, y, shape, layers, "mse", 8, OPTIMIZERS[name], EPOCHS)
    assert len(losses) == 100
    return {
        "name": name, "batch_size": 8, "epochs": EPOCHS, "input": x, "target": y,
        "initial": np.concatenate([w.ravel() for w in initial]), "losses": losses, "final": final,
    }


def forward_case(index, activation, bias):
    """flatten -> dense(7, activation) -> dense(5, activation) on six samples of [3, 4]."""
    keras.utils.set_random_seed(100 + index)
    random = np.random.default_rng(100 + index)
    x = random.normal(0, 1, (6, 3, 4)).astype(np.float32)
    as_keras = "linear" if activation in STEP_UNITS else activation
    model = network((3, 4), [(7, as_keras, bias), (5, as_keras, bias)])
    if activation in STEP_UNITS:
        output = step_network(model.get_weights(), x.reshape(6, 12), STEP_UNITS[activation], bias)
    else:
        output = np.asarray(model(x))
    return {"name": activation, "bias": bias, "input": x, "parameters": parameters(model),
            "output": output}


def step_network(weights, x, unit, bias):
    for layer in range(2):
        kernel, *offset = weights[2 * layer:2 * layer + 2] if bias else weights[layer:layer + 1]
        z = x @ kernel + (offset[0] if bias else 0)
        assert np.min(np.abs(z[z != 0])) > 1e-4, "a unit too close to its threshold"
        x = unit(z)
    return x.astype(np.float32)


def plain(value):
    """Arrays as flat lists, each float32 by the shortest text that reads back the same."""
    if isinstance(value, np.ndarray):
        return [float(str(v)) if value.dtype.kind == "f" else int(v) for v in value.ravel()]
    return value


def write(name, cases):
    cases = [{key: plain(value) for key, value in case.items()} for case in cases]
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    (HERE / name).write_text(f'{{"versions":{json.dumps(VERSIONS)},"cases":[\n{lines}\n]}}\n')


write("forward.json", [forward_case(2 * i + b, a, bool(b)) for i, a in enumerate(ACTIVATIONS) for b in (1, 0)])
write("training.json", [training_case(i, name) for i, name in enumerate(TRAINING)])
write("optimizers.json", [optimizer_case(i, name) for i, name in enumerate(OPTIMIZERS)])
