"""A ring of drawn samples between the drawing processes and the training processes.

Drawing can be stopped, changed and started again while the training runs: each sample is used a few times with
cheap changes, and replaced. Writers take turns by their own stripes (writer k writes places k, k + writers, ...).
"""
import os
from pathlib import Path

import numpy as np

from training.places import work

PLACES = 40_000
LONGEST = 10
DRAWN, USED, STOP = 0, 1, 2


def folder() -> Path:
    """Where the ring lies; LOOKOUT_RING names a folder in memory where the disk is slow."""
    chosen = os.environ.get('LOOKOUT_RING')
    return Path(chosen) if chosen else work('reader-ring')


class Ring:
    """crops uint8 [N, 64, 160, 3]; columns uint8 [N, 40]; texts uint8 [N, 10] classes, all 255 when only columns are known."""

    def __init__(self, create: bool = False) -> None:
        place = folder()
        place.mkdir(parents=True, exist_ok=True)
        mode = 'w+' if create else 'r+'
        self.crops = np.memmap(place / 'crops', np.uint8, mode, shape=(PLACES, 64, 160, 3))
        self.columns = np.memmap(place / 'columns', np.uint8, mode, shape=(PLACES, 40))
        self.texts = np.memmap(place / 'texts', np.uint8, mode, shape=(PLACES, LONGEST))
        self.counts = np.memmap(place / 'counts', np.int64, mode, shape=(8,))
        """Samples drawn, samples used, stop."""

    def put(self, crop: np.ndarray, columns: np.ndarray, text: list[int] | None) -> None:
        at = int(self.counts[DRAWN]) % PLACES
        self.crops[at], self.columns[at] = crop, columns
        row = np.zeros(LONGEST, np.uint8) if text is not None else np.full(LONGEST, 255, np.uint8)
        if text is not None:
            row[: len(text)] = text[:LONGEST]
        self.texts[at] = row
        self.counts[DRAWN] += 1
