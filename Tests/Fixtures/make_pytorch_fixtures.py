#!/usr/bin/env python3
"""Makes Tests/LabTests/Fixtures/*.json: what PyTorch computes for the layers, losses and optimizers that Lab has.

    python3 -m venv /tmp/torch && /tmp/torch/bin/pip install torch==2.15.0 numpy==2.4.6
    /tmp/torch/bin/python Tests/Fixtures/make_pytorch_fixtures.py [FOLDER]     (default: Tests/LabTests/Fixtures)

Everything is computed in Float64 on one thread; each file names the version of PyTorch that made it. Where a short
formula exists, the same numbers are also computed here with numpy and compared, so that a fixture never rests on one
opinion. Another version or processor may differ in the last digit or two: keep the committed files unless a case
changes.

Inputs are drawn per case by Python's own generator, seeded with the file's and the case's name: a case that is added
or moved changes no other. They are multiples of 1/256 (or of a smaller power of two), which Float32 holds exactly: a
Float test then sees the error of the operation and none of the inputs.

A file is {"provenance", "conventions", "cases"}; a case is {"name", "settings", "inputs", "outputs", "gradients"},
where the last three hold tensors {"shape", "values"} in row-major order. Unless the output is a scalar loss, the
inputs hold the upstream gradient `dy`, and `gradients` are those of sum(y * dy). Compare with a tolerance relative to
the largest value of a tensor (1e-10 in Float64): with a large offset, gradients of some hundreds are right to 4e-10.
"""
import json
import math
import os
import random
import sys

import numpy as np
import torch
import torch.nn.functional as F

EPSILON = 1e-5


# --- Inputs ------------------------------------------------------------------------------------------------------

class Draw:
    """Random inputs of one case."""

    def __init__(self, seed):
        self.source = random.Random(seed)

    def normal(self, *shape, mean=0.0, deviation=1.0, grid=256):
        """Normal numbers rounded to multiples of 1/grid."""
        count = math.prod(shape)
        values = [round(self.source.gauss(mean, deviation) * grid) / grid for _ in range(count)]
        return torch.tensor(values, dtype=torch.double).reshape(shape)

    def positive(self, *shape):
        return self.normal(*shape, mean=1, deviation=0.25).abs() + 1 / 256

    def labels(self, count, classes):
        return torch.tensor([self.source.randrange(classes) for _ in range(count)])


# --- Output ------------------------------------------------------------------------------------------------------

def tensor_json(tensor):
    assert torch.isfinite(tensor).all()
    # json prints a float with repr: the shortest decimal that reads back as the same Float64.
    return json.dumps({"shape": list(tensor.shape), "values": tensor.detach().reshape(-1).tolist()}, allow_nan=False)


def tensors_json(tensors):
    lines = ",\n".join(f"        {json.dumps(name)}: {tensor_json(tensor)}" for name, tensor in tensors.items())
    return "{\n" + lines + "\n      }" if lines else "{}"


def case_json(case):
    parts = [f'"name": {json.dumps(case["name"])}', f'"settings": {json.dumps(case["settings"])}']
    parts += [f'"{part}": {tensors_json(case[part])}' for part in ("inputs", "outputs", "gradients")]
    return "    {\n      " + ",\n      ".join(parts) + "\n    }"


def write(folder, name, conventions, cases, script="make_pytorch_fixtures.py"):
    names = [case["name"] for case in cases]
    assert len(set(names)) == len(names), f"{name}: two cases of one name"
    provenance = f"Tests/Fixtures/{script} with torch {torch.__version__}, Float64"
    conventions = ",\n".join("    " + json.dumps(line) for line in conventions)
    text = (f'{{\n  "provenance": {json.dumps(provenance)},\n  "conventions": [\n{conventions}\n  ],\n'
            '  "cases": [\n' + ",\n".join(map(case_json, cases)) + "\n  ]\n}\n")
    json.loads(text)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)
    print(f"{name}: {len(cases)} cases, {len(text):,} bytes")


# --- Cases -------------------------------------------------------------------------------------------------------

