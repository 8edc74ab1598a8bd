"""A ring of rendered samples in a memory-mapped file, filled by one process and drawn from by another."""
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .paths import WORK

LABELS = 16
"""Most labels of one sample: kind (0 none, 1 corners, 2 box, 3 ignore), then x, y of four corners."""
KIND_CORNERS, KIND_BOX, KIND_IGNORE = 1.0, 2.0, 3.0


@dataclass(frozen=True)
class RingShape:
    name: str
    height: int
    width: int
    samples: int


FAR = RingShape("far", 192, 320, 3000)
NEAR = RingShape("near", 384, 640, 400)


class Ring:
    """`images` [samples,h,w,3] uint8 RGB, `labels` [samples,16,9]; `counts` is made, drawn."""

    def __init__(self, shape: RingShape, create: bool) -> None:
        self.shape = shape
        WORK.mkdir(parents=True, exist_ok=True)
        size = (shape.samples, shape.height, shape.width, 3)
        self.images: NDArray[np.uint8] = self._open("images", np.uint8, size, create)
        self.labels: NDArray[np.float32] = self._open("labels", np.float32, (shape.samples, LABELS, 9), create)
        self.counts: NDArray[np.int64] = self._open("counts", np.int64, (2,), create)

    def _open(self, part: str, kind: type, size: tuple[int, ...], create: bool) -> NDArray:
        path = WORK / f"ring-{self.shape.name}-{part}.npy"
        if create and not path.exists():
            return np.lib.format.open_memmap(path, "w+", kind, size)
        return np.load(path, mmap_mode="r+")

    def put(self, image: NDArray[np.uint8], labels: NDArray[np.float32]) -> None:
        at = int(self.counts[0]) % self.shape.samples
        self.images[at] = image
        self.labels[at] = labels
        self.counts[0] += 1

    def draw(self, count: int, random: np.random.Generator) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """Copies of `count` random samples; raises ValueError while the ring is empty."""
        at = random.integers(0, min(int(self.counts[0]), self.shape.samples), count)
        self.counts[1] += count
        return self.images[at], self.labels[at]
