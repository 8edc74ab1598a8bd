"""The pictures the state network learns from and is judged on: which are left out, how they are grouped."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable

import cv2
import numpy as np

from ..places import DATA, boxes, labels, read_picture, rows, work
from .labels import INDEX, OTHER

#: Size every picture is kept at before it is disturbed: above the network's 192x96, so that reduction is real.
BASE_WIDTH, BASE_HEIGHT = 256, 128
WORK = work("state")
FOLDS = 5
#: Pieces of `state-art` that say "image missing" or show several plates at once.
NOT_A_PLATE = frozenset(
    f"{name}.jpg" for name in "AR-06 AR-09 AR-17 FL-02 FL-03 LA-14 MN-09 PA-09 WV-07".split()
)
#: A box wider than this for its height was not made by any US state, whatever its angle.
FOREIGN_ASPECT = 2.8


@dataclass(frozen=True)
class Plate:
    """One plate picture: RGB [128,256,3] uint8, its class, where it comes from and the fold it is held out in."""

    picture: np.ndarray
    label: int
    origin: str
    name: str
    fold: int


def to_base(picture: np.ndarray) -> np.ndarray:
    """Stretch a picture to the base size."""
    shrinks = picture.shape[1] > BASE_WIDTH
    return cv2.resize(picture, (BASE_WIDTH, BASE_HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)


def folds_of(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Give each (state, text) a fold, so that pictures of one plate stay together and each state is spread evenly."""
    by_state: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in sorted(set(keys)):
        by_state[key[0]].append(key)
    return {
        key: (place + shift) % FOLDS
        for shift, state in enumerate(sorted(by_state))
        for place, key in enumerate(by_state[state])
    }


def load_art() -> list[Plate]:
    """Sample art of plate designs. The designs belong to the states: nothing of it may leave its folder."""
    return [
        Plate(to_base(read_picture(DATA / "state-art" / row["file"])), INDEX[row["state"]], "art", row["file"], -1)
        for row in labels("state-art")
        if row["file"] not in NOT_A_PLATE
    ]


def load_close_ups(folder: str) -> list[Plate]:
    """Real US plates, close up (`us-plates-train` or, to measure only, `us-plates-dev`)."""
    table = labels(folder)
    folds = folds_of((row["state"], row["text"]) for row in table)
    return [
        Plate(
            to_base(read_picture(DATA / folder / row["file"])),
            INDEX[row["state"]],
            "real",
            row["file"],
            folds[(row["state"], row["text"])],
        )
        for row in table
    ]


def crop_box(picture: np.ndarray, row: dict[str, str]) -> np.ndarray:
    """Cut a labelled box (x, y, w, h in pixels) out of a picture."""
    x, y, w, h = (float(row[key]) for key in "xywh")
    return picture[max(0, int(y)) : int(y + h) + 1, max(0, int(x)) : int(x + w) + 1]


def load_foreign() -> list[Plate]:
    """Real plates that no US state issued: Brazilian, Romanian, and boxes of street photos too long to be American."""
    found: list[tuple[str, str, np.ndarray]] = [
        ("toll", row["file"], read_picture(DATA / "toll-plates-train" / row["file"]))
        for row in labels("toll-plates-train")
    ]
    for folder, narrowest in (("in-car-train", 40.0), ("street-train", 36.0)):
        for row in boxes(folder):
            wide, high = float(row["w"]), float(row["h"])
            if wide >= narrowest and wide / high >= FOREIGN_ASPECT:
                found.append((folder, row["file"], crop_box(read_picture(DATA / folder / row["file"]), row)))
    # Black or blank crops show no plate, let alone whose.
    visible = [item for item in found if item[2].std() > 14]
    folds = {name: place % FOLDS for place, name in enumerate(sorted({name for _, name, _ in visible}))}
    return [Plate(to_base(picture), INDEX[OTHER], origin, name, folds[name]) for origin, name, picture in visible]


def load_street() -> list[Plate]:
    """Boxes of street photos whose issuer was read off by eye (`street-issuers.csv`: file, x, y, w, h, issuer)."""
    table = Path(__file__).with_name("street-issuers.csv")
    labelled = rows(table)
    files = {name: place % FOLDS for place, name in enumerate(sorted({row["file"] for row in labelled}))}
    return [
        Plate(
            to_base(crop_box(read_picture(DATA / "street-train" / row["file"]), row)),
            INDEX[row["issuer"]],
            "street",
            row["file"],
            files[row["file"]],
        )
        for row in labelled
    ]
