"""Figures of the state network on labelled pictures: right, named, wrong when named, calibration error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

import cv2
import numpy as np
import torch
from torch import nn

from .batches import to_input
from .model import HEIGHT, WIDTH
from .sources import Plate


def at_width(picture: np.ndarray, width: int | None) -> np.ndarray:
    """The network's input picture [96,192,3]: whole, or first reduced to a plate of `width` pixels (half as high)."""
    if width is None:
        return cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    small = cv2.resize(picture, (width, width // 2), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)


def logits_of(network: nn.Module, plates: Sequence[Plate], width: int | None = None) -> np.ndarray:
    """Logits [n,52] for whole plates, or for plates reduced to a width in pixels."""
    network.eval()
    found = []
    with torch.no_grad():
        for start in range(0, len(plates), 48):
            pictures = np.stack([at_width(plate.picture, width) for plate in plates[start : start + 48]])
            found.append(network(to_input(pictures)).numpy())
    return np.concatenate(found)


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Probabilities of logits divided by a temperature."""
    scaled = logits / temperature
    exponent = np.exp(scaled - scaled.max(1, keepdims=True))
    return exponent / exponent.sum(1, keepdims=True)


@dataclass(frozen=True)
class Figures:
    """Counts on one set: right of all; named, and wrong among the named, at a threshold; calibration error of the best answer."""

    pictures: int
    right: int
    named: int
    wrong: int
    ece: float

    def line(self) -> str:
        """One line for a log."""
        return (
            f"right {self.right}/{self.pictures} ({100 * self.right / self.pictures:.1f} %), named {self.named}, "
            f"wrong of these {self.wrong}, ece {100 * self.ece:.1f} %"
        )


#: A span of confidence: from, to, count, mean confidence, share right.
Span = tuple[float, float, int, float, float]


def reliability(confidence: np.ndarray, right: np.ndarray, bins: int = 10) -> list[Span]:
    """What became of the answers in equal spans of confidence; empty spans left out."""
    edges = np.linspace(0, 1, bins + 1)
    place = np.clip((confidence * bins).astype(int), 0, bins - 1)
    return [
        (float(edges[k]), float(edges[k + 1]), int(hit.sum()), float(confidence[hit].mean()), float(right[hit].mean()))
        for k in range(bins)
        if (hit := place == k).any()
    ]


def calibration_error(confidence: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten equal spans of confidence."""
    return sum(count * abs(mean - share) for _, _, count, mean, share in reliability(confidence, right)) / len(right)


def figures(probabilities: np.ndarray, labels: np.ndarray, threshold: float) -> Figures:
    """Judge probabilities [n,52] against the true classes [n]."""
    best = probabilities.argmax(1)
    confidence = probabilities.max(1)
    right = best == labels
    named = confidence >= threshold
    return Figures(
        len(labels), int(right.sum()), int(named.sum()), int((named & ~right).sum()), calibration_error(confidence, right)
    )
