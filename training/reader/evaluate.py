"""How well a reader does on held-out real plates, at full size and as the road shows them.

    python3 -m training.reader.evaluate [--onnx FILE]
"""
import argparse
import random
from pathlib import Path

import cv2
import numpy as np
import torch

from training.onnx_torch import run
from training.places import DATA, labels, read_picture, work
from training.plates.serials import CHARACTERS
from training.reader.align import crop_for_reader
from training.reader.decode import text_of
from training.reader.network import Reader
from training.reader.real import is_held_out

Crops = list[tuple[np.ndarray, str, str]]
"""crop uint8 [64, 160, 3], text, kind of view."""


def held_out_crops() -> Crops:
    """Held-out close-ups as they are, and reduced to 90, 64 and 50 px with blur, noise and JPEG."""
    pick = random.Random(1)
    np.random.seed(1)
    crops: Crops = []
    for row in labels('us-plates-train'):
        if not is_held_out(row['state'] + ''.join(sign for sign in row['text'].upper() if sign in CHARACTERS)):
            continue
        picture = read_picture(DATA / 'us-plates-train' / row['file'])
        crops.append((crop_for_reader(picture, 0.05), row['text'], 'whole'))
        for width in (90, 64, 50):
            for _ in range(2):
                crops.append((crop_for_reader(road_view(picture, width, pick), 0.05), row['text'], f'{width} px'))
    return crops


def road_view(picture: np.ndarray, width: int, pick: random.Random) -> np.ndarray:
    small = cv2.resize(picture, (width, width // 2), interpolation=cv2.INTER_AREA).astype(np.float32)
    small = cv2.GaussianBlur(small, (0, 0), pick.uniform(0.3, 0.7))
    small = (small - 128) * pick.uniform(0.5, 1.1) + 128 + pick.uniform(-40, 30) + np.random.randn(*small.shape[:2], 1) * pick.uniform(0, 6)
    code = cv2.imencode('.jpg', np.clip(small, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, pick.randint(50, 90)])[1]
    return cv2.imdecode(code, 1)


def folded(text: str) -> str:
    return text.upper().replace('O', '0')


def shares_right(columns: np.ndarray, crops: Crops) -> dict[str, float]:
    right: dict[str, list[bool]] = {}
    for shares, (_, text, kind) in zip(columns, crops):
        right.setdefault(kind, []).append(folded(text_of(shares)[0]) == folded(text))
    return {kind: round(100 * float(np.mean(all_)), 1) for kind, all_ in right.items()}


def batch_input(crops: Crops) -> np.ndarray:
    return np.stack([crop for crop, _, _ in crops]).transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1


def evaluate(net: Reader, crops: Crops) -> dict[str, float]:
    """Per cent read exactly, O folded to 0, by kind of view."""
    was_training = net.training
    net.eval()
    x = torch.from_numpy(batch_input(crops))
    with torch.no_grad():
        columns = np.concatenate([net(x[at : at + 64]).softmax(-1).numpy() for at in range(0, len(x), 64)])
    net.train(was_training)
    return shares_right(columns, crops)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument('--onnx', type=Path)
    chosen = options.parse_args()
    crops = held_out_crops()
    print(len(crops), 'views')
    if chosen.onnx:
        print(shares_right(run(chosen.onnx, batch_input(crops)), crops))
        return
    net = Reader()
    net.load_state_dict(torch.load(work('reader') / 'state.pt')['average'])
    print(evaluate(net, crops))


if __name__ == '__main__':
    main()
