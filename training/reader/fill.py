"""Draws samples into the ring: python3 -m training.reader.fill --seed 1 [--reuse 2.5] [--create]

Beside drawn plates it uses real ones when `training.reader.real` has prepared them.
"""
import argparse
import os
import random
import time

import cv2
import numpy as np

from training.plates.camera import mounted, photograph
from training.plates.plate import IGNORE, ZERO_OR_O, build_kit, draw_plate
from training.reader import real
from training.reader.ring import DRAWN, STOP, USED, Ring

START_HARD, END_HARD, HARD_AFTER = 0.25, 0.85, 90_000


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument('--seed', type=int, required=True)
    options.add_argument('--reuse', type=float, default=2.5)
    options.add_argument('--create', action='store_true')
    options.add_argument('--real', type=float, default=0.4, help='share of samples from real plates')
    chosen = options.parse_args()
    cv2.setNumThreads(1)
    os.nice(2)
    pick = random.Random(chosen.seed)
    np.random.seed(chosen.seed)
    stock = real.load_stock(held_out=False)
    backgrounds = real.load_backgrounds()
    kit = build_kit(chosen.seed, real.alphabets(stock, pick) if stock else None)
    kit.blanks = real.load_blank_designs()
    ring = Ring(chosen.create)
    print(f'drawing: {len(stock)} real plates, {len(kit.real)} states with real dies, {len(kit.blanks)} blank designs, {len(backgrounds)} backgrounds', flush=True)
    while not ring.counts[STOP]:
        drawn = int(ring.counts[DRAWN])
        if drawn > 12_000 and drawn * chosen.reuse > ring.counts[USED] + 24_000:
            time.sleep(0.05)
            continue
        hardness = min(END_HARD, START_HARD + (END_HARD - START_HARD) * drawn / HARD_AFTER)
        plate = real.varied(stock, pick) if stock and pick.random() < chosen.real else draw_plate(kit, pick)
        canvas = mounted(plate, kit, pick, backgrounds)
        is_known = all(mark.kind not in (IGNORE, ZERO_OR_O) for mark in plate.marks)
        text = [mark.kind for mark in plate.marks] if is_known else None
        for _ in range(2):
            view = photograph(plate, canvas, pick, hardness)
            ring.put(view.crop, view.columns, text)


if __name__ == '__main__':
    main()