def differentiated(name, settings, inputs, function):
    """A case: `function` of the inputs, and its gradients for every input that has one (all but integers, `dy` and
    running statistics). It returns its outputs by name; `y` or `loss` is the one to differentiate."""
    fixed = {n for n, t in inputs.items() if not t.is_floating_point() or n == "dy" or n.startswith("running_")}
    leaves = {n: t.clone() if n in fixed else t.clone().requires_grad_() for n, t in inputs.items()}
    outputs = function(leaves)
    (outputs["loss"] if "loss" in outputs else (outputs["y"] * leaves["dy"]).sum()).backward()
    return {"name": name, "settings": settings, "inputs": inputs, "outputs": outputs,
            "gradients": {n: leaf.grad for n, leaf in leaves.items() if n not in fixed}}


def agree(what, torch_value, numpy_value, tolerance=1e-11):
    """Fails unless both have one shape and differ by at most `tolerance` of the largest value. (Only the cases of
    large offset need so much: there PyTorch's kernels subtract large numbers and lose digits.)"""
    found = torch_value.detach().numpy()
    assert found.shape == np.shape(numpy_value), f"{what}: shapes {found.shape} and {np.shape(numpy_value)}"
    difference = np.abs(found - numpy_value).max()
    assert difference <= tolerance * max(1, np.abs(found).max()), f"{what}: differ by {difference}"


def normalized_by_hand(x, dy, gain, bias, epsilon, axis, correction=0):
    """Forward and backward of (x - mean) / sqrt(variance + epsilon) * gain + bias with the statistics over `axis`; the
    variance divides by n - correction. Returns y, dx, and the gradients of gain and bias before the sum over rows."""
    n = x.shape[axis]
    centered = x - x.mean(axis, keepdims=True)
    deviation = np.sqrt((centered ** 2).sum(axis, keepdims=True) / (n - correction) + epsilon)
    z = centered / deviation
    d = dy * gain
    dx = (d - d.mean(axis, keepdims=True) - z * (d * z).sum(axis, keepdims=True) / (n - correction)) / deviation
    return z * gain + bias, dx, dy * z, dy


def check_by_hand(case, axis, correction=0):
    arrays = {name: tensor.numpy() for name, tensor in case["inputs"].items()}
    y, dx, gain, bias = normalized_by_hand(arrays["x"], arrays["dy"], arrays.get("gain", 1.0), arrays.get("bias", 0.0),
                                           case["settings"]["epsilon"], axis, correction)
    agree(case["name"], case["outputs"]["y"], y)
    agree(case["name"], case["gradients"]["x"], dx)
    if case["settings"]["affine"]:
        agree(case["name"], case["gradients"]["gain"], gain.sum(0))
        agree(case["name"], case["gradients"]["bias"], bias.sum(0))


def affine_inputs(draw, features, affine):
    if not affine:
        return {}
    return {"gain": draw.normal(features, mean=1, deviation=0.5), "bias": draw.normal(features, deviation=0.5)}


# --- Layer normalization -----------------------------------------------------------------------------------------

def layer_normalization():
    def case(name, n, h, affine=True, x=None):
        draw = Draw(f"layer_normalization/{name}")
        inputs = {"x": draw.normal(n, h, mean=0.5, deviation=2) if x is None else x(draw),
                  **affine_inputs(draw, h, affine), "dy": draw.normal(n, h)}
        made = differentiated(name, {"epsilon": EPSILON, "affine": affine}, inputs, lambda t: {
            "y": F.layer_norm(t["x"], (h,), t.get("gain"), t.get("bias"), EPSILON)})
        check_by_hand(made, axis=1)
        return made

    def constant_rows(draw):
        x = draw.normal(4, 6)
        x[1], x[3] = 2.5, 0
        return x

    return [
        case("3 by 5", 3, 5),
        case("batch 1", 1, 7),
        case("one feature", 4, 1),
        case("two features", 3, 2),
        case("one vector and one left over", 2, 33),
        case("5 by 64", 5, 64),
        case("constant rows", 4, 6, x=constant_rows),
        case("large offset", 3, 32, x=lambda draw: draw.normal(3, 32, mean=1000, deviation=0.01, grid=4096)),
        case("without affine", 3, 9, affine=False),
    ]


# --- Batch normalization -----------------------------------------------------------------------------------------

