"""Fills the rings with rendered samples beside a running training: `python3 -m training.detector.fill`."""
import argparse
import json
import time
from random import Random

import cv2
import numpy as np

from .paths import WORK
from .pictures import Image, Picture, split_pictures
from .ring import FAR, NEAR, Ring
from .scenes import Labelled, Supplies, make_patch
from .textures import draw_text, font_files, load_textures

MINED = WORK / "false-finds.json"
WORD_COUNT = 1500
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz:/-.  "


def load_supplies(random: Random, validation: bool = False) -> Supplies:
    """Decodes the pictures, textures and lettering of one side of the split (about 1.5 GB for training)."""
    mined: dict[str, dict[str, list[list[float]]]] = json.loads(MINED.read_text()) if MINED.exists() else {}
    side = int(validation)
    street, in_car = split_pictures("street-train")[side], split_pictures("in-car-train")[side]

    def decode(picture: Picture) -> Labelled:
        places = mined.get(picture.path.name, {})
        false_finds, unsure = (np.array(places.get(kind, []), np.float32).reshape(-1, 4) for kind in ("false", "unsure"))
        return Labelled(picture.load(), picture.boxes, false_finds, unsure)

    # In-car pictures count double: they are few, and what the product sees.
    decoded = [decode(p) for p in street] + [decode(p) for p in in_car] * 2
    decoded += [p for p in decoded if len(p.false_finds)]
    fonts = font_files()
    words: list[Image] = []
    for _ in range(WORD_COUNT):
        text = "".join(random.choice(ALPHABET) for _ in range(random.randint(3, 22)))
        size = (0, 0, int(len(text) * random.uniform(14, 30)), 32)
        words.append(draw_text(np.zeros((32, size[2], 3), np.uint8), text, size, random.choice(fonts), (255, 255, 255)))
    # Few pictures have plates wide enough to show as near ones without being enlarged to a blur.
    widest = [float(max(p.boxes[:, 2] - p.boxes[:, 0], default=20)) for p in decoded]
    shares = np.cumsum(np.clip(np.array(widest) / 40, 0.5, 2.5)).tolist()
    return Supplies(decoded, shares, load_textures(random, validation), words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--uses", type=float, default=2.5, help="how often a sample is drawn before more are made")
    parser.add_argument("--minutes", type=float, default=180.0)
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    random = Random(arguments.seed)
    np.random.seed(arguments.seed)
    rings = [(Ring(FAR, create=True), 1200), (Ring(NEAR, create=True), 150)]
    supplies = load_supplies(random)
    print(f"pictures {len(supplies.pictures)}, textures {len(supplies.textures)}", flush=True)
    end = time.monotonic() + 60 * arguments.minutes
    made = 0
    while time.monotonic() < end:
        busy = False
        for ring, ahead in rings:
            # The first lap is laid down at once; after it, samples are made as they are used up.
            if int(ring.counts[0]) >= ahead + int(ring.counts[1]) / arguments.uses:
                continue
            ring.put(*make_patch(supplies, ring.shape, random))
            busy, made = True, made + 1
            if made % 2000 == 0:
                print(f"made {made}, drawn {[int(r.counts[1]) for r, _ in rings]}", flush=True)
        if not busy:
            time.sleep(0.3)


if __name__ == "__main__":
    main()
