"""Writes the reader as ONNX: python3 -m training.reader.export [--out training/work/reader/reader.onnx]"""
import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from training.onnx_torch import run
from training.places import work
from training.reader.network import Reader


class Shipped(nn.Module):
    """The net as the product runs it: probabilities."""

    def __init__(self, net: Reader) -> None:
        super().__init__()
        self.net = net

    def forward(self, x: Tensor) -> Tensor:
        return self.net(x).softmax(-1)


def export(out: Path) -> None:
    """Exports the averaged weights and checks that the file gives what the net gives. Errors: ValueError when it does not."""
    net = Reader()
    net.load_state_dict(torch.load(work('reader') / 'state.pt')['average'])
    shipped = Shipped(net).eval()
    x = torch.rand(2, 3, 64, 160) * 2 - 1
    torch.onnx.export(
        shipped, x, str(out), opset_version=13, input_names=['x'], output_names=['columns'],
        dynamic_axes={'x': {0: 'n'}, 'columns': {0: 'n'}}, do_constant_folding=True,
    )
    onnx.checker.check_model(onnx.load(str(out)))
    with torch.no_grad():
        apart = float(np.abs(run(out, x.numpy()) - shipped(x).numpy()).max())
    if apart > 1e-4:
        raise ValueError(f'{out} differs from the net by {apart}')
    print(f'{out}: {out.stat().st_size / 1e6:.2f} MB')


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument('--out', type=Path, default=work('reader') / 'reader.onnx')
    export(options.parse_args().out)


if __name__ == '__main__':
    main()
