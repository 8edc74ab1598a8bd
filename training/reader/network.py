"""The reader: a plate's crop to 40 columns of class probabilities."""
import torch
from torch import Tensor, nn

from training.layers import Residual, convolution

CLASSES = 38
"""Blank, 0-9, A-Z, stacked pair."""

WIDTHS = (16, 24, 48, 72, 112)


class Context(nn.Module):
    """Lets columns look at their neighbours: separators, serial formats, what is no character."""

    def __init__(self, channels: int, dilation: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv1d(channels, channels, 5, padding=2 * dilation, dilation=dilation, bias=False), nn.BatchNorm1d(channels)
        )

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.body(x))


class Reader(nn.Module):
    """x float32 [n, 3, 64, 160], RGB, value / 127.5 - 1; returns logits [n, 40, 38].

    Stride 4 across and 16 down by plain 3x3 convolutions, rows folded by a 4x1 convolution, then three
    convolutions over the columns with dilations 1, 2, 4.
    """

    def __init__(self, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        a, b, c, d, e = widths
        self.features = nn.Sequential(
            convolution(3, a, 2), convolution(a, b, 2), Residual(b), convolution(b, c, (2, 1)), Residual(c), convolution(c, d, (2, 1)), Residual(d)
        )
        self.fold = nn.Sequential(nn.Conv2d(d, e, (4, 1), bias=False), nn.BatchNorm2d(e), nn.ReLU(inplace=True))
        self.context = nn.Sequential(Context(e, 1), Context(e, 2), Context(e, 4))
        self.classes = nn.Conv1d(e, CLASSES, 1)

    def forward(self, x: Tensor) -> Tensor:
        columns = self.fold(self.features(x)).squeeze(2)
        return self.classes(self.context(columns)).permute(0, 2, 1)
