"""Draws training batches: states evenly, real pictures more often than art, drawn plates and foreign ones at a share."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch import Tensor

from . import named
from .labels import CLASSES, INDEX, OTHER
from .model import HEIGHT, WIDTH
from .serials import disturb
from .sources import Plate
from .views import view

#: How often a plate of each origin is drawn, beside one piece of sample art.
WEIGHT = {"art": 1.0, "real": 6.0, "street": 5.0, "toll": 0.25, "in-car-train": 0.7, "street-train": 1.2}


#: Views kept to be shown once more, and how many there must be before any is.
RING_SIZE, RING_LEAST = 6000, 1000
#: Share of a batch that is rendered anew.
FRESH = 0.4


@dataclass(frozen=True)
class Mixture:
    """Shares of the drawn plates, of class `other`, and of pictures that show nothing."""

    drawn: float = 0.2
    other: float = 0.07
    nothing: float = 0.01
    #: Share of hard views at the beginning and at the end of a run.
    hard: tuple[float, float] = (0.2, 0.5)


class Sampler:
    """Makes batches out of plates; every call draws anew."""

    def __init__(self, plates: list[Plate], mixture: Mixture) -> None:
        self.mixture = mixture
        self.hard = mixture.hard[0]
        by_label: dict[int, list[Plate]] = defaultdict(list)
        for plate in plates:
            by_label[plate.label].append(plate)
        self.by_label = dict(by_label)
        self.weights = {label: [WEIGHT[plate.origin] for plate in group] for label, group in by_label.items()}
        self.ring = np.empty((RING_SIZE, HEIGHT, WIDTH, 3), np.uint8)
        self.ring_targets = np.empty((RING_SIZE, len(CLASSES)), np.float32)
        self.written = self.filled = 0
        self.labels = [label for label in by_label if label != INDEX[OTHER]]

    def advance(self, share: float) -> None:
        """Make the views harder; `share` is how much of the run is done."""
        self.hard = self.mixture.hard[0] + share * (self.mixture.hard[1] - self.mixture.hard[0])

    def pick(self, label: int) -> Plate:
        """A plate of a class, by the weights of the origins."""
        return random.choices(self.by_label[label], self.weights[label])[0]

    def sample(self) -> tuple[np.ndarray, int, float]:
        """One view [96,192,3], its class and the doubt its target deserves (1: no class at all)."""
        if random.random() < self.mixture.nothing:
            return nothing(), 0, 1.0
        if random.random() < self.mixture.drawn:
            state = named.random_state(self.mixture.other)
            model = self.pick(INDEX[state]).picture if state != OTHER else None
            picture, doubt = view(named.render(state, model), self.hard)
            return picture, INDEX[state], doubt
        if random.random() < self.mixture.other and INDEX[OTHER] in self.by_label:
            picture, doubt = view(self.pick(INDEX[OTHER]).picture.copy(), self.hard)
            return picture, INDEX[OTHER], doubt
        label = random.choice(self.labels)
        plate = self.pick(label)
        picture = plate.picture.copy()
        if random.random() < 0.7:
            disturb(picture, self.pick(label).picture, has_serial=plate.origin != "art")
        picture, doubt = view(picture, self.hard)
        return picture, label, doubt

    def batch(self, size: int) -> tuple[Tensor, Tensor]:
        """Views [n,3,96,192] ready for the network, and their targets [n,52].

        Some are new, the others come from the ring of earlier ones in another light: rendering a view takes a third as long as
        learning from it, and one process does both.
        """
        fresh = size if self.filled < RING_LEAST else int(size * FRESH)
        views, labels, doubts = zip(*(self.sample() for _ in range(fresh)))
        pictures = np.stack(views)
        targets = np.zeros((fresh, len(CLASSES)), np.float32)
        targets[np.arange(fresh), labels] = 1
        doubt = np.float32(doubts)[:, None]
        targets = targets * (1 - doubt) + doubt / len(CLASSES)
        again = np.random.randint(0, max(1, self.filled), size - fresh)
        x = to_input(np.concatenate([pictures, self.ring[again]]))
        y = torch.from_numpy(np.concatenate([targets, self.ring_targets[again]]))
        x[fresh:] = relit(x[fresh:])
        places = (self.written + np.arange(fresh)) % RING_SIZE
        self.ring[places], self.ring_targets[places] = pictures, targets
        self.written += fresh
        self.filled = min(RING_SIZE, self.filled + fresh)
        return x, y


def nothing() -> np.ndarray:
    """A picture without a plate in it: one colour, or noise."""
    cells = np.random.randint(0, 256, (random.randint(1, 12), random.randint(1, 24), 3)).astype(np.uint8)
    flat = cells // random.choice((1, 2, 6))
    return cv2.resize(flat, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)


def relit(x: Tensor) -> Tensor:
    """The same views shifted by up to three pixels, in another light and cast."""
    shifts = (int(np.random.randint(-3, 4)), int(np.random.randint(-3, 4)))
    gain = 1 + 0.15 * torch.randn(len(x), 3, 1, 1)
    return (torch.roll(x, shifts, (2, 3)) * gain + 0.08 * torch.randn(len(x), 1, 1, 1)).clamp_(-1, 1)


def to_input(pictures: np.ndarray) -> Tensor:
    """Pictures uint8 [n,96,192,3] -> network input float32 [n,3,96,192]."""
    return torch.from_numpy(np.ascontiguousarray(pictures.transpose(0, 3, 1, 2))).float().div_(127.5).sub_(1)
