"""The same network, optimiser, batch size, rows and epochs in PyTorch on one thread: prints {"seconds", "accuracy", "version"}.

Arguments: images, labels, test images, test labels (idx.gz), hidden sizes (256,128), epochs, batch, rate, share held out.
"""
import gzip
import json
import re
import struct
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(1)
images, labels, test_images, test_labels, hidden = sys.argv[1:6]
epochs, batch, rate, share = int(sys.argv[6]), int(sys.argv[7]), float(sys.argv[8]), float(sys.argv[9])


def read(path):
    with gzip.open(path) as file:
        data = file.read()
    dimensions = data[3]
    shape = struct.unpack(f">{dimensions}I", data[4 : 4 + 4 * dimensions])
    return torch.frombuffer(bytearray(data[4 + 4 * dimensions :]), dtype=torch.uint8).reshape(shape)


x = read(images).reshape(-1, 784).float()
y = read(labels).long()
order = torch.randperm(len(y))
held = int(len(y) * share)
rest, out = order[held:], order[:held]
mean, spread = x[rest].mean(), x[rest].std()
x = (x - mean) / spread
tx, ty = (read(test_images).reshape(-1, 784).float() - mean) / spread, read(test_labels).long()

sizes = [784, *map(int, hidden.split(",")), 10]
layers = []
for i in range(len(sizes) - 1):
    layers += [nn.Linear(sizes[i], sizes[i + 1]), nn.ReLU()]
net = nn.Sequential(*layers[:-1])
optimizer = torch.optim.Adam(net.parameters(), lr=rate)
loss_of = nn.CrossEntropyLoss()
train_x, train_y, held_x, held_y = x[rest], y[rest], x[out], y[out]

begin = time.perf_counter()
for _ in range(epochs):
    shuffled = torch.randperm(len(train_y))
    for start in range(0, len(shuffled), batch):
        rows = shuffled[start : start + batch]
        optimizer.zero_grad()
        loss_of(net(train_x[rows]), train_y[rows]).backward()
        optimizer.step()
    with torch.no_grad():
        loss_of(net(held_x), held_y).item()
seconds = time.perf_counter() - begin
with torch.no_grad():
    accuracy = (net(tx).argmax(1) == ty).float().mean().item()
blas = re.search(r"BLAS_INFO=([^,\s]+)", torch.__config__.show())
print(json.dumps({"seconds": seconds, "accuracy": accuracy, "version": torch.__version__, "blas": blas.group(1) if blas else "not named"}))
