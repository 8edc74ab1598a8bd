"""The two pieces all three networks are made of."""
import torch
from torch import Tensor, nn


def convolution(inputs: int, outputs: int, stride: int | tuple[int, int] = 1, kernel: int = 3, dilation: int = 1) -> nn.Sequential:
    """A convolution with its normalisation and rectifier; keeps the size, divided by the stride."""
    padding = dilation * (kernel - 1) // 2
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, padding, dilation, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Residual(nn.Module):
    """Two 3x3 convolutions added to what came in; the second may be dilated to see further."""

    def __init__(self, channels: int, dilation: int = 1) -> None:
        super().__init__()
        self.first = convolution(channels, channels)
        self.second = convolution(channels, channels, dilation=dilation)[:2]

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.second(self.first(x)))
