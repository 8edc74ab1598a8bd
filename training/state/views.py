"""Shows a plate as the road shows it: frames, dirt, rough corners, distance, blur, light, infrared, compression."""

from __future__ import annotations

import math
import random

import cv2
import numpy as np

from .lettering import contrasting, draw_text
from .model import HEIGHT, WIDTH

#: Lettering of dealers' frames.
DEALERS = tuple(
    "TOYOTA|HONDA|FORD|Chevrolet|AUTO SALES|OF AURORA|www.dealer.com|MOTORS|SINCE 1954|I LOVE MY DOG|ALUMNI|SUBARU|JEEP|"
    "UNIVERSITY|Mitchell|LEXUS|Auto Mall|847-555-0100".split("|")
)


def add_frame(picture: np.ndarray) -> bool:
    """Lay a dealer's frame over the edges, in place; returns whether both strips with words are gone."""
    rows, columns = picture.shape[:2]
    colour = np.random.randint(0, 70, 3) if random.random() < 0.6 else np.random.randint(0, 256, 3)
    both = random.random() < 0.2
    at_top = both or random.random() < 0.5
    deep_top = random.uniform(0.05, 0.25) if at_top else random.uniform(0, 0.05)
    deep_bottom = random.uniform(0.05, 0.25) if both or not at_top else random.uniform(0, 0.05)
    side = int(random.uniform(0, 0.05) * columns)
    top, bottom = int(deep_top * rows), int(deep_bottom * rows)
    picture[:top] = colour
    picture[rows - bottom :] = colour
    picture[:, :side] = colour
    picture[:, columns - side :] = colour
    for strip, deep in ((picture[:top], top), (picture[rows - bottom :], bottom)):
        if deep > 14 and random.random() < 0.6:
            height = int(deep * random.uniform(0.4, 0.75))
            draw_text(strip, random.choice(DEALERS), (columns / 2, deep / 2), height, contrasting(colour), 0.8)
    return deep_top > 0.17 and deep_bottom > 0.14


def add_stickers(picture: np.ndarray) -> None:
    """Stick registration stickers into corners, in place."""
    rows, columns = picture.shape[:2]
    for _ in range(random.randint(1, 2)):
        wide, high = int(random.uniform(0.07, 0.14) * columns), int(random.uniform(0.1, 0.2) * rows)
        x = int(random.choice((random.uniform(0.01, 0.12), random.uniform(0.8, 0.88))) * columns)
        y = int(random.choice((random.uniform(0.01, 0.08), random.uniform(0.76, 0.84))) * rows)
        colour = np.random.randint(0, 256, 3)
        picture[y : y + high, x : x + wide] = colour
        year, middle = f"{random.randint(0, 99):02d}", (x + wide / 2, y + high / 2)
        draw_text(picture, year, middle, int(high * 0.6), contrasting(colour), 0.1)


