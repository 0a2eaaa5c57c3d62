#!/usr/bin/env python3
"""Times PyTorch, Keras, JAX and ONNX Runtime on the workloads of benches/workloads.rs.

    python3 -m venv venv
    venv/bin/pip install torch keras tensorflow-cpu "jax[cpu]" onnx onnxruntime
    venv/bin/python benches/peers.py {torch,keras,jax,onnxruntime} [--only SUBSTRING]
                                     [--threads N] [--repeats R] [--compile]

Prints a JSON object a line: peer, workload, threads, us (microseconds for an optimizer step or
for a prediction call, or for a whole epoch in a fit/ row; the least of the repeats) and setting. Where a framework has several ways
that a careful user might try, all are timed and the fastest is reported, with its name:

- PyTorch: the optimizer as it comes and fused into one kernel; with --compile also
  torch.compile, which takes minutes for the deep networks.
- Keras on TensorFlow: fit with and without XLA, one and sixteen steps an execution.
- JAX: the whole epoch as one compiled scan over batches that are already on the device.
- ONNX Runtime: all graph optimisations, with run and with buffers bound beforehand.

Data are random float32 in memory, but for the fit/ row, Keras only: Fashion-MNIST, from the
directory that BURDOCK_DATA names. Nothing is downloaded.
"""
import argparse
import contextlib
import dataclasses
import json
import os
import sys
import time
import warnings


@dataclasses.dataclass(frozen=True)
class Training:
    name: str
    sizes: list
    activation: str
    optimizer: str
    batch: int
    steps: int  # timed at once
    batch_norm: bool = False

    @property
    def classifies(self):
        return self.sizes[-1] > 1


@dataclasses.dataclass(frozen=True)
class Inference:
    name: str
    sizes: list
    batch: int
    calls: int  # timed at once


@dataclasses.dataclass(frozen=True)
class Fit:
    """An epoch of the Fashion-MNIST fit as a user runs it: validation, accuracy, progress shown."""
    name: str
    sizes: list
    batch: int


FASHION = [784, 300, 100, 10]
CIFAR = [3072] + [100] * 20 + [10]
TRAINING = [
    Training("train/fashion-784-300-100-10/relu/sgd/b32", FASHION, "relu", "sgd", 32, 400),
    Training("train/fashion-784-300-100-10/relu/sgd/b128", FASHION, "relu", "sgd", 128, 100),
    Training("train/fashion-784-300-100-10/selu/nadam/b32", FASHION, "selu", "nadam", 32, 200),
    Training("train/fashion-784-300-100-10/elu+bn/momentum/b32", FASHION, "elu", "momentum", 32, 200, True),
    Training("train/fashion-784-300-100x99-10/selu/sgd/b32", [784, 300] + [100] * 99 + [10], "selu", "sgd", 32, 40),
    Training("train/housing-8-30-1/relu/sgd/b32", [8, 30, 1], "relu", "sgd", 32, 362),
    Training("train/housing-8-30-30-1/relu/sgd/b32", [8, 30, 30, 1], "relu", "sgd", 32, 362),
    Training("train/cifar-3072-100x20-10/elu/nadam/b32", CIFAR, "elu", "nadam", 32, 60),
    Training("train/cifar-3072-100x20-10/elu+bn/nadam/b32", CIFAR, "elu", "nadam", 32, 60, True),
]
INFERENCE = [
    Inference("infer/housing-8-30-30-1/b1", [8, 30, 30, 1], 1, 2000),
    Inference("infer/housing-8-30-30-1/b1000", [8, 30, 30, 1], 1000, 100),
    Inference("infer/fashion-784-300-100-10/b1", FASHION, 1, 1000),
    Inference("infer/fashion-784-300-100-10/b32", FASHION, 32, 200),
    Inference("infer/fashion-784-300-100-10/b1000", FASHION, 1000, 20),
]
FIT = [Fit("fit/fashion-784-300-100-10/relu/sgd/b32", FASHION, 32)]
RATE = {"sgd": 0.01, "momentum": 0.001, "nadam": 0.001}


