"""Scenes with held-out plates, for choices that must not be made on the development sets.

    python3 -m training.scenes --count 240 --out training/work/scenes

Each is a street picture of 1280 px with a plate that the reader never saw in place of the one that was there, under
drawn light, angle and blur. Writes pictures and labels.tsv as `npm run bench:scenes` takes.
"""
import argparse
import csv
import random
from pathlib import Path

import cv2
import numpy as np

from training.places import DATA, boxes, read_picture, work
from training.plates.camera import blurred, lit, quad_of
from training.plates.plate import TALL, WIDTH
from training.reader import real


def street_boxes() -> dict[str, list[tuple[float, ...]]]:
    """x, y, width, height of the plates of each street picture."""
    found: dict[str, list[tuple[float, ...]]] = {}
    for row in boxes('street-train'):
        found.setdefault(row['file'], []).append(tuple(float(row[name]) for name in 'xywh'))
    return found


def scene(picture: np.ndarray, box: tuple[float, ...], plate: np.ndarray, pick: random.Random) -> tuple[np.ndarray, np.ndarray]:
    """The street picture (640 px) at twice its size with the plate over the box, and the plate's corners [4, 2]."""
    canvas = cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR).astype(np.float32)
    height, width = canvas.shape[:2]
    wide = 2 * box[2] * pick.uniform(1.1, 1.25)
    quad = quad_of(pick, wide) + (2 * (box[0] + box[2] / 2), 2 * (box[1] + box[3] / 2))
    quad += np.maximum(0, 6 - quad.min(0)) - np.maximum(0, quad.max(0) - (width - 6, height - 6))
    around = canvas[max(0, int(quad[:, 1].min()) - 30) : int(quad[:, 1].max()) + 30, max(0, int(quad[:, 0].min()) - 60) : int(quad[:, 0].max()) + 60]
    shrink = min(1.0, 1.3 * wide / WIDTH)
    small = cv2.resize(plate, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA).astype(np.float32)
    small = lit(pick, small, 0.5) * (0.6 + 0.5 * float(np.clip(around.mean() / 128, 0.3, 1.2)))
    own = np.array([[0, 0], [WIDTH, 0], [WIDTH, TALL], [0, TALL]], np.float32) * shrink
    rim = quad.mean(0) + (quad - quad.mean(0)) * pick.uniform(1.04, 1.2)
    cv2.fillPoly(canvas, [np.round(rim).astype(np.int32)], tuple(float(v) for v in around.mean((0, 1)) * pick.uniform(0.2, 0.9)), cv2.LINE_AA)
    matrix = cv2.getPerspectiveTransform(own, quad.astype(np.float32))
    laid = cv2.warpPerspective(small, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpPerspective(np.ones(small.shape[:2], np.float32), matrix, (width, height))[..., None]
    canvas += (laid - canvas) * cover
    y0, y1 = max(0, int(quad[:, 1].min()) - 20), min(height, int(quad[:, 1].max()) + 20)
    x0, x1 = max(0, int(quad[:, 0].min()) - 30), min(width, int(quad[:, 0].max()) + 30)
    canvas[y0:y1, x0:x1] = blurred(pick, canvas[y0:y1, x0:x1].copy(), 0.6)
    canvas += np.random.randn(height, width, 1).astype(np.float32) * abs(pick.gauss(0, 4))
    return np.clip(canvas, 0, 255).astype(np.uint8), quad


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument('--count', type=int, default=240)
    options.add_argument('--out', type=Path, default=work('scenes'))
    chosen = options.parse_args()
    pick = random.Random(3)
    np.random.seed(3)
    plates = [kept for kept in real.load_stock(held_out=True) if kept.source == 'us-plates-train']
    places = [(file, box) for file, all_ in sorted(street_boxes().items()) if len(all_) == 1 for box in all_ if 20 < box[2] < 75 and box[2] / box[3] < 3.2]
    chosen.out.mkdir(parents=True, exist_ok=True)
    with open(chosen.out / 'labels.tsv', 'w', newline='') as file:
        table = csv.writer(file, delimiter='\t')
        table.writerow(('file', 'x', 'y', 'w', 'h', 'text', 'state'))
        for index in range(chosen.count):
            kept = plates[index % len(plates)]
            name, box = pick.choice(places)
            picture, quad = scene(read_picture(DATA / 'street-train' / name), box, kept.aligned.picture, pick)
            cv2.imwrite(str(chosen.out / f'{index:04}.jpg'), picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, pick.randint(60, 92)])
            (left, top), (right, bottom) = quad.min(0), quad.max(0)
            table.writerow((f'{index:04}.jpg', round(left), round(top), round(right - left), round(bottom - top), kept.aligned.text, kept.state))


if __name__ == '__main__':
    main()