def batch_normalization():
    def inputs_of(draw, n, c, affine, x=None):
        return {"x": draw.normal(n, c, mean=0.5, deviation=2) if x is None else x(draw),
                **affine_inputs(draw, c, affine),
                "running_mean": draw.normal(c), "running_variance": draw.positive(c), "dy": draw.normal(n, c)}

    def settings_of(mode, variance, momentum, affine):
        return {"mode": mode, "normalizing_variance": variance, "epsilon": EPSILON, "momentum": momentum,
                "affine": affine}

    def check_running(made):
        momentum, x = made["settings"]["momentum"], made["inputs"]["x"].numpy()
        for statistic, batch in (("running_mean", x.mean(0)), ("running_variance", x.var(0, ddof=1))):
            agree(made["name"], made["outputs"][statistic],
                  (1 - momentum) * made["inputs"][statistic].numpy() + momentum * batch)

    def training(name, n, c, affine=True, momentum=0.1, x=None):
        inputs = inputs_of(Draw(f"batch_normalization/{name}"), n, c, affine, x)

        def forward(t):
            y = F.batch_norm(t["x"], t["running_mean"], t["running_variance"], t.get("gain"), t.get("bias"),
                             training=True, momentum=momentum, eps=EPSILON)
            return {"y": y, "running_mean": t["running_mean"], "running_variance": t["running_variance"]}

        made = differentiated(name, settings_of("training", "biased", momentum, affine), inputs, forward)
        check_by_hand(made, axis=0)
        check_running(made)
        return made

    def unbiased(name, n, c, affine=True, momentum=0.1):
        """PyTorch has no such layer: its formula, differentiated by autograd."""
        inputs = inputs_of(Draw(f"batch_normalization/{name}"), n, c, affine)

        def forward(t):
            mean, variance = t["x"].mean(0), t["x"].var(0, correction=1)
            y = (t["x"] - mean) / torch.sqrt(variance + EPSILON) * t.get("gain", 1) + t.get("bias", 0)
            return {"y": y, "running_mean": (1 - momentum) * t["running_mean"] + momentum * mean.detach(),
                    "running_variance": (1 - momentum) * t["running_variance"] + momentum * variance.detach()}

        made = differentiated(name, settings_of("training", "unbiased", momentum, affine), inputs, forward)
        check_by_hand(made, axis=0, correction=1)
        check_running(made)
        return made

    def inference(name, n, c, affine=True):
        inputs = inputs_of(Draw(f"batch_normalization/{name}"), n, c, affine)
        # The momentum is recorded although nothing uses it: the statistics must come out as they went in.
        made = differentiated(name, settings_of("inference", "biased", 0.1, affine), inputs, lambda t: {
            "y": F.batch_norm(t["x"], t["running_mean"], t["running_variance"], t.get("gain"), t.get("bias"),
                              training=False, eps=EPSILON),
            "running_mean": t["running_mean"], "running_variance": t["running_variance"]})
        arrays = {k: v.numpy() for k, v in inputs.items()}
        gain, bias = arrays.get("gain", 1.0), arrays.get("bias", 0.0)
        deviation = np.sqrt(arrays["running_variance"] + EPSILON)
        z = (arrays["x"] - arrays["running_mean"]) / deviation
        agree(name, made["outputs"]["y"], z * gain + bias)
        agree(name, made["gradients"]["x"], arrays["dy"] * gain / deviation)
        if affine:
            agree(name, made["gradients"]["gain"], (arrays["dy"] * z).sum(0))
        return made

    def constant_column(draw):
        x = draw.normal(6, 3)
        x[:, 1] = -1.5
        return x

    return [
        training("4 by 3", 4, 3),
        training("batch 2", 2, 5),
        training("one feature", 8, 1),
        training("128 by 4", 128, 4),
        training("constant column", 6, 3, x=constant_column),
        training("large offset", 32, 2, x=lambda draw: draw.normal(32, 2, mean=1000, deviation=0.01, grid=4096)),
        training("another momentum", 5, 3, momentum=0.25),
        training("without affine", 7, 2, affine=False),
        unbiased("unbiased, 4 by 3", 4, 3),
        unbiased("unbiased, batch 2", 2, 5),
        unbiased("unbiased, without affine", 4, 2, affine=False),
        inference("inference, 4 by 3", 4, 3),
        inference("inference, batch 1", 1, 5),
        inference("inference, without affine", 3, 2, affine=False),
    ]


