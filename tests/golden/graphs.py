#!/usr/bin/env python3
"""Writes graphs.json and ../golden_graphs/family.rs: small graphs at random, and what Keras 3 makes of them.

    venv/bin/python tests/golden/graphs.py

The environment, and how parameters and samples stand in the lists, are those of generate.py;
parameters are told by their names. Of each graph: its outputs, the loss, the parameters after one
step of gradient descent, and, where a layer is shared, after three of Adam. All is done in float32,
and once more in float64; the two must agree to CLOSE. A graph with numbers above LARGEST is drawn
anew.
"""
import json
import os
import pathlib
import random

os.environ.update(KERAS_BACKEND="tensorflow", TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="")
import keras
import numpy as np
import tensorflow as tf
from keras import ops

HERE = pathlib.Path(__file__).parent
VERSIONS = {"keras": keras.__version__, "tensorflow": tf.__version__, "numpy": np.__version__}
CLOSE, LARGEST = 2e-6, 8
GRAPHS, SEED = 30, 4
BATCH, RATE, ADAM_RATE, ADAM_EPSILON, ADAM_STEPS = 7, 0.1, 0.01, 0.01, 3

MERGES = {
    "add": lambda values: keras.layers.Add()(values),
    "subtract": lambda values: keras.layers.Subtract()(values),
    "multiply": lambda values: keras.layers.Multiply()(values),
    "average": lambda values: keras.layers.Average()(values),
    "maximum": lambda values: keras.layers.Maximum()(values),
    "minimum": lambda values: keras.layers.Minimum()(values),
}
FUNCTIONS = {
    "absolute": ops.absolute,
    "negate": ops.negative,
    "square": ops.square,
    "exponential": ops.exp,
    "scale(-1.5)": lambda x: x * -1.5,
    "shift(0.25)": lambda x: x + 0.25,
    "activation(relu)": ops.relu,
    "activation(selu)": ops.selu,
}
OF_POSITIVES = {"square_root": ops.sqrt, "logarithm": ops.log}
ACTIVATIONS = ["linear", "relu", "tanh", "sigmoid", "softplus", "elu", "softmax"]


