#!/usr/bin/env python3
"""Makes Tests/LabTests/Fixtures/onnx_*.json: the ONNX backend's node tests for the operators that Lab has.

    python3 -m venv /tmp/onnx && /tmp/onnx/bin/pip install onnx==1.18.0 numpy==2.4.6
    /tmp/onnx/bin/python Tests/Fixtures/make_onnx_fixtures.py [FOLDER]     (default: Tests/LabTests/Fixtures)

The data comes inside the package onnx 1.18.0 (onnx/backend/test/data/node; later wheels leave it out). It is the ONNX
project's, Copyright ONNX Project Contributors, under the Apache License 2.0 (https://github.com/onnx/onnx); what is
changed is written here. The wheel that the committed files were made from is
onnx-1.18.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl with the SHA-256
6acafb3823238bbe8f4340c7ac32fb218689442e074d797bee1c5c9a02fdae75.

A file is as make_pytorch_fixtures.py describes it, without gradients, which these tests do not have; "skipped" names the
node tests of its operators that Lab cannot run, with the reason. Inputs and expected values are Float32, in the shortest
decimals that read back as the same number. Attributes that count from the end (a negative axis, a negative index) or
name a rule (auto_pad) are resolved here to plain numbers. Outputs that are no part of Lab's interface are left out:
the mean and deviation of LayerNormalization, the places of MaxPool's maxima.
"""
import glob
import json
import os
import sys

import numpy as np
import onnx
import onnx.backend.test
from onnx import helper, numpy_helper

LARGEST = 4000  # numbers in a case
NODES = os.path.join(os.path.dirname(onnx.backend.test.__file__), "data", "node")

FILES = {
    "onnx_normalizations": ["LayerNormalization", "RMSNormalization", "BatchNormalization", "InstanceNormalization",
                            "GroupNormalization"],
    "onnx_recurrent": ["RNN", "LSTM", "GRU"],
    "onnx_images": ["Conv", "MaxPool", "AveragePool", "GlobalMaxPool", "GlobalAveragePool"],
    "onnx_softmax": ["Softmax", "LogSoftmax", "SoftmaxCrossEntropyLoss"],
    "onnx_products": ["Gemm", "MatMul", "Attention"],
    "onnx_elementwise": ["Relu", "Tanh", "Sigmoid", "Exp", "Add", "Sub", "Mul", "Gather", "Concat", "Transpose"],
}
LEFT_OUT = {"LayerNormalization": {"Mean", "InvStdDev"}, "MaxPool": {"z"}}


class Skipped(Exception):
    """Why Lab cannot run a node test."""


class Node:
    """One node test: its operator, attributes and named tensors."""

    def __init__(self, name):
        folder = os.path.join(NODES, name)
        self.name = name.removeprefix("test_")
        self.graph = onnx.load(os.path.join(folder, "model.onnx")).graph
        self.node = self.graph.node[0]
        self.operator = self.node.op_type
        self.attributes = {a.name: helper.get_attribute_value(a) for a in self.node.attribute}
        sets = glob.glob(os.path.join(folder, "test_data_set_*"))
        assert len(sets) == 1, f"{name}: {len(sets)} sets of data"
        self.inputs = self.tensors(sets[0], "input", self.graph.input, self.node.input)
        self.outputs = self.tensors(sets[0], "output", self.graph.output, self.node.output)

    @staticmethod
    def tensors(folder, kind, values, slots):
        """The tensors of a data set by the names that the graph gives them, in the node's order."""
        found = {}
        for index, value in enumerate(values):
            tensor = onnx.TensorProto()
            with open(os.path.join(folder, f"{kind}_{index}.pb"), "rb") as file:
                tensor.ParseFromString(file.read())
            found[value.name] = numpy_helper.to_array(tensor)
        return {name: found[name] for name in slots if name}

    def positive(self, axis, rank):
        return axis + rank if axis < 0 else axis

    def take(self, name, default):
        return self.attributes.pop(name, default)

    def refuse_rest(self):
        """No attribute may be ignored unseen."""
        if self.attributes:
            raise Skipped("has " + ", ".join(sorted(self.attributes)))


# --- Settings, an operator at a time -----------------------------------------------------------------------------

def row_normalization(node):
    x = node.inputs["X"]
    return {"axis": node.positive(node.take("axis", -1), x.ndim), "epsilon": node.take("epsilon", 1e-5)}


def batch_normalization(node):
    return {"epsilon": node.take("epsilon", 1e-5), "momentum": node.take("momentum", 0.9),
            "training": bool(node.take("training_mode", 0))}


def group_normalization(node):
    return {"epsilon": node.take("epsilon", 1e-5), "groups": node.take("num_groups", 0)}


