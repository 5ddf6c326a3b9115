"""ns an element of PyTorch's functions on one thread, as JSON: {"relu forward 16384": 0.1, …}."""
import json
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def measure(run, n):
    times = []
    calls = 1
    while True:
        start = time.perf_counter()
        for _ in range(calls):
            run()
        seconds = time.perf_counter() - start
        if seconds > 0.008:
            break
        calls *= 2
    for _ in range(9):
        start = time.perf_counter()
        for _ in range(calls):
            run()
        times.append((time.perf_counter() - start) / calls)
    return sorted(times)[4] * 1e9 / n


def cases(n):
    ops = torch.ops.aten
    x = (torch.rand(n) - 0.5) * 8
    g = (torch.rand(n) - 0.5) * 8
    out = torch.empty(n)
    slope = torch.tensor([0.25])
    y, t = torch.sigmoid(x), torch.tanh(x)
    yield "relu forward", lambda: torch.clamp_min(x, 0, out=out)
    yield "relu backward", lambda: ops.threshold_backward.grad_input(g, x, 0, grad_input=out)
    yield "leakyRelu forward", lambda: torch._C._nn.leaky_relu(x, 0.01, out=out)
    yield "leakyRelu backward", lambda: ops.leaky_relu_backward.grad_input(g, x, 0.01, False, grad_input=out)
    yield "prelu forward", lambda: torch.prelu(x, slope)
    yield "sigmoid forward", lambda: torch.sigmoid(x, out=out)
    yield "sigmoid backward", lambda: ops.sigmoid_backward.grad_input(g, y, grad_input=out)
    yield "tanh forward", lambda: torch.tanh(x, out=out)
    yield "tanh backward", lambda: ops.tanh_backward.grad_input(g, t, grad_input=out)
    yield "gelu forward", lambda: torch._C._nn.gelu(x, out=out)
    yield "gelu backward", lambda: ops.gelu_backward.grad_input(g, x, grad_input=out)
    yield "silu forward", lambda: torch._C._nn.silu(x, out=out)
    yield "silu backward", lambda: ops.silu_backward.grad_input(g, x, grad_input=out)
    for columns in (10, 1000):
        rows = n // columns
        logits = x[: rows * columns].reshape(rows, columns).clone().requires_grad_(True)
        plain = logits.detach()
        labels = torch.arange(rows) % columns
        yield f"softmax {columns} columns forward", lambda plain=plain: torch.softmax(plain, 1)

        def loss(logits=logits, labels=labels):
            logits.grad = None
            F.cross_entropy(logits, labels).backward()

        yield f"cross-entropy {columns} columns backward", loss


result = {}
for size in map(int, sys.argv[1:]):
    for name, run in cases(size):
        try:
            result[f"{name} {size}"] = measure(run, size)
        except (RuntimeError, AttributeError, TypeError):
            pass
print(json.dumps(result))
