"""Measures a detector on whole pictures: `python3 -m training.detector.evaluate CHECKPOINT FOLDER...`.

FOLDER is `val` (what was held out of the train folders), or a folder of the data such as `street-dev`.
"""
import argparse
import csv
from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import torch
from torch import nn

from .decode import Found, letterbox, overlap, plates_of_grid
from .model import PlateNet, ShippedNet
from ..places import DATA
from .pictures import Picture, list_pictures, split_pictures

SCORES = (0.1, 0.2, 0.3, 0.4, 0.5)
LEAST_FALSE_WIDTH = 20.0
"""Finds narrower than this beside the labels may be plates nobody labelled: counted apart."""


@dataclass
class Tally:
    """`hits` by width class, score and overlap; `false_finds` by score, wide enough to be meant."""

    pictures: int = 0
    plates: dict[str, int] = field(default_factory=dict)
    hits: dict[tuple[str, float, float], int] = field(default_factory=dict)
    false_finds: dict[float, int] = field(default_factory=dict)
    small_false_finds: dict[float, int] = field(default_factory=dict)
    overlaps: list[float] = field(default_factory=list)


def width_class(width: float) -> str:
    return "40 and up" if width >= 40 else "24 to 40" if width >= 24 else "under 24"


def add_picture(tally: Tally, found: Sequence[Found], boxes: np.ndarray) -> None:
    tally.pictures += 1
    for box in boxes:
        kind = width_class(box[2] - box[0])
        tally.plates[kind] = tally.plates.get(kind, 0) + 1
        best = max((overlap(f.box, box) for f in found if f.score >= 0.2), default=0.0)
        if kind == "40 and up" and best >= 0.3:
            tally.overlaps.append(best)
        for score in SCORES:
            for least in (0.3, 0.5):
                hit = any(f.score >= score and overlap(f.box, box) >= least for f in found)
                key = (kind, score, least)
                tally.hits[key] = tally.hits.get(key, 0) + hit
    for f in found:
        if any(overlap(f.box, box) >= 0.3 or covers(box, f.box) for box in boxes):
            continue
        tables = tally.false_finds if f.box[2] - f.box[0] >= LEAST_FALSE_WIDTH else tally.small_false_finds
        for score in SCORES:
            tables[score] = tables.get(score, 0) + (f.score >= score)


def covers(label: np.ndarray, box: np.ndarray) -> bool:
    """Whether a label of a group of plates, or one drawn too large, holds the box."""
    middle = (box[:2] + box[2:]) / 2
    return bool((middle > label[:2]).all() and (middle < label[2:]).all())


def share(tally: Tally, kind: str, score: float, least: float) -> str:
    return f"{100 * tally.hits[kind, score, least] / tally.plates[kind]:.1f}"


def report(tally: Tally) -> str:
    """The tally as lines for a log."""
    lines = []
    for kind, plates in sorted(tally.plates.items()):
        shares = "  ".join(f">={score}: {share(tally, kind, score, 0.3)}/{share(tally, kind, score, 0.5)}" for score in SCORES)
        lines.append(f"{kind:>10} px, {plates} plates, % found at overlap .3/.5 by score {shares}")
    wide = " ".join(f"{score}:{tally.false_finds.get(score, 0) / tally.pictures:.3f}" for score in SCORES)
    small = " ".join(f"{score}:{tally.small_false_finds.get(score, 0) / tally.pictures:.3f}" for score in SCORES)
    mean = float(np.mean(tally.overlaps)) if tally.overlaps else 0.0
    lines.append(f"false finds a picture {wide} (under 20 px wide: {small})")
    lines.append(f"mean overlap {mean:.3f}; {tally.pictures} pictures")
    return "\n".join(lines)


def measure(net: nn.Module, pictures: Sequence[Picture], largest_scale: float = 1.0) -> Tally:
    """Runs the shipped form of `net` over whole pictures, letterboxed as in the product."""
    shipped = ShippedNet(net).eval()
    tally = Tally()
    for picture in pictures:
        values, scale = letterbox(picture.load(), largest_scale)
        with torch.no_grad():
            grid = shipped(torch.from_numpy(values))[0].numpy()
        add_picture(tally, plates_of_grid(grid, scale, SCORES[0]), picture.boxes)
    return tally


def folder_pictures(folder: str) -> list[Picture]:
    """Pictures of `val-street`, `val-in-car`, a folder with `boxes.csv`, or one with `labels.tsv`."""
    if folder.startswith("val-"):
        return split_pictures({"val-street": "street-train", "val-in-car": "in-car-train"}[folder])[1]
    if (DATA / folder / "boxes.csv").exists():
        return list_pictures(folder)
    boxes: dict[str, list[list[float]]] = {}
    with open(DATA / folder / "labels.tsv", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            x, y, w, h = (float(row[key]) for key in "xywh")
            boxes.setdefault(row["file"], []).append([x, y, x + w, y + h])
    return [Picture(DATA / folder / name, np.array(kept, np.float32)) for name, kept in boxes.items()]


def load_net(checkpoint: str) -> PlateNet:
    """The averaged weights of a training checkpoint."""
    net = PlateNet()
    net.load_state_dict(torch.load(checkpoint, map_location="cpu")["average"])
    return net.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--largest-scale", type=float, default=1.0)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    net = load_net(arguments.checkpoint)
    for folder in arguments.folders:
        print(f"{folder}\n{report(measure(net, folder_pictures(folder), arguments.largest_scale))}")


if __name__ == "__main__":
    main()