# --- Dense layer, ReLU, cross-entropy ----------------------------------------------------------------------------

def dense():
    def case(name, n, inputs, outputs, bias=True):
        draw = Draw(f"dense/{name}")
        tensors = {"x": draw.normal(n, inputs), "weight": draw.normal(outputs, inputs, deviation=0.5)}
        if bias:
            tensors["bias"] = draw.normal(outputs)
        tensors["dy"] = draw.normal(n, outputs)
        made = differentiated(name, {"bias": bias}, tensors,
                              lambda t: {"y": F.linear(t["x"], t["weight"], t.get("bias"))})
        a = {k: v.numpy() for k, v in tensors.items()}
        agree(name, made["outputs"]["y"], a["x"] @ a["weight"].T + a.get("bias", 0.0))
        agree(name, made["gradients"]["x"], a["dy"] @ a["weight"])
        agree(name, made["gradients"]["weight"], a["dy"].T @ a["x"])
        return made

    return [
        case("3 by 4 to 5", 3, 4, 5),
        case("batch 1", 1, 6, 2),
        case("one input", 4, 1, 3),
        case("one output", 3, 5, 1),
        case("one of each", 1, 1, 1),
        case("odd sizes", 17, 33, 9),
        case("without bias", 4, 3, 2, bias=False),
    ]


def relu():
    def case(name, x):
        tensors = {"x": x, "dy": Draw(f"relu/{name}/dy").normal(*x.shape)}
        made = differentiated(name, {}, tensors, lambda t: {"y": F.relu(t["x"])})
        agree(name, made["outputs"]["y"], np.maximum(x.numpy(), 0))
        agree(name, made["gradients"]["x"], np.where(x.numpy() > 0, tensors["dy"].numpy(), 0))
        return made

    zeros = Draw("relu/zeros").normal(2, 6)
    zeros[0, 1], zeros[0, 4], zeros[1, 2] = 0.0, 0.0, -0.0
    return [
        case("zeros", zeros),
        case("one element", torch.tensor([[0.75]], dtype=torch.double)),
        case("3 by 33", Draw("relu/3 by 33").normal(3, 33)),
    ]


def softmax_cross_entropy():
    def case(name, logits, labels):
        def forward(t):
            losses = F.cross_entropy(t["logits"], t["labels"], reduction="none")
            return {"losses": losses, "loss": losses.mean()}

        made = differentiated(name, {"reduction": "mean"}, {"logits": logits, "labels": labels}, forward)
        a = logits.numpy()
        shifted = a - a.max(1, keepdims=True)
        total = np.exp(shifted).sum(1, keepdims=True)
        one_hot = np.eye(a.shape[1])[labels.numpy()]
        agree(name, made["outputs"]["losses"], (np.log(total) - shifted)[np.arange(len(a)), labels.numpy()])
        agree(name, made["gradients"]["logits"], (np.exp(shifted) / total - one_hot) / len(a))
        return made

    def drawn(name, n, k):
        draw = Draw(f"softmax_cross_entropy/{name}")
        return case(name, draw.normal(n, k, deviation=2), draw.labels(n, k))

    def rows(*values):
        return torch.tensor(values, dtype=torch.double)

    return [
        drawn("4 by 10", 4, 10),
        drawn("batch 1", 1, 5),
        drawn("one class", 3, 1),
        drawn("5 by 33", 5, 33),
        case("equal logits", rows([0.5] * 4, [-3.0] * 4), torch.tensor([0, 3])),
        case("extreme logits", rows([1000, -1000, 0], [1000, -1000, 0], [-1000, -1000, -1000], [1000, 1000, -1000]),
             torch.tensor([0, 1, 2, 1])),
    ]


# --- Optimizers --------------------------------------------------------------------------------------------------

def steps_of(optimizer, parameter, gradients):
    """The parameter after each step, and what the optimizer remembers then."""
    after, memory = [], []
    for gradient in gradients:
        parameter.grad = gradient.clone()
        optimizer.step()
        after.append(parameter.detach().clone())
        memory.append({k: v.clone() for k, v in optimizer.state[parameter].items() if torch.is_tensor(v)})
    return torch.stack(after), memory


