"""The trainings of `hillock compare` as a PyTorch script would do them: reads {"table", "target", "settings"} as JSON from
stdin, trains each function with each seed, PROCESSES at a time with one thread each, and prints
{"seconds", "runs": [{"activation", "seed", "loss", "accuracy"}]}. Seconds are of the whole script from its first line on."""
import time

begin = time.perf_counter()
import csv
import json
import statistics
import sys
from multiprocessing import get_context

import torch
from torch import nn

FUNCTIONS = {
    "linear": nn.Identity,
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
    "relu": nn.ReLU,
    "leakyRelu": lambda: nn.LeakyReLU(0.01),
    "prelu": lambda: nn.PReLU(32),
    "elu": nn.ELU,
    "selu": nn.SELU,
    "gelu": nn.GELU,
    "silu": nn.SiLU,
    "mish": nn.Mish,
    "softplus": nn.Softplus,
    "softsign": nn.Softsign,
    "hardSwish": nn.Hardswish,
}
MISSING = {"", "NA", "NaN", "null"}


def read(path, target):
    with open(path, newline="") as file:
        return [row for row in csv.DictReader(file) if row[target] not in MISSING]


def is_number(text):
    try:
        float(text)
        return True
    except ValueError:
        return False


def prepare(rows, training, target):
    """Columns standardised or one-hot, as the training rows have them; classes in order."""
    columns = []
    for name in rows[0]:
        if name == target:
            continue
        known = [rows[i][name] for i in training if rows[i][name] not in MISSING]
        if all(is_number(v) for v in known):
            median = statistics.median(map(float, known))
            values = torch.tensor([float(r[name]) if r[name] not in MISSING else median for r in rows])
            seen = values[training]
            columns.append(((values - seen.mean()) / (seen.std(unbiased=False) + 1e-12)).unsqueeze(1))
        else:
            usual = statistics.mode(known)
            categories = sorted(set(known))
            columns.append(torch.tensor([[float((r[name] if r[name] not in MISSING else usual) == c) for c in categories] for r in rows]))
    classes = sorted({r[target] for r in rows})
    return torch.cat(columns, 1), torch.tensor([classes.index(r[target]) for r in rows]), classes


def train(job):
    table, target, settings, activation, seed = job
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rows = read(table, target)
    order = torch.randperm(len(rows))
    held = round(len(rows) * settings["validation"])
    validation, training = order[:held], order[held:]
    x, y, classes = prepare(rows, training.tolist(), target)
    sizes = [x.shape[1], *settings["layers"]]
    layers = []
    for inputs, units in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, units), FUNCTIONS[activation]()]
    net = nn.Sequential(*layers, nn.Linear(sizes[-1], len(classes)))
    for layer in net:
        if isinstance(layer, nn.Linear):
            start = nn.init.kaiming_uniform_ if settings["initialization"][activation] == "he" and layer is not net[-1] else nn.init.xavier_uniform_
            start(layer.weight)
            nn.init.zeros_(layer.bias)
    optimizer = torch.optim.Adam(net.parameters(), lr=settings["learningRate"])
    loss_of = nn.CrossEntropyLoss()
    xt, yt, xv, yv = x[training], y[training], x[validation], y[validation]
    batch = settings["batchSize"]
    for _ in range(settings["epochs"]):
        shuffled = torch.randperm(len(xt))
        for start in range(0, len(xt), batch):
            some = shuffled[start : start + batch]
            loss = loss_of(net(xt[some]), yt[some])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            logits = net(xv)
            held_loss = loss_of(logits, yv).item()
    accuracy = (logits.argmax(1) == yv).float().mean().item()
    return dict(activation=activation, seed=seed, loss=held_loss, accuracy=accuracy)


if __name__ == "__main__":
    p = json.load(sys.stdin)
    jobs = [(p["table"], p["target"], p["settings"], a, s) for a in p["settings"]["activations"] for s in p["settings"]["seeds"]]
    with get_context("fork").Pool(p["processes"]) as pool:
        runs = pool.map(train, jobs, chunksize=1)
    print(json.dumps(dict(seconds=time.perf_counter() - begin, version=torch.__version__, runs=runs)))
