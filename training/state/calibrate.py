"""Fits the temperature and the naming threshold on pictures that the judged network did not learn from.

    python3 -m training.state.calibrate --name heldout --fold 0

The network judges the plates of the fold it was trained without: close-ups whole, reduced to several widths, and in
random road views. Street photos and foreign plates are reported beside them. Writes `calibration.json`.
"""

from __future__ import annotations

import argparse
import json
import random
from typing import Any

import cv2
import numpy as np
import torch

from .batches import to_input
from .labels import CLASSES
from .measure import figures, logits_of, reliability, softmax
from .model import StateNetwork
from .sources import WORK, Plate, load_close_ups, load_foreign, load_street
from .train import load_network
from .views import view

#: Pixels the plate is given before it is enlarged; None: as it is.
WIDTHS: tuple[int | None, ...] = (None, 110, 90, 64, 45)
ROAD_VIEWS = 3
#: What the temperature is fitted to, and what the threshold is.
FITTED = ["whole", "110", "90", "64", "45", "road"]
NAMED = ["whole", "110", "90", "64", "street"]
#: Most that may be wrong among the named on held-out pictures.
MOST_WRONG = 0.008


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The temperature with the least cross-entropy."""
    candidates = np.exp(np.linspace(np.log(0.4), np.log(2.5), 120))
    losses = [-np.log(softmax(logits, t)[np.arange(len(labels)), labels] + 1e-9).mean() for t in candidates]
    return float(candidates[int(np.argmin(losses))])


def fit_threshold(probabilities: np.ndarray, labels: np.ndarray, most_wrong: float = MOST_WRONG) -> float:
    """The lowest confidence above which no more than a share of the answers is wrong."""
    confidence = probabilities.max(1)
    wrong = probabilities.argmax(1) != labels
    order = np.argsort(-confidence)
    share = np.cumsum(wrong[order]) / np.arange(1, len(order) + 1)
    allowed = np.nonzero(share <= most_wrong)[0]
    return float(confidence[order][allowed[-1]]) if len(allowed) else 1.0


def road_logits(network: StateNetwork, plates: list[Plate], repeats: int) -> np.ndarray:
    """Logits of random road views of plates, `repeats` for each plate, in the order of the plates."""
    found = []
    with torch.no_grad():
        for _ in range(repeats):
            for start in range(0, len(plates), 48):
                pictures = np.stack([view(plate.picture.copy())[0] for plate in plates[start : start + 48]])
                found.append(network.eval()(to_input(pictures)).numpy())
    return np.concatenate(found)


def collect(name: str, fold: int) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Logits and labels of the pictures held out in a fold, by condition (`whole`, `110`, ..., `street`, `other`)."""
    network = load_network(name)
    held = [plate for plate in load_close_ups("us-plates-train") if plate.fold == fold]
    outside = [plate for plate in load_street() if plate.fold == fold]
    foreign = [plate for plate in load_foreign() if plate.fold == fold]

    def truth(plates: list[Plate]) -> np.ndarray:
        return np.array([plate.label for plate in plates])

    found = {str(width or "whole"): (logits_of(network, held, width), truth(held)) for width in WIDTHS}
    found["road"] = road_logits(network, held, ROAD_VIEWS), np.tile(truth(held), ROAD_VIEWS)
    found["street"] = logits_of(network, outside), truth(outside)
    found["other"] = logits_of(network, foreign), truth(foreign)
    return found


def joined(conditions: dict[str, tuple[np.ndarray, np.ndarray]], keys: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Several conditions as one."""
    return np.concatenate([conditions[key][0] for key in keys]), np.concatenate([conditions[key][1] for key in keys])


def calibrate(name: str, fold: int) -> dict[str, Any]:
    """Fit on all conditions of the held-out US plates together, and report each by itself."""
    conditions = collect(name, fold)
    temperature = fit_temperature(*joined(conditions, FITTED))
    logits, labels = joined(conditions, NAMED)
    threshold = fit_threshold(softmax(logits, temperature), labels)
    report: dict[str, Any] = {}
    for key, (answers, truth) in {**conditions, "fitted": joined(conditions, FITTED)}.items():
        probabilities = softmax(answers, temperature)
        found = figures(probabilities, truth, threshold)
        right = probabilities.argmax(1) == truth
        report[key] = {
            "pictures": found.pictures,
            "right": found.right,
            "named": found.named,
            "wrong": found.wrong,
            "ece": round(found.ece, 4),
            "ownTemperature": round(fit_temperature(answers, truth), 3),
            "ownThreshold": round(fit_threshold(probabilities, truth), 3),
            "reliability": [[round(value, 3) for value in row] for row in reliability(probabilities.max(1), right)],
        }
        own = f"own temperature {report[key]['ownTemperature']}, own threshold {report[key]['ownThreshold']}"
        print(f"{key}: {found.line()}, {own}")
    return {
        "temperature": temperature,
        "threshold": threshold,
        "classes": list(CLASSES),
        "run": name,
        "fold": fold,
        "conditions": report,
    }


def main() -> None:
    """Fit and write `training/work/state/calibration.json`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", default="heldout", help="a run trained `--without FOLD`")
    parser.add_argument("--fold", type=int, default=0)
    arguments = parser.parse_args()
    random.seed(5)
    np.random.seed(5)
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    found = calibrate(arguments.name, arguments.fold)
    (WORK / "calibration.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"temperature {found['temperature']:.3f}, threshold {found['threshold']:.3f}")


if __name__ == "__main__":
    main()
