#!/usr/bin/env python3
"""Makes the rest of Tests/LabTests/Fixtures/*.json: normalizations, convolution, pooling, embedding, attention, RMSProp.

    /tmp/torch/bin/python Tests/Fixtures/make_pytorch_layer_fixtures.py [FOLDER]   (default: Tests/LabTests/Fixtures)

How to install PyTorch, how inputs are drawn and what the files look like stands in make_pytorch_fixtures.py.
"""
import os
import sys

import torch
import torch.nn.functional as F

import make_pytorch_fixtures as base
from make_pytorch_fixtures import Draw, agree, differentiated

EPSILON = 1e-5


def write(folder, name, conventions, cases):
    """As in the other script, with this one's name."""
    base.write(folder, name, conventions, cases)
    path = os.path.join(folder, name)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    text = text.replace("make_pytorch_fixtures.py with", "make_pytorch_layer_fixtures.py with", 1)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def image_inputs(draw, shape, affine, own=None):
    own = own or [shape[1]]
    inputs = {"x": draw.normal(*shape), "dy": draw.normal(*shape)}
    if affine:
        inputs |= {"gain": draw.normal(*own, mean=1, deviation=0.5), "bias": draw.normal(*own, deviation=0.5)}
    return inputs


# --- Normalizations ----------------------------------------------------------------------------------------------

def rms_normalization():
    cases = []
    for name, rows, columns, affine in [("ordinary", 4, 7, True), ("batch 1", 1, 33, True), ("one feature", 3, 1, True),
                                        ("no affine", 3, 6, False)]:
        draw = Draw(f"rms_normalization: {name}")
        inputs = {"x": draw.normal(rows, columns), "dy": draw.normal(rows, columns)}
        if affine:
            inputs["gain"] = draw.normal(columns, mean=1, deviation=0.5)

        def function(p):
            return {"y": F.rms_norm(p["x"], (columns,), p.get("gain"), EPSILON)}
        case = differentiated(name, {"epsilon": EPSILON}, inputs, function)
        x = inputs["x"].numpy()
        gain = inputs["gain"].numpy() if affine else 1.0
        agree(name, case["outputs"]["y"], x / ((x ** 2).mean(1, keepdims=True) + EPSILON) ** 0.5 * gain)
        cases.append(case)
    return cases


def weight_normalization():
    cases = []
    for name, batch, inputs_, outputs, bias in [("ordinary", 4, 6, 3, True), ("batch 1", 1, 5, 2, True),
                                                ("one input", 3, 1, 4, True), ("one output, no bias", 3, 7, 1, False)]:
        draw = Draw(f"weight_normalization: {name}")
        inputs = {"x": draw.normal(batch, inputs_), "direction": draw.normal(outputs, inputs_),
                  "gain": draw.normal(outputs, mean=1, deviation=0.5), "dy": draw.normal(batch, outputs)}
        if bias:
            inputs["bias"] = draw.normal(outputs)

        def function(p):
            # The function under torch.nn.utils.parametrizations.weight_norm, over dimension 0.
            weight = torch._weight_norm(p["direction"], p["gain"].reshape(-1, 1), 0)
            return {"y": F.linear(p["x"], weight, p.get("bias"))}
        cases.append(differentiated(name, {}, inputs, function))
        layer = torch.nn.utils.parametrizations.weight_norm(torch.nn.Linear(inputs_, outputs, bias=bias).double())
        with torch.no_grad():
            layer.parametrizations.weight.original0.copy_(inputs["gain"].reshape(-1, 1))
            layer.parametrizations.weight.original1.copy_(inputs["direction"])
            if bias:
                layer.bias.copy_(inputs["bias"])
        agree(name, cases[-1]["outputs"]["y"], layer(inputs["x"]).detach().numpy())
    return cases


