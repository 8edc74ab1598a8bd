"""Disturbs the serial of a plate, so that the network cannot learn a plate by its number."""

from __future__ import annotations

import random

import cv2
import numpy as np

from .lettering import contrasting, draw_text, serial_text
from .sources import BASE_HEIGHT, BASE_WIDTH

#: The rows between the name and the slogan, as shares of the plate's height.
BAND = (0.27, 0.76)


def shuffle_columns(picture: np.ndarray, donor: np.ndarray) -> None:
    """Cut the serial's band into tiles and put them in another order, some taken from another plate of the same state."""
    top, bottom = (int(share * BASE_HEIGHT) for share in BAND)
    count = random.randint(3, 8)
    edges = np.linspace(0.06, 0.94, count + 1) * BASE_WIDTH
    width = int(edges[1] - edges[0])
    tiles = [(donor if random.random() < 0.3 else picture)[top:bottom, int(x) : int(x) + width].copy() for x in edges[:-1]]
    random.shuffle(tiles)
    for x, tile in zip(edges, tiles):
        picture[top:bottom, int(x) : int(x) + width] = tile


def blank(picture: np.ndarray, left: float, right: float) -> np.ndarray:
    """Wipe the serial between two shares of the width with a smooth background; returns its mean colour."""
    top, bottom = (int(share * BASE_HEIGHT) for share in BAND)
    x0, x1 = int(left * BASE_WIDTH), int(right * BASE_WIDTH)
    patch = picture[top:bottom, x0:x1]
    # The brighter and the darker half of the rows' pixels: the background is the more common of the two.
    grey = patch.mean(2)
    middle = (float(grey.min()) + float(grey.max())) / 2
    bright = grey >= middle
    mask = bright if bright.mean() > 0.5 else ~bright
    colour = np.median(patch[mask], axis=0)
    tint = cv2.resize(cv2.resize(patch, (4, 3), interpolation=cv2.INTER_AREA), (x1 - x0, bottom - top)).astype(np.float32)
    picture[top:bottom, x0:x1] = np.clip(0.8 * colour + 0.2 * tint, 0, 255).astype(np.uint8)
    return colour


def write_serial(picture: np.ndarray, background: np.ndarray) -> None:
    """Draw random characters in the serial's place."""
    top, bottom = BAND
    size = int(random.uniform(0.40, 0.52) * BASE_HEIGHT)
    centre = (random.uniform(0.46, 0.54) * BASE_WIDTH, random.uniform(top + 0.22, bottom - 0.22) * BASE_HEIGHT)
    draw_text(picture, serial_text(), centre, size, contrasting(background), random.uniform(0.7, 0.9), plain=True)


def disturb(picture: np.ndarray, donor: np.ndarray, has_serial: bool) -> None:
    """Change the serial of a plate in place, in about half of the calls; plates without one get one more often."""
    chance = random.random()
    if chance < 0.18:
        shuffle_columns(picture, donor)
    elif chance < 0.28:
        left = random.uniform(0.05, 0.6)
        blank(picture, left, left + random.uniform(0.12, 0.35))
    elif chance < (0.42 if has_serial else 0.66):
        write_serial(picture, blank(picture, random.uniform(0.04, 0.14), random.uniform(0.86, 0.96)))
