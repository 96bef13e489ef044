#!/usr/bin/env python3
"""Makes Tests/LabTests/Fixtures/recurrent_*.json: the recurrent layers, as make_pytorch_fixtures.py (which see for the
environment, the format and how inputs are drawn) makes the others.

    /tmp/torch/bin/python Tests/Fixtures/make_pytorch_recurrent_fixtures.py [FOLDER]

Every layer is written here as its formulas, differentiated by PyTorch's autograd in Float64. The plain LSTM and GRU are
also computed by torch.nn.LSTM and torch.nn.GRU, and outputs and gradients compared.

A case's loss is sum(y * dy) + sum(cell * dcell), where y holds the outputs of all steps, [steps * batch, units] in the
order of time, and cell is the last cell of an LSTM. A mask, [steps, batch], has 1 where a case takes part in a step.
"""
import os
import sys

import torch

from make_pytorch_fixtures import EPSILON, Draw, agree, write

FIXED = ("dy", "dcell", "mask")


def normalized(z, gain, bias, axis):
    """(z - mean) / sqrt(variance + epsilon) * gain + bias; the biased variance, statistics over the axis."""
    mean = z.mean(axis, keepdim=True)
    variance = ((z - mean) ** 2).mean(axis, keepdim=True)
    return (z - mean) / torch.sqrt(variance + EPSILON) * gain + bias


def layer(t, name, z):
    return normalized(z, t[f"{name}.gain"], t[f"{name}.bias"], 1)


def unrolled(t, steps, step, state):
    """Goes through the input; `step(x, state, number)` gives the new state, whose first part is the output."""
    outputs = []
    for number, x in enumerate(t["x"].chunk(steps)):
        new = step(x, state, number)
        if "mask" in t:
            present = t["mask"][number][:, None] > 0
            new = tuple(torch.where(present, a, b) for a, b in zip(new, state))
        state = new
        outputs.append(state[0])
    return torch.cat(outputs), state


# --- The layers --------------------------------------------------------------------------------------------------

def rnn(t, settings):
    def step(x, state, number):
        a = state[0] @ t["hidden_weight"].T + x @ t["input_weight"].T
        return (torch.tanh(layer(t, "sum", a) if settings["form"] == "layer" else a + t["bias"]),)

    y, _ = unrolled(t, settings["steps"], step, (t["h0"],))
    return {"y": y}


