#!/usr/bin/env python3
"""PyTorch's side of `make bench`: reads the name of a piece of work a line, prints the seconds of one call.

Everything on one thread, in float32, with PyTorch's fastest settings that need no compiler (Adam with fused=True).
The work is set up at its first call, which is not part of a time that is kept: each side is called once before.
"""
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.manual_seed(0)


def timed(repetitions, call):
    start = time.perf_counter()
    for _ in range(repetitions):
        call()
    return (time.perf_counter() - start) / repetitions


def layernorm():
    x = torch.randn(8192, 1024, requires_grad=True)
    gain = torch.ones(1024, requires_grad=True)
    bias = torch.zeros(1024, requires_grad=True)
    dy = torch.randn(8192, 1024)

    def call():
        x.grad = gain.grad = bias.grad = None
        F.layer_norm(x, (1024,), gain, bias).backward(dy)

    return 1, call


def mlp(batch):
    model = torch.nn.Sequential(
        torch.nn.Linear(784, 1000, bias=False), torch.nn.LayerNorm(1000), torch.nn.ReLU(),
        torch.nn.Linear(1000, 1000, bias=False), torch.nn.LayerNorm(1000), torch.nn.ReLU(),
        torch.nn.Linear(1000, 10))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, fused=True)
    images = torch.rand(batch, 784)
    labels = torch.arange(batch) % 10

    def call():
        optimizer.zero_grad(set_to_none=True)
        F.cross_entropy(model(images), labels).backward()
        optimizer.step()

    return (5 if batch > 16 else 20), call


def conv():
    model = torch.nn.Sequential(
        torch.nn.Conv2d(1, 16, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
        torch.nn.Conv2d(16, 32, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
        torch.nn.Flatten(), torch.nn.Linear(32 * 7 * 7, 64), torch.nn.ReLU(), torch.nn.Linear(64, 10))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, fused=True)
    images = torch.rand(64, 1, 28, 28)
    labels = torch.arange(64) % 10

    def call():
        optimizer.zero_grad(set_to_none=True)
        F.cross_entropy(model(images), labels).backward()
        optimizer.step()

    return 5, call


def parameter(*shape):
    return torch.randn(*shape).div_(shape[-1] ** 0.5).requires_grad_()


def norm(size):
    return torch.ones(size, requires_grad=True), torch.zeros(size, requires_grad=True)


def forward_backward(parameters, forward):
    def call():
        for each in parameters:
            each.grad = None
        forward().sum().backward()

    return 1, call


def lnlstm(inputs=400, units=400, batch=8, steps=100):
    """Equations 20 to 22, with the input's part of all steps as one product."""
    x = torch.randn(steps, batch, inputs)
    wx, wh, b = parameter(4 * units, inputs), parameter(4 * units, units), torch.zeros(4 * units, requires_grad=True)
    norms = norm(4 * units), norm(4 * units), norm(units)

    def forward():
        gates_x = F.layer_norm(x @ wx.T, (4 * units,), *norms[1]) + b
        h = c = torch.zeros(batch, units)
        outputs = []
        for t in range(steps):
            gates = F.layer_norm(h @ wh.T, (4 * units,), *norms[0]) + gates_x[t]
            f, i, o, g = gates.chunk(4, 1)
            c = f.sigmoid() * c + i.sigmoid() * g.tanh()
            h = o.sigmoid() * F.layer_norm(c, (units,), *norms[2]).tanh()
            outputs.append(h)
        return torch.stack(outputs)

    return forward_backward([wx, wh, b] + [each for pair in norms for each in pair], forward)


def lstm(inputs=400, units=400, batch=8, steps=100):
    x = torch.randn(steps, batch, inputs)
    layer = torch.nn.LSTM(inputs, units)
    return forward_backward(list(layer.parameters()), lambda: layer(x)[0])


def lngru(inputs=300, units=1024, batch=128, steps=30):
    """Equations 26 to 28, with the input's part of all steps as one product."""
    x = torch.randn(steps, batch, inputs)
    wx, wh = parameter(2 * units, inputs), parameter(2 * units, units)
    vx, vh = parameter(units, inputs), parameter(units, units)
    norms = norm(2 * units), norm(2 * units), norm(units), norm(units)

    def forward():
        gates_x = F.layer_norm(x @ wx.T, (2 * units,), *norms[1])
        candidates_x = F.layer_norm(x @ vx.T, (units,), *norms[2])
        h = torch.zeros(batch, units)
        outputs = []
        for t in range(steps):
            gates = F.layer_norm(h @ wh.T, (2 * units,), *norms[0]) + gates_x[t]
            z, r = gates.sigmoid().chunk(2, 1)
            candidate = (candidates_x[t] + r * F.layer_norm(h @ vh.T, (units,), *norms[3])).tanh()
            h = (1 - z) * h + z * candidate
            outputs.append(h)
        return torch.stack(outputs)

    return forward_backward([wx, wh, vx, vh] + [each for pair in norms for each in pair], forward)


WORK = {
    "layernorm": layernorm, "mlp-128": lambda: mlp(128), "mlp-4": lambda: mlp(4), "conv": conv,
    "lnlstm": lnlstm, "lstm-plain-peer": lstm, "lngru": lngru,
}


def main():
    ready = {}
    print("ready", flush=True)
    for line in sys.stdin:
        name = line.strip()
        if name not in ready:
            ready[name] = WORK[name]()
        print(timed(*ready[name]), flush=True)


if __name__ == "__main__":
    main()
