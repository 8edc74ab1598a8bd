"""Flat plates to paste into pictures: photographs, sample art, and plain prints drawn here."""
from pathlib import Path
from random import Random

import cv2
import numpy as np
from PIL import Image as Drawing
from PIL import ImageDraw, ImageFont

from ..places import DATA
from .pictures import Image, is_validation

WIDTH, HEIGHT = 320, 160
PLAIN_COUNT = 300
TRIM = 0.015
"""Share of sample art cut off each side: the art's own margin."""
BLANK_EDGE_SHARE = 0.035
"""Art whose middle band has fewer edges than this carries no serial."""
FONT_ROOTS = ("roadgeek", "routed-gothic", "opendin", "dejavu", "liberation", "b612", "bebas-neue", "roboto")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def font_files() -> list[Path]:
    """The installed font files used for serials and for lettering that is no plate."""
    files = [p for p in Path("/usr/share/fonts").rglob("*") if p.suffix in {".ttf", ".otf"}]
    kept = sorted(p for p in files if any(root in str(p).lower() for root in FONT_ROOTS))
    if not kept:
        raise OSError("no fonts: install fonts-roadgeek, fonts-dejavu and fonts-liberation")
    return kept


def serial(random: Random) -> str:
    """A string in one of the common forms of US serials."""
    form = random.choice(["AAA 000", "AAA0000", "0AAA000", "AA 00000", "000 AAA", "AAA AAA", "000000", "AA00AA"])
    return "".join(random.choice(LETTERS) if c == "A" else random.choice("0123456789") if c == "0" else c for c in form)


def draw_text(image: Image, text: str, box: tuple[int, int, int, int], font: Path, colour: tuple[int, ...]) -> Image:
    """A copy of `image` with `text` stretched to fill `box` (left, top, right, bottom)."""
    left, top, right, bottom = box
    if right - left < 2 or bottom - top < 2:
        return image
    face = ImageFont.truetype(str(font), 64)
    x0, y0, x1, y1 = face.getbbox(text)
    mask = Drawing.new("L", (max(1, x1 - x0), max(1, y1 - y0)))
    ImageDraw.Draw(mask).text((-x0, -y0), text, 255, font=face)
    canvas = Drawing.fromarray(image)
    canvas.paste(colour, (left, top), mask.resize((right - left, bottom - top), Drawing.BILINEAR))
    return np.array(canvas)


def lacks_serial(image: Image) -> bool:
    band = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[HEIGHT * 3 // 10 : HEIGHT * 7 // 10, WIDTH // 4 : WIDTH * 3 // 4]
    return float((cv2.Canny(band, 60, 140) > 0).mean()) < BLANK_EDGE_SHARE


def with_serial(image: Image, random: Random, fonts: list[Path]) -> Image:
    height = random.uniform(0.4, 0.58) * HEIGHT
    top = int(random.uniform(0.24, 0.36) * HEIGHT)
    inset = int(random.uniform(0.05, 0.14) * WIDTH)
    luminance = float(image[HEIGHT // 3 : HEIGHT * 2 // 3].mean())
    ink = [random.randint(0, 90) for _ in range(3)] if luminance > 110 else [random.randint(190, 255) for _ in range(3)]
    return draw_text(image, serial(random), (inset, top, WIDTH - inset, int(top + height)), random.choice(fonts), tuple(ink))


def plain_plate(random: Random, fonts: list[Path]) -> Image:
    """A plate of one or two grounds, a serial and a line of lettering: paper, digital and old prints."""
    light = random.random() < 0.8
    ground = [random.randint(185, 255) if light else random.randint(10, 110) for _ in range(3)]
    image = np.full((HEIGHT, WIDTH, 3), ground, np.uint8)
    if random.random() < 0.5:
        other = np.clip(np.array(ground) + [random.randint(-60, 40) for _ in range(3)], 0, 255)
        blend = np.linspace(0, 1, HEIGHT)[:, None, None] ** random.uniform(0.5, 3)
        image = (image * (1 - blend) + other * blend).astype(np.uint8)
    if random.random() < 0.6:
        edge, ink = random.randint(2, 9), tuple(random.randint(0, 120) for _ in range(3))
        cv2.rectangle(image, (edge, edge), (WIDTH - edge, HEIGHT - edge), ink, random.randint(2, 5))
    image = with_serial(image, random, fonts)
    for top in (random.randint(5, 12), HEIGHT - random.randint(26, 32)):
        if random.random() < 0.75:
            width = random.randint(60, 220)
            left = (WIDTH - width) // 2
            word = "".join(random.choice(LETTERS) for _ in range(random.randint(4, 13)))
            ink = tuple(random.randint(0, 140) for _ in range(3))
            box = (left, top, left + width, top + random.randint(12, 22))
            image = draw_text(image, word, box, random.choice(fonts), ink)
    return image


def load_textures(random: Random, validation: bool) -> list[Image]:
    """Plates [160,320,3] RGB of one side of the split; art without a serial is given one."""
    fonts = font_files()
    textures = []
    for folder, trim in (("us-plates-train", 0.0), ("state-art", TRIM)):
        for path in sorted((DATA / folder).glob("*.[jp][pn]g")):
            if is_validation(path.stem) != validation:
                continue
            image = cv2.imread(str(path))
            if image is None:
                continue
            cut_y, cut_x = int(image.shape[0] * trim), int(image.shape[1] * trim)
            image = image[cut_y : image.shape[0] - cut_y, cut_x : image.shape[1] - cut_x]
            image = cv2.resize(image[..., ::-1], (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
            textures.append(with_serial(image, random, fonts) if lacks_serial(image) else image)
    share = 0.12 if validation else 1
    return textures + [plain_plate(random, fonts) for _ in range(int(PLAIN_COUNT * share))]