def add_dirt(picture: np.ndarray) -> np.ndarray:
    """Cover parts with smooth patches of one dull colour."""
    cells = np.random.rand(random.randint(3, 7), random.randint(4, 12)).astype(np.float32)
    noise = cv2.resize(cells, picture.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    alpha = np.clip((noise - random.uniform(0.5, 0.8)) * random.uniform(1, 4), 0, 0.9)[..., None]
    return (picture * (1 - alpha) + np.random.randint(20, 230, 3) * alpha).astype(np.uint8)


def add_shadow(picture: np.ndarray) -> np.ndarray:
    """Darken one side of a random line."""
    rows, columns = picture.shape[:2]
    angle = random.uniform(0, 2 * math.pi)
    x = np.arange(columns, dtype=np.float32)[None] / columns - random.uniform(0.2, 0.8)
    y = np.arange(rows, dtype=np.float32)[:, None] / rows - random.uniform(0.2, 0.8)
    side = np.clip((x * math.cos(angle) + y * math.sin(angle)) * random.uniform(4, 40) + 0.5, 0, 1)[..., None]
    return (picture * (1 - side * random.uniform(0.25, 0.7))).astype(np.uint8)


def warp(picture: np.ndarray, strength: float) -> np.ndarray:
    """Crop as a detector does: margins of -4 to +10 % and corners that are off by up to 6 % of the plate."""
    rows, columns = picture.shape[:2]
    margin = random.uniform(-0.03, 0.03) if random.random() < 0.5 else random.uniform(-0.04, 0.10)
    shift = np.clip(np.random.randn(4, 2) * 0.022 * strength, -0.06, 0.06)
    square = np.float32([[-margin, -margin], [1 + margin, -margin], [1 + margin, 1 + margin], [-margin, 1 + margin]])
    source = ((square + shift) * [columns, rows]).astype(np.float32)
    target = np.float32([[0, 0], [columns, 0], [columns, rows], [0, rows]])
    border = cv2.BORDER_REPLICATE if random.random() < 0.4 else cv2.BORDER_CONSTANT
    colour = tuple(int(value) for value in np.random.randint(0, 256, 3) // random.choice((1, 1, 4)))
    matrix = cv2.getPerspectiveTransform(source, target)
    return cv2.warpPerspective(picture, matrix, (columns, rows), flags=cv2.INTER_LINEAR, borderMode=border, borderValue=colour)


def light(picture: np.ndarray, strength: float) -> np.ndarray:
    """Change exposure, contrast, gamma and the cast of the light."""
    gain = math.exp(random.gauss(0, 0.16 * strength))
    offset = random.gauss(0, 12 * strength)
    if random.random() < 0.1 * strength:
        gain *= random.uniform(0.12, 0.5)
    elif random.random() < 0.07 * strength:
        gain *= random.uniform(1.3, 2.2)
    gamma = math.exp(random.gauss(0, 0.18 * strength))
    cast = np.exp(np.random.randn(3) * 0.07 * strength)
    ramp = np.linspace(0, 1, 256)[:, None] ** gamma * 255
    table = np.clip(ramp * gain * cast + offset, 0, 255).astype(np.uint8)
    return cv2.LUT(picture, np.ascontiguousarray(table[None]))


def colourless(picture: np.ndarray, infrared: bool) -> np.ndarray:
    """Grey, or what an infrared camera sees: inks pale or vanish, the sheeting glows."""
    if infrared:
        weight = np.float32([random.uniform(0.5, 1.1), random.uniform(-0.1, 0.4), random.uniform(-0.2, 0.3)])
        grey = picture.astype(np.float32) @ (weight / weight.sum())
        grey = np.clip((grey - random.uniform(10, 80)) * random.uniform(0.9, 2.2), 0, 255)
    else:
        grey = picture.astype(np.float32) @ np.float32([0.299, 0.587, 0.114])
    return np.repeat(grey.astype(np.uint8)[..., None], 3, axis=2)


def motion_blur(picture: np.ndarray, length: int) -> np.ndarray:
    """Smear along a mostly horizontal line."""
    kernel = np.zeros((length, length), np.float32)
    angle, half = random.gauss(0, 0.5), (length - 1) / 2
    steps = np.linspace(-half, half, 2 * length)
    rows = np.rint(half + steps * math.sin(angle)).astype(int)
    columns = np.rint(half + steps * math.cos(angle)).astype(int)
    kernel[rows, columns] = 1
    return cv2.filter2D(picture, -1, kernel / kernel.sum())


def at_distance(picture: np.ndarray, strength: float) -> tuple[np.ndarray, float]:
    """Reduce to the pixels the camera gives the plate, spoil those, enlarge to the input; also returns the width."""
    if random.random() < (0.3 if strength > 0.5 else 0.6):
        wide = random.uniform(110, 240)
    else:
        wide = math.exp(random.uniform(math.log(40 if strength > 0.5 else 56), math.log(180)))
    yaw = random.uniform(0, 52) if random.random() < 0.4 * strength else abs(random.gauss(0, 15))
    turn = math.cos(math.radians(yaw))
    size = max(16, int(wide * turn)), max(14, int(wide * random.uniform(0.46, 0.54)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    if random.random() < 0.4 * strength:
        small = cv2.GaussianBlur(small, (0, 0), random.uniform(0.3, 1.5))
    if random.random() < 0.15 * strength:
        small = motion_blur(small, random.randint(2, max(3, size[0] // 14)))
    if random.random() < 0.5 * strength:
        noise = np.random.randn(size[1], size[0], 1 if random.random() < 0.5 else 3) * random.uniform(1, 12)
        small = np.clip(small + noise, 0, 255).astype(np.uint8)
    if random.random() < 0.6:
        packed = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, random.randint(25, 95)])[1]
        small = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    way = random.choice((cv2.INTER_LINEAR, cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_AREA))
    return cv2.resize(small, (WIDTH, HEIGHT), interpolation=way), size[0]


def view(picture: np.ndarray, hard: float = 0.6) -> tuple[np.ndarray, float]:
    """Turn a plate [128,256,3] into one view [96,192,3] of it and the doubt (0 to 1) that its target deserves.

    `hard` is the share of views that are far, dark, blurred or badly cropped.
    """
    strength = random.choice((0.7, 1.0)) if random.random() < hard else 0.3
    nameless = False
    if random.random() < 0.1:
        add_stickers(picture)
    if random.random() < 0.25 * strength:
        nameless = add_frame(picture)
    if random.random() < 0.12 * strength:
        picture = add_dirt(picture)
    picture = warp(picture, strength * 1.1)
    picture = light(picture, strength)
    if random.random() < 0.2 * strength:
        picture = add_shadow(picture)
    tone = random.random()
    if tone < 0.16 * strength:
        picture = colourless(picture, tone < 0.06 * strength)
    picture, wide = at_distance(picture, strength)
    hidden = (0.15 if nameless else 0.0) + (0.15 if wide < 40 else 0.0) + (0.3 if picture.std() < 10 else 0.0)
    return picture, min(0.6, 0.04 + hidden)
