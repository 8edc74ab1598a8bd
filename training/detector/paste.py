"""Pastes a flat plate into a patch as a camera would see it, and tells its true corners."""
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from .photometry import Patch, motion_blur, ramp
from .pictures import Image

Corners = NDArray[np.float32]
"""[4,2] x, y: top left, top right, bottom right, bottom left."""


def quad(centre: tuple[float, float], width: float, random: Random, calm: float = 1.0) -> Corners:
    """A plate of about `width` pixels turned in space: yaw up to 60 degrees, pitch, roll, perspective."""
    yaw = np.radians(np.clip(random.gauss(0, 22 * calm), -60, 60))
    pitch = np.radians(np.clip(random.gauss(5, 9 * calm), -35, 35))
    roll = np.radians(np.clip(random.gauss(0, 4 * calm), -20, 20))
    aspect = random.uniform(1.85, 2.15)
    flat = np.array([[-0.5, -0.5 / aspect], [0.5, -0.5 / aspect], [0.5, 0.5 / aspect], [-0.5, 0.5 / aspect]])
    points = np.c_[flat, np.zeros(4)]
    turn_y = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    turn_x = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    turn_z = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    points = points @ (turn_z @ turn_x @ turn_y).T
    distance = random.uniform(3, 14)
    seen = points[:, :2] * distance / (distance + points[:, 2:])
    return (seen * width + np.array(centre)).astype(np.float32)


def with_frame(plate: Image, random: Random, words: list[Image]) -> tuple[Image, float]:
    """The plate in a dealer's frame, and the share of the plate's width the frame adds on each side."""
    height, width = plate.shape[:2]
    margin = int(random.uniform(0.01, 0.05) * width)
    dark = random.random() < 0.65
    tone = random.randint(5, 60) if dark else random.randint(150, 235)
    framed = np.full((height + 2 * margin, width + 2 * margin, 3), tone, np.uint8)
    side = int(random.uniform(0, 0.04) * width)
    top, bottom = int(random.uniform(0, 0.12) * height), int(random.uniform(0, 0.11) * height)
    framed[margin + top : margin + height - bottom, margin + side : margin + width - side] = plate[
        top : height - bottom, side : width - side
    ]
    for at, room in ((0, margin + top), (height + 2 * margin - margin - bottom, margin + bottom)):
        if room > 10 and random.random() < 0.7:
            word = random.choice(words)
            tall = int(room * 0.7)
            wide = min(width - 20, int(word.shape[1] * tall / word.shape[0]))
            mask = cv2.resize(word, (wide, tall), interpolation=cv2.INTER_AREA)[..., :1] / 255.0
            left, y = (width + 2 * margin - wide) // 2, at + (room - tall) // 2
            part = framed[y : y + tall, left : left + wide]
            ink = 235 if dark else 25
            part[:] = (part * (1 - mask) + ink * mask).astype(np.uint8)
    return framed, margin / width