def image_normalization():
    cases = []

    def add(kind, name, shape, affine, function, own=None, **settings):
        draw = Draw(f"image_normalization: {kind}, {name}")
        inputs = image_inputs(draw, shape, affine, own)
        cases.append(differentiated(f"{kind}, {name}", {"kind": kind, "epsilon": EPSILON} | settings, inputs,
                                    lambda p: {"y": function(p)}))

    for name, shape, groups, affine in [("ordinary", (2, 4, 3, 2), 2, True), ("batch 1", (1, 6, 2, 3), 3, True),
                                        ("one channel", (3, 1, 2, 2), 1, True), ("no affine", (2, 4, 2, 2), 4, False)]:
        add("group", name, shape, affine,
            lambda p, groups=groups: F.group_norm(p["x"], groups, p.get("gain"), p.get("bias"), EPSILON), groups=groups)
    for name, shape, affine in [("ordinary", (2, 3, 3, 2), True), ("batch 1", (1, 2, 4, 3), True),
                                ("one channel", (3, 1, 2, 3), True), ("no affine", (2, 2, 3, 3), False)]:
        add("instance", name, shape, affine,
            lambda p: F.instance_norm(p["x"], weight=p.get("gain"), bias=p.get("bias"), eps=EPSILON))
    for name, shape, affine in [("ordinary", (3, 2, 2, 3), True), ("batch 1", (1, 3, 2, 2), True),
                                ("one channel", (2, 1, 3, 2), True), ("one pixel", (4, 3, 1, 1), True),
                                ("no affine", (2, 3, 2, 2), False)]:
        add("batch", name, shape, affine,
            lambda p: F.batch_norm(p["x"], None, None, p.get("gain"), p.get("bias"), True, 0.1, EPSILON))
    for name, shape in [("ordinary", (3, 2, 2, 3)), ("batch 1", (1, 3, 2, 2)), ("one channel", (2, 1, 3, 2))]:
        add("layer per unit", name, shape, True,
            lambda p: F.layer_norm(p["x"], list(p["x"].shape[1:]), p["gain"], p["bias"], EPSILON), own=shape[1:])
        add("layer per channel", name, shape, True,
            lambda p: F.layer_norm(p["x"], list(p["x"].shape[1:]), None, None, EPSILON) * p["gain"].reshape(-1, 1, 1)
            + p["bias"].reshape(-1, 1, 1))
    # Running statistics after one step from 0 and 1.
    draw = Draw("image_normalization: running statistics")
    inputs = image_inputs(draw, (3, 2, 2, 3), True)
    mean, variance = torch.zeros(2).double(), torch.ones(2).double()
    case = differentiated(
        "batch, running statistics", {"kind": "batch", "epsilon": EPSILON}, inputs,
        lambda p: {"y": F.batch_norm(p["x"], mean, variance, p["gain"], p["bias"], True, 0.1, EPSILON)})
    case["outputs"] |= {"running_mean": mean, "running_variance": variance}
    return cases + [case]


# --- Convolution and pooling -------------------------------------------------------------------------------------

def convolution():
    cases = []
    for name, x, weight, stride, padding, bias in [
            ("ordinary", (2, 3, 5, 4), (2, 3, 3, 3), 1, 1, True), ("stride 2", (1, 2, 7, 6), (3, 2, 3, 3), 2, 0, True),
            ("stride 2, padding 1, no bias", (2, 1, 5, 5), (2, 1, 3, 3), 2, 1, False),
            ("one by one", (2, 3, 2, 3), (4, 3, 1, 1), 1, 0, True),
            ("the window needs the padding", (1, 2, 2, 1), (2, 2, 4, 3), 1, 1, True),
            ("the window is the image", (3, 2, 3, 2), (2, 2, 3, 2), 1, 0, True),
            ("oblong window, stride 3, padding 2", (1, 1, 6, 8), (2, 1, 2, 5), 3, 2, True)]:
        draw = Draw(f"convolution: {name}")
        inputs = {"x": draw.normal(*x), "weight": draw.normal(*weight)}
        if bias:
            inputs["bias"] = draw.normal(weight[0])
        y = F.conv2d(inputs["x"], inputs["weight"], None, stride, padding)
        inputs["dy"] = draw.normal(*y.shape)
        cases.append(differentiated(name, {"stride": stride, "padding": padding}, inputs, lambda p: {
            "y": F.conv2d(p["x"], p["weight"], p.get("bias"), stride, padding)}))
    return cases


def pooling():
    cases = []
    for name, x, window, stride in [("ordinary", (2, 3, 4, 6), 2, 2), ("overlapping", (1, 2, 5, 5), 3, 1),
                                    ("rows left over", (2, 1, 5, 7), 2, 2), ("stride beyond the window", (1, 2, 6, 5), 2, 3),
                                    ("window of one", (1, 1, 2, 3), 1, 1)]:
        for kind, function in [("max", F.max_pool2d), ("average", F.avg_pool2d)]:
            draw = Draw(f"pooling: {kind}, {name}")
            # Halves: many ties, which go to the first.
            inputs = {"x": draw.normal(*x, grid=2)}
            inputs["dy"] = draw.normal(*function(inputs["x"], window, stride).shape)
            cases.append(differentiated(
                f"{kind}, {name}", {"kind": kind, "window": window, "stride": stride}, inputs,
                lambda p: {"y": function(p["x"], window, stride)}))
    return cases


# --- Embedding and attention -------------------------------------------------------------------------------------

def embedding():
    cases = []
    for name, symbols, features, ids in [("ordinary", 5, 3, [4, 0, 0, 2, 4, 4]), ("one symbol", 1, 2, [0, 0]),
                                         ("one feature", 3, 1, [2])]:
        draw = Draw(f"embedding: {name}")
        inputs = {"weight": draw.normal(symbols, features), "symbols": torch.tensor(ids),
                  "dy": draw.normal(len(ids), features)}
        cases.append(differentiated(name, {}, inputs, lambda p: {"y": F.embedding(p["symbols"], p["weight"])}))
    return cases


def softmax_mask(draw, *shape):
    mask = torch.tensor([float(draw.source.random() < 0.6) for _ in range(torch.Size(shape).numel())]).double()
    mask = mask.reshape(shape)
    mask[..., 0] = 1
    return mask


