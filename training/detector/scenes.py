"""Makes training patches: a crop of a real picture, plates pasted in, things that are no plate drawn in."""
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from .paste import Corners, paste_plate, quad
from .photometry import Patch, lens_and_sensor, light
from .pictures import Boxes, Image
from .ring import KIND_BOX, KIND_CORNERS, KIND_IGNORE, LABELS, RingShape

LEAST_WIDTH = 10.5
"""Labelled plates narrower than this in the patch are neither plate nor background."""
LEAST_VISIBLE = 0.93
LEAST_CONTRAST = 5.0
"""Standard deviation of brightness under which a plate is lost in the dark or the blur."""
PADDING = 114


@dataclass(frozen=True)
class Labelled:
    """A decoded picture with its boxes, places of known false finds, and of finds that may be plates nobody labelled."""

    image: Image
    boxes: Boxes
    false_finds: Boxes
    unsure: Boxes


@dataclass(frozen=True)
class Supplies:
    """All a patch is made of: `words` are masks of lettering [h,w,3], `shares` running sums of how often a picture is drawn."""

    pictures: list[Labelled]
    shares: list[float]
    textures: list[Image]
    words: list[Image]


def overlaps(a: NDArray[np.float32], boxes: list[NDArray[np.float32]], margin: float = 1.1) -> bool:
    centre, half = (a[:2] + a[2:]) / 2, (a[2:] - a[:2]) / 2 * margin
    return any((np.abs((b[:2] + b[2:]) / 2 - centre) < half + (b[2:] - b[:2]) / 2 * margin).all() for b in boxes)


def hull(corners: Corners) -> NDArray[np.float32]:
    return np.concatenate([corners.min(0), corners.max(0)])


def crop(source: Labelled, shape: RingShape, random: Random) -> tuple[Patch, Boxes, Boxes, float]:
    """A patch at a random scale, its boxes and unsure places in patch pixels, and patch pixels per picture pixel."""
    height, width = source.image.shape[:2]
    focus: NDArray[np.float32] | None = None
    choice = random.random()
    if len(source.false_finds) and choice < 0.35:
        focus = source.false_finds[random.randrange(len(source.false_finds))]
    elif len(source.boxes) and choice < 0.85:
        focus = random.choices(list(source.boxes), [min(80.0, box[2] - box[0]) for box in source.boxes])[0]
    scale = float(np.exp(random.uniform(np.log(0.4), np.log(1.7))))
    if focus is not None and random.random() < 0.8:
        wanted = np.exp(random.uniform(np.log(18 if shape.width < 400 else 110), np.log(shape.width * 0.8)))
        scale = float(np.clip(wanted / max(focus[2] - focus[0], 4), 0.35, 3.0))
    scale = max(scale, random.uniform(0.7, 1.0) * shape.width / width)
    stretch = float(np.exp(random.gauss(0, 0.06)))
    view = np.array([shape.width / scale, shape.height / scale * stretch])
    size = np.array([width, height])
    if focus is not None:
        middle = (focus[:2] + focus[2:]) / 2
        corner = middle - view * [random.uniform(0.08, 0.92), random.uniform(0.1, 0.9)]
    else:
        corner = np.array([random.random(), random.random()]) * (size - view)
    corner = np.clip(corner, np.minimum(0, size - view), np.maximum(0, size - view))
    left, top = np.maximum(0, np.floor(corner)).astype(int)
    right, bottom = np.minimum(size, np.ceil(corner + view)).astype(int)
    per_x, per_y = shape.width / view[0], shape.height / view[1]
    out_width, out_height = max(1, round((right - left) * per_x)), max(1, round((bottom - top) * per_y))
    method = cv2.INTER_AREA if scale < 0.8 and random.random() < 0.7 else random.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC])
    seen = cv2.resize(source.image[top:bottom, left:right], (out_width, out_height), interpolation=method)
    seen = seen[: shape.height, : shape.width]
    patch = np.full((shape.height, shape.width, 3), PADDING, np.float32)
    x = 0 if random.random() < 0.7 else random.randint(0, shape.width - seen.shape[1])
    y = 0 if random.random() < 0.7 else random.randint(0, shape.height - seen.shape[0])
    patch[y : y + seen.shape[0], x : x + seen.shape[1]] = seen
    grow = [out_width / (right - left), out_height / (bottom - top)] * 2
    boxes, unsure = (
        ((kept - [left, top, left, top]) * grow + [x, y, x, y]).astype(np.float32) for kept in (source.boxes, source.unsure)
    )
    return patch, boxes, unsure, scale


def draw_decoys(patch: Patch, taken: list[NDArray[np.float32]], supplies: Supplies, random: Random) -> None:
    """Lettering that is no plate: signs and stickers of several lines, bare lettering, a camera's overlay, grilles."""
    height, width = patch.shape[:2]
    for _ in range(random.choice([1, 1, 2, 3])):
        kind = random.random()
        tall = float(np.exp(random.uniform(np.log(5), np.log(45))))
        if kind < 0.3:
            x, y = random.uniform(0, width * 0.7), random.choice([2.0, height - tall - 3, random.uniform(0, height * 0.3)])
            lines, ground = 1, None
        elif kind < 0.6:
            x, y, lines, ground = random.uniform(0, width), random.uniform(0, height), 1, None
        else:
            x, y = random.uniform(0, width), random.uniform(0, height)
            lines, ground = random.choice([2, 3, 4]), np.array([random.randint(0, 255) for _ in range(3)], np.float32)
        words = [random.choice(supplies.words) for _ in range(lines)]
        wide = max(word.shape[1] * tall / word.shape[0] for word in words)
        box = np.array([x, y, x + wide * 1.1, y + lines * tall * 1.25], np.float32)
        if box[2] > width or box[3] > height or overlaps(box, taken, 1.25):
            continue
        if ground is not None:
            cv2.rectangle(patch, (int(x), int(y)), (int(box[2]), int(box[3])), ground.tolist(), -1)
        here = patch[int(y) : int(box[3]), int(x) : int(box[2])].mean()
        ink = random.choice([10.0, 40.0]) if here > 120 else random.choice([255.0, 225.0])
        colour = np.array([ink] * 3 if random.random() < 0.7 else [random.uniform(0, 255) for _ in range(3)], np.float32)
        for index, word in enumerate(words):
            line_wide = max(2, int(word.shape[1] * tall / word.shape[0]))
            mask = cv2.resize(word, (line_wide, max(2, int(tall))), interpolation=cv2.INTER_AREA)[..., :1] / 255.0
            at_y, at_x = int(y + tall * 0.12 + index * tall * 1.2), int(x + wide * 0.05)
            part = patch[at_y : at_y + mask.shape[0], at_x : at_x + mask.shape[1]]
            mask = mask[: part.shape[0], : part.shape[1]]
            part[:] = part * (1 - mask) + colour * mask


