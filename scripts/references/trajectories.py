"""Trains a small network in PyTorch with each optimiser, and writes losses and weights step by step:
python3 scripts/references/trajectories.py > packages/hillock/src/network/trajectories.json"""
import json

import torch

torch.manual_seed(1)
ROWS, STEPS = 12, 12
inputs = torch.randn(ROWS, 3)
labels = torch.arange(ROWS) % 3
weights = [torch.randn(5, 3) * 0.7, torch.randn(5) * 0.1, torch.randn(4, 5) * 0.7, torch.randn(4) * 0.1, torch.randn(3, 4) * 0.7, torch.zeros(3)]
FUNCTIONS = {"tanh": torch.tanh, "gelu": torch.nn.functional.gelu}
O = torch.optim
OPTIMIZERS = {
    "sgd": (dict(optimizer="sgd", learningRate=0.3), lambda p: O.SGD(p, lr=0.3)),
    "sgd with weight decay": (dict(optimizer="sgd", learningRate=0.3, weightDecay=0.05), lambda p: O.SGD(p, lr=0.3, weight_decay=0.05)),
    "momentum": (dict(optimizer="momentum", learningRate=0.1, momentum=0.8), lambda p: O.SGD(p, lr=0.1, momentum=0.8)),
    "nesterov": (dict(optimizer="nesterov", learningRate=0.1, momentum=0.8), lambda p: O.SGD(p, lr=0.1, momentum=0.8, nesterov=True)),
    "adam": (dict(optimizer="adam", learningRate=0.05), lambda p: O.Adam(p, lr=0.05)),
    "adam with weight decay": (dict(optimizer="adam", learningRate=0.05, weightDecay=0.02), lambda p: O.Adam(p, lr=0.05, weight_decay=0.02)),
    "adamw": (dict(optimizer="adamw", learningRate=0.05, weightDecay=0.1), lambda p: O.AdamW(p, lr=0.05, weight_decay=0.1)),
    "rmsprop": (dict(optimizer="rmsprop", learningRate=0.02), lambda p: O.RMSprop(p, lr=0.02)),
    "clipped sgd": (dict(optimizer="sgd", learningRate=0.3, clipNorm=0.2), lambda p: O.SGD(p, lr=0.3)),
}


def numbers(tensor):
    return [float(f"{v:.9g}") for v in tensor.detach().flatten().tolist()]


runs = []
for name, (options, make) in OPTIMIZERS.items():
    p = [w.clone().requires_grad_(True) for w in weights]
    optimizer = make(p)
    losses = []
    for _ in range(STEPS):
        a = FUNCTIONS["tanh"](inputs @ p[0].T + p[1])
        a = FUNCTIONS["gelu"](a @ p[2].T + p[3])
        loss = torch.nn.functional.cross_entropy(a @ p[4].T + p[5], labels)
        optimizer.zero_grad()
        loss.backward()
        if "clipNorm" in options:
            torch.nn.utils.clip_grad_norm_(p, options["clipNorm"])
        optimizer.step()
        losses.append(float(f"{loss.item():.9g}"))
    runs.append(dict(name=name, options=options, losses=losses, parameters=[numbers(w) for w in p]))
print(json.dumps(dict(source=f"PyTorch {torch.__version__}", inputs=numbers(inputs), labels=labels.tolist(), start=[numbers(w) for w in weights], runs=runs)))