def optimizer_inputs(draw, steps):
    """Seven parameters; one gradient is always 0, one tiny beside Adam's epsilon, one large, one changes its sign."""
    gradients = draw.normal(steps, 7)
    gradients[:, 1] = 0
    gradients[:, 2] *= 2.0 ** -27
    gradients[:, 3] *= 4096
    gradients[:, 4] = gradients[:, 4].abs() * torch.tensor([(-1.0) ** t for t in range(steps)])
    return {"parameter": draw.normal(7), "gradients": gradients}


def adam():
    def case(name, lr, betas=(0.9, 0.999), epsilon=1e-8, steps=5):
        inputs = optimizer_inputs(Draw(f"adam/{name}"), steps)
        parameter = inputs["parameter"].clone().requires_grad_()
        after, memory = steps_of(torch.optim.Adam([parameter], lr=lr, betas=betas, eps=epsilon), parameter,
                                 inputs["gradients"])
        p, m, v = inputs["parameter"].numpy().copy(), 0.0, 0.0
        for t, g in enumerate(inputs["gradients"].numpy(), 1):
            m, v = betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g * g
            p -= lr * (m / (1 - betas[0] ** t)) / (np.sqrt(v / (1 - betas[1] ** t)) + epsilon)
            agree(name, after[t - 1], p)
        return {"name": name, "inputs": inputs, "gradients": {},
                "settings": {"learning_rate": lr, "beta1": betas[0], "beta2": betas[1], "epsilon": epsilon},
                "outputs": {"parameter_after": after,
                            "first_moment_after": torch.stack([step["exp_avg"] for step in memory]),
                            "second_moment_after": torch.stack([step["exp_avg_sq"] for step in memory])}}

    return [
        case("learning rate 0.001", 1e-3),
        case("learning rate 0.05", 0.05),
        case("other betas and epsilon", 0.01, betas=(0.8, 0.95), epsilon=1e-3),
    ]


def sgd():
    def case(name, lr, momentum, steps=4):
        inputs = optimizer_inputs(Draw(f"sgd/{name}"), steps)
        parameter = inputs["parameter"].clone().requires_grad_()
        after, _ = steps_of(torch.optim.SGD([parameter], lr=lr, momentum=momentum), parameter, inputs["gradients"])
        p, velocity = inputs["parameter"].numpy().copy(), 0.0
        for t, g in enumerate(inputs["gradients"].numpy()):
            velocity = momentum * velocity + g
            p -= lr * velocity
            agree(name, after[t], p)
        return {"name": name, "settings": {"learning_rate": lr, "momentum": momentum}, "inputs": inputs,
                "outputs": {"parameter_after": after}, "gradients": {}}

    return [
        case("without momentum", 0.1, 0.0),
        case("momentum 0.9", 0.05, 0.9),
        case("momentum 0.5", 0.01, 0.5, steps=6),
    ]


# --- A small network, trained ------------------------------------------------------------------------------------

SIZES = (6, 5, 4, 3)
BATCHES, BATCH, LEARNING_RATE, MOMENTUM = 4, 8, 1e-2, 0.1


