"""Columns to text: touching columns that together are no wider than a character are one character."""
import numpy as np

from training.plates.serials import CHARACTERS, STACKED


def runs(columns: np.ndarray) -> list[tuple[int, int]]:
    """First and last column of each character. columns: probabilities [40, 38]."""
    best = columns.argmax(-1)
    parts: list[list[int]] = []
    for at, kind in enumerate(best):
        if kind == 0:
            continue
        if parts and parts[-1][1] == at - 1 and best[at - 1] == kind:
            parts[-1][1] = at
        else:
            parts.append([at, at])
    if not parts:
        return []
    usual = float(np.median([last - first + 1 for first, last in parts]))
    centres = [(first + last) / 2 for first, last in parts]
    pitch = float(np.median(np.diff(centres))) if len(centres) > 1 else 5.0
    joined: list[list[int]] = []
    for first, last in parts:
        if joined and first == joined[-1][1] + 1 and last - joined[-1][0] + 1 <= max(usual + 1, 3):
            if (first + last) / 2 - (joined[-1][0] + joined[-1][1]) / 2 < 0.6 * pitch:
                joined[-1][1] = last
                continue
        joined.append([first, last])
    return [(first, last) for first, last in joined]


def text_of(columns: np.ndarray) -> tuple[str, float]:
    """The most likely text without stacked pairs, and the least of its characters' shares."""
    text, least = '', 1.0
    for first, last in runs(columns):
        mass = columns[first : last + 1, 1:].sum(0)
        kind = int(mass.argmax()) + 1
        least = min(least, float(mass[kind - 1] / max(1e-6, mass.sum()) * columns[first : last + 1].max()))
        if kind != STACKED:
            text += CHARACTERS[kind - 1]
    return text, least if text else 0.0
