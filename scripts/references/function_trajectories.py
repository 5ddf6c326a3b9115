"""Trains a small network in PyTorch with each activation function, and writes losses and weights step by step:
python3 scripts/references/function_trajectories.py > packages/hillock/src/network/function-trajectories.json"""
import json

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.manual_seed(2)
ROWS, STEPS, RATE = 12, 6, 0.2
inputs = torch.randn(ROWS, 3)
labels = torch.arange(ROWS) % 3
SIZES = [3, 5, 4, 3]
start = [t for i, o in zip(SIZES, SIZES[1:]) for t in (torch.randn(o, i) * 0.8, torch.randn(o) * 0.3)]
FUNCTIONS = {
    "arctan": torch.atan,
    "celu": F.celu,
    "clamp": lambda x: torch.clamp(x, 0, 1),
    "elu": F.elu,
    "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"),
    "hardShrink": F.hardshrink,
    "hardSigmoid": F.hardsigmoid,
    "hardSwish": F.hardswish,
    "hardTanh": F.hardtanh,
    "leakyRelu": F.leaky_relu,
    "linear": lambda x: x,
    "logSigmoid": F.logsigmoid,
    "mish": F.mish,
    "prelu": F.prelu,
    "relu": F.relu,
    "relu6": F.relu6,
    "rrelu": F.rrelu,
    "selu": F.selu,
    "sigmoid": torch.sigmoid,
    "silu": F.silu,
    "softShrink": F.softshrink,
    "softplus": F.softplus,
    "softsign": F.softsign,
    "tanh": torch.tanh,
    "tanhShrink": F.tanhshrink,
    "thresholdedRelu": lambda x: F.threshold(x, 1.0, 0.0),
}


def numbers(tensor):
    return [float(f"{v:.8g}") for v in tensor.detach().flatten().tolist()]


runs = []
for name, f in FUNCTIONS.items():
    layers = [[t.clone().requires_grad_(True) for t in start[2 * l : 2 * l + 2]] for l in range(3)]
    if name == "prelu":
        for layer in layers[:2]:
            layer.append(torch.full((len(layer[1]),), 0.25, requires_grad=True))
    parameters = [p for layer in layers for p in layer]
    optimizer = torch.optim.SGD(parameters, lr=RATE)
    losses, weights = [], []
    for _ in range(STEPS):
        a = inputs
        for w, b, *learned in layers[:2]:
            a = f(F.linear(a, w, b), *learned)
        loss = F.cross_entropy(F.linear(a, *layers[2]), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(f"{loss.item():.8g}"))
        weights.append([numbers(p) for p in parameters])
    runs.append(dict(name=name, losses=losses, weights=weights))
print(json.dumps(dict(source=f"PyTorch {torch.__version__}", rate=RATE, inputs=numbers(inputs), labels=labels.tolist(), start=[numbers(t) for t in start], runs=runs), separators=(",", ":")))