class Graph:
    """A graph under construction: its text, and how Keras builds the same."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.definitions, self.statements, self.builds = [], [], []
        self.shapes, self.unused, self.layers, self.shared = {}, [], {}, False
        self.inputs = [f"x{i + 1}" for i in range(self.random.choice([1, 1, 2, 3]))]
        for name in self.inputs:
            self.shapes[name] = self.random.choice([(4,), (5,), (6,), (2, 3), (3, 2)])
            self.unused.append(name)
        steps = [self.merge, self.merge, self.concatenate, self.function, self.function,
                 self.function, self.of_positives, self.slice, self.slice, self.rearrange,
                 self.dot, self.twice, self.block, self.residual]
        chosen = self.random.sample(steps, self.random.randint(4, 8))
        for step in chosen:
            step()
        self.heads = {}
        self.finish()

    def value(self):
        """A value so far, more likely one that nobody uses yet."""
        pool = self.unused if self.unused and self.random.random() < 0.7 else list(self.shapes)
        return self.random.choice(pool)

    def use(self, *names):
        self.unused = [name for name in self.unused if name not in names]

    def row(self, name):
        """The value as a row: its text, its width, and how it is built."""
        shape = self.shapes[name]
        self.use(name)
        if len(shape) == 1:
            return name, shape[0], lambda env: env[name]
        flat = int(np.prod(shape))
        return f"{name} -> flatten", flat, lambda env: keras.layers.Reshape((flat,))(env[name])

    def dense(self, name, units, activation=None):
        """A new layer on the value."""
        choice = ACTIVATIONS if units > 1 else ACTIVATIONS[:-1]  # one share is always 1
        activation = activation or self.random.choice(choice)
        text, width, build = self.row(name)
        label = f"d{len(self.layers) + 1}"
        bias = self.random.random() < 0.85
        self.layers[label] = (width, units, activation, bias)
        rest = ("" if activation == "linear" else f", {activation}") + ("" if bias else ", bias = false")
        return (f"{text} -> {label}: dense({units}{rest})",
                lambda env: env["layers"][label](build(env)))

    def like(self, name, shape):
        """A new layer on the value that gives the shape."""
        text, build = self.dense(name, int(np.prod(shape)))
        if len(shape) == 1:
            return text, build
        return (f"{text} -> reshape({', '.join(map(str, shape))})",
                lambda env: keras.layers.Reshape(shape)(build(env)))

    def let(self, text, shape, build, name=None):
        name = name or f"v{len(self.statements) + 1}"
        self.statements.append(f"{name} = {text};")
        self.builds.append((name, build))
        self.shapes[name] = tuple(shape)
        self.unused.append(name)
        return name

    def merge(self):
        first, merge = self.value(), self.random.choice(list(MERGES))
        shape = self.shapes[first]
        self.use(first)
        count = 1 if merge == "subtract" else self.random.randint(1, 2)
        others = [self.like(self.value(), shape) for _ in range(count)]
        texts, builds = [first, *(text for text, _ in others)], [build for _, build in others]
        self.let(f"{merge}({', '.join(texts)})", shape,
                 lambda env: MERGES[merge]([env[first], *(build(env) for build in builds)]))

    def concatenate(self):
        first = self.value()
        shape = self.shapes[first]
        self.use(first)
        axis = self.random.randrange(len(shape))
        other = list(shape)
        other[axis] = self.random.randint(1, 4)
        text, build = self.like(self.value(), tuple(other))
        given = "" if axis == len(shape) - 1 else f", axis = {axis}"
        together = list(shape)
        together[axis] += other[axis]
        self.let(f"concatenate({first}, {text}{given})", together,
                 lambda env: keras.layers.Concatenate(axis + 1)([env[first], build(env)]))

    def function(self):
        name, function = self.value(), self.random.choice(list(FUNCTIONS))
        self.use(name)
        self.let(f"{name} -> {function}", self.shapes[name],
                 lambda env: FUNCTIONS[function](env[name]))

    def of_positives(self):
        function, units = self.random.choice(list(OF_POSITIVES)), self.random.randint(2, 5)
        text, build = self.dense(self.value(), units, "sigmoid")
        self.let(f"{text} -> {function}", (units,),
                 lambda env: OF_POSITIVES[function](build(env)))

    def slice(self):
        name = self.value()
        shape = list(self.shapes[name])
        self.use(name)
        axis = self.random.randrange(len(shape))
        start = self.random.randrange(shape[axis])
        end = self.random.randint(start + 1, shape[axis])
        if end - start == shape[axis]:
            end -= 1
        if end == start:  # an axis of one
            return self.function()
        ranges = [".."] * len(shape)
        ranges[axis] = f"{start}..{end}"
        shape[axis] = end - start
        key = (slice(None),) * (axis + 1) + (slice(start, end),)
        self.let(f"{name}[{', '.join(ranges)}]", shape, lambda env: env[name][key])

    def rearrange(self):
        name = self.value()
        shape = self.shapes[name]
        if len(shape) == 2:
            self.use(name)
            return self.let(f"{name} -> permute(1, 0)", shape[::-1],
                            lambda env: keras.layers.Permute((2, 1))(env[name]))
        text, build = self.like(name, (2, 3))
        self.let(f"{text} -> permute(1, 0) -> reshape(1, 6)", (1, 6),
                 lambda env: keras.layers.Reshape((1, 6))(keras.layers.Permute((2, 1))(build(env))))

    def dot(self):
        text, width, build = self.row(self.value())
        other, of_other = self.dense(self.value(), width)
        self.let(f"dot({text}, {other})", (1,),
                 lambda env: keras.layers.Dot(1)([build(env), of_other(env)]))

    def twice(self):
        """A shared layer, of two values and of what it has given."""
        if "s" in self.layers:
            return self.residual()
        self.shared = True
        units = self.random.randint(2, 4)
        activation = self.random.choice(["tanh", "sigmoid", "softplus"])
        self.definitions.append(f"shared s = dense({units}, {activation});")
        one, of_one = self.dense(self.value(), units, "tanh")
        other, of_other = self.dense(self.value(), units)
        self.layers["s"] = (units, units, activation, True)

        def build(env):
            layer = env["layers"]["s"]
            return keras.layers.Subtract()([layer(layer(of_one(env))), layer(of_other(env))])
        self.let(f"subtract({one} -> repeat(2, s), {other} -> s)", (units,), build)

    def block(self):
        """A block with a parameter, twice, with weights of its own each time."""
        text, width, build = self.row(self.value())
        units = self.random.randint(2, 4)
        self.definitions.append(
            "layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);")
        for use in (1, 2):
            self.layers[f"inner_{use}"] = (width, units, "relu", True)
            self.layers[f"outer_{use}"] = (units, 3, "tanh", True)
            width = 3

        def built(env):
            value = build(env)
            for name in ("inner_1", "outer_1", "inner_2", "outer_2"):
                value = env["layers"][name](value)
            return value
        self.let(f"{text} -> repeat(2, block({units}))", (3,), built)

    def residual(self):
        name = self.value()
        shape = self.shapes[name]
        text, build = self.like(name, shape)
        self.use(name)
        self.let(f"add({name}, {text})", shape,
                 lambda env: keras.layers.Add()([env[name], build(env)]))

    def finish(self):
        """One or two heads, into which all goes that nobody uses; the first may go into the second."""
        other = self.row(self.random.choice(list(self.shapes)))
        rows = [self.row(name) for name in list(self.unused)] or [other]
        heads = [("y", rows)] if self.random.random() < 0.5 else [("y", [other]), ("z", rows)]
        if len(heads) == 2 and self.random.random() < 0.5:
            heads[1][1].append(("y", None, lambda env: env["y"]))
        for name, rows in heads:
            rows = [(text, self.shapes[text][0] if width is None else width, build)
                    for text, width, build in rows]
            width, builds = sum(row[1] for row in rows), [row[2] for row in rows]
            joined = f"concatenate({', '.join(row[0] for row in rows)})"
            joined = joined if len(rows) > 1 else rows[0][0]
            whole = lambda env, builds=builds: \
                keras.layers.Concatenate()([build(env) for build in builds]) \
                if len(builds) > 1 else builds[0](env)
            units, activation = self.random.randint(1, 3), self.random.choice(["linear", "tanh"])
            label = f"{name}_out"
            self.layers[label] = (width, units, activation, True)
            given = "" if activation == "linear" else f", {activation}"
            self.let(f"{joined} -> {label}: dense({units}{given})", (units,),
                     lambda env, label=label, whole=whole: env["layers"][label](whole(env)), name)
            self.heads[name] = units

    def text(self, name):
        port = lambda name: f"{name}: [{', '.join(map(str, self.shapes[name]))}]"
        inputs, outputs = (", ".join(map(port, names)) for names in (self.inputs, self.heads))
        statements = self.statements[:]
        self.random.shuffle(statements)
        body = "".join(f"\n        {line}" for line in self.definitions + statements)
        return f"network! {{\n    struct {name}({inputs}) -> ({outputs}) {{{body}\n    }}\n}}\n"

    def model(self):
        """The same in Keras, at the present precision, and its layers by name."""
        uniform = lambda limit, seed: keras.initializers.RandomUniform(-limit, limit, seed)
        layers = {
            name: keras.layers.Dense(
                units, activation, use_bias=bias, kernel_initializer=uniform(0.8, index),
                bias_initializer=uniform(0.3, index))
            for index, (name, (_, units, activation, bias)) in enumerate(self.layers.items())}
        inputs = {name: keras.layers.Input(self.shapes[name]) for name in self.inputs}
        env = {"layers": layers, **inputs}
        for name, build in self.builds:
            env[name] = build(env)
        model = keras.Model(list(inputs.values()), [env[name] for name in self.heads])
        everything = keras.Model(list(inputs.values()), [env[name] for name, _ in self.builds])
        return model, everything, layers


def parameters(layers):
    named = {}
    for name, layer in layers.items():
        for field, numbers in zip(("weight", "bias"), layer.get_weights()):
            named[f"{name}.{field}"] = numbers
    return named


def steps(model, layers, initial, optimizer, x, y, count):
    """The loss before the first step, and the parameters after the last."""
    model.set_weights(initial)
    losses = []
    for _ in range(count):
        with tf.GradientTape() as tape:
            loss = sum(tf.reduce_mean(tf.square(found - wanted))
                       for found, wanted in zip(tf.nest.flatten(model(x)), y))
        variables = [variable.value for variable in model.trainable_variables]
        optimizer.apply(tape.gradient(loss, variables), model.trainable_variables)
        losses.append(float(loss))
    return losses[0], parameters(layers)


def run(graph, initial, x, y):
    model, everything, layers = graph.model()
    initial = model.get_weights() if initial is None else initial
    model.set_weights(initial)
    largest = max(float(np.max(np.abs(value))) for value in tf.nest.flatten(everything(x)))
    found = {"initial": parameters(layers), "outputs": np.concatenate(
        [np.asarray(value) for value in tf.nest.flatten(model(x))], axis=1)}
    found["loss"], found["after_sgd"] = steps(
        model, layers, initial, keras.optimizers.SGD(RATE), x, y, 1)
    if graph.shared:
        adam = keras.optimizers.Adam(ADAM_RATE, epsilon=ADAM_EPSILON)
        found["after_adam"] = steps(model, layers, initial, adam, x, y, ADAM_STEPS)[1]
    return found, initial, largest


def set_precision(name):
    keras.config.set_floatx(name)
    keras.config.set_dtype_policy(name)


def flat(value):
    return np.concatenate([flat(v) for v in value.values()]) if isinstance(value, dict) else \
        np.ravel(np.asarray(value))


def case(graph, seed):
    """What Keras finds; nothing where numbers are too large or depend on rounding."""
    numbers = np.random.default_rng(seed)
    x = [numbers.normal(0, 1, (BATCH, *graph.shapes[name])).astype(np.float32) for name in graph.inputs]
    y = [numbers.normal(0, 1, (BATCH, units)).astype(np.float32) for units in graph.heads.values()]
    single, initial, largest = run(graph, None, x, y)
    set_precision("float64")
    wide = lambda arrays: [array.astype(np.float64) for array in arrays]
    double, _, _ = run(graph, initial, wide(x), wide(y))
    set_precision("float32")
    assert double["outputs"].dtype == np.float64, "the second run must be in float64"
    for key in single:
        one, two = flat(single[key]), flat(double[key])
        if np.any(np.abs(one - two) > CLOSE * np.maximum(1, np.abs(two))) or largest > LARGEST:
            return None
    sample_by_sample = lambda arrays: np.concatenate([a.reshape(BATCH, -1) for a in arrays], axis=1)
    return {"input": sample_by_sample(x), "target": sample_by_sample(y), "rate": RATE,
            "adam_rate": ADAM_RATE, "adam_epsilon": ADAM_EPSILON, "adam_steps": ADAM_STEPS, **single}


def plain(value):
    """Arrays as flat lists, each float32 by the shortest text that reads back the same."""
    if isinstance(value, dict):
        return {key: plain(of) for key, of in value.items()}
    return [float(str(v)) for v in value.ravel()] if isinstance(value, np.ndarray) else value


def test(name, kind, heads):
    if len(heads) == 1:
        return f"""
