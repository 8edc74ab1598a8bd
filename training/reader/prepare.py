"""Prepares real plates for the reader, once: python3 -m training.reader.prepare [--reader assets/models/reader.onnx]

Sources: us-plates-train (labelled), toll-plates-train (labelled, real blur); state-art and the boxes of street-train
(read by the reader itself, and kept only where it is sure). For the labelled ones any reader will do, also one trained
on drawn plates for a quarter of an hour: it only has to say where the characters stand. For the others run this again
with a better reader once there is one; --net takes the one in training.
"""
import argparse
import pickle
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import torch

from training.onnx_torch import run
from training.places import DATA, MODELS, boxes, labels, read_picture, work
from training.plates.plate import TALL, WIDTH
from training.plates.serials import CHARACTERS
from training.reader.align import MARGIN, align, crop_for_reader
from training.reader.decode import text_of
from training.reader.network import Reader
from training.reader.real import Kept, is_held_out

SURE_ART, SURE_LABELLED, SURE_STREET = 0.9, 0.25, 0.9
LEAST_STREET_WIDTH = 45
MOST_IN_BLANK = 0.4


Read = Callable[[np.ndarray], np.ndarray]


def reader_of(file: Path | None) -> Read:
    """A function from inputs [n, 3, 64, 160] to columns: of an ONNX file, or of the reader in training."""
    if file:
        return lambda crops: run(file, crops)
    net = Reader()
    net.load_state_dict(torch.load(work('reader') / 'state.pt')['average'])
    net.eval()

    def columns(crops: np.ndarray) -> np.ndarray:
        with torch.no_grad():
            return net(torch.from_numpy(crops)).softmax(-1).numpy()

    return columns


def columns_for(read: Read, pictures: list[np.ndarray], margin: float = MARGIN) -> np.ndarray:
    crops = np.stack([crop_for_reader(picture, margin) for picture in pictures]).transpose(0, 3, 1, 2)
    crops = crops.astype(np.float32) / 127.5 - 1
    return np.concatenate([read(crops[at : at + 64]) for at in range(0, len(crops), 64)])


def street_plates(read: Read) -> list[Kept]:
    """Plates of street photographs that are read alike in two framings, both surely. Real light, angles and blur."""
    pictures, tighter = [], []
    for row in boxes('street-train'):
        x, y, width, height = (float(row[name]) for name in 'xywh')
        if width < LEAST_STREET_WIDTH or not 1.4 < width / height < 2.8:
            continue
        picture = read_picture(DATA / 'street-train' / row['file'])
        for margin, into in ((0.04, pictures), (0.0, tighter)):
            left, top = max(0, round(x - margin * width)), max(0, round(y - margin * height))
            into.append(picture[top : round(y + height * (1 + margin)), left : round(x + width * (1 + margin))])
    wide, close = columns_for(read, pictures), columns_for(read, tighter)
    kept = []
    for picture, shares, others in zip(pictures, wide, close):
        (text, least), (other, other_least) = text_of(shares), text_of(others)
        if text == other and 5 <= len(text) <= 8 and min(least, other_least) >= SURE_STREET:
            kept.append(Kept('street-train', 'street', False, align(picture, text, shares)))
    print(f'street-train: {len(kept)} of {len(pictures)} kept', flush=True)
    return kept


def blank_designs(read: Read) -> list[np.ndarray]:
    """Sample designs that show no serial: real artwork to write serials on. uint8 [128, 256, 3]."""
    pictures = [read_picture(DATA / 'state-art' / row['file']) for row in labels('state-art')]
    columns = columns_for(read, pictures)
    blank = [picture for picture, shares in zip(pictures, columns) if (1 - shares[:, 0]).max() < MOST_IN_BLANK]
    print(f'state-art: {len(blank)} designs without a serial', flush=True)
    return [cv2.resize(picture, (WIDTH, TALL), interpolation=cv2.INTER_AREA) for picture in blank]


def prepare(read: Read) -> list[Kept]:
    kept = street_plates(read)
    for folder in ('us-plates-train', 'toll-plates-train', 'state-art'):
        rows = labels(folder)
        pictures = [read_picture(DATA / folder / row['file']) for row in rows]
        columns = columns_for(read, pictures)
        count = 0
        for row, picture, shares in zip(rows, pictures, columns):
            text = ''.join(sign for sign in row.get('text', '').upper() if sign in CHARACTERS)
            if folder == 'state-art':
                text, least = text_of(shares)
                if least < SURE_ART or len(text) < 4 or text in ('IMAGE', 'MISSING'):
                    continue
            if not text:
                continue
            aligned = align(picture, text, shares)
            if aligned.surety < SURE_LABELLED:
                continue
            key = row.get('state', '') + text
            kept.append(Kept(folder, row.get('state', 'BR'), folder != 'state-art' and is_held_out(key), aligned))
            count += 1
        print(f'{folder}: {count} of {len(rows)} kept', flush=True)
    return kept


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument('--reader', type=Path, default=MODELS / 'reader.onnx')
    options.add_argument('--net', action='store_true', help='read with the reader in training')
    chosen = options.parse_args()
    read = reader_of(None if chosen.net else chosen.reader)
    kept = prepare(read)
    with open(work('reader') / 'real.pickle', 'wb') as file:
        pickle.dump((kept, blank_designs(read)), file)
    cuts = sum(mask is not None for plate in kept for mask in plate.aligned.masks)
    print(f'{len(kept)} plates, {cuts} characters cut out, {sum(plate.is_held_out for plate in kept)} held out')


if __name__ == '__main__':
    main()
