#!/usr/bin/env python3
"""Writes pytorch.safetensors and pytorch.json: a module of PyTorch's, and what it predicts.

The file is read by tests/foreign_files.rs.

Made with torch 1.12.1, safetensors 0.8.0, numpy 1.26.4 and Python 3.10:
    python -m venv v && v/bin/pip install torch==1.12.1 safetensors==0.8.0 numpy==1.26.4 packaging
    v/bin/python tests/golden/pytorch.py
"""
import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

PLACE = Path(__file__).parent


class Encoder(nn.Module):
    """A square weight, which fits either way round, and one that is not square."""

    def __init__(self):
        super().__init__()
        self.square = nn.Linear(4, 4)
        self.code = nn.Linear(4, 6, bias=False)

    def forward(self, x):
        return self.code(torch.tanh(self.square(x)))


class Mix(nn.Module):
    """A layer written by hand, which multiplies from the other side than nn.Linear."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(6, 6))

    def forward(self, x):
        return x @ self.weight


class Whole(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.mix = Mix()
        self.y = nn.Linear(6, 3)

    def forward(self, x):
        return torch.softmax(self.y(self.mix(self.encoder(x))), dim=1)


torch.manual_seed(7)
model = Whole()
x = torch.randn(5, 4)
save_file(model.state_dict(), PLACE / "pytorch.safetensors")
samples = {"x": x.tolist(), "y": model(x).tolist()}
(PLACE / "pytorch.json").write_text(json.dumps(samples, indent=1) + "\n")