def instance_normalization(node):
    return {"epsilon": node.take("epsilon", 1e-5)}


def recurrent(node):
    if "P" in node.inputs:
        raise Skipped("has peepholes")
    before = not node.take("linear_before_reset", 0)
    if node.operator == "GRU" and before and node.inputs["X"].shape[node.attributes.get("layout", 0)] > 1:
        raise Skipped("the reset gate stands before the product with the state, as soon as there is one")
    node.take("hidden_size", 0)
    return {"batch_first": bool(node.take("layout", 0))}


def window(node):
    """Window, stride and zeros on each side of a convolution or pooling."""
    x = node.inputs["x"]
    if x.ndim != 4:
        raise Skipped(f"has {x.ndim - 2} axes of places")
    if x.dtype != np.float32:
        raise Skipped("is of integers")
    kernel = node.take("kernel_shape", None)
    strides = node.take("strides", [1, 1])
    if node.take("ceil_mode", 0):
        raise Skipped("has windows that reach over the edge")
    if node.take("dilations", [1, 1]) != [1, 1]:
        raise Skipped("has dilations")
    node.take("storage_order", 0)
    assert kernel[0] == kernel[1] and strides[0] == strides[1]
    rule, pads = node.take("auto_pad", b"NOTSET"), node.take("pads", [0, 0, 0, 0])
    if rule in (b"SAME_UPPER", b"SAME_LOWER"):
        pads = same_padding(x.shape[2:], kernel[0], strides[0], lower=rule == b"SAME_LOWER")
    if node.operator == "AveragePool" and any(pads) and not node.take("count_include_pad", 0):
        raise Skipped("divides by the number of places inside the image")
    sides = dict(zip(("top", "left", "bottom", "right"), pads))
    return {"window": kernel[0], "stride": strides[0], **sides}


