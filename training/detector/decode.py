"""From the grid to plates, exactly as the product does it."""
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .model import CELL, REACH
from .pictures import Image
from .scenes import PADDING

STEP = 32
BUDGET = 960 * 544
SAME_PLATE_OVERLAP = 0.3
MOST_PLATES = 20


@dataclass(frozen=True)
class Found:
    """A plate: score, corners [4,2] and the box around them, in picture pixels."""

    score: float
    corners: NDArray[np.float32]
    box: NDArray[np.float32]


def letterbox(image: Image, largest_scale: float) -> tuple[NDArray[np.float32], float]:
    """Input [1,3,h,w] that shows the picture largest within the budget, and input pixels per picture pixel."""
    height, width = image.shape[:2]
    best = 0.0
    for across in range(STEP, BUDGET // STEP + 1, STEP):
        down = BUDGET // across // STEP * STEP
        best = max(best, min(across / width, down / height, largest_scale))
    seen_width, seen_height = max(1, round(width * best)), max(1, round(height * best))
    method = cv2.INTER_AREA if best < 1 else cv2.INTER_LINEAR
    canvas = np.full((-(-seen_height // STEP) * STEP, -(-seen_width // STEP) * STEP, 3), PADDING, np.float32)
    canvas[:seen_height, :seen_width] = cv2.resize(image, (seen_width, seen_height), interpolation=method)
    return np.ascontiguousarray((canvas / 127.5 - 1).transpose(2, 0, 1)[None]), best


def overlap(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """Intersection over union of two boxes (left, top, right, bottom)."""
    low, high = np.maximum(a[:2], b[:2]), np.minimum(a[2:], b[2:])
    shared = float(np.prod(np.maximum(0, high - low)))
    union = float(np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2])) - shared
    return shared / union if union > 0 else 0.0


def plates_of_grid(grid: NDArray[np.float32], scale: float, threshold: float) -> list[Found]:
    """Plates of one grid [9,rows,columns], best first: peaks of the score, one per plate."""
    score = grid[0]
    peaks = (score > threshold) & (score >= cv2.dilate(score, np.ones((3, 3), np.uint8)))
    rows, columns = np.nonzero(peaks)
    found: list[Found] = []
    for at in np.argsort(-score[rows, columns], kind="stable")[:MOST_PLATES]:
        row, column = rows[at], columns[at]
        centre = np.array([column, row], np.float32) * CELL + CELL / 2
        corners = (grid[1:, row, column].reshape(4, 2) * REACH + centre) / scale
        box = np.concatenate([corners.min(0), corners.max(0)])
        if all(overlap(box, other.box) < SAME_PLATE_OVERLAP for other in found):
            found.append(Found(float(score[row, column]), corners, box))
    return found
