"""Light, lens and sensor: what happens to a rendered patch before the detector sees it."""
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

Patch = NDArray[np.float32]
"""RGB [h,w,3], 0..255."""


def motion_blur(patch: Patch, length: float, angle: float) -> Patch:
    """Blurs along a line of `length` pixels at `angle` radians."""
    reach = max(3, int(length) | 1)
    kernel = np.zeros((reach, reach), np.float32)
    middle = reach // 2
    dx, dy = np.cos(angle) * length / 2, np.sin(angle) * length / 2
    ends = [(int(round(middle - dx)), int(round(middle - dy))), (int(round(middle + dx)), int(round(middle + dy)))]
    cv2.line(kernel, ends[0], ends[1], 1.0, 1)
    return cv2.filter2D(patch, -1, kernel / kernel.sum())


def ramp(shape: tuple[int, int], random: Random, low: float, high: float, soft: float) -> NDArray[np.float32]:
    """A shadow's edge across the patch: [h,w,1] from `low` to `high`."""
    height, width = shape
    angle = random.uniform(0, 2 * np.pi)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    along = (x - width * random.random()) * np.cos(angle) + (y - height * random.random()) * np.sin(angle)
    return (low + (high - low) / (1 + np.exp(np.clip(-along / soft, -30, 30))))[..., None].astype(np.float32)


def light(patch: Patch, random: Random) -> Patch:
    patch = np.clip(patch, 0, 255)
    kind = random.random()
    if kind < 0.11:
        patch = 255 * (patch / 255) ** random.uniform(1.3, 2.4) * random.uniform(0.45, 0.95)
        patch = patch * np.array([random.uniform(0.8, 1.25) for _ in range(3)], np.float32)
    elif kind < 0.85:
        patch = 255 * (patch / 255) ** np.exp(random.gauss(0, 0.22))
        patch = (patch - 128) * random.uniform(0.65, 1.3) + 128 + random.gauss(0, 18)
        patch = patch * np.array([np.exp(random.gauss(0, 0.06)) for _ in range(3)], np.float32)
    if random.random() < 0.15:
        patch = patch * ramp(patch.shape[:2], random, random.uniform(0.35, 0.8), 1, random.uniform(1, 25))
    if random.random() < 0.08:
        haze = random.uniform(0.1, 0.5)
        patch = patch * (1 - haze) + 255 * haze * random.uniform(0.6, 1)
    if random.random() < 0.17:
        grey = patch @ np.array([0.299, 0.587, 0.114], np.float32)
        patch = np.repeat(grey[..., None], 3, axis=2)
    return patch.astype(np.float32)


def lens_and_sensor(patch: Patch, random: Random) -> NDArray[np.uint8]:
    kind = random.random()
    if kind < 0.3:
        patch = cv2.GaussianBlur(patch, (0, 0), random.uniform(0.35, 1.3))
    elif kind < 0.4:
        patch = motion_blur(patch, random.uniform(2, 8), random.choice([0.0, random.uniform(0, np.pi)]))
    elif kind < 0.5:
        patch = patch + random.uniform(0.3, 1.2) * (patch - cv2.GaussianBlur(patch, (0, 0), random.uniform(0.6, 1.5)))
    if random.random() < 0.45:
        noise = np.random.standard_normal(patch.shape[:2] + (random.choice([1, 3]),)).astype(np.float32)
        if random.random() < 0.4:
            noise = cv2.GaussianBlur(noise, (0, 0), 0.7).reshape(noise.shape) * 1.8
        patch = patch + noise * abs(random.gauss(0, 7))
    image = np.clip(patch, 0, 255).astype(np.uint8)
    if random.random() < 0.45:
        coded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, random.randint(22, 90)])[1]
        image = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    return image