def mlp_training():
    def normalized(z, name, kind, t):
        if kind == "layer":
            return F.layer_norm(z, z.shape[1:], t[f"{name}.gain"], t[f"{name}.bias"], EPSILON)
        if kind == "batch":
            return F.batch_norm(z, t[f"{name}.running_mean"], t[f"{name}.running_variance"], t[f"{name}.gain"],
                                t[f"{name}.bias"], training=True, momentum=MOMENTUM, eps=EPSILON)
        return z + t[f"{name}.bias"]

    def case(name, hidden, output, seed):
        draw = Draw(f"mlp_training/{name}/{seed}")
        layers = [("hidden1", hidden), ("hidden2", hidden), ("output", output)]
        inputs = {}
        for (layer, kind), into, out in zip(layers, SIZES, SIZES[1:]):
            inputs[f"{layer}.weight"] = draw.normal(out, into, deviation=math.sqrt(2 / into))
            if kind != "none":
                inputs[f"{layer}.gain"] = torch.ones(out, dtype=torch.double)
            inputs[f"{layer}.bias"] = torch.zeros(out, dtype=torch.double)
            if kind == "batch":
                inputs[f"{layer}.running_mean"] = torch.zeros(out, dtype=torch.double)
                inputs[f"{layer}.running_variance"] = torch.ones(out, dtype=torch.double)
        batches, labels = draw.normal(BATCHES, BATCH, SIZES[0]), draw.labels(BATCHES * BATCH, SIZES[-1])
        labels = labels.reshape(BATCHES, BATCH)

        state = {n: t.clone() if ".running_" in n else t.clone().requires_grad_() for n, t in inputs.items()}
        parameters = {n: t for n, t in state.items() if t.requires_grad}
        optimizer = torch.optim.Adam(parameters.values(), lr=LEARNING_RATE)
        losses, first_gradients = [], None
        for x, y in zip(batches, labels):
            for layer, kind in layers:
                x = normalized(F.linear(x, state[f"{layer}.weight"]), layer, kind, state)
                if layer != "output":
                    assert x.abs().min() > 1e-4, f"{name}: too near ReLU's kink for a test in Float; take another seed"
                    x = F.relu(x)
            loss = F.cross_entropy(x, y)
            optimizer.zero_grad()
            loss.backward()
            for n, p in parameters.items():
                nonzero = p.grad[p.grad != 0].abs()
                assert (nonzero > 1e-5).all(), f"{name}, {n}: Adam would follow rounding errors; take another seed"
            first_gradients = first_gradients or {n: p.grad.clone() for n, p in parameters.items()}
            losses.append(loss.detach())
            optimizer.step()
        settings = {"hidden_normalization": hidden, "output_normalization": output, "epsilon": EPSILON,
                    "momentum": MOMENTUM, "learning_rate": LEARNING_RATE, "beta1": 0.9, "beta2": 0.999,
                    "adam_epsilon": 1e-8}
        return {"name": name, "settings": settings, "inputs": {"x": batches, "labels": labels, **inputs},
                "outputs": {"losses": torch.stack(losses), **state}, "gradients": first_gradients}

    return [
        case("no normalization", "none", "none", seed=0),
        case("layer normalization on hidden layers", "layer", "none", seed=1),
        case("batch normalization on hidden layers", "batch", "none", seed=0),
        case("batch normalization on all layers", "batch", "batch", seed=0),
    ]


# --- Files -------------------------------------------------------------------------------------------------------

NORMALIZED = "y = (x - mean) / sqrt(variance + epsilon) * gain + bias"
AFTER_STEPS = "gradients[t] is given; row t of each output is the state after that step."
FILES = {
    layer_normalization: [f"{NORMALIZED}; mean and biased variance over the features of each row."],
    batch_normalization: [
        f"{NORMALIZED}; mean and variance over the rows, one pair per column.",
        "normalizing_variance: biased divides by n, unbiased by n - 1. In inference the running statistics are used.",
        "Running statistics: new = (1 - momentum) * old + momentum * batch; here the batch variance is always unbiased.",
        "The inputs hold the running statistics before, the outputs those after the step."],
    dense: ["y = x weight^T + bias; weight has the shape [outputs, inputs]."],
    relu: ["y = max(x, 0); the gradient at exactly 0 (and -0) is 0."],
    softmax_cross_entropy: [
        "losses[i] = log(sum_k exp(logits[i, k])) - logits[i, labels[i]]; loss is their mean.",
        "gradients are those of loss."],
    adam: [
        "m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; parameter -= "
        "learning_rate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon), t = 1, 2, ...",
        AFTER_STEPS],
    sgd: ["velocity = momentum * velocity + g (at first g); parameter -= learning_rate * velocity.", AFTER_STEPS],
    mlp_training: [
        "6-5-4-3: each layer is z = x weight^T, then its normalization (or + bias where there is none), then ReLU "
        "except at the output; no bias is added before a normalization. weight has the shape [outputs, inputs].",
        "Step t trains on x[t] and labels[t] with the mean softmax cross-entropy and Adam.",
        "losses[t] is the loss before step t; the other outputs are parameters and running statistics after the last "
        "step; gradients are those of the first step.",
        "Conventions of the parts are those of the other files."],
}


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "..", "LabTests", "Fixtures")
    torch.set_num_threads(1)
    for make, conventions in FILES.items():
        write(folder, make.__name__ + ".json", conventions, make())


if __name__ == "__main__":
    main()
