"""Small networks as PyTorch exports them: /usr/bin/python3 scripts/models/pytorch_models.py [FOLDER]

Needs torch (Debian: python3-torch). Weights are drawn from a fixed seed; batch norms have seen data.
"""
import sys
import warnings
from pathlib import Path

import torch
from torch import nn

warnings.filterwarnings("ignore")
folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2] / "test/models")
ROWS = {"input": {0: "batch"}, "output": {0: "batch"}}


class Gelu(nn.Module):
    """The tanh form, written out as GPT-2's code has it."""

    def forward(self, x):
        return 0.5 * x * (1 + torch.tanh(0.7978845608 * (x + 0.044715 * x**3)))


class Attention(nn.Module):
    """One block of a transformer's encoder over tokens, for looking into."""

    def __init__(self):
        super().__init__()
        self.attention = nn.MultiheadAttention(16, 2, batch_first=True)
        self.first, self.second = nn.LayerNorm(16), nn.LayerNorm(16)
        self.mlp = nn.Sequential(nn.Linear(16, 32), nn.GELU(), nn.Linear(32, 16))
        self.head = nn.Linear(16, 4)

    def forward(self, x):
        y = self.first(x)
        x = x + self.attention(y, y, y, need_weights=False)[0]
        x = x + self.mlp(self.second(x))
        return torch.softmax(self.head(x.mean(1)), -1)


class Recurrent(nn.Module):
    """Sequences read from both ends, then once more, for looking into."""

    def __init__(self):
        super().__init__()
        self.both = nn.LSTM(6, 5, batch_first=True, bidirectional=True)
        self.once = nn.GRU(10, 4, batch_first=True)
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        x, _ = self.both(x)
        x, _ = self.once(torch.relu(x))
        return torch.softmax(self.head(x[:, -1]), -1)


def export(name, model, shape, opset):
    model.train()
    for _ in range(20):
        model(torch.randn(64, *shape) * 2 + 0.5)
    model.eval()
    example = torch.randn(2, *shape)
    torch.onnx.export(
        model, example, str(folder / f"{name}.onnx"), opset_version=opset,
        input_names=["input"], output_names=["output"], dynamic_axes=ROWS,
    )
    print(f"{name}.onnx", (folder / f"{name}.onnx").stat().st_size, "bytes")


torch.manual_seed(1)
folder.mkdir(parents=True, exist_ok=True)
export("pytorch-mlp", nn.Sequential(
    nn.Flatten(), nn.Linear(48, 24), nn.BatchNorm1d(24), nn.ReLU(), nn.Dropout(0.5),
    nn.Linear(24, 20), nn.GELU(), nn.Linear(20, 16), nn.SiLU(), nn.Linear(16, 12), nn.ReLU6(),
    nn.Linear(12, 10), nn.PReLU(10), nn.Linear(10, 5), nn.Softmax(1),
), (3, 4, 4), 13)
export("pytorch-activations", nn.Sequential(
    nn.Linear(6, 8), nn.LeakyReLU(0.2), nn.Linear(8, 8), nn.ELU(), nn.Linear(8, 8), nn.SELU(), nn.Linear(8, 8), nn.CELU(0.7),
    nn.Linear(8, 8), nn.Hardswish(), nn.Linear(8, 8), nn.Hardsigmoid(), nn.Linear(8, 8), nn.Hardtanh(), nn.Linear(8, 8), nn.Mish(),
    nn.Linear(8, 8), nn.Softplus(), nn.Linear(8, 8), nn.Softsign(), nn.Linear(8, 8), nn.LogSigmoid(), nn.Linear(8, 8), nn.Softshrink(0.1),
    nn.Linear(8, 8), nn.Tanhshrink(), nn.Linear(8, 8), Gelu(), nn.Linear(8, 8), nn.Tanh(), nn.Linear(8, 2),
), (6,), 14)
export("pytorch-convolution", nn.Sequential(
    nn.Conv2d(1, 6, 3, padding=1), nn.BatchNorm2d(6), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(6, 8, 3, padding=1), nn.SiLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 16), nn.Sigmoid(), nn.Linear(16, 10),
), (1, 12, 12), 13)
export("pytorch-attention", Attention(), (5, 16), 14)
export("pytorch-recurrent", Recurrent(), (7, 6), 14)
