#!/usr/bin/env python3
"""PyTorch's side of `make bench`: reads the name of a piece of work a line, prints the seconds of one call.

A number behind the name is how many calls to take the mean of. `prepare NAME` sets work up, runs it twice and answers
"ready", or with a sentence that says why not.

Everything on one thread, in float32, with Adam at its fastest (fused=True). Work named NAME-compiled is NAME with
torch.compile: of the whole forward pass, or, where that is a loop over time, of a step. The work is set up at its first
call, which is not part of a time that is kept: each side is called once before.
"""
import signal
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.manual_seed(0)


COMPILING_SECONDS = 60


def same(function):
    return function


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


def mlp(batch, compiled=same):
    model = torch.nn.Sequential(
        torch.nn.Linear(784, 1000, bias=False), torch.nn.LayerNorm(1000), torch.nn.ReLU(),
        torch.nn.Linear(1000, 1000, bias=False), torch.nn.LayerNorm(1000), torch.nn.ReLU(),
        torch.nn.Linear(1000, 10))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, fused=True)
    images = torch.rand(batch, 784)
    labels = torch.arange(batch) % 10
    loss = compiled(lambda: F.cross_entropy(model(images), labels))

    def call():
        optimizer.zero_grad(set_to_none=True)
        loss().backward()
        optimizer.step()

    return (5 if batch > 16 else 20), call


