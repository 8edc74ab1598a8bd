"""Writes the state network as ONNX: probabilities of the 52 classes, the fitted temperature inside.

    python3 -m training.state.export --name final
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from .labels import CLASSES
from .model import HEIGHT, WIDTH, StateNetwork
from .sources import WORK
from .train import load_network


class Probabilities(nn.Module):
    """The network with its temperature and softmax."""

    def __init__(self, network: StateNetwork, temperature: float) -> None:
        super().__init__()
        self.network = network
        self.temperature = temperature

    def forward(self, x: Tensor) -> Tensor:
        return torch.softmax(self.network(x) / self.temperature, 1)


def export(network: StateNetwork, temperature: float, path: Path) -> None:
    """Write a network as ONNX (input `x`, output `states`, any number of plates); normalisation is folded in."""
    torch.onnx.export(
        Probabilities(network, temperature).eval(),
        torch.zeros(2, 3, HEIGHT, WIDTH),
        str(path),
        input_names=["x"],
        output_names=["states"],
        dynamic_axes={"x": {0: "n"}, "states": {0: "n"}},
        opset_version=13,
        do_constant_folding=True,
    )
    model = onnx.load(str(path))
    onnx.checker.check_model(model)


def main() -> None:
    """Export a named run with the temperature of `calibration.json`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", default="final")
    arguments = parser.parse_args()
    calibration = json.loads((WORK / "calibration.json").read_text(encoding="utf-8"))
    path = WORK / "state.onnx"
    export(load_network(arguments.name), float(calibration["temperature"]), path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print(f"{path.name}: {path.stat().st_size} bytes, {len(CLASSES)} classes, sha256 {digest}")


if __name__ == "__main__":
    main()