def paste_plate(
    patch: Patch, plate: Image, corners: Corners, random: Random, words: list[Image], softness: float, infrared: bool
) -> None:
    """Draws `plate` on `patch` in place with its own corners at `corners`; light follows the surroundings."""
    height, width = patch.shape[:2]
    rows, columns = plate.shape[:2]
    margin = 0.0
    if random.random() < 0.4:
        plate, share = with_frame(plate, random, words)
        margin = share * columns
    left, top = np.floor(corners.min(0) - 0.25 * np.ptp(corners, axis=0) - 3).astype(int)
    right, bottom = np.ceil(corners.max(0) + 0.25 * np.ptp(corners, axis=0) + 3).astype(int)
    left, top, right, bottom = max(0, left), max(0, top), min(width, right), min(height, bottom)
    if right - left < 4 or bottom - top < 4:
        return
    region = patch[top:bottom, left:right]
    around = region.mean((0, 1))
    target = corners - np.array([left, top], np.float32)
    if random.random() < 0.4:
        recess(region, target, random)
    size = float(np.linalg.norm(corners[1] - corners[0]) + np.linalg.norm(corners[2] - corners[3])) / 2
    shrink = min(1.0, 1.25 * size / columns)
    seen = plate if shrink > 0.9 else cv2.resize(plate, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    seen_rows, seen_columns = seen.shape[:2]
    inset = np.array([margin * seen_columns / plate.shape[1], margin * seen_rows / plate.shape[0]], np.float32)
    far = np.array([seen_columns, seen_rows], np.float32) - inset
    source = np.array([inset, [far[0], inset[1]], far, [inset[0], far[1]]], np.float32) - 0.5
    matrix = cv2.getPerspectiveTransform(source, (target - 0.5).astype(np.float32))
    mask = rounded(seen_rows, seen_columns, random)
    extent = (right - left, bottom - top)
    bright = lit(seen.astype(np.float32), around, random, infrared)
    drawn = cv2.warpPerspective(bright, matrix, extent, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpPerspective(mask, matrix, extent)
    drawn = np.concatenate([drawn * cover[..., None], cover[..., None]], axis=2)
    if softness > 0.25:
        drawn = cv2.GaussianBlur(drawn, (0, 0), softness)
    if random.random() < 0.12:
        drawn = motion_blur(drawn, random.uniform(1.5, 0.09 * size + 2), random.uniform(-0.4, 0.4))
    region *= 1 - drawn[..., 3:]
    region += drawn[..., :3]


def recess(region: Patch, corners: Corners, random: Random) -> None:
    """A darker or plain surface around the plate, as in a boot lid or bumper."""
    middle = corners.mean(0)
    grown = (corners - middle) * [random.uniform(1.03, 1.5), random.uniform(1.03, 1.45)] + middle
    cover = np.zeros(region.shape[:2], np.float32)
    cv2.fillPoly(cover, [np.round(grown * 8).astype(np.int32)], 1.0, cv2.LINE_AA, 3)
    cover = cv2.GaussianBlur(cover, (0, 0), random.uniform(0.3, 2.0))[..., None]
    tone = region.mean((0, 1)) * random.uniform(0.15, 0.9) if random.random() < 0.75 else random.uniform(10, 230)
    region *= 1 - cover
    region += cover * tone


def rounded(rows: int, columns: int, random: Random) -> NDArray[np.float32]:
    """The plate's outline with rounded corners."""
    mask = np.zeros((rows, columns), np.float32)
    radius = int(columns * random.uniform(0.01, 0.06))
    cv2.rectangle(mask, (radius, 0), (columns - 1 - radius, rows - 1), 1.0, -1)
    cv2.rectangle(mask, (0, radius), (columns - 1, rows - 1 - radius), 1.0, -1)
    for x in (radius, columns - 1 - radius):
        for y in (radius, rows - 1 - radius):
            cv2.circle(mask, (x, y), radius, 1.0, -1, cv2.LINE_AA)
    return mask


def lit(plate: Patch, around: NDArray[np.float32], random: Random, infrared: bool) -> Patch:
    """The plate in the light of its surroundings (mean colour `around`), with dirt, shadow and glare."""
    brightness = float(around.mean())
    if infrared:
        grey = plate @ np.array([0.4, 0.45, 0.15], np.float32)
        bright = (grey - 60) * random.uniform(0.7, 1.3) + random.uniform(90, 170)
        return np.repeat(bright[..., None], 3, axis=2).astype(np.float32)
    gain = np.clip((brightness + 25) / 130 * np.exp(random.gauss(0.1, 0.3)), 0.12, 1.15)
    cast = (around + 20) / (brightness + 20)
    plate = plate * gain * (1 + 0.5 * (cast - 1)) + random.uniform(0, 12)
    if random.random() < 0.3:
        plate = plate * ramp(plate.shape[:2], random, random.uniform(0.3, 0.8), 1, random.uniform(1, 15))
    if random.random() < 0.2:
        plate = (plate - plate.mean()) * random.uniform(0.35, 0.9) + plate.mean()
    if random.random() < 0.1:
        glare = ramp(plate.shape[:2], random, 0, random.uniform(0.2, 0.9), random.uniform(5, 40))
        plate = plate * (1 - glare) + 255 * glare
    return plate.astype(np.float32)
