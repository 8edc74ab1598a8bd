"""Photographs a plate: surroundings, angle, size, light, weather, blur, noise, and the crop that the reader is given.

The crop is made as the product makes it: either the plate straightened from its (roughly known) corners or the
upright box around it, with a margin, stretched to 160x64 px.
"""
import math
import random
from dataclasses import dataclass

import cv2
import numpy as np

from training.plates.plate import IGNORE, TALL, WIDTH, Kit, Plate, any_colour, gradient, lay

COLUMNS, CROP_WIDTH, CROP_HEIGHT = 40, 160, 64
PAD_X, PAD_Y = 56, 36

NOISE = np.random.RandomState(0).randn(1 << 19).astype(np.float32)


@dataclass
class View:
    """crop: uint8 [64, 160, 3] RGB; columns: uint8 [40] classes, 255 = unknown; width: of the plate in the picture, px."""

    crop: np.ndarray
    columns: np.ndarray
    width: float


def noise(pick: random.Random, height: int, width: int, planes: int) -> np.ndarray:
    count = height * width * planes
    start = pick.randint(0, len(NOISE) - count)
    return NOISE[start : start + count].reshape(height, width, planes)


def bent(picture: np.ndarray, pick: random.Random) -> np.ndarray:
    """Rows and columns displaced by a slow wave: a plate that was bumped, or a rolling shutter over a pothole."""
    height, width = picture.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    phase, waves = pick.uniform(0, 6.28), pick.uniform(0.4, 1.5)
    ys2 = ys + np.sin(xs / width * 6.28 * waves + phase).astype(np.float32) * pick.uniform(0, 0.05) * height
    xs2 = xs + np.sin(ys / height * 6.28 * waves * 0.7 + phase).astype(np.float32) * pick.uniform(0, 0.02) * width
    return cv2.remap(picture, xs2, ys2, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def mounted(plate: Plate, kit: Kit, pick: random.Random, backgrounds: list[np.ndarray]) -> np.ndarray:
    """The plate on a larger canvas with what surrounds it, sometimes in a frame that hides its edges."""
    height, width = TALL + 2 * PAD_Y, WIDTH + 2 * PAD_X
    if backgrounds and pick.random() < 0.6:
        picture = pick.choice(backgrounds)
        y, x = pick.randint(0, picture.shape[0] - height), pick.randint(0, picture.shape[1] - width)
        canvas = picture[y : y + height, x : x + width].astype(np.float32) * pick.uniform(0.3, 1.05)
    else:
        shades = [(pick.uniform(0, 200),) * 3 if pick.random() < 0.7 else any_colour(pick) for _ in range(3)]
        canvas = gradient(shades, pick, height, width)
        for _ in range(pick.randint(0, 4)):
            corner = (pick.randint(-40, width), pick.randint(-40, height))
            cv2.rectangle(canvas, corner, (corner[0] + pick.randint(5, 160), corner[1] + pick.randint(5, 90)), (pick.uniform(0, 220),) * 3, -1)
    if pick.random() < 0.35:
        edge = pick.randint(2, 10)
        shade = (pick.uniform(0, 120),) * 3
        cv2.rectangle(canvas, (PAD_X - edge, PAD_Y - edge), (PAD_X + WIDTH + edge, PAD_Y + TALL + edge), shade, -1)
    picture = bent(plate.picture, pick) if pick.random() < 0.08 else plate.picture
    corner = pick.choice((0, 8, 12))
    cover = np.zeros((TALL, WIDTH), np.uint8)
    cv2.rectangle(cover, (corner, 0), (WIDTH - corner, TALL), 255, -1)
    cv2.rectangle(cover, (0, corner), (WIDTH, TALL - corner), 255, -1)
    for x, y in ((corner, corner), (WIDTH - corner - 1, corner), (corner, TALL - corner - 1), (WIDTH - corner - 1, TALL - corner - 1)):
        cv2.circle(cover, (x, y), corner, 255, -1)
    inside = canvas[PAD_Y : PAD_Y + TALL, PAD_X : PAD_X + WIDTH]
    inside += (picture - inside) * (cover.astype(np.float32) / 255)[..., None]
    if pick.random() < 0.33:
        dealer_frame(canvas, kit, pick)
    return canvas


def dealer_frame(canvas: np.ndarray, kit: Kit, pick: random.Random) -> None:
    """A frame with lettering that hides the plate's edges, often the state's name."""
    base = pick.choice((16, 40, 122, 190, 225))
    colour = tuple(base + pick.gauss(0, 8) for _ in range(3)) if pick.random() < 0.85 else any_colour(pick)
    top, bottom, side, out = pick.uniform(0.02, 0.19) * TALL, pick.uniform(0.02, 0.16) * TALL, pick.uniform(0.01, 0.03) * WIDTH, pick.randint(2, 14)
    x0, y0, x1, y1 = PAD_X - out, PAD_Y - out, PAD_X + WIDTH + out, PAD_Y + TALL + out
    bars = ((x0, y0, x1, PAD_Y + top), (x0, PAD_Y + TALL - bottom, x1, y1), (x0, y0, PAD_X + side, y1), (PAD_X + WIDTH - side, y0, x1, y1))
    for left, up, right, down in bars:
        cv2.rectangle(canvas, (int(left), int(up)), (int(right), int(down)), colour, -1)
    lettering = (235.0,) * 3 if base < 115 else (20.0,) * 3
    for y, height in ((y0, top + out), (PAD_Y + TALL - bottom, bottom + out)):
        if height > 9 and pick.random() < 0.8:
            mask = kit.word(pick.choice(DEALERS), pick)
            tall = height * pick.uniform(0.55, 0.85)
            width = min(WIDTH * 0.9, mask.shape[1] * tall / mask.shape[0] * pick.uniform(0.9, 1.5))
            lay(canvas, mask, PAD_X + (WIDTH - width) / 2, y + (height - tall) / 2, width, tall, lettering)


DEALERS = (
    'CITY MOTORS', 'HONDA OF THE LAKES', 'www.toyota.example', 'ALUMNI', 'UNIVERSITY', 'GO TEAM', 'FORD COUNTRY', 'AUTO PLAZA', 'CHEVROLET',
    'PROUD PARENT', 'SUBARU', 'RIVER CITY NISSAN', '555-0142', 'I LOVE MY DOG', 'VETERAN', 'PREOWNED', 'KIA', 'BMW OF THE NORTH', 'LEXUS',
)


def quad_of(pick: random.Random, width: float) -> np.ndarray:
    """Corners of the plate in the picture, float32 [4, 2], centred on 0,0; width: of the plate seen straight on, px."""
    kind = pick.random()
    yaw = math.radians(pick.gauss(0, 12) if kind < 0.62 else pick.uniform(-45, 45) if kind < 0.93 else pick.choice((-1, 1)) * pick.uniform(45, 60))
    pitch, roll = math.radians(pick.gauss(0, 9)), math.radians(pick.gauss(0, 3.2) if pick.random() < 0.85 else pick.uniform(-14, 14))
    height = width / pick.uniform(1.75, 2.25)
    distance = width * pick.uniform(4, 20)
    corners = []
    for x, y in ((-width / 2, -height / 2), (width / 2, -height / 2), (width / 2, height / 2), (-width / 2, height / 2)):
        depth = x * math.sin(yaw)
        x, y2 = x * math.cos(yaw), y * math.cos(pitch)
        depth += y * math.sin(pitch)
        y2 += x * math.sin(yaw) * math.sin(pitch) * 0.5
        near = distance / (distance + depth)
        corners.append((x * near, y2 * near))
    turn = np.array([[math.cos(roll), -math.sin(roll)], [math.sin(roll), math.cos(roll)]], np.float32)
    quad = np.array(corners, np.float32) @ turn.T
    shear = pick.gauss(0, 0.06) if pick.random() < 0.5 else 0.0
    quad[:, 0] += quad[:, 1] * shear
    return quad


def lit(pick: random.Random, picture: np.ndarray, hardness: float) -> np.ndarray:
    """Light, shadow, glare, colour casts, exposure, infrared. picture: float32 RGB."""
    height, width = picture.shape[:2]
    if pick.random() < 0.35 * hardness:
        angle = pick.uniform(0, 6.28)
        slope = np.cos(angle) * np.linspace(-1, 1, width, dtype=np.float32)[None] + np.sin(angle) * np.linspace(-1, 1, height, dtype=np.float32)[:, None]
        if pick.random() < 0.5:
            factor = 1 + slope * pick.uniform(0.1, 0.45)
        else:
            factor = np.where(slope > pick.uniform(-0.6, 0.6), pick.uniform(0.35, 0.85), 1.0).astype(np.float32)
            factor = cv2.GaussianBlur(factor, (0, 0), pick.uniform(0.4, 3))
        picture = picture * factor[..., None]
    if pick.random() < 0.07 * hardness:
        x, y = pick.uniform(0, width), pick.uniform(0, height)
        across = ((np.arange(width, dtype=np.float32) - x) / (width * pick.uniform(0.05, 0.3))) ** 2
        down = ((np.arange(height, dtype=np.float32) - y) / (height * pick.uniform(0.1, 0.5))) ** 2
        picture = picture + np.exp(-across[None] - down[:, None])[..., None] * pick.uniform(60, 230)
    kind = pick.random()
    if kind < 0.12:
        picture = np.repeat((picture @ np.array([0.3, 0.59, 0.11], np.float32))[..., None], 3, 2)
    elif kind < 0.19:
        picture = infrared(pick, picture)
    elif kind > 0.7:
        picture = picture * np.array([pick.uniform(0.72, 1.22), pick.uniform(0.8, 1.15), pick.uniform(0.72, 1.22)], np.float32)
    contrast, lift = pick.uniform(0.62, 1.3), pick.gauss(0, 20)
    if pick.random() < 0.17 * hardness:
        contrast, lift = pick.uniform(0.16, 0.5), pick.uniform(-80, 60)
    picture = (picture - 128) * contrast + 128 + lift
    if pick.random() < 0.1 * hardness:
        picture = picture + pick.uniform(40, 110)
    if pick.random() < 0.3:
        picture = 255 * (np.clip(picture, 0, 255) / 255) ** pick.uniform(0.5, 1.9)
    return picture


def infrared(pick: random.Random, picture: np.ndarray) -> np.ndarray:
    """One plane, high contrast; the retroreflective ground bright, what surrounds it nearly black."""
    grey = picture @ np.array([pick.uniform(0.3, 0.7), 0.3, 0.05], np.float32)
    height, width = grey.shape
    ys, xs = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    beam = np.exp(-(xs**2 + ys**2) * pick.uniform(0.2, 0.9)).astype(np.float32)
    grey = (grey - grey.mean()) * pick.uniform(1.2, 2.3) + pick.uniform(70, 200)
    return np.repeat((grey * beam)[..., None], 3, 2)


def blurred(pick: random.Random, picture: np.ndarray, hardness: float) -> np.ndarray:
    """Focus, motion and rain. Sizes follow the picture's width (a plate of 120 px: up to about 8 px of motion)."""
    scale = picture.shape[1] / 190
    kind = pick.random() / max(0.35, hardness)
    if kind < 0.28:
        return cv2.GaussianBlur(picture, (0, 0), pick.uniform(0.3, 1.7) * max(0.5, scale))
    if kind < 0.42:
        length = pick.randint(2, max(3, round(9 * scale)))
        kernel = np.zeros((length, length), np.float32)
        angle = pick.gauss(0, 0.35) if pick.random() < 0.6 else pick.uniform(0, 3.14)
        centre, dx, dy = (length - 1) / 2, math.cos(angle) * length / 2, math.sin(angle) * length / 2
        cv2.line(kernel, (round(centre - dx), round(centre - dy)), (round(centre + dx), round(centre + dy)), 1)
        return cv2.filter2D(picture, -1, kernel / max(1, kernel.sum()))
    if kind < 0.48:
        size = pick.randint(1, max(1, round(3 * scale))) * 2 + 1
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)).astype(np.float32)
        return cv2.filter2D(picture, -1, disc / disc.sum())
    if kind < 0.51:
        streaks = np.clip(noise(pick, *picture.shape[:2], 1)[..., 0] - 1.6, 0, 1)
        streaks = cv2.filter2D(streaks, -1, np.ones((max(3, round(9 * scale)), 1), np.float32) / 3)
        return picture + (streaks * pick.uniform(20, 90))[..., None]
    return picture


