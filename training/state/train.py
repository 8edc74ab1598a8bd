r"""Trains the state network.

    python3 -m training.state.train --name trunk --minutes 6 --schedule flat --without real
    python3 -m training.state.train --name heldout --start trunk --minutes 24 --without 0 --drawn 0.18 --hard 0.2 0.55 --seed 2
    python3 -m training.state.train --name names --start heldout --minutes 4 --without 0 --rate 1.5e-3 --drawn 0.3 --seed 4
    python3 -m training.state.train --name mild --start names --minutes 7 --without 0 --rate 1e-3 --hard 0.2 0.3 \
        --drawn 0.12 --freeze --seed 5
    python3 -m training.state.calibrate --name mild --fold 0
    python3 -m training.state.train --name final --start mild --minutes 6 --rate 6e-4 --hard 0.25 0.3 --drawn 0.12 \
        --freeze --seed 6

One process, one thread. A checkpoint is written every two minutes; `--resume` goes on from it. Fonts: Debian's
fonts-roadgeek, -routed-gothic, -opendin, -bebas-neue, -b612, -roboto-unhinted, -liberation, -dejavu, -dancingscript,
-kaushanscript, -lobster, -leckerli-one, -freefont-ttf, -comic-neue, -gfs-didot, -lato.
"""

from __future__ import annotations

import argparse
import copy
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from torch import nn

from .batches import Mixture, Sampler
from .labels import INDEX, OTHER
from .measure import figures, logits_of, softmax
from .model import StateNetwork, multiplications
from .sources import WORK, Plate, load_art, load_close_ups, load_foreign, load_street

BATCH = 32
EMA = 0.998
#: Layers of `StateNetwork.fine` that `--freeze` leaves as they are.
EARLY = 3
SAVE_EVERY = 120.0


@dataclass
class Progress:
    """What a run has done: optimiser steps and seconds spent."""

    steps: int = 0
    seconds: float = 0.0


def checkpoint_path(name: str) -> Path:
    """Where the checkpoint of a named run lies."""
    return WORK / f"{name}.pt"


def load_network(name: str) -> StateNetwork:
    """The averaged network of a named run."""
    network = StateNetwork()
    network.load_state_dict(torch.load(checkpoint_path(name))["average"])
    return network.eval()


def split(plates: list[Plate], without: str) -> tuple[list[Plate], list[Plate]]:
    """Plates to learn from and plates held out: `real` (all real US pictures), a fold's number, or `none`."""
    if without == "none":
        return plates, []
    if without == "real":
        held = [plate for plate in plates if plate.origin in ("real", "street")]
    else:
        held = [plate for plate in plates if plate.fold == int(without) and plate.origin != "art"]
    names = {id(plate) for plate in held}
    return [plate for plate in plates if id(plate) not in names], held


def rate_at(share: float, peak: float, schedule: str) -> float:
    """Learning rate at a share of the run: a short warm-up, then flat or down a cosine."""
    if share < 0.03:
        return peak * (0.05 + share / 0.03 * 0.95)
    return peak if schedule == "flat" else peak * (0.5 * (1 + math.cos(math.pi * share)) + 1e-3)


def average_into(average: nn.Module, network: nn.Module, steps: int) -> None:
    """Move the averaged weights towards the network's; faster at first."""
    keep = min(EMA, steps / (steps + 30))
    with torch.no_grad():
        for old, new in zip(average.state_dict().values(), network.state_dict().values()):
            if old.dtype.is_floating_point:
                old.mul_(keep).add_(new, alpha=1 - keep)


def freeze(network: StateNetwork, average: StateNetwork) -> None:
    """Stop learning in the layers before the third stride, at their averaged weights: saves 31 % of a step's CPU time."""
    first = network.fine[:EARLY]
    first.load_state_dict(average.fine[:EARLY].state_dict())
    first.requires_grad_(False)


