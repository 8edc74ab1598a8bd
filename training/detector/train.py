"""Trains the detector beside `fill`: `python3 -m training.detector.train --minutes 60 [--resume CHECKPOINT]`."""
import argparse
import copy
import math
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import nn

from .evaluate import folder_pictures, measure, report
from .export import export
from .losses import CORNER_WEIGHT, OVERLAP_WEIGHT, corner_losses, heat_loss, make_targets
from .model import CELL, PlateNet
from .paths import WORK
from .ring import FAR, NEAR, Ring

BATCHES = {FAR.name: 8, NEAR.name: 2}
NEAR_EVERY = 5
"""Each so many steps one batch is of large patches, which hold near plates and whole streets."""
WARM_UP = 0.03
DECAY = 0.998


def learning_rate(peak: float, done: float) -> float:
    """Warm-up, then a cosine over the share of the time that is done: a shared machine has no known speed."""
    if done < WARM_UP:
        return peak * max(done / WARM_UP, 0.02)
    return 1e-5 + peak * 0.5 * (1 + math.cos(math.pi * min(1.0, (done - WARM_UP) / (1 - WARM_UP))))


def flipped(images: torch.Tensor, labels: np.ndarray) -> tuple[torch.Tensor, np.ndarray]:
    """The batch mirrored, corners renamed accordingly."""
    corners = labels[..., 1:].reshape(*labels.shape[:2], 4, 2)[:, :, [1, 0, 3, 2]].copy()
    corners[..., 0] = images.shape[3] - corners[..., 0]
    return images.flip(3), np.concatenate([labels[..., :1], corners.reshape(*labels.shape[:2], 8)], axis=2)


def average_into(average: nn.Module, net: nn.Module, decay: float) -> None:
    with torch.no_grad():
        for kept, new in zip(average.state_dict().values(), net.state_dict().values()):
            if kept.dtype.is_floating_point:
                kept.mul_(decay).add_(new, alpha=1 - decay)
            else:
                kept.copy_(new)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0, help="length of the whole schedule")
    parser.add_argument("--name", default="detector")
    parser.add_argument("--resume", type=Path, help="go on with this checkpoint's schedule")
    parser.add_argument("--weights", type=Path, help="start a new schedule from this checkpoint's weights")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--evaluate-minutes", type=float, default=5.0)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    cv2.setNumThreads(1)
    torch.manual_seed(arguments.seed)
    random = np.random.default_rng(arguments.seed)

    net = PlateNet()
    average = copy.deepcopy(net)
    decayed = [p for p in net.parameters() if p.ndim > 1]
    plain = [p for p in net.parameters() if p.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": 0.02}, {"params": plain, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, arguments.rate, betas=(0.9, 0.99))
    step, seen, spent = 0, 0, 0.0
    start_from = arguments.resume or arguments.weights
    if start_from is not None:
        saved = torch.load(start_from, map_location="cpu")
        weights = saved["net" if arguments.resume else "average"]
        own = net.state_dict()
        fitting = {name: value for name, value in weights.items() if name in own and own[name].shape == value.shape}
        net.load_state_dict(fitting, strict=arguments.resume is not None)
        average = copy.deepcopy(net)
        if arguments.resume is not None:
            average.load_state_dict(saved["average"])
            optimiser.load_state_dict(saved["optimiser"])
            step, seen, spent = saved["step"], saved["seen"], saved["minutes"]
    checkpoint = WORK / f"{arguments.name}.pt"
    pictures = folder_pictures("val-street"), folder_pictures("val-in-car")
    rings = {shape.name: Ring(shape, create=True) for shape in (FAR, NEAR)}
    while min(int(ring.counts[0]) for ring in rings.values()) < 100:
        time.sleep(1)

    started = time.monotonic() - 60 * spent
    evaluated = printed = time.monotonic()
    recent: list[tuple[float, float, float]] = []

    def save_and_measure() -> None:
        state = {"net": net.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict()}
        partial = checkpoint.with_suffix(".partial")
        torch.save({**state, "step": step, "seen": seen, "minutes": minutes}, partial)
        partial.rename(checkpoint)
        export(average, checkpoint.with_suffix(".onnx"))
        for name, chosen in zip(("street", "in-car"), pictures):
            print(f"VAL {name} minute {minutes:.1f} step {step} seen {seen}\n{report(measure(average, chosen))}", flush=True)

    while True:
        minutes = (time.monotonic() - started) / 60
        if minutes >= arguments.minutes:
            break
        rate = learning_rate(arguments.rate, minutes / arguments.minutes)
        for group in optimiser.param_groups:
            group["lr"] = rate
        ring = rings[NEAR.name if step % NEAR_EVERY == NEAR_EVERY - 1 else FAR.name]
        images, labels = ring.draw(BATCHES[ring.shape.name], random)
        x = torch.from_numpy(images).permute(0, 3, 1, 2).float() / 127.5 - 1
        x = x * (torch.rand(len(x), 1, 1, 1) * 0.4 + 0.8) + (torch.rand(len(x), 1, 1, 1) - 0.5) * 0.2
        if random.random() < 0.5:
            x, labels = flipped(x, labels)
        targets = make_targets(labels, x.shape[2] // CELL, x.shape[3] // CELL)
        net.train()
        grid = net(x.contiguous())
        heat = heat_loss(grid[:, 0], targets)
        corner, overlap = corner_losses(grid[:, 1:], targets)
        loss = heat + CORNER_WEIGHT * corner + OVERLAP_WEIGHT * overlap
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        step, seen = step + 1, seen + len(x)
        average_into(average, net, min(DECAY, step / (step + 30)))
        recent.append((heat.item(), corner.item(), overlap.item()))
        now = time.monotonic()
        if now - printed > 30:
            means = " ".join(f"{value:.3f}" for value in np.mean(recent, 0))
            print(f"minute {minutes:.1f} step {step} seen {seen} rate {rate:.5f} heat, corners, overlap {means}", flush=True)
            recent, printed = [], now
        if now - evaluated > 60 * arguments.evaluate_minutes:
            save_and_measure()
            evaluated = time.monotonic()
    save_and_measure()


if __name__ == "__main__":
    main()
