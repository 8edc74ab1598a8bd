"""Real plates for the reader, as `training.reader.prepare` left them, with their characters moved about.

Every seventh group of equal plates is held out for choices and calibration.
"""
import pickle
import random
import zlib
from typing import NamedTuple

import cv2
import numpy as np

from training.places import DATA, read_picture, work
from training.plates.alphabets import Alphabet, die_alphabet
from training.plates.plate import IGNORE, TALL, WIDTH, ZERO_OR_O, Mark, Plate
from training.plates.serials import CHARACTERS
from training.reader.align import Aligned

WEIGHTS = {'us-plates-train': 6.0, 'state-art': 1.0, 'toll-plates-train': 0.5, 'street-train': 2.0}


class Kept(NamedTuple):
    """A prepared plate."""

    source: str
    state: str
    is_held_out: bool
    aligned: Aligned


def is_held_out(key: str) -> bool:
    """Equal plates share a key, so that copies never stand on both sides."""
    return zlib.crc32(key.encode()) % 7 == 0


def load_stock(held_out: bool) -> list[Kept]:
    """Prepared plates of one side of the split; empty when nothing was prepared yet."""
    file = work('reader') / 'real.pickle'
    if not file.exists():
        return []
    with open(file, 'rb') as stream:
        return [plate for plate in pickle.load(stream)[0] if plate.is_held_out == held_out]


def load_blank_designs() -> list[np.ndarray]:
    """Sample designs without a serial, uint8 [128, 256, 3]; none when nothing was prepared yet."""
    file = work('reader') / 'real.pickle'
    if not file.exists():
        return []
    with open(file, 'rb') as stream:
        return pickle.load(stream)[1]


def load_backgrounds(count: int = 250) -> list[np.ndarray]:
    """Street pictures to stand around plates."""
    files = sorted((DATA / 'street-train').glob('*.jpg'))
    chosen = random.Random(5).sample(files, min(count, len(files)))
    pictures = [read_picture(file) for file in chosen]
    return [picture for picture in pictures if picture.shape[0] > TALL + 80 and picture.shape[1] > WIDTH + 120]


def alphabets(stock: list[Kept], pick: random.Random, each: int = 4) -> dict[str, list[Alphabet]]:
    """Alphabets of real dies by state; characters that no plate of the state shows come from an invented one."""
    found: dict[str, dict[str, list[np.ndarray]]] = {}
    for plate in stock:
        for sign, mask in zip(plate.aligned.text, plate.aligned.masks):
            if mask is not None:
                found.setdefault(plate.state, {}).setdefault(sign, []).append(mask)
    result = {}
    for state, signs in found.items():
        if len(signs) >= 8:
            result[state] = [{**die_alphabet(pick.randrange(10**6)), **{sign: pick.choice(masks) for sign, masks in signs.items()}} for _ in range(each)]
    return result


_weights: dict[int, list[float]] = {}


def any_of(stock: list[Kept], pick: random.Random) -> Kept:
    weights = _weights.setdefault(id(stock), list(np.cumsum([WEIGHTS[plate.source] for plate in stock])))
    return pick.choices(stock, cum_weights=weights)[0]


def varied(stock: list[Kept], pick: random.Random) -> Plate:
    """A real plate, mostly with characters exchanged for others of the same plate or of one of the same state."""
    kept = any_of(stock, pick)
    own = kept.aligned
    picture = own.picture.astype(np.float32)
    marks = [Mark(mark.kind, mark.x, mark.y, mark.width) for mark in own.marks]
    if own.band and own.surety > 0.6 and kept.source != 'street-train' and pick.random() < 0.7:
        share = pick.choice((0.3, 0.6, 1.0))
        donors = [kept] * 3 + [plate for plate in stock if plate.state == kept.state and plate.aligned.band and plate.source == kept.source][:40]
        for index, mark in enumerate(marks):
            if mark.kind != IGNORE and pick.random() < share:
                exchange(picture, mark, own, index, pick.choice(donors).aligned, pick)
    if pick.random() < 0.15:
        picture = 255 - picture if pick.random() < 0.3 else picture[..., ::-1].copy()
    marks.sort(key=lambda mark: mark.x)
    text = ''.join('0' if mark.kind == ZERO_OR_O else CHARACTERS[mark.kind - 1] for mark in marks if mark.kind != IGNORE)
    return Plate(picture, marks, text, kept.state)


def exchange(picture: np.ndarray, mark: Mark, own: Aligned, index: int, donor: Aligned, pick: random.Random) -> None:
    """Lays a donor's character over one of the plate's, its ground matched, its edges faded. Changes picture and mark."""
    source = pick.randrange(len(donor.text))
    other = donor.marks[source]
    if donor.band is None or own.band is None or not 0.6 < other.width / mark.width < 1.7:
        return
    if donor is not own and (donor.masks[source] is None or own.masks[index] is None):
        return
    wide = max(mark.width, other.width * min(1.25, (own.band[1] - own.band[0]) / (donor.band[1] - donor.band[0]))) if donor is own else mark.width
    neighbours = [abs(near.x - mark.x) - near.width / 2 for near in own.marks if abs(near.x - mark.x) > 1 and near.kind != IGNORE]
    pad = 2.0
    wide = min(wide, 2 * max(4.0, min(neighbours, default=99) - pad))
    edges = (other.x - other.width / 2 - pad, donor.band[0] - pad, other.x + other.width / 2 + pad, donor.band[1] + pad)
    x0, y0, x1, y1 = (max(0, round(edges[0])), max(0, round(edges[1])), min(WIDTH, round(edges[2])), min(TALL, round(edges[3])))
    tile = donor.picture[y0:y1, x0:x1].astype(np.float32)
    left, top = max(0, round(mark.x - wide / 2 - pad)), max(0, round(own.band[0] - pad))
    right, bottom = min(WIDTH, round(mark.x + wide / 2 + pad)), min(TALL, round(own.band[1] + pad))
    if tile.shape[0] < 8 or tile.shape[1] < 4 or right - left < 4 or bottom - top < 8:
        return
    tile = cv2.resize(tile, (right - left, bottom - top), interpolation=cv2.INTER_LINEAR)
    place = picture[top:bottom, left:right]
    rim = lambda part: np.concatenate([part[:, 0], part[:, -1]]).mean(0)  # noqa: E731
    tile += rim(place) - rim(tile)
    fade = np.minimum(np.minimum(np.arange(right - left), np.arange(right - left)[::-1])[None] + 1, np.minimum(np.arange(bottom - top), np.arange(bottom - top)[::-1])[:, None] + 1)
    cover = np.clip(fade / 3, 0, 1).astype(np.float32)[..., None]
    place += (tile - place) * cover
    mark.kind, mark.width = other.kind, min(wide, max(other.width * (right - left) / (x1 - x0), 8))
