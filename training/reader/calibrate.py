"""Fits how sure the reader may be, by conditions, on held-out real plates.

    python3 -m training.reader.calibrate [--views 40]

Each held-out plate is photographed many times under drawn conditions, read, and the temperature
exp(base + width * w + sharpness * s + contrast * c) chosen under which the probability of the best string is
likeliest to have told right from wrong. Prints the numbers for the card and a table of honesty by condition.
"""
import argparse
import json
import random

import cv2
import numpy as np
import torch
from scipy.optimize import minimize

from training.places import work
from training.plates.camera import mounted, photograph
from training.plates.plate import build_kit
from training.reader.condition import condition_of
from training.reader.evaluate import folded
from training.reader.network import Reader
from training.reader.positions import positions_of
from training.plates.serials import CHARACTERS
from training.reader import real

LEAST = 1e-6
ZERO, LETTER_O = CHARACTERS.index('0'), CHARACTERS.index('O')


def looks(views: int, seed: int) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Crops [n, 64, 160, 3], conditions [n, 3] and texts of held-out US plates, each seen `views` times."""
    pick = random.Random(seed)
    np.random.seed(seed)
    cv2.setNumThreads(1)
    stock = [plate for plate in real.load_stock(held_out=True) if plate.source == 'us-plates-train']
    kit, backgrounds = build_kit(seed, dies=4), real.load_backgrounds(120)
    crops, conditions, texts = [], [], []
    for kept in stock:
        for _ in range(views):
            plate = real.Plate(kept.aligned.picture.astype(np.float32), kept.aligned.marks, kept.aligned.text, kept.state)
            view = photograph(plate, mounted(plate, kit, pick, backgrounds), pick, pick.choice((0.1, 0.5, 0.85)))
            crops.append(view.crop)
            conditions.append(condition_of(view.crop, view.width))
            texts.append(kept.aligned.text)
    return np.stack(crops), np.array(conditions), texts


def read(crops: np.ndarray) -> np.ndarray:
    net = Reader()
    net.load_state_dict(torch.load(work('reader') / 'state.pt')['average'])
    net.eval()
    x = torch.from_numpy(crops).permute(0, 3, 1, 2).float() / 127.5 - 1
    with torch.no_grad():
        return np.concatenate([net(x[at : at + 64]).softmax(-1).numpy() for at in range(0, len(x), 64)])


def padded(columns: np.ndarray, texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """presence [n, 14], characters [n, 14, 36] with O folded into 0, used [n, 14], right [n]."""
    count, most = len(columns), 14
    presence, characters = np.zeros((count, most)), np.full((count, most, 36), 1 / 36)
    used, right = np.zeros((count, most), bool), np.zeros(count, bool)
    for index, shares in enumerate(columns):
        text = ''
        for place, (here, mass) in enumerate(positions_of(shares)[:most]):
            mass = mass.copy()
            mass[ZERO] += mass[LETTER_O]
            mass[LETTER_O] = 0
            presence[index, place], characters[index, place], used[index, place] = here, mass, True
            if here * mass.max() > 1 - here:
                text += CHARACTERS[int(mass.argmax())]
        right[index] = folded(text) == folded(texts[index])
    return presence, characters, used, right


def best_probability(presence: np.ndarray, characters: np.ndarray, used: np.ndarray, temperature: np.ndarray) -> np.ndarray:
    """Probability of each look's best string under a temperature [n]."""
    by = 1 / temperature[:, None]
    sharpened = np.maximum(characters, LEAST) ** by[..., None]
    best = sharpened.max(-1) / sharpened.sum(-1)
    odds = np.clip(presence, LEAST, 1 - LEAST)
    here = 1 / (1 + ((1 - odds) / odds) ** by)
    return np.where(used, np.maximum(here * best, 1 - here), 1).prod(1)


def honesty(probability: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: mean distance of claimed and true share over equal-width bins."""
    place = np.minimum((probability * bins).astype(int), bins - 1)
    return float(sum(abs(probability[place == k].mean() - right[place == k].mean()) * (place == k).mean() for k in range(bins) if (place == k).any()))


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument('--views', type=int, default=40)
    crops, conditions, texts = looks(options.parse_args().views, 7)
    presence, characters, used, right = padded(read(crops), texts)
    features = np.column_stack([np.ones(len(conditions)), conditions])

    def claimed(weights: np.ndarray) -> np.ndarray:
        return best_probability(presence, characters, used, np.clip(np.exp(features @ weights), 0.5, 4))

    def loss(weights: np.ndarray) -> float:
        p = np.clip(claimed(weights), 1e-4, 1 - 1e-4)
        return float(-np.where(right, np.log(p), np.log(1 - p)).mean() + 1e-3 * (weights**2).sum())

    fit = minimize(loss, np.zeros(4), method='Nelder-Mead', options={'maxiter': 400, 'xatol': 0.01, 'fatol': 1e-5})
    before, after = claimed(np.zeros(4)), claimed(fit.x)
    print(f'{len(crops)} looks at {len(set(texts))} plates, {100 * right.mean():.1f} % right')
    print(f'ece raw {100 * honesty(before, right):.1f} %, fitted {100 * honesty(after, right):.1f} %')
    print(json.dumps({name: round(float(value), 3) for name, value in zip(('base', 'width', 'sharpness', 'contrast'), fit.x)}))
    for name, column in (('width', 0), ('sharpness', 1), ('contrast', 2)):
        for low, high in ((-9, -0.5), (-0.5, 0), (0, 0.5), (0.5, 9)):
            part = (conditions[:, column] >= low) & (conditions[:, column] < high)
            if part.sum() > 30:
                print(f'{name:10} {low:5} to {high:4}: {part.sum():5} looks, claimed {100 * after[part].mean():5.1f} %, right {100 * right[part].mean():5.1f} %, raw {100 * before[part].mean():5.1f} %')


if __name__ == '__main__':
    main()