def lstm(t, settings):
    form, statistics = settings["form"], {}

    def batch(name, z, number):
        """With the batch's statistics, or in inference with the given ones; the last serve later steps too."""
        gain, bias = t[f"{name}.gain"], t.get(f"{name}.bias", 0)
        if form == "batch":
            statistics.setdefault(name, []).append((z.mean(0).detach(), z.var(0, correction=1).detach()))
            return normalized(z, gain, bias, 0)
        last = min(number, len(t[f"{name}.running_mean"]) - 1)
        mean, variance = t[f"{name}.running_mean"][last], t[f"{name}.running_variance"][last]
        return (z - mean) / torch.sqrt(variance + EPSILON) * gain + bias

    def step(x, state, number):
        h, c = state
        r, s = h @ t["hidden_weight"].T, x @ t["input_weight"].T
        if form == "layer":
            r, s = layer(t, "hidden", r), layer(t, "input", s)
        elif form.startswith("batch"):
            r, s = batch("hidden", r, number), batch("input", s, number)
        f, i, o, g = (r + s + t["bias"]).chunk(4, 1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        z = c
        if form in ("layer", "cell"):
            z = layer(t, "cell", c)
        elif form.startswith("batch"):
            z = batch("cell", c, number)
        return torch.sigmoid(o) * torch.tanh(z), c

    y, (_, cell) = unrolled(t, settings["steps"], step, (t["h0"], t["c0"]))
    outputs = {"y": y, "cell": cell}
    for name, pairs in statistics.items():
        # One step of momentum 0.1 from 0 and 1.
        outputs[f"{name}.running_mean"] = 0.1 * torch.stack([mean for mean, _ in pairs])
        outputs[f"{name}.running_variance"] = 0.9 + 0.1 * torch.stack([variance for _, variance in pairs])
    return outputs


def gru(t, settings):
    def step(x, state, number):
        h, = state
        rg, r = h @ t["hidden_gate_weight"].T, h @ t["hidden_candidate_weight"].T
        xg, s = x @ t["input_gate_weight"].T, x @ t["input_candidate_weight"].T
        if settings["form"] == "layer":
            rg, xg = layer(t, "hidden_gates", rg), layer(t, "input_gates", xg)
            s, r = layer(t, "input_candidate", s), layer(t, "hidden_candidate", r)
        else:
            xg, s = xg + t["gate_bias"], s + t["candidate_bias"]
        z, q = (rg + xg).chunk(2, 1)
        new = torch.tanh(s + torch.sigmoid(q) * r)
        return ((1 - torch.sigmoid(z)) * h + torch.sigmoid(z) * new,)

    y, _ = unrolled(t, settings["steps"], step, (t["h0"],))
    return {"y": y}


# --- Their inputs ------------------------------------------------------------------------------------------------

def weight(draw, outputs, inputs):
    return draw.normal(outputs, inputs, deviation=inputs ** -0.5)


def affine(draw, name, units, bias=True, gain=1.0):
    made = {f"{name}.gain": draw.normal(units, mean=gain, deviation=0.25 * gain)}
    if bias:
        made[f"{name}.bias"] = draw.normal(units, deviation=0.25)
    return made


def rnn_inputs(draw, form, inputs, units):
    made = {"input_weight": weight(draw, units, inputs), "hidden_weight": weight(draw, units, units)}
    return made | (affine(draw, "sum", units) if form == "layer" else {"bias": draw.normal(units)})


def lstm_inputs(draw, form, inputs, units):
    made = {"input_weight": weight(draw, 4 * units, inputs), "hidden_weight": weight(draw, 4 * units, units),
            "bias": draw.normal(4 * units, deviation=0.5)}
    if form == "layer":
        made |= affine(draw, "hidden", 4 * units) | affine(draw, "input", 4 * units)
    if form.startswith("batch"):
        made |= affine(draw, "hidden", 4 * units, bias=False, gain=0.25)
        made |= affine(draw, "input", 4 * units, bias=False, gain=0.25)
    if form != "none":
        made |= affine(draw, "cell", units, gain=0.25 if form.startswith("batch") else 1.0)
    if form == "batch, inference":
        for name, columns in (("hidden", 4 * units), ("input", 4 * units), ("cell", units)):
            made[f"{name}.running_mean"] = draw.normal(2, columns, deviation=0.25)
            made[f"{name}.running_variance"] = draw.positive(2 * columns).reshape(2, columns)
    return made


def gru_inputs(draw, form, inputs, units):
    made = {"input_gate_weight": weight(draw, 2 * units, inputs), "input_candidate_weight": weight(draw, units, inputs),
            "hidden_gate_weight": weight(draw, 2 * units, units), "hidden_candidate_weight": weight(draw, units, units)}
    if form == "layer":
        made |= affine(draw, "hidden_gates", 2 * units) | affine(draw, "input_gates", 2 * units)
        return made | affine(draw, "input_candidate", units) | affine(draw, "hidden_candidate", units)
    return made | {"gate_bias": draw.normal(2 * units, deviation=0.5), "candidate_bias": draw.normal(units)}


def case(function, parameters, form, name, steps, batch, inputs, units, mask=None):
    draw = Draw(f"recurrent/{function.__name__}/{form}/{name}")
    given = {"x": draw.normal(steps * batch, inputs), "h0": draw.normal(batch, units, deviation=0.5)}
    if function is lstm:
        given |= {"c0": draw.normal(batch, units, deviation=0.5), "dcell": draw.normal(batch, units)}
    given |= parameters(draw, form, inputs, units) | {"dy": draw.normal(steps * batch, units)}
    if mask is not None:
        given["mask"] = torch.tensor(mask, dtype=torch.double)
    settings = {"form": form, "steps": steps, "epsilon": EPSILON}
    leaves = {n: t.clone() if n in FIXED or ".running_" in n else t.clone().requires_grad_() for n, t in given.items()}
    outputs = function(leaves, settings)
    loss = (outputs["y"] * given["dy"]).sum()
    if "cell" in outputs:
        loss = loss + (outputs["cell"] * given["dcell"]).sum()
    loss.backward()
    made = {"name": f"{form}, {name}", "settings": settings, "inputs": given, "outputs": outputs,
            "gradients": {n: leaf.grad for n, leaf in leaves.items() if leaf.requires_grad}}
    if form == "none" and mask is None and function is not rnn:
        compare_with_torch(made, function, steps, batch, inputs, units)
    return made


def compare_with_torch(made, function, steps, batch, inputs, units):
    """torch.nn.LSTM orders the gates i, f, g, o; torch.nn.GRU has r, z, n, keeps the state where ours replaces it (so
    that the sign of z turns), and adds its second bias inside the reset gate's product."""
    t, gradients = made["inputs"], made["gradients"]

    def cut(name, order, signs):
        parts = torch.cat([t[n] for n in name]).chunk(len(order))
        return torch.cat([sign * parts[k] for k, sign in zip(order, signs)])

    if function is lstm:
        module, order, signs = torch.nn.LSTM(inputs, units), (1, 0, 3, 2), (1, 1, 1, 1)
        names = {"weight_ih_l0": ["input_weight"], "weight_hh_l0": ["hidden_weight"], "bias_ih_l0": ["bias"]}
    else:
        module, order, signs = torch.nn.GRU(inputs, units), (1, 0, 2), (1, -1, 1)
        names = {"weight_ih_l0": ["input_gate_weight", "input_candidate_weight"],
                 "weight_hh_l0": ["hidden_gate_weight", "hidden_candidate_weight"],
                 "bias_ih_l0": ["gate_bias", "candidate_bias"]}
    module = module.double()
    with torch.no_grad():
        for parameter, ours in names.items():
            getattr(module, parameter).copy_(cut(ours, order, signs))
        module.bias_hh_l0.zero_()
    x = t["x"].reshape(steps, batch, inputs).clone().requires_grad_()
    h0 = t["h0"][None].clone().requires_grad_()
    if function is lstm:
        c0 = t["c0"][None].clone().requires_grad_()
        y, (_, cell) = module(x, (h0, c0))
        loss = (y.reshape(steps * batch, units) * t["dy"]).sum() + (cell[0] * t["dcell"]).sum()
    else:
        y, _ = module(x, h0)
        loss = (y.reshape(steps * batch, units) * t["dy"]).sum()
    loss.backward()
    agree(made["name"], y.reshape(steps * batch, units), made["outputs"]["y"].detach().numpy())
    agree(made["name"], x.grad.reshape(steps * batch, inputs), gradients["x"].numpy())
    agree(made["name"], h0.grad[0], gradients["h0"].numpy())
    for parameter, ours in names.items():
        parts = torch.cat([gradients[n] for n in ours]).chunk(len(order))
        expected = torch.cat([sign * parts[k] for k, sign in zip(order, signs)])
        agree(made["name"], getattr(module, parameter).grad, expected.numpy())
    if function is lstm:
        agree(made["name"], cell[0], made["outputs"]["cell"].detach().numpy())
        agree(made["name"], c0.grad[0], gradients["c0"].numpy())


MASK = [[1, 1, 0], [1, 0, 1], [1, 1, 0], [0, 1, 1]]


def rnn_cases():
    return [
        case(rnn, rnn_inputs, "none", "3 steps", 3, 2, 3, 4),
        case(rnn, rnn_inputs, "none", "one of each", 1, 1, 1, 1),
        case(rnn, rnn_inputs, "layer", "3 steps", 3, 2, 3, 4),
        case(rnn, rnn_inputs, "layer", "batch 1", 4, 1, 2, 3),
        case(rnn, rnn_inputs, "layer", "one step", 1, 3, 2, 5),
        case(rnn, rnn_inputs, "layer", "one unit", 2, 2, 2, 1),
        case(rnn, rnn_inputs, "layer", "mask", 4, 3, 2, 3, mask=MASK),
    ]


def lstm_cases():
    return [
        case(lstm, lstm_inputs, "none", "3 steps", 3, 2, 3, 4),
        case(lstm, lstm_inputs, "none", "one of each", 1, 1, 1, 1),
        case(lstm, lstm_inputs, "none", "mask", 4, 3, 1, 2, mask=MASK),
        case(lstm, lstm_inputs, "layer", "3 steps", 3, 2, 3, 4),
        case(lstm, lstm_inputs, "layer", "batch 1", 3, 1, 2, 3),
        case(lstm, lstm_inputs, "layer", "one step", 1, 2, 2, 3),
        case(lstm, lstm_inputs, "layer", "one unit", 2, 2, 2, 1),
        case(lstm, lstm_inputs, "layer", "mask", 4, 3, 1, 3, mask=MASK),
        case(lstm, lstm_inputs, "cell", "3 steps", 3, 2, 1, 3),
        case(lstm, lstm_inputs, "cell", "mask", 4, 3, 1, 3, mask=MASK),
        case(lstm, lstm_inputs, "batch", "3 steps", 3, 4, 2, 2),
        case(lstm, lstm_inputs, "batch", "mask", 4, 3, 1, 2, mask=MASK),
        case(lstm, lstm_inputs, "batch, inference", "longer than trained", 4, 2, 2, 2),
    ]


def gru_cases():
    return [
        case(gru, gru_inputs, "none", "3 steps", 3, 2, 3, 4),
        case(gru, gru_inputs, "none", "one of each", 1, 1, 1, 1),
        case(gru, gru_inputs, "none", "mask", 4, 3, 1, 2, mask=MASK),
        case(gru, gru_inputs, "layer", "3 steps", 3, 2, 3, 4),
        case(gru, gru_inputs, "layer", "batch 1", 3, 1, 2, 3),
        case(gru, gru_inputs, "layer", "one step", 1, 2, 2, 3),
        case(gru, gru_inputs, "layer", "one unit", 2, 2, 2, 1),
        case(gru, gru_inputs, "layer", "mask", 4, 3, 1, 3, mask=MASK),
    ]


GATES = "sigma is the logistic function; statistics run over the features of a row, the variance is biased."
FILES = {
    "recurrent_rnn.json": (rnn_cases, ["h = tanh(norm(W_h h + W_x x)) or tanh(W_h h + W_x x + b)."]),
    "recurrent_lstm.json": (lstm_cases, [
        "Gates in the order f, i, o, g: N1(W_h h) + N2(W_x x) + b; c = sigma(f) c + sigma(i) tanh(g); "
        "h = sigma(o) tanh(N3(c)).", GATES,
        "batch: statistics over the rows of a step; outputs hold the running statistics after one step of momentum 0.1 "
        "from 0 and 1, the variance unbiased. In inference the inputs hold them, for two steps."]),
    "recurrent_gru.json": (gru_cases, [
        "Gates in the order z, r: N1(W_h h) + N2(W_x x + b_g); n = tanh(N3(W x + b_c) + sigma(r) N4(U h)); "
        "h = (1 - sigma(z)) h + sigma(z) n.", GATES]),
}

if __name__ == "__main__":
    torch.set_num_threads(1)
    here = os.path.dirname(os.path.abspath(__file__))
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "..", "LabTests", "Fixtures")
    for name, (cases, conventions) in FILES.items():
        write(folder, name, conventions, cases(), script=os.path.basename(__file__))
