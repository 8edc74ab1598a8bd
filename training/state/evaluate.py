"""Measures a run on a folder of plate close-ups with `labels.csv` (file, state, text). Never fit anything to what it says.

    python3 -m training.state.evaluate --name final --folder us-plates-dev --failures training/work/state/failures
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import torch

from .labels import CLASSES
from .measure import at_width, figures, logits_of, softmax
from .sources import WORK, load_close_ups
from .train import load_network


def main() -> None:
    """Print one line a width; with `--failures`, write what was named wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", default="final")
    parser.add_argument("--folder", default="us-plates-dev")
    parser.add_argument("--failures", type=Path)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    calibration = json.loads((WORK / "calibration.json").read_text(encoding="utf-8"))
    temperature, threshold = float(calibration["temperature"]), float(calibration["threshold"])
    network = load_network(arguments.name)
    plates = load_close_ups(arguments.folder)
    labels = np.array([plate.label for plate in plates])
    for width in (None, 90, 64, 45):
        probabilities = softmax(logits_of(network, plates, width), temperature)
        print(f"{width or 'whole'}: {figures(probabilities, labels, threshold).line()}")
        for plate, row in zip(plates, probabilities):
            best = int(row.argmax())
            if best == plate.label:
                continue
            truth = CLASSES[plate.label]
            print(f"  {plate.name}: {truth} ({row[plate.label]:.2f}) taken for {CLASSES[best]} ({row[best]:.2f})")
            if arguments.failures:
                arguments.failures.mkdir(parents=True, exist_ok=True)
                name = f"{width or 'whole'}-{truth}-as-{CLASSES[best]}-{plate.name}"
                cv2.imwrite(str(arguments.failures / name), at_width(plate.picture, width)[..., ::-1])


if __name__ == "__main__":
    main()
