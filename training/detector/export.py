"""Writes the ONNX of a checkpoint: `python3 -m training.detector.export CHECKPOINT OUT.onnx`."""
import argparse
from pathlib import Path

import onnx
import torch

from .evaluate import load_net
from .model import PlateNet, ShippedNet


def export(net: PlateNet, path: Path) -> None:
    """`x` [n,3,h,w] to `grid` [n,9,h/8,w/8], score as probability; batch norm folded by the exporter."""
    axes = {"x": {0: "n", 2: "h", 3: "w"}, "grid": {0: "n", 2: "rows", 3: "columns"}}
    partial = path.with_suffix(".partial")
    torch.onnx.export(
        ShippedNet(net).eval(),
        torch.zeros(1, 3, 544, 960),
        str(partial),
        input_names=["x"],
        output_names=["grid"],
        opset_version=13,
        dynamic_axes=axes,
    )
    model = onnx.load(str(partial))
    onnx.checker.check_model(model)
    if any(node.op_type == "BatchNormalization" for node in model.graph.node):
        raise ValueError("batch norm was not folded")
    partial.rename(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    export(load_net(arguments.checkpoint), arguments.out)


if __name__ == "__main__":
    main()