def columns_of(plate: Plate, to_crop: np.ndarray) -> np.ndarray:
    """The class of each of the 40 columns. to_crop: homography from canvas px (with padding) to crop px."""
    result = np.zeros(COLUMNS, np.uint8)
    if not plate.marks:
        return result
    centres = np.array([(mark.x + PAD_X, mark.y + PAD_Y) for mark in plate.marks], np.float32)
    edges = centres + np.array([(mark.width / 2, 0) for mark in plate.marks], np.float32)
    at = cv2.perspectiveTransform(centres[None], to_crop)[0]
    halves = np.abs(cv2.perspectiveTransform(edges[None], to_crop)[0][:, 0] - at[:, 0])
    for index, mark in enumerate(plate.marks):
        x, half = at[index, 0], max(halves[index], 2.0)
        wide = 1.0 if mark.kind == IGNORE else 0.62
        first, last = math.ceil((x - wide * half - 2) / 4), math.floor((x + wide * half - 2) / 4)
        if last < first:
            first = last = round((x - 2) / 4)
        if first >= COLUMNS or last < 0:
            continue
        first, last = max(0, first), min(COLUMNS - 1, last)
        # neighbours of the same class need a blank between them, or they would be read as one
        if first > 0 and mark.kind not in (IGNORE,) and result[first - 1] == mark.kind:
            if last > first:
                result[first] = 0
                first += 1
            else:
                result[first - 1] = 0
        result[first : last + 1] = np.where(mark.kind == IGNORE, np.where(result[first : last + 1] == 0, IGNORE, result[first : last + 1]), mark.kind)
    return result


