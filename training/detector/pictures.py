"""Street and in-car pictures with boxes of plates, split into what trains and what chooses."""
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..places import DATA, boxes, read_picture

VALIDATION_SHARE = 0.12
TIME_BLOCK_SECONDS = 100
"""In-car frames of one ride closer than this stay on one side of the split."""

Image = NDArray[np.uint8]
Boxes = NDArray[np.float32]


@dataclass(frozen=True)
class Picture:
    """One labelled picture; `boxes` are [k,4] left, top, right, bottom in its pixels."""

    path: Path
    boxes: Boxes

    def load(self) -> Image:
        """RGB [h,w,3]; raises OSError where the file cannot be decoded."""
        return read_picture(self.path)


def list_pictures(folder: str) -> list[Picture]:
    """The pictures of a folder with `boxes.csv` (file, x, y, w, h), by name."""
    found: dict[str, list[list[float]]] = {}
    for row in boxes(folder):
        x, y, w, h = (float(row[key]) for key in "xywh")
        found.setdefault(row["file"], []).append([x, y, x + w, y + h])
    return [
        Picture(path, np.array(found.get(path.name, []), np.float32).reshape(-1, 4))
        for path in sorted((DATA / folder).glob("*.jpg"))
    ]


def split_key(path: Path) -> str:
    """What must not straddle the split: the file, or for a ride its block of time."""
    ride, found, second = path.stem.partition("#t=")
    return f"block {ride}/{int(second) // TIME_BLOCK_SECONDS}" if found else path.stem


def is_validation(key: str) -> bool:
    return zlib.crc32(key.encode()) % 1000 < 1000 * VALIDATION_SHARE


def split_pictures(folder: str) -> tuple[list[Picture], list[Picture]]:
    """Pictures to train on, pictures to choose by."""
    pictures = list_pictures(folder)
    held_out = [p for p in pictures if is_validation(split_key(p.path))]
    return [p for p in pictures if not is_validation(split_key(p.path))], held_out