def main():
    parser = argparse.ArgumentParser(description="Times another framework on the benchmark workloads.")
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("--only", default="", help="only workloads whose name contains this")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--compile", action="store_true", help="time torch.compile too")
    arguments = parser.parse_args()
    confine(arguments.threads)
    peer = PEERS[arguments.peer](arguments)
    for table, method in (TRAINING, "training"), (FIT, "fit"), (INFERENCE, "inference"):
        for workload in table:
            if arguments.only in workload.name and hasattr(peer, method):
                report(arguments, workload, getattr(peer, method)(workload))


def confine(threads):
    """To the first cores of those allowed: some frameworks ignore their own thread settings."""
    cores = sorted(os.sched_getaffinity(0))[:threads]
    os.sched_setaffinity(0, cores)
    os.environ.update(OMP_NUM_THREADS=str(threads), MKL_NUM_THREADS=str(threads),
                      KERAS_BACKEND="tensorflow", TF_CPP_MIN_LOG_LEVEL="3",
                      CUDA_VISIBLE_DEVICES="", JAX_PLATFORMS="cpu")
    if threads == 1:
        os.environ["XLA_FLAGS"] = ("--xla_cpu_multi_thread_eigen=false "
                                   "intra_op_parallelism_threads=1")


def report(arguments, workload, settings):
    """Times every setting of a workload (name -> run, how many steps it makes); prints the best."""
    times = {}
    for setting, run, count in settings:
        run()  # compiles, fills caches
        times[setting] = min(seconds(run) for _ in range(arguments.repeats)) / count
    if times:
        setting = min(times, key=times.get)
        print(json.dumps({"peer": arguments.peer, "workload": workload.name,
                          "threads": arguments.threads, "us": round(times[setting] * 1e6, 3),
                          "setting": setting}), flush=True)


def seconds(run):
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def samples(workload, count):
    """Random inputs, and labels or values as targets."""
    import numpy as np
    random = np.random.default_rng(0)
    x = random.random((count, workload.sizes[0]), dtype=np.float32)
    if workload.sizes[-1] > 1:
        return x, random.integers(0, workload.sizes[-1], count)
    return x, random.random((count, 1), dtype=np.float32)


