"""Columns to positions as the product has them (src/recognition/read/columns.ts): for fitting its calibration."""
import numpy as np

from training.plates.serials import STACKED
from training.reader.decode import runs

FAINT = 0.1
CHARACTER_CLASSES = 36


def positions_of(columns: np.ndarray) -> list[tuple[float, np.ndarray]]:
    """Presence and the probabilities of the 36 characters of each position. columns: [40, 38]."""
    seen = columns.copy()
    # stacked pairs are blank to the serial
    stacked = columns.argmax(-1) == STACKED
    seen[stacked, 0] = 1
    presence = 1 - columns[:, 0] - columns[:, STACKED]
    found = runs(seen)
    faint: list[tuple[int, int]] = []
    for at in range(len(columns)):
        if presence[at] < FAINT or any(first - 1 <= at <= last + 1 for first, last in found):
            continue
        if faint and at <= faint[-1][1] + 2:
            if presence[at] > presence[faint[-1][0]]:
                faint[-1] = (at, at)
        else:
            faint.append((at, at))
    result = []
    for first, last in sorted(found + faint):
        mass = columns[first : last + 1, 1 : 1 + CHARACTER_CLASSES].sum(0)
        result.append((float(presence[first : last + 1].max()), mass / max(float(mass.sum()), 1e-9)))
    return result