#[test]
fn {name}() {{
    check({kind}::new(Seed(1)), "{name}", MeanSquaredError, |row| *row);
}}
"""
    losses = ", ".join(f"{head}: MeanSquaredError" for head in heads)
    target = ", ".join(f"{head}: row.{head}" for head in heads)
    return f"""
#[test]
fn {name}() {{
    let losses = {kind}Losses {{ {losses} }};
    check({kind}::new(Seed(1)), "{name}", losses, |row| {kind}Target {{ {target} }});
}}
"""


HEADER = """//! Small graphs at random, written by golden/graphs.py: not to be changed by hand.

use crate::check;
use burdock::prelude::*;
"""

cases, text, seed = [], HEADER, 1000 * SEED
while len(cases) < GRAPHS:
    seed += 1
    keras.backend.clear_session()
    graph = Graph(seed)
    found = case(graph, seed)
    if found is None:
        continue
    number = f"{len(cases) + 1:02}"
    cases.append({"name": f"graph_{number}", **plain(found)})
    text += "\n" + graph.text(f"Graph{number}") + test(f"graph_{number}", f"Graph{number}", graph.heads)
lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
(HERE / "graphs.json").write_text(f'{{"versions":{json.dumps(VERSIONS)},"cases":[\n{lines}\n]}}\n')
(HERE.parent / "golden_graphs" / "family.rs").write_text(text)
print(f"{seed - 1000 * SEED} graphs were drawn")