def conv(compiled=same):
    model = torch.nn.Sequential(
        torch.nn.Conv2d(1, 16, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
        torch.nn.Conv2d(16, 32, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
        torch.nn.Flatten(), torch.nn.Linear(32 * 7 * 7, 64), torch.nn.ReLU(), torch.nn.Linear(64, 10))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, fused=True)
    images = torch.rand(64, 1, 28, 28)
    labels = torch.arange(64) % 10
    loss = compiled(lambda: F.cross_entropy(model(images), labels))

    def call():
        optimizer.zero_grad(set_to_none=True)
        loss().backward()
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


def lnlstm(compiled=same, inputs=400, units=400, batch=8, steps=100):
    """Equations 20 to 22, with the input's part of all steps as one product."""
    x = torch.randn(steps, batch, inputs)
    wx, wh, b = parameter(4 * units, inputs), parameter(4 * units, units), torch.zeros(4 * units, requires_grad=True)
    norms = norm(4 * units), norm(4 * units), norm(units)

    @compiled
    def step(gates_x, h, c):
        gates = F.layer_norm(h @ wh.T, (4 * units,), *norms[0]) + gates_x
        f, i, o, g = gates.chunk(4, 1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        return o.sigmoid() * F.layer_norm(c, (units,), *norms[2]).tanh(), c

    def forward():
        gates_x = F.layer_norm(x @ wx.T, (4 * units,), *norms[1]) + b
        h = c = torch.zeros(batch, units)
        outputs = []
        for t in range(steps):
            h, c = step(gates_x[t], h, c)
            outputs.append(h)
        return torch.stack(outputs)

    return forward_backward([wx, wh, b] + [each for pair in norms for each in pair], forward)


def lstm(inputs=400, units=400, batch=8, steps=100):
    x = torch.randn(steps, batch, inputs)
    layer = torch.nn.LSTM(inputs, units)
    return forward_backward(list(layer.parameters()), lambda: layer(x)[0])


def lngru(compiled=same, inputs=300, units=1024, batch=128, steps=30):
    """Equations 26 to 28, with the input's part of all steps as one product."""
    x = torch.randn(steps, batch, inputs)
    wx, wh = parameter(2 * units, inputs), parameter(2 * units, units)
    vx, vh = parameter(units, inputs), parameter(units, units)
    norms = norm(2 * units), norm(2 * units), norm(units), norm(units)

    @compiled
    def step(gates_x, candidates_x, h):
        gates = F.layer_norm(h @ wh.T, (2 * units,), *norms[0]) + gates_x
        z, r = gates.sigmoid().chunk(2, 1)
        candidate = (candidates_x + r * F.layer_norm(h @ vh.T, (units,), *norms[3])).tanh()
        return (1 - z) * h + z * candidate

    def forward():
        gates_x = F.layer_norm(x @ wx.T, (2 * units,), *norms[1])
        candidates_x = F.layer_norm(x @ vx.T, (units,), *norms[2])
        h = torch.zeros(batch, units)
        outputs = []
        for t in range(steps):
            h = step(gates_x[t], candidates_x[t], h)
            outputs.append(h)
        return torch.stack(outputs)

    return forward_backward([wx, wh, vx, vh] + [each for pair in norms for each in pair], forward)


def draw(batch=128, side=28, glimpses=64, units=256, latents=100):
    """Section 6.4 with Gregor's settings, LSTMs with a normalized cell (equations 29 to 31), filters by softmax."""
    class Cell(torch.nn.Module):
        def __init__(self, inputs):
            super().__init__()
            self.x, self.h = torch.nn.Linear(inputs, 4 * units), torch.nn.Linear(units, 4 * units, bias=False)
            self.norm = torch.nn.LayerNorm(units)

        def forward(self, x, h, c):
            f, i, o, g = (self.x(x) + self.h(h)).chunk(4, 1)
            c = f.sigmoid() * c + i.sigmoid() * g.tanh()
            return o.sigmoid() * self.norm(c).tanh(), c

    encoder, decoder = Cell(2 * 2 * 2 + units), Cell(latents)
    layers = torch.nn.ModuleList([torch.nn.Linear(units, n) for n in (latents, latents, 5, 5, 5 * 5)])
    parameters = [each for module in (encoder, decoder, layers) for each in module.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=0.001, fused=True)
    x = (torch.rand(batch, side * side) < 0.2).float()
    noise = torch.randn(glimpses, batch, latents)
    pixels = torch.arange(side, dtype=torch.float32)

    def filters(window, size):
        offsets = (torch.arange(size) - size / 2 + 0.5) * (side - 1) / (size - 1)
        places = window[:, 2:3].exp() * offsets
        width = -0.5 * (-window[:, 3]).exp().view(batch, 1, 1)

        def of(centre):
            means = (side + 1) / 2 * (window[:, centre:centre + 1] + 1) + places
            return ((pixels - means.unsqueeze(2)).square() * width).softmax(2)

        return of(1), of(0)

    def glimpse(error, window):
        vertical, horizontal = filters(window, 2)
        patches = [
            vertical.bmm(v.view(batch, side, side)).bmm(horizontal.mT).flatten(1) for v in (x, error)]
        return torch.cat(patches, 1) * window[:, 4:5].exp()

    def stroke(w, window):
        vertical, horizontal = filters(window, 5)
        return vertical.mT.bmm(w.view(batch, 5, 5)).bmm(horizontal).flatten(1) * (-window[:, 4:5]).exp()

    def bound():
        canvas = torch.zeros(batch, side * side)
        encoded = decoded = torch.zeros(batch, units), torch.zeros(batch, units)
        divergence = -0.5 * glimpses * latents * batch
        for each in noise:
            read = glimpse(x - canvas.sigmoid(), layers[2](decoded[0]))
            encoded = encoder(torch.cat([read, decoded[0]], 1), *encoded)
            mean, logarithm = layers[0](encoded[0]), layers[1](encoded[0])
            deviation = logarithm.exp()
            divergence = divergence + 0.5 * (mean * mean + deviation * deviation).sum() - logarithm.sum()
            decoded = decoder(mean + deviation * each, *decoded)
            canvas = canvas + stroke(layers[4](decoded[0]), layers[3](decoded[0]))
        return (F.binary_cross_entropy_with_logits(canvas, x, reduction="sum") + divergence) / batch

    def call():
        optimizer.zero_grad(set_to_none=True)
        bound().backward()
        optimizer.step()

    return 1, call


WORK = {
    "layernorm": layernorm, "mlp-128": lambda: mlp(128), "mlp-4": lambda: mlp(4), "conv": conv,
    "lnlstm": lnlstm, "lstm-plain-peer": lstm, "lngru": lngru, "draw": draw,
    "mlp-128-compiled": lambda: mlp(128, torch.compile), "mlp-4-compiled": lambda: mlp(4, torch.compile),
    "conv-compiled": lambda: conv(torch.compile), "lnlstm-compiled": lambda: lnlstm(torch.compile),
    "lngru-compiled": lambda: lngru(torch.compile),
}


def prepared(name):
    """The work, set up and run twice, or the reason why that is not possible."""
    def too_late(*_):
        raise TimeoutError(f"it was not ready after {COMPILING_SECONDS} seconds")

    signal.signal(signal.SIGALRM, too_late)
    signal.alarm(COMPILING_SECONDS)
    try:
        work = WORK[name]()
        work[1]()
        work[1]()
        return work, None
    except Exception as error:
        return None, f"{type(error).__name__}: {error}".splitlines()[0]
    finally:
        signal.alarm(0)


def main():
    ready = {}
    print("ready", flush=True)
    for line in sys.stdin:
        words = line.split()
        if words[0] == "prepare":
            work, obstacle = prepared(words[1])
            ready[words[1]] = work
            print(obstacle or "ready", flush=True)
            continue
        name = words[0]
        if name not in ready:
            ready[name] = WORK[name]()
        repetitions, call = ready[name]
        print(timed(int(words[1]) if len(words) > 1 else repetitions, call), flush=True)


if __name__ == "__main__":
    main()
