"""What the net is asked for: a heat map of plate centres, and corners in the centres."""
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from .model import CELL, REACH
from .ring import KIND_CORNERS, KIND_IGNORE

CENTRE_X, CENTRE_Y = 0.14, 0.2
"""Cells this near the centre, in plate widths and heights, answer for the plate."""
SPREAD_X, SPREAD_Y = 0.16, 0.24
LEAST_SPREAD = 5.0
"""Input pixels; keeps the neighbours of a small plate's cell from being asked for nothing."""
LEAST_EXACT_BOX = 24.0
"""Hand-drawn boxes narrower than this in the patch are off by a good part of a plate: they count less."""
CORNER_WEIGHT, OVERLAP_WEIGHT = 3.0, 0.5


@dataclass(frozen=True)
class Targets:
    """`heat` and `counts` (0 where ignored) are [n,rows,columns]; the rest has one row per answering cell."""

    heat: Tensor
    counts: Tensor
    cells: Tensor
    """[k,3]: sample, row, column."""
    corners: Tensor
    """[k,4,2] in input pixels; the box's own corners where `is_box`."""
    is_box: Tensor
    weights: Tensor
    """Sums to one for each plate."""
    trusts: Tensor
    """How much a cell's corners count."""
    plates: int


def make_targets(labels: NDArray[np.float32], rows: int, columns: int) -> Targets:
    """Targets of a batch from its labels [n,16,9]."""
    count = len(labels)
    heat = np.zeros((count, rows, columns), np.float32)
    counts = np.ones((count, rows, columns), np.float32)
    x = np.arange(columns, dtype=np.float32) * CELL + CELL / 2
    y = np.arange(rows, dtype=np.float32) * CELL + CELL / 2
    cells, corners, is_box, weights, trusts = [], [], [], [], []
    plates = 0
    for sample, row in zip(*np.nonzero(labels[:, :, 0])):
        kind = labels[sample, row, 0]
        quad = labels[sample, row, 1:].reshape(4, 2)
        (left, top), (right, bottom) = quad.min(0), quad.max(0)
        width, height = max(right - left, 4.0), max(bottom - top, 2.0)
        if kind == KIND_IGNORE:
            near_x = (x > left - 6 - 0.2 * width) & (x < right + 6 + 0.2 * width)
            near_y = (y > top - 6 - 0.2 * height) & (y < bottom + 6 + 0.2 * height)
            counts[sample][np.ix_(near_y, near_x)] = 0
            continue
        plates += 1
        middle = quad.mean(0)
        off_x, off_y = np.abs(x - middle[0]), np.abs(y - middle[1])
        spread = np.maximum([SPREAD_X * width, SPREAD_Y * height], LEAST_SPREAD)
        blob = np.exp(-0.5 * ((off_x / spread[0])[None] ** 2 + (off_y / spread[1])[:, None] ** 2))
        in_x, in_y = off_x <= CENTRE_X * width, off_y <= CENTRE_Y * height
        in_x[off_x.argmin()] = in_y[off_y.argmin()] = True
        places = np.argwhere(in_y[:, None] & in_x[None])
        blob = np.minimum(blob, 0.95)
        blob[places[:, 0], places[:, 1]] = 1
        np.maximum(heat[sample], blob, out=heat[sample])
        cells.append(np.c_[np.full(len(places), sample), places])
        corners.append(np.broadcast_to(quad, (len(places), 4, 2)))
        is_box.append(np.full(len(places), kind != KIND_CORNERS))
        trust = 0.35 if kind != KIND_CORNERS and width < LEAST_EXACT_BOX else 1.0
        weights.append(np.full(len(places), 1 / len(places), np.float32))
        trusts.append(np.full(len(places), trust, np.float32))
    if not cells:
        cells, corners = [np.zeros((0, 3), np.int64)], [np.zeros((0, 4, 2), np.float32)]
        is_box, weights, trusts = [np.zeros(0, bool)], [np.zeros(0, np.float32)], [np.zeros(0, np.float32)]
    # A cell that answers for a plate counts, even beside something ignored.
    counts[heat == 1] = 1
    tensors = [torch.from_numpy(np.concatenate(part)) for part in (cells, corners, is_box, weights, trusts)]
    return Targets(torch.from_numpy(heat), torch.from_numpy(counts), *tensors, plates)


def heat_loss(logits: Tensor, targets: Targets) -> Tensor:
    """Penalty-reduced focal loss per plate (Law and Deng, CornerNet, 2018); a large plate's cells share one vote."""
    chance = torch.sigmoid(logits).clamp(1e-4, 1 - 1e-4)
    is_centre = targets.heat == 1
    background = -((1 - targets.heat) ** 4) * chance**2 * torch.log(1 - chance) * targets.counts * ~is_centre
    at = targets.cells
    own = chance[at[:, 0], at[:, 1], at[:, 2]]
    votes = targets.weights.sqrt()
    centres = -((1 - own) ** 2) * torch.log(own) * votes
    return (background.sum() + centres.sum()) / max(1, targets.plates)


def corner_losses(offsets: Tensor, targets: Targets) -> tuple[Tensor, Tensor]:
    """Corner error in plate sizes, and 1 - generalised overlap of the boxes around, both per plate.

    For plates known only by their box, the error is that of the box around the predicted corners.
    """
    if targets.plates == 0:
        return offsets.sum() * 0, offsets.sum() * 0
    at = targets.cells
    answers = offsets[at[:, 0], :, at[:, 1], at[:, 2]].view(-1, 4, 2)
    centres = (at[:, [2, 1]] * CELL + CELL / 2).float()
    found = answers * REACH + centres[:, None]
    true_low, true_high = targets.corners.amin(1), targets.corners.amax(1)
    low, high = found.amin(1), found.amax(1)
    size = (true_high - true_low).clamp(min=4)
    size = torch.stack([size[:, 0], torch.maximum(size[:, 1], 0.35 * size[:, 0])], 1)
    by_corner = ((found - targets.corners).abs() / size[:, None]).mean((1, 2))
    by_box = (torch.stack([low - true_low, high - true_high], 1).abs() / size[:, None]).mean((1, 2))
    error = torch.where(targets.is_box, by_box, by_corner).clamp(max=4)
    shared = (torch.minimum(high, true_high) - torch.maximum(low, true_low)).clamp(min=0).prod(1)
    union = (high - low).prod(1) + (true_high - true_low).prod(1) - shared
    around = (torch.maximum(high, true_high) - torch.minimum(low, true_low)).prod(1)
    overlap = shared / union.clamp(min=1) - (around - union) / around.clamp(min=1)
    weights = targets.weights * targets.trusts / targets.plates
    return (error * weights).sum(), ((1 - overlap) * weights).sum()
