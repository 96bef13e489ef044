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


WORK = {"layernorm": layernorm, "mlp-128": lambda: mlp(128), "mlp-4": lambda: mlp(4)}


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
