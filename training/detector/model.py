"""The plate detector's network: a lean, plain convolutional net with a stride-4 stem."""
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..layers import Residual, convolution

CELL = 8
"""The net answers once per cell of this many input pixels."""
REACH = 64.0
"""Corner offsets are in units of this many input pixels from the cell's centre."""
LEVEL_PLATE = (-0.5, -0.25, 0.5, -0.25, 0.5, 0.25, -0.5, 0.25)
"""The corners of a level plate of one REACH, where learning starts."""


class PlateNet(nn.Module):
    """Input [n,3,h,w] in -1..1 to logits and corner offsets [n,9,h/8,w/8].

    `widths` are the channels at strides 4, 8, 16 and 32, `fused` those after fusion, `answered` those the
    answers come from. Dilation at stride 32 stands in for a stride of 64, which would ask for inputs in
    multiples of 64. Corners are a shape times the exponent of a size, so that plates of 10 and of 500
    pixels are equally near to what the net starts from.
    """

    def __init__(self, widths: tuple[int, int, int, int] = (16, 24, 56, 80), fused: int = 24, answered: int = 40) -> None:
        super().__init__()
        w4, w8, w16, w32 = widths
        self.stem = convolution(3, w4, stride=4, kernel=6)
        self.stem[0].padding = (1, 1)
        self.stage8 = nn.Sequential(convolution(w4, w8, stride=2), Residual(w8))
        self.stage16 = nn.Sequential(convolution(w8, w16, stride=2), Residual(w16))
        self.stage32 = nn.Sequential(convolution(w16, w32, stride=2), Residual(w32, 2), convolution(w32, w32, dilation=3))
        self.side8 = nn.Conv2d(w8, fused, 1)
        self.side16 = nn.Conv2d(w16, fused, 1)
        self.side32 = nn.Conv2d(w32, fused, 1)
        self.fuse16 = convolution(fused, fused)
        self.fuse8 = convolution(fused, answered)
        self.score = nn.Conv2d(answered, 1, 1)
        self.size = nn.Conv2d(answered, 1, 1)
        self.corners = nn.Conv2d(answered, 8, 1)
        nn.init.constant_(self.score.bias, -4.0)
        nn.init.constant_(self.size.bias, 0.0)
        nn.init.normal_(self.corners.weight, std=0.01)
        with torch.no_grad():
            self.corners.bias.copy_(torch.tensor(LEVEL_PLATE))

    def forward(self, x: Tensor) -> Tensor:
        at8 = self.stage8(self.stem(x))
        at16 = self.stage16(at8)
        at32 = self.stage32(at16)
        fused16 = self.fuse16(self.side16(at16) + upsample(self.side32(at32)))
        fused8 = self.fuse8(self.side8(at8) + upsample(fused16))
        corners = self.corners(fused8) * torch.exp(self.size(fused8).clamp(-4.0, 3.0))
        return torch.cat([self.score(fused8), corners], dim=1)


class ShippedNet(nn.Module):
    """The net as the product runs it: `grid` with the score as a probability."""

    def __init__(self, net: PlateNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, x: Tensor) -> Tensor:
        grid = self.net(x)
        return torch.cat([torch.sigmoid(grid[:, :1]), grid[:, 1:]], dim=1)


def upsample(x: Tensor) -> Tensor:
    return functional.interpolate(x, scale_factor=2.0, mode="nearest")


def multiply_adds(net: nn.Module, height: int, width: int) -> int:
    """Multiply-adds of the convolutions of one forward pass on [1,3,height,width]."""
    total = 0

    def count(layer: nn.Conv2d, _: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal total
        total += output.numel() * layer.weight[0].numel()

    hooks = [m.register_forward_hook(count) for m in net.modules() if isinstance(m, nn.Conv2d)]
    with torch.no_grad():
        net.eval()(torch.zeros(1, 3, height, width))
    for hook in hooks:
        hook.remove()
    return total