def same_padding(sizes, kernel, stride, lower):
    """As many zeros as give ceil(size / stride) places, the odd one first or last."""
    totals = [max((-(-size // stride) - 1) * stride + kernel - size, 0) for size in sizes]
    first = [total - total // 2 if lower else total // 2 for total in totals]
    return first + [total - part for total, part in zip(totals, first)]


def global_pool(node):
    x = node.inputs["x"]
    assert x.shape[2] == x.shape[3]
    return {"window": x.shape[2], "stride": 1, "top": 0, "left": 0, "bottom": 0, "right": 0}


def softmax(node):
    return {"axis": node.positive(node.take("axis", -1), node.inputs["x"].ndim)}


def cross_entropy(node):
    if "w" in node.inputs:
        raise Skipped("has a weight for each class")
    settings = {"reduction": node.take("reduction", b"mean").decode()}
    if "ignore_index" in node.attributes:
        settings["ignored"] = node.take("ignore_index", None)
    return settings


def gemm(node):
    return {"alpha": node.take("alpha", 1.0), "beta": node.take("beta", 1.0),
            "transpose_a": bool(node.take("transA", 0)), "transpose_b": bool(node.take("transB", 0))}


def attention(node):
    if "past_key" in node.inputs:
        raise Skipped("has keys of earlier calls")
    if "qk_matmul_output" in node.outputs:
        raise Skipped("shows its scores")
    q, k = node.inputs["Q"], node.inputs["K"]
    if q.ndim == 3:
        # github.com/onnx/onnx/issues/7118: the reference takes the heads apart without exchanging axes.
        raise Skipped("is wrong in this version (onnx issue 7118)")
    if q.shape[1] != k.shape[1]:
        raise Skipped("has fewer heads of keys than of queries")
    if "attn_mask" in node.inputs and node.inputs["attn_mask"].dtype != np.bool_:
        raise Skipped("adds numbers to the scores")
    return {"causal": bool(node.take("is_causal", 0))}


def elementwise(node):
    shapes = {x.shape for x in node.inputs.values()}
    if len(shapes) > 1:
        raise Skipped("repeats the smaller operand")
    if any(x.dtype != np.float32 for x in node.inputs.values()):
        raise Skipped("is of integers")
    return {}


def gather(node):
    data, indices = node.inputs["data"], node.inputs["indices"]
    axis = node.positive(node.take("axis", 0), data.ndim)
    node.inputs["indices"] = np.where(indices < 0, indices + data.shape[axis], indices)
    return {"axis": axis}


def concat(node):
    first = next(iter(node.inputs.values()))
    if first.ndim != 2:
        raise Skipped(f"is of {first.ndim} axes, not of matrices")
    return {"axis": node.positive(node.take("axis", None), first.ndim)}


def transpose(node):
    data = node.inputs["data"]
    node.inputs["axes"] = np.array(node.take("perm", list(range(data.ndim))[::-1]))
    return {}


SETTINGS = {
    "LayerNormalization": row_normalization, "RMSNormalization": row_normalization,
    "BatchNormalization": batch_normalization, "InstanceNormalization": instance_normalization,
    "GroupNormalization": group_normalization, "RNN": recurrent, "LSTM": recurrent, "GRU": recurrent,
    "Conv": window, "MaxPool": window, "AveragePool": window, "GlobalMaxPool": global_pool,
    "GlobalAveragePool": global_pool, "Softmax": softmax, "LogSoftmax": softmax,
    "SoftmaxCrossEntropyLoss": cross_entropy, "Gemm": gemm, "MatMul": lambda node: {}, "Attention": attention,
    "Relu": elementwise, "Tanh": elementwise, "Sigmoid": elementwise, "Exp": elementwise, "Add": elementwise,
    "Sub": elementwise, "Mul": elementwise, "Gather": gather, "Concat": concat, "Transpose": transpose,
}


# --- Cases -------------------------------------------------------------------------------------------------------

def case(node):
    size = sum(x.size for x in [*node.inputs.values(), *node.outputs.values()])
    if size > LARGEST:
        raise Skipped(f"has {size} numbers, more than {LARGEST}")
    settings = {"operator": node.operator, **SETTINGS[node.operator](node)}
    node.refuse_rest()
    outputs = {name: x for name, x in node.outputs.items() if name not in LEFT_OUT.get(node.operator, ())}
    return {"name": node.name, "settings": settings, "inputs": node.inputs, "outputs": outputs}


def number(x):
    """A setting: a Float32 of the model in its shortest decimals, which is what its author wrote."""
    return float(str(np.float32(x))) if isinstance(x, float) else int(x) if isinstance(x, np.integer) else x


def tensor_json(x):
    if x.dtype == np.float32:
        assert np.isfinite(x).all()
        values = [str(value).removesuffix(".0") for value in x.reshape(-1)]
    else:
        values = [str(int(value)) for value in x.reshape(-1)]
    return f'{{"shape": {json.dumps(list(x.shape))}, "values": [{", ".join(values)}]}}'


def tensors_json(tensors):
    lines = ",\n".join(f"        {json.dumps(name)}: {tensor_json(x)}" for name, x in tensors.items())
    return "{\n" + lines + "\n      }"


def case_json(case):
    settings = {name: number(value) for name, value in case["settings"].items()}
    parts = [f'"name": {json.dumps(case["name"])}', f'"settings": {json.dumps(settings)}']
    parts += [f'"{part}": {tensors_json(case[part])}' for part in ("inputs", "outputs")] + ['"gradients": {}']
    return "    {\n      " + ",\n      ".join(parts) + "\n    }"


def write(folder, name, cases, skipped):
    provenance = (f"Tests/Fixtures/make_onnx_fixtures.py with onnx {onnx.__version__}, Float32. Data of the ONNX project, "
                  "Copyright ONNX Project Contributors, Apache License 2.0; the script says what is changed.")
    lines = ",\n".join(f"    {json.dumps(test)}: {json.dumps(reason)}" for test, reason in skipped.items())
    block = "{\n" + lines + "\n  }" if lines else "{}"
    text = (f'{{\n  "provenance": {json.dumps(provenance)},\n  "skipped": {block},\n'
            '  "cases": [\n' + ",\n".join(map(case_json, cases)) + "\n  ]\n}\n")
    json.loads(text)
    with open(os.path.join(folder, f"{name}.json"), "w", encoding="utf-8") as file:
        file.write(text)
    print(f"{name}.json: {len(cases)} cases, {len(skipped)} skipped, {len(text):,} bytes")


def main():
    assert onnx.__version__ == "1.18.0", "other versions have other data, or none"
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "../LabTests/Fixtures")
    # A test whose name ends with "_expanded" spells the same operator out in smaller ones, on the same data.
    nodes = [Node(name) for name in sorted(os.listdir(NODES)) if single_operator(name)]
    for file, operators in FILES.items():
        cases, skipped = [], {}
        for node in nodes:
            if node.operator in operators:
                try:
                    cases.append(case(node))
                except Skipped as reason:
                    skipped[node.name] = str(reason)
        assert {c["settings"]["operator"] for c in cases} == set(operators), f"{file}: an operator without a case"
        write(folder, file, cases, skipped)


def single_operator(name):
    graph = onnx.load(os.path.join(NODES, name, "model.onnx")).graph
    return len(graph.node) == 1 and any(graph.node[0].op_type in operators for operators in FILES.values())


if __name__ == "__main__":
    main()