def replace_boxes(patch: Patch, boxes: Boxes, supplies: Supplies, random: Random, softness: float) -> list[Corners | None]:
    """Covers some labelled plates with US plates; the corners for those covered, None for the others."""
    covered: list[Corners | None] = []
    for left, top, right, bottom in boxes:
        width, height = right - left, bottom - top
        inside = left >= 0 and top >= 0 and right <= patch.shape[1] and bottom <= patch.shape[0]
        if not inside or width < 10 or random.random() > 0.5:
            covered.append(None)
            continue
        corners = quad(((left + right) / 2, (top + bottom) / 2), 1.0, random, 0.6)
        reach = hull(corners)
        grow = max(width / (reach[2] - reach[0]), 0.75 * height / (reach[3] - reach[1])) * random.uniform(1.02, 1.2)
        middle = corners.mean(0)
        corners = ((corners - middle) * grow + middle).astype(np.float32)
        paste_plate(patch, random.choice(supplies.textures), corners, random, supplies.words, softness, False)
        covered.append(corners)
    return covered


def make_patch(supplies: Supplies, shape: RingShape, random: Random) -> tuple[Image, NDArray[np.float32]]:
    """One training sample: RGB [h,w,3] and labels [16,9] as the ring keeps them."""
    source = random.choices(supplies.pictures, cum_weights=supplies.shares)[0]
    patch, boxes, unsure, scale = crop(source, shape, random)
    softness = 0.45 * max(0.0, scale - 0.6) * random.uniform(0.5, 1.5)
    seen = [box for box in boxes if box[2] > 0 and box[3] > 0 and box[0] < shape.width and box[1] < shape.height]
    labels: list[tuple[float, NDArray[np.float32]]] = []
    taken: list[NDArray[np.float32]] = []
    for box, corners in zip(seen, replace_boxes(patch, np.array(seen, np.float32).reshape(-1, 4), supplies, random, softness)):
        if corners is not None:
            labels.append((KIND_CORNERS, corners))
            taken.append(hull(corners))
        else:
            left, top, right, bottom = box
            labels.append((KIND_BOX, np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)))
            taken.append(box)
    for left, top, right, bottom in unsure:
        if right > 0 and bottom > 0 and left < shape.width and top < shape.height:
            labels.append((KIND_IGNORE, np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)))
            taken.append(np.array([left, top, right, bottom], np.float32))
    infrared = random.random() < 0.06
    if infrared:
        grey = patch @ np.array([0.4, 0.4, 0.2], np.float32) * random.uniform(0.12, 0.5)
        patch = np.repeat(grey[..., None], 3, axis=2).astype(np.float32)
    if random.random() < 0.3:
        draw_decoys(patch, taken, supplies, random)
    for _ in range(2 if infrared else random.choice([0, 0, 0, 1, 1])):
        width = float(np.exp(random.uniform(np.log(15), np.log(shape.width * 0.75))))
        centre = random.uniform(0, shape.width), random.uniform(0, shape.height)
        corners = quad(centre, width, random)
        box = hull(corners)
        if box[0] < 0 or box[1] < 0 or box[2] > shape.width or box[3] > shape.height or overlaps(box, taken):
            continue
        paste_plate(patch, random.choice(supplies.textures), corners, random, supplies.words, softness, infrared)
        labels.append((KIND_CORNERS, corners))
        taken.append(box)
    image = lens_and_sensor(light(patch, random), random)
    return image, packed(image, labels)


def packed(image: Image, labels: list[tuple[float, NDArray[np.float32]]]) -> NDArray[np.float32]:
    """Labels as [16,9], the widest first; too small, cut off or invisible ones are marked to be ignored."""
    height, width = image.shape[:2]
    rows = np.zeros((LABELS, 9), np.float32)
    labels = sorted(labels, key=lambda label: -np.ptp(label[1][:, 0]))[:LABELS]
    for row, (kind, corners) in zip(rows, labels):
        left, top, right, bottom = hull(corners)
        shown_x = (min(right, width) - max(left, 0)) / max(right - left, 1e-3)
        shown_y = (min(bottom, height) - max(top, 0)) / max(bottom - top, 1e-3)
        ignored = right - left < LEAST_WIDTH or bottom - top < 2.5 or min(shown_x, shown_y) < LEAST_VISIBLE
        inside = image[max(0, int(top)) : max(1, int(bottom)), max(0, int(left)) : max(1, int(right))]
        ignored = ignored or inside.size == 0 or float(inside.mean(2).std()) < LEAST_CONTRAST
        row[0] = KIND_IGNORE if ignored else kind
        row[1:] = corners.reshape(8)
    return rows
