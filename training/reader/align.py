"""Finds the characters of a real plate whose text is known: forced alignment, then the ink of each character."""
from dataclasses import dataclass

import cv2
import numpy as np

from training.plates.alphabets import HEIGHT, cropped
from training.plates.plate import IGNORE, TALL, WIDTH, ZERO_OR_O, Mark
from training.plates.serials import CHARACTERS

MARGIN = 0.04
COLUMN = 4.0
SPAN = 0.62
"""The share of a character's width that its columns cover in the training of the reader."""


@dataclass
class Aligned:
    """picture: uint8 [128, 256, 3]; band: top and bottom of the serial, px, None where the ink was not told;
    masks: the ink of the characters where it was told; surety: mean probability of the characters."""

    picture: np.ndarray
    text: str
    marks: list[Mark]
    band: tuple[float, float] | None
    masks: list[np.ndarray | None]
    surety: float


def crop_for_reader(picture: np.ndarray, margin: float = MARGIN) -> np.ndarray:
    """A close-up with a margin of its own edges, 160x64."""
    height, width = picture.shape[:2]
    across, down = round(width * margin), round(height * margin)
    wider = cv2.copyMakeBorder(picture, down, down, across, across, cv2.BORDER_REPLICATE)
    return cv2.resize(wider, (160, 64), interpolation=cv2.INTER_AREA)


