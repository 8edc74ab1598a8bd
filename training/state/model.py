"""The state network: plain 3x3 convolutions, a look at the words at twice the resolution beside the whole design."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ..layers import Residual, convolution
from .labels import CLASSES

#: Input size: the whole plate, straightened, stretched to this many pixels.
WIDTH, HEIGHT = 192, 96


class StateNetwork(nn.Module):
    """x [n,3,96,192] (RGB, value / 127.5 - 1) -> logits [n,52], in the order of `CLASSES`."""

    def __init__(self) -> None:
        super().__init__()
        self.fine = nn.Sequential(
            convolution(3, 16, 2), convolution(16, 32, 2), Residual(32), convolution(32, 64, 2), Residual(64)
        )
        #: Reads along each of the 12 rows: where names and slogans stand, a row is a line of text.
        self.words = nn.Sequential(convolution(64, 64), nn.Conv2d(64, 48, 1), nn.ReLU(inplace=True))
        self.coarse = nn.Sequential(convolution(64, 128, 2), Residual(128))
        rows = HEIGHT // 8
        self.drop = nn.Dropout(0.2)
        self.name = nn.Linear(2 * 128 + 48 * rows, len(CLASSES))

    def forward(self, x: Tensor) -> Tensor:
        fine = self.fine(x)
        words = self.words(fine).amax(3).flatten(1)
        coarse = self.coarse(fine)
        return self.name(self.drop(torch.cat([coarse.mean((2, 3)), coarse.amax((2, 3)), words], 1)))


def multiplications(network: nn.Module) -> int:
    """Multiply-accumulates of one forward pass."""
    total = 0

    def count(module: nn.Module, _inputs: object, output: Tensor) -> None:
        nonlocal total
        if isinstance(module, nn.Conv2d):
            total += output[0].numel() * module.in_channels * module.kernel_size[0] * module.kernel_size[1]
        elif isinstance(module, nn.Linear):
            total += module.in_features * module.out_features

    hooks = [module.register_forward_hook(count) for module in network.modules()]
    with torch.no_grad():
        network.eval()(torch.zeros(1, 3, HEIGHT, WIDTH))
    for hook in hooks:
        hook.remove()
    return total