def photograph(plate: Plate, canvas: np.ndarray, pick: random.Random, hardness: float) -> View:
    """One crop of the mounted plate. hardness 0..1: how often it is small, dark, blurred or askew."""
    kind = pick.random() + (0.4 if pick.random() > hardness else 0)
    width = pick.uniform(30, 50) if kind < 0.09 else pick.uniform(50, 80) if kind < 0.42 else pick.uniform(75, 125) if kind < 0.8 else pick.uniform(120, 190)
    quad = quad_of(pick, width)
    low, high = quad.min(0), quad.max(0)
    # room for the margins below
    room = (high - low) * 0.3 + 3
    quad = quad - low + room
    size = np.ceil(quad.max(0) + room).astype(int)
    shrink = min(1.0, width * 1.3 / WIDTH)
    source = canvas if shrink > 0.95 else cv2.resize(canvas, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    own = np.array([[PAD_X, PAD_Y], [PAD_X + WIDTH, PAD_Y], [PAD_X + WIDTH, PAD_Y + TALL], [PAD_X, PAD_Y + TALL]], np.float32)
    to_picture = cv2.getPerspectiveTransform(own, quad)
    scaled = to_picture @ np.diag([1 / shrink, 1 / shrink, 1])
    picture = cv2.warpPerspective(source, scaled, (int(size[0]), int(size[1])), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    if pick.random() < 0.35 + 0.65 * hardness:
        picture = lit(pick, picture, hardness)
    picture = blurred(pick, picture, hardness)
    if pick.random() < 0.5:
        planes = pick.choice((1, 3))
        picture = picture + noise(pick, *picture.shape[:2], planes) * abs(pick.gauss(0, 8))
    picture = np.clip(picture, 0, 255).astype(np.uint8)
    if pick.random() < 0.2:
        picture = cv2.addWeighted(picture, 1.8, cv2.GaussianBlur(picture, (0, 0), 1.2), -0.8, 0)
    if pick.random() < 0.55:
        picture = cv2.imdecode(cv2.imencode('.jpg', picture, [cv2.IMWRITE_JPEG_QUALITY, pick.randint(18, 90)])[1], 1)
    to_crop = crop_of(pick, quad)
    crop = cv2.warpPerspective(picture, to_crop, (CROP_WIDTH, CROP_HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return View(crop, columns_of(plate, to_crop @ to_picture), width)


def crop_of(pick: random.Random, quad: np.ndarray) -> np.ndarray:
    """The homography that cuts the plate out: straightened by rough corners, or its upright box."""
    across, down = pick.uniform(-0.02, 0.1), pick.uniform(-0.03, 0.12)
    if pick.random() < 0.12:
        across, down = pick.uniform(0.08, 0.22), pick.uniform(0.08, 0.25)
    low, high = quad.min(0), quad.max(0)
    reach = high - low
    if pick.random() < 0.55:
        rough = quad + np.random.randn(4, 2).astype(np.float32) * reach * np.array([0.018, 0.04], np.float32)
        centre = rough.mean(0)
        source = centre + (rough - centre) * np.array([1 + 2 * across, 1 + 2 * down], np.float32)
    else:
        shift = np.random.randn(4).astype(np.float32) * np.array([0.02, 0.04, 0.02, 0.04], np.float32)
        left, top = low[0] - reach[0] * (across + shift[0]), low[1] - reach[1] * (down + shift[1])
        right, bottom = high[0] + reach[0] * (across + shift[2]), high[1] + reach[1] * (down + shift[3])
        source = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
    target = np.array([[0, 0], [CROP_WIDTH, 0], [CROP_WIDTH, CROP_HEIGHT], [0, CROP_HEIGHT]], np.float32)
    return cv2.getPerspectiveTransform(source.astype(np.float32), target)