def judge(network: nn.Module, held: list[Plate]) -> str:
    """A line on the held-out US close-ups (whole and 64 px wide) and on the held-out foreign plates."""
    real = [plate for plate in held if plate.origin == "real"]
    foreign = [plate for plate in held if plate.label == INDEX[OTHER]]
    parts = []
    for title, plates, width in (("real", real, None), ("real at 64 px", real, 64), ("other", foreign, None)):
        if plates:
            labels = np.array([plate.label for plate in plates])
            parts.append(f"{title}: {figures(softmax(logits_of(network, plates, width)), labels, 0.6).line()}")
    return "; ".join(parts)


def train(arguments: argparse.Namespace) -> None:
    """Run one training to its end of minutes, or go on with one."""
    plates = load_art() + load_close_ups("us-plates-train") + load_foreign() + load_street()
    learned, held = split(plates, arguments.without)
    sampler = Sampler(learned, Mixture(drawn=arguments.drawn, hard=(arguments.hard[0], arguments.hard[1])))
    network = StateNetwork()
    average = copy.deepcopy(network)
    optimiser = torch.optim.AdamW(network.parameters(), arguments.rate, weight_decay=0.05)
    progress = Progress()
    path = checkpoint_path(arguments.name)
    source = checkpoint_path(arguments.start) if arguments.start else None
    if arguments.resume and path.exists():
        source = path
    if source is not None:
        saved: dict[str, Any] = torch.load(source)
        network.load_state_dict(saved["network"])
        average.load_state_dict(saved["average"])
        optimiser.load_state_dict(saved["optimiser"])
        if source == path:
            progress = Progress(**saved["progress"])
    if arguments.freeze:
        freeze(network, average)
    cost = multiplications(copy.deepcopy(network)) / 1e6
    print(f"{len(learned)} plates, {len(held)} held out, {cost:.1f} MMAC", flush=True)

    budget = 60 * arguments.minutes
    before, begun, saved_at = progress.seconds, time.monotonic(), time.monotonic()
    losses: list[float] = []
    # A run that starts from another keeps that one's average from the first step.
    head_start = 0 if arguments.start is None else 1000

    def keep() -> None:
        mean = float(np.mean(losses[-200:]))
        done = f"{progress.seconds:.0f} s, {progress.steps} steps, {progress.steps * BATCH} views"
        print(f"{done}, loss {mean:.3f}; {judge(average, held)}", flush=True)
        parts = {"network": network, "average": average, "optimiser": optimiser}
        torch.save({**{key: part.state_dict() for key, part in parts.items()}, "progress": vars(progress)}, path)

    while progress.seconds < budget:
        for group in optimiser.param_groups:
            group["lr"] = rate_at(progress.seconds / budget, arguments.rate, arguments.schedule)
        sampler.advance(progress.seconds / budget)
        x, targets = sampler.batch(BATCH)
        network.train()
        if arguments.freeze:
            network.fine[:EARLY].eval()
        loss = -(targets * torch.log_softmax(network(x), 1)).sum(1).mean()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        progress.steps += 1
        average_into(average, network, progress.steps + head_start)
        losses.append(loss.item())
        progress.seconds = before + time.monotonic() - begun
        if time.monotonic() - saved_at > SAVE_EVERY:
            saved_at = time.monotonic()
            keep()
    keep()


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", default="final", help="name of the run; its checkpoint is training/work/state/NAME.pt")
    parser.add_argument("--start", help="begin with the weights of this run")
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--schedule", choices=("cosine", "flat"), default="cosine")
    parser.add_argument("--rate", type=float, default=2e-3, help="highest learning rate")
    parser.add_argument("--hard", type=float, nargs=2, default=(0.2, 0.5), help="share of hard views, first and last")
    parser.add_argument("--drawn", type=float, default=0.2, help="share of plates drawn with a name or slogan")
    parser.add_argument("--without", default="none", help="hold out: none, real, or a fold's number")
    parser.add_argument("--freeze", action="store_true", help="leave the early layers as the start run has them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true", help="go on from this run's checkpoint")
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    np.random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    cv2.setNumThreads(1)
    WORK.mkdir(parents=True, exist_ok=True)
    train(arguments)


if __name__ == "__main__":
    main()