def fashion_mnist(directory):
    """Training images within 0 and 1, and their labels, from the official files."""
    import gzip
    import numpy as np

    def numbers(name, header):
        with gzip.open(os.path.join(directory, "fashion", name)) as file:
            return np.frombuffer(file.read(), np.uint8, offset=header)
    images = numbers("train-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28)
    return (images / 255).astype(np.float32), numbers("train-labels-idx1-ubyte.gz", 8)


class PyTorch:
    def __init__(self, arguments):
        import torch
        self.torch, self.compile = torch, arguments.compile
        torch.set_num_threads(arguments.threads)

    def network(self, sizes, activation="relu", batch_norm=False):
        nn = self.torch.nn
        function = {"relu": nn.ReLU, "selu": nn.SELU, "elu": nn.ELU}[activation]
        layers = []
        for inputs, units in zip(sizes[:-2], sizes[1:-1]):
            layers += [nn.Linear(inputs, units), function()]
            layers += [nn.BatchNorm1d(units)] if batch_norm else []
        return nn.Sequential(*layers, nn.Linear(*sizes[-2:]))

    def optimizer(self, name, network, fused):
        optimizers, rate = self.torch.optim, RATE[name]
        if name == "nadam":
            return optimizers.NAdam(network.parameters(), rate, foreach=fused)
        momentum = 0.9 if name == "momentum" else 0.0
        return optimizers.SGD(network.parameters(), rate, momentum=momentum, fused=fused)

    def training(self, work):
        functional = self.torch.nn.functional
        loss = functional.cross_entropy if work.classifies else functional.mse_loss
        x, y = map(self.torch.from_numpy, samples(work, work.batch * work.steps))
        batches = list(zip(x.split(work.batch), y.split(work.batch)))
        for compiled in (False, True) if self.compile else (False,):
            for fused in (False, True):
                network = self.network(work.sizes, work.activation, work.batch_norm)
                optimizer = self.optimizer(work.optimizer, network, fused)
                forward = self.torch.compile(network) if compiled else network

                def epoch():
                    for inputs, target in batches:
                        optimizer.zero_grad(set_to_none=True)
                        loss(forward(inputs), target).backward()
                        optimizer.step()
                yield f"{'compiled' if compiled else 'eager'}, {'fused' if fused else 'plain'} optimizer", epoch, work.steps

    def inference(self, work):
        x = self.torch.from_numpy(samples(work, work.batch)[0])
        network = self.network(work.sizes).eval()
        settings = {"eager": network, "traced": self.traced(network, x)}
        if self.compile:
            settings["compiled"] = self.torch.compile(network)
        for setting, forward in settings.items():
            def calls():
                with self.torch.inference_mode():
                    for _ in range(work.calls):
                        forward(x)
            yield setting, calls, work.calls

    def traced(self, network, x):
        warnings.simplefilter("ignore", FutureWarning)  # deprecated, and still the fastest for small networks
        with self.torch.inference_mode():
            return self.torch.jit.optimize_for_inference(self.torch.jit.trace(network, x))


class Keras:
    def __init__(self, arguments):
        import keras
        import tensorflow
        tensorflow.config.threading.set_intra_op_parallelism_threads(arguments.threads)
        tensorflow.config.threading.set_inter_op_parallelism_threads(1)
        self.keras, self.tensorflow = keras, tensorflow

    def network(self, sizes, activation="relu", batch_norm=False):
        layers = self.keras.layers
        stack = [layers.Input((sizes[0],))]
        for units in sizes[1:-1]:
            stack.append(layers.Dense(units, activation=activation))
            stack += [layers.BatchNormalization()] if batch_norm else []
        head = "softmax" if sizes[-1] > 1 else None
        return self.keras.Sequential(stack + [layers.Dense(sizes[-1], activation=head)])

    def optimizer(self, name):
        optimizers = self.keras.optimizers
        if name == "nadam":
            return optimizers.Nadam(RATE[name])
        return optimizers.SGD(RATE[name], momentum=0.9 if name == "momentum" else 0.0)

    def training(self, work):
        x, y = samples(work, work.batch * work.steps)
        for compiled in False, True:
            for steps in 1, 16:
                network = self.network(work.sizes, work.activation, work.batch_norm)
                network.compile(self.optimizer(work.optimizer),
                                "sparse_categorical_crossentropy" if work.classifies else "mse",
                                jit_compile=compiled, steps_per_execution=steps)
                yield (f"{'XLA' if compiled else 'graph'}, {steps} steps an execution",
                       lambda: network.fit(x, y, batch_size=work.batch, verbose=0), work.steps)

    def fit(self, work):
        directory = os.environ.get("BURDOCK_DATA")
        if not directory:
            print(f"{work.name} is left out: BURDOCK_DATA names no directory with the images", file=sys.stderr)
            return
        x, y = fashion_mnist(directory)
        for compiled in False, True:
            for steps in 1, 16:
                stack = [self.keras.Input((28, 28)), self.keras.layers.Flatten()]
                network = self.keras.Sequential(stack + self.network(work.sizes).layers)
                network.compile(self.optimizer("sgd"), "sparse_categorical_crossentropy", metrics=["accuracy"],
                                jit_compile=compiled, steps_per_execution=steps)

                def epoch():
                    # The bar is written, to where nobody reads it.
                    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
                        network.fit(x[5000:], y[5000:], batch_size=work.batch,
                                    validation_data=(x[:5000], y[:5000]))
                yield f"{'XLA' if compiled else 'graph'}, {steps} steps an execution", epoch, 1

    def inference(self, work):
        x = self.tensorflow.constant(samples(work, work.batch)[0])
        network = self.network(work.sizes)
        for compiled in False, True:
            function = self.tensorflow.function(lambda t: network(t, training=False), jit_compile=compiled)
            yield "XLA" if compiled else "graph", lambda: [function(x) for _ in range(work.calls)], work.calls


class Jax:
    def __init__(self, arguments):
        import jax
        self.jax, self.numpy = jax, jax.numpy

    def parameters(self, sizes):
        normal, keys = self.jax.random.normal, self.jax.random.split(self.jax.random.key(0), len(sizes))
        return [(normal(key, (inputs, units)) * (2 / inputs) ** 0.5, self.numpy.zeros(units))
                for key, inputs, units in zip(keys, sizes, sizes[1:])]

    def forward(self, parameters, x, activation="relu"):
        *hidden, (weight, bias) = parameters
        for kernel, offset in hidden:
            x = getattr(self.jax.nn, activation)(x @ kernel + offset)
        return x @ weight + bias

    def update(self, name, parameters, gradient, state):
        """SGD without state, or Nadam with its two moments and the number of steps so far."""
        tree, rate = self.jax.tree.map, RATE[name]
        if name == "sgd":
            return tree(lambda p, g: p - rate * g, parameters, gradient), state
        first, second, step = state
        step = step + 1
        first = tree(lambda m, g: 0.9 * m + 0.1 * g, first, gradient)
        second = tree(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradient)
        ahead, now, scale = 1 - 0.9 ** (step + 1), 1 - 0.9 ** step, 1 - 0.999 ** step
        parameters = tree(
            lambda p, m, v, g: p - rate * (0.9 * m / ahead + 0.1 * g / now) / (self.numpy.sqrt(v / scale) + 1e-7),
            parameters, first, second, gradient)
        return parameters, (first, second, step)

    def training(self, work):
        if work.batch_norm or work.optimizer == "momentum":
            return
        jax, numpy = self.jax, self.numpy
        x, y = samples(work, work.batch * work.steps)
        x = numpy.asarray(x).reshape(work.steps, work.batch, -1)
        y = numpy.asarray(y.astype("int32") if work.classifies else y)
        y = y.reshape((work.steps, work.batch) + y.shape[1:])

        def loss(parameters, inputs, target):
            output = self.forward(parameters, inputs, work.activation)
            if work.classifies:
                chosen = numpy.take_along_axis(jax.nn.log_softmax(output), target[:, None], axis=1)
                return -numpy.mean(chosen)
            return numpy.mean((output - target) ** 2)

        def step(carry, batch):
            parameters, state = carry
            gradient = jax.grad(loss)(parameters, *batch)
            return self.update(work.optimizer, parameters, gradient, state), None

        parameters = self.parameters(work.sizes)
        zeros = jax.tree.map(numpy.zeros_like, parameters)
        carry = parameters, (zeros, zeros, numpy.float32(0))
        epoch = jax.jit(lambda carry: jax.lax.scan(step, carry, (x, y))[0])
        yield "scan", lambda: jax.block_until_ready(epoch(carry)), work.steps

    def inference(self, work):
        parameters = self.parameters(work.sizes)
        x = self.numpy.asarray(samples(work, work.batch)[0])
        function = self.jax.jit(self.forward)
        yield "jit", lambda: [function(parameters, x).block_until_ready() for _ in range(work.calls)], work.calls


class OnnxRuntime:
    def __init__(self, arguments):
        self.threads = arguments.threads

    def session(self, work):
        import numpy as np
        import onnx
        import onnxruntime
        from onnx import helper, numpy_helper
        random, nodes, constants, last = np.random.default_rng(0), [], [], len(work.sizes) - 2
        value = "x"
        for layer, (inputs, units) in enumerate(zip(work.sizes, work.sizes[1:])):
            kernel = random.normal(0, (2 / inputs) ** 0.5, (inputs, units)).astype(np.float32)
            constants += [numpy_helper.from_array(kernel, f"weight{layer}"),
                          numpy_helper.from_array(np.zeros(units, np.float32), f"bias{layer}")]
            sum_name = "y" if layer == last else f"sum{layer}"
            nodes.append(helper.make_node("Gemm", [value, f"weight{layer}", f"bias{layer}"], [sum_name]))
            if layer < last:
                value = f"hidden{layer}"
                nodes.append(helper.make_node("Relu", [sum_name], [value]))
        shape = lambda name, width: helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [work.batch, width])
        graph = helper.make_graph(nodes, "network", [shape("x", work.sizes[0])], [shape("y", work.sizes[-1])], constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = self.threads, 1
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
        return onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])

    def inference(self, work):
        session, x = self.session(work), samples(work, work.batch)[0]
        yield "run", lambda: [session.run(None, {"x": x}) for _ in range(work.calls)], work.calls
        bound = session.io_binding()
        bound.bind_cpu_input("x", x)
        bound.bind_output("y")
        yield "bound", lambda: [session.run_with_iobinding(bound) for _ in range(work.calls)], work.calls


PEERS = {"torch": PyTorch, "keras": Keras, "jax": Jax, "onnxruntime": OnnxRuntime}

if __name__ == "__main__":
    main()
