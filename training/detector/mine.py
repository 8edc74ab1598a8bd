"""Looks for false finds of a checkpoint on the training pictures: `python3 -m training.detector.mine CHECKPOINT`.

`fill` then shows those places more often. The labels are not complete: among the 200 surest finds beside
them, most of those in the in-car pictures and about one in six of those in the street pictures were plates.
So finds in in-car pictures, and small sure ones in street pictures, are called unsure: they count neither
as plate nor as background. A sheet of the finds is written for a person to look at.
"""
import argparse
import json

import cv2
import numpy as np
import torch

from .decode import letterbox, overlap, plates_of_grid
from .evaluate import LEAST_FALSE_WIDTH, covers, load_net
from .fill import MINED
from .model import ShippedNet
from .paths import WORK
from .pictures import split_pictures

UNSURE_WIDTH, UNSURE_SCORE = 45.0, 0.45
SHEET_COLUMNS, SHEET_CELL = 10, (150, 100)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("--score", type=float, default=0.15)
    parser.add_argument("--folders", nargs="+", default=["street-train", "in-car-train"])
    parser.add_argument("--largest-scale", type=float, default=1.5)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    net = ShippedNet(load_net(arguments.checkpoint)).eval()
    places: dict[str, dict[str, list[list[float]]]] = json.loads(MINED.read_text()) if MINED.exists() else {}
    pictures = [picture for folder in arguments.folders for picture in split_pictures(folder)[0]]
    for picture in pictures:
        places.pop(picture.path.name, None)
    crops: list[tuple[float, np.ndarray]] = []
    for picture in pictures:
        image = picture.load()
        values, scale = letterbox(image, arguments.largest_scale)
        with torch.no_grad():
            grid = net(torch.from_numpy(values))[0].numpy()
        for found in plates_of_grid(grid, scale, arguments.score):
            box = found.box
            if box[2] - box[0] < LEAST_FALSE_WIDTH:
                continue
            if any(overlap(box, label) >= 0.2 or covers(label, box) for label in picture.boxes):
                continue
            small_and_sure = box[2] - box[0] < UNSURE_WIDTH and found.score >= UNSURE_SCORE
            kind = "unsure" if small_and_sure or picture.path.parent.name == "in-car-train" else "false"
            places.setdefault(picture.path.name, {}).setdefault(kind, []).append([float(v) for v in box])
            grown = 0.5 * (box[2] - box[0])
            left, top = np.maximum(0, box[:2] - grown).astype(int)
            right, bottom = (box[2:] + grown).astype(int)
            part = np.ascontiguousarray(image[top:bottom, left:right])
            if part.size:
                cv2.polylines(part, [np.round(found.corners - [left, top]).astype(np.int32)], True, (0, 255, 0), 1)
                crops.append((found.score, cv2.resize(part, SHEET_CELL)))
    MINED.write_text(json.dumps(places))
    crops.sort(key=lambda crop: -crop[0])
    cells = [crop for _, crop in crops[:200]]
    cells += [np.zeros_like(cells[0])] * (-len(cells) % SHEET_COLUMNS) if cells else []
    if cells:
        rows = [np.hstack(cells[i : i + SHEET_COLUMNS]) for i in range(0, len(cells), SHEET_COLUMNS)]
        cv2.imwrite(str(WORK / "false-finds.png"), np.vstack(rows)[..., ::-1])
    counts = {kind: sum(len(kept.get(kind, [])) for kept in places.values()) for kind in ("false", "unsure")}
    print(f"{counts} in {len(places)} pictures")


if __name__ == "__main__":
    main()
