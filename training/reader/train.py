"""Trains the reader from the ring.

    python3 -m training.reader.train --minutes 110 [--rank 0 --world 2] [--resume] [--seed 1]

One process of one thread a core, gradients averaged by gloo: two OpenMP threads of one process lose most of their
speed as soon as anything else runs. Resumes from training/work/reader/state.pt with the minutes already spent.
"""
import argparse
import copy
import math
import os
import time

import numpy as np
import torch
import torch.distributed as distributed
import torch.nn.functional as functional

from training.places import work
from training.reader.evaluate import evaluate, held_out_crops
from training.plates.plate import IGNORE, ZERO_OR_O
from training.plates.serials import CHARACTERS
from training.reader.network import CLASSES, Reader
from training.reader.ring import DRAWN, USED, PLACES, Ring

BATCH, PEAK_RATE, WARM_UP, CLIP, KEEP = 96, 2e-3, 0.02, 5.0, 0.998
DENSE_WEIGHT = 2.0
ZERO, LETTER_O = CHARACTERS.index('0') + 1, CHARACTERS.index('O') + 1


def batch_of(ring: Ring, random: np.random.RandomState) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Crops as the net takes them, with cheap changes; columns; texts."""
    count = min(int(ring.counts[DRAWN]), PLACES)
    places = np.sort(random.randint(0, count, BATCH))
    crops = torch.from_numpy(ring.crops[places]).permute(0, 3, 1, 2).float().mul_(1 / 127.5).sub_(1)
    columns = torch.from_numpy(ring.columns[places].astype(np.int64))
    texts = torch.from_numpy(ring.texts[places].astype(np.int64))
    if random.rand() < 0.6:
        shift, rise = random.randint(-1, 2), random.randint(-3, 4)
        padded = functional.pad(crops, (4, 4, 3, 3), mode='replicate')
        crops = padded[:, :, 3 + rise : 67 + rise, 4 + 4 * shift : 164 + 4 * shift]
        columns = functional.pad(columns, (1, 1))[:, 1 + shift : 41 + shift]
    crops = crops * (torch.rand(BATCH, 1, 1, 1) * 0.5 + 0.75) + (torch.rand(BATCH, 1, 1, 1) - 0.5) * 0.4
    if random.rand() < 0.3:
        crops = crops + torch.randn_like(crops) * float(random.rand() * 0.12)
    if random.rand() < 0.15:
        crops = crops[:, torch.randperm(3)]
    return crops.contiguous(), columns, texts


def loss_of(logits: torch.Tensor, columns: torch.Tensor, texts: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """CTC over the samples whose text is known, and cross-entropy of each known column."""
    flat, wanted = logits.reshape(-1, logits.shape[-1]).log_softmax(-1), columns.reshape(-1)
    known_columns = wanted < IGNORE
    is_round = wanted == ZERO_OR_O
    either = torch.logaddexp(flat[:, ZERO], flat[:, LETTER_O])
    single = flat.gather(1, wanted.clamp(max=CLASSES - 1)[:, None])[:, 0]
    dense = -(torch.where(is_round, either, single) * known_columns).sum() / known_columns.sum()
    known = texts[:, 0] != 255
    if not known.any():
        return dense * 0, dense
    lengths = (texts[known] > 0).sum(1)
    shares = logits[known].log_softmax(-1).permute(1, 0, 2)
    ctc = functional.ctc_loss(shares, texts[known], torch.full((int(known.sum()),), 40), lengths, zero_infinity=True)
    return ctc, dense


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument('--minutes', type=float, required=True)
    options.add_argument('--rank', type=int, default=0)
    options.add_argument('--world', type=int, default=1)
    options.add_argument('--seed', type=int, default=1)
    options.add_argument('--resume', action='store_true')
    chosen = options.parse_args()
    rank, world, budget = chosen.rank, chosen.world, chosen.minutes * 60
    torch.set_num_threads(1)
    torch.manual_seed(chosen.seed)
    torch.set_flush_denormal(True)
    if world > 1:
        os.environ.update(MASTER_ADDR='127.0.0.1', MASTER_PORT='29511')
        distributed.init_process_group('gloo', rank=rank, world_size=world)
    place = work('reader')
    net = Reader()
    average = copy.deepcopy(net)
    parameters = list(net.parameters())
    optimiser = torch.optim.AdamW(parameters, PEAK_RATE, weight_decay=0.02, betas=(0.9, 0.98))
    spent, step, seen = 0.0, 0, 0
    if chosen.resume:
        kept = torch.load(place / 'state.pt')
        net.load_state_dict(kept['net'])
        average.load_state_dict(kept['average'])
        optimiser.load_state_dict(kept['optimiser'])
        spent, step, seen = kept['spent'], kept['step'], kept['seen']
    ring = Ring()
    while ring.counts[DRAWN] < 8000:
        time.sleep(0.5)
    random = np.random.RandomState(100 * chosen.seed + rank + step)
    crops = held_out_crops() if rank == 0 else []
    started, shown, progress = time.time(), time.time(), torch.zeros(1)
    losses: list[tuple[float, float]] = []

    def save() -> None:
        state = {'net': net.state_dict(), 'average': average.state_dict(), 'optimiser': optimiser.state_dict()}
        torch.save({**state, 'spent': spent + time.time() - started, 'step': step, 'seen': seen}, place / 'state.tmp')
        os.replace(place / 'state.tmp', place / 'state.pt')

    while True:
        if rank == 0:
            progress[0] = (spent + time.time() - started) / budget
        if world > 1:
            distributed.broadcast(progress, 0)
        share = float(progress[0])
        if share >= 1:
            break
        rate = PEAK_RATE * (share / WARM_UP if share < WARM_UP else 0.5 * (1 + math.cos(math.pi * (share - WARM_UP) / (1 - WARM_UP)))) + 1e-6
        for group in optimiser.param_groups:
            group['lr'] = rate
        crops_in, columns, texts = batch_of(ring, random)
        net.train()
        ctc, dense = loss_of(net(crops_in), columns, texts)
        loss = ctc + DENSE_WEIGHT * dense
        optimiser.zero_grad()
        loss.backward()
        if world > 1:
            flat = torch.cat([parameter.grad.reshape(-1) for parameter in parameters])
            distributed.all_reduce(flat)
            flat /= world
            offset = 0
            for parameter in parameters:
                size = parameter.numel()
                parameter.grad = flat[offset : offset + size].view_as(parameter)
                offset += size
        torch.nn.utils.clip_grad_norm_(parameters, CLIP)
        optimiser.step()
        step, seen = step + 1, seen + BATCH * world
        if rank:
            continue
        ring.counts[USED] += BATCH * world
        keep = min(KEEP, step / (step + 50))
        with torch.no_grad():
            for mean, now in zip(average.state_dict().values(), net.state_dict().values()):
                if mean.dtype.is_floating_point:
                    mean.mul_(keep).add_(now, alpha=1 - keep)
        losses.append((ctc.item(), dense.item()))
        if step % 100 == 0:
            minutes = (spent + time.time() - started) / 60
            print(f'minutes {minutes:.1f} step {step} seen {seen} drawn {int(ring.counts[DRAWN])} rate {rate:.5f} ctc {np.mean([a for a, _ in losses[-100:]]):.3f} dense {np.mean([b for _, b in losses[-100:]]):.4f}', flush=True)
        if time.time() - shown > 240:
            shown = time.time()
            save()
            print('held out:', evaluate(average, crops), f'seen {seen}', flush=True)
    if rank == 0:
        save()
        print('final, held out:', evaluate(average, crops), f'seen {seen}', flush=True)


if __name__ == '__main__':
    main()