def spans_of(columns: np.ndarray, text: str) -> tuple[list[tuple[int, int]], float]:
    """First and last column of each character of the text: the likeliest path through gaps and characters."""
    states = 2 * len(text) + 1
    kinds = [CHARACTERS.index(text[k // 2]) + 1 if k % 2 else 0 for k in range(states)]
    # a gap may show anything, at a price: state names, stickers and stacked pairs stand there too
    score = np.log(np.maximum(columns[:, kinds], np.where(np.arange(states) % 2, 1e-4, 0.03)[None]))
    best = np.full((len(columns), states), -1e9)
    came = np.zeros((len(columns), states), int)
    best[0, 0], best[0, 1] = score[0, 0], score[0, 1]
    for at in range(1, len(columns)):
        for state in range(states):
            options = [(best[at - 1, state], state)]
            if state >= 1:
                options.append((best[at - 1, state - 1], state - 1))
            if state >= 2 and state % 2 and kinds[state] != kinds[state - 2]:
                options.append((best[at - 1, state - 2], state - 2))
            value, before = max(options)
            best[at, state], came[at, state] = value + score[at, state], before
    state = states - 1 if best[-1, -1] >= best[-1, -2] else states - 2
    path = [state]
    for at in range(len(columns) - 1, 0, -1):
        state = came[at, state]
        path.append(state)
    path.reverse()
    spans = []
    for index in range(len(text)):
        mine = [at for at, state in enumerate(path) if state == 2 * index + 1]
        spans.append((mine[0], mine[-1]))
    surety = float(np.mean([columns[first : last + 1, kinds[2 * k + 1]].max() for k, (first, last) in enumerate(spans)]))
    return spans, surety


def kind_at(text: str, index: int) -> int:
    """The class of a labelled character. The labels write the letter O as 0: only a 0 among digits is surely one."""
    if text[index] == '0':
        near = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
        if not near or not all(sign.isdigit() for sign in near):
            return ZERO_OR_O
    return CHARACTERS.index(text[index]) + 1


def ink_of(grey: np.ndarray, centre: float, half: float) -> tuple[float, float, float, float, np.ndarray] | None:
    """left, top, right, bottom and soft mask of the character near a centre, in px of the grey picture; None when not told."""
    height, width = grey.shape
    left, right = max(0, round(centre - half * 1.3)), min(width, round(centre + half * 1.3) + 1)
    part = grey[:, left:right]
    if part.shape[1] < 6:
        return None
    middle = part[round(height * 0.32) : round(height * 0.75)]
    level, _ = cv2.threshold(np.ascontiguousarray(middle), 0, 255, cv2.THRESH_OTSU)
    sides = np.concatenate([middle[:, 0], middle[:, -1]])
    is_dark = np.mean(sides > level) > 0.5
    ink = ((part <= level) if is_dark else (part > level)).astype(np.uint8)
    count, names, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    chosen, tallest = 0, 0
    core = (part.shape[1] * 0.25, part.shape[1] * 0.75)
    for name in range(1, count):
        x, _, wide, high, _ = stats[name]
        if x < core[1] and x + wide > core[0] and high > tallest:
            chosen, tallest = name, high
    if not chosen or not 0.3 * height < tallest < 0.78 * height:
        return None
    x, y, wide, high, _ = stats[chosen]
    if wide >= part.shape[1] - 1:
        return None
    dark, light = float(np.median(part[ink > 0])), float(np.median(part[ink == 0]))
    near = cv2.dilate((names == chosen).astype(np.uint8), np.ones((5, 5), np.uint8))
    soft = np.clip((part.astype(np.float32) - light) / (dark - light if abs(dark - light) > 12 else 12), 0, 1) * near
    mask = (soft[y : y + high, x : x + wide] * 255).astype(np.uint8)
    if not (mask > 90).any():
        return None
    return left + x, y, left + x + wide, y + high, mask


def align(picture: np.ndarray, text: str, columns: np.ndarray) -> Aligned:
    """picture: uint8 RGB close-up of any size; columns: the reader's probabilities for crop_for_reader(picture)."""
    spans, surety = spans_of(columns, text)
    canvas = cv2.resize(picture, (WIDTH, TALL), interpolation=cv2.INTER_AREA)
    large = cv2.cvtColor(cv2.resize(picture, (2 * WIDTH, 2 * TALL), interpolation=cv2.INTER_CUBIC), cv2.COLOR_RGB2GRAY)
    to_canvas = WIDTH * (1 + 2 * MARGIN) / 160
    inks, rough = [], []
    for first, last in spans:
        centre = ((first + last + 1) / 2 * COLUMN) * to_canvas - MARGIN * WIDTH
        half = max((last - first + 1) * COLUMN / 2 / SPAN * to_canvas, 7.0)
        rough.append((centre, half))
        inks.append(ink_of(large, 2 * centre, 2 * half))
    told = [ink for ink in inks if ink]
    band = None
    if len(told) >= max(2, len(text) // 2):
        top, bottom = float(np.median([ink[1] for ink in told])), float(np.median([ink[3] for ink in told]))
        band = (top / 2, bottom / 2)
    marks, masks = [], []
    for index, (ink, (centre, half)) in enumerate(zip(inks, rough)):
        kind = kind_at(text, index)
        fits = ink is not None and band is not None and abs(ink[1] / 2 - band[0]) < 7 and abs(ink[3] / 2 - band[1]) < 7
        y = sum(band) / 2 if band else TALL * 0.53
        if ink is not None and fits:
            left, _, right, _, mask = ink
            marks.append(Mark(kind, (left + right) / 4, y, max((right - left) / 2, 10)))
            masks.append(cropped(cv2.resize(mask, (max(3, round(mask.shape[1] * HEIGHT / mask.shape[0])), HEIGHT), interpolation=cv2.INTER_AREA)))
        else:
            marks.append(Mark(kind, centre, y, 2 * half))
            masks.append(None)
    marks += leftovers(columns, spans, to_canvas)
    return Aligned(canvas, text, marks, band, masks, surety)


def leftovers(columns: np.ndarray, spans: list[tuple[int, int]], to_canvas: float) -> list[Mark]:
    """Stretches between the characters where the reader sees something: stacked pairs and the like, class unknown."""
    taken = {at for first, last in spans for at in range(first, last + 1)}
    return [
        Mark(IGNORE, (at + 0.5) * COLUMN * to_canvas - MARGIN * WIDTH, TALL * 0.53, COLUMN * to_canvas)
        for at in range(len(columns))
        if at not in taken and columns[at, 0] < 0.4
    ]