def attention():
    cases = []
    for name, batch, time, features, masked in [("over a sequence", 3, 5, 4, True), ("one step", 2, 1, 3, False),
                                                ("batch 1, no mask", 1, 4, 2, False)]:
        draw = Draw(f"attention: {name}")
        inputs = {"scores": draw.normal(batch, time), "states": draw.normal(batch, time, features),
                  "dy": draw.normal(batch, features)}
        if masked:
            inputs["running_mask"] = softmax_mask(draw, batch, time)

        def function(p):
            scores = p["scores"]
            if masked:
                scores = scores.masked_fill(p["running_mask"] == 0, -torch.inf)
            return {"y": torch.einsum("bt,btf->bf", torch.softmax(scores, -1), p["states"])}
        cases.append(differentiated(name, {"kind": "sequence"}, inputs, function))
    for name, batch, queries, time, features, outputs, heads, masked in [
            ("one head", 2, 3, 4, 5, 2, 1, False), ("one head, masked", 2, 3, 4, 3, 3, 1, True),
            ("three heads, masked", 2, 2, 5, 6, 9, 3, True), ("batch 1, one query", 1, 1, 3, 4, 2, 2, False)]:
        draw = Draw(f"attention: {name}")
        inputs = {"queries": draw.normal(batch, queries, features), "keys": draw.normal(batch, time, features),
                  "values": draw.normal(batch, time, outputs), "dy": draw.normal(batch, queries, outputs)}
        if masked:
            inputs["running_mask"] = softmax_mask(draw, batch, queries, time)

        def split(x):
            return x.reshape(batch, x.shape[1], heads, -1).transpose(1, 2)

        def function(p):
            mask = (p["running_mask"] == 1).unsqueeze(1) if masked else None
            y = F.scaled_dot_product_attention(split(p["queries"]), split(p["keys"]), split(p["values"]), mask)
            return {"y": y.transpose(1, 2).reshape(batch, queries, outputs)}
        cases.append(differentiated(name, {"kind": "dot product", "heads": heads}, inputs, function))
    return cases


# --- Optimizers --------------------------------------------------------------------------------------------------

def steps_of(name, steps, size, settings, update):
    draw = Draw(name)
    parameter, gradients = draw.normal(size), draw.normal(steps, size)
    gradients[:, 1] = 0
    gradients[:, 2] = 3.25
    rows, state, now = [], {}, parameter.clone()
    for t in range(steps):
        now = update(now, gradients[t], state, t + 1)
        rows.append(now.clone())
    return {"name": name, "settings": settings, "inputs": {"parameter": parameter, "gradients": gradients},
            "outputs": {"parameter_after": torch.stack(rows)}, "gradients": {}}


def rmsprop():
    cases = []
    for decay, momentum, rate, epsilon in [(0.95, 0.9, 1e-4, 1e-4), (0.5, 0.0, 0.01, 1e-2)]:
        def update(p, g, state, t):
            # Graves 2013, equations 38 to 41.
            state["n"] = decay * state.get("n", 0) + (1 - decay) * g ** 2
            state["a"] = decay * state.get("a", 0) + (1 - decay) * g
            state["d"] = momentum * state.get("d", 0) - rate * g / torch.sqrt(state["n"] - state["a"] ** 2 + epsilon)
            return p + state["d"]
        cases.append(steps_of(f"decay {decay}", 6, 6, {"decay": decay, "momentum": momentum, "learning_rate": rate,
                                                       "epsilon": epsilon}, update))
    return cases


def released_adam():
    def update(p, g, state, t):
        # As in optim.py of ryankiros/skip-thoughts, with b1 = 0.1 and b2 = 0.001.
        b1, b2 = 0.1, 0.001
        state["m"] = b1 * g + (1 - b1) * state.get("m", 0)
        state["v"] = b2 * g ** 2 + (1 - b2) * state.get("v", 0)
        rate = 2e-4 * (1 - b2 ** t) ** 0.5 / (1 - b1 ** t)
        return p - rate * state["m"] / (torch.sqrt(state["v"]) + 1e-8)
    return [steps_of("released", 6, 6, {"learning_rate": 2e-4}, update)]


def main():
    torch.set_num_threads(1)
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "../LabTests/Fixtures")
    write(folder, "rms_normalization.json", ["y = x / sqrt(mean(x^2) + epsilon) * gain, over the last axis"],
          rms_normalization())
    write(folder, "weight_normalization.json", ["weight row = gain * direction / |direction|"], weight_normalization())
    write(folder, "image_normalization.json",
          ["[batch, channels, height, width]; per channel unless the kind is 'layer per unit'"], image_normalization())
    write(folder, "convolution.json", ["[batch, channels, height, width]; weight [outputs, inputs, height, width]"],
          convolution())
    write(folder, "pooling.json", ["Inputs are halves, so that there are ties: the first counts."], pooling())
    write(folder, "embedding.json", ["y[i] = weight[symbols[i]]"], embedding())
    write(folder, "attention.json", ["running_mask holds ones (present) and zeros; it has no gradient."], attention())
    write(folder, "rmsprop.json", ["Graves 2013, equations 38-41, spelled out; row t is the state after that step."],
          rmsprop())
    write(folder, "released_adam.json", ["The published code's bias correction, spelled out."], released_adam())


if __name__ == "__main__":
    main()
