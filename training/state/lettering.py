"""Letters for names, slogans and serials, set in the fonts of Debian's packages."""

from __future__ import annotations

import random
import string
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

FONT_ROOT = Path("/usr/share/fonts")
#: Fonts near the dies of serials.
PLAIN = ("roadgeek", "opendin", "routed-gothic", "bebas", "Condensed")
#: A: any letter, 0: any digit.
SERIAL_FORMS = tuple(
    "AAA 000|AAA-0000|000 AAA|0AAA000|000-000|AA 00000|AAAAAA|AA0 A00|00000|AAA0000|A00-00A".split("|")
)


@lru_cache(maxsize=None)
def fonts(plain: bool) -> tuple[str, ...]:
    """Paths of the fonts to draw with; raises RuntimeError where no font is installed."""
    found = sorted(str(path) for path in FONT_ROOT.rglob("*") if path.suffix.lower() in (".ttf", ".otf"))
    latin = [path for path in found if not any(word in path for word in ("Math", "Symbol", "Dingbat", "icon"))]
    chosen = [path for path in latin if any(word in path for word in PLAIN)] if plain else latin
    if not chosen:
        raise RuntimeError(f"no fonts under {FONT_ROOT}")
    return tuple(chosen)


@lru_cache(maxsize=1024)
def load_font(path: str, size: int) -> ImageFont.FreeTypeFont:
    """A font at a size in pixels."""
    return ImageFont.truetype(path, size)


def serial_text() -> str:
    """A serial of five to seven characters in one of the common forms."""
    form = random.choice(SERIAL_FORMS)
    return "".join(
        random.choice(string.ascii_uppercase) if sign == "A" else random.choice(string.digits) if sign == "0" else sign
        for sign in form
    )


def contrasting(background: np.ndarray) -> tuple[int, int, int]:
    """An ink that stands out from a background colour."""
    dark = float(np.mean(background)) > 118
    ink = np.random.randint(0, 95, 3) if dark else np.random.randint(165, 256, 3)
    if dark and random.random() < 0.5:
        ink[random.randrange(3)] = random.randint(80, 190)
    return int(ink[0]), int(ink[1]), int(ink[2])


def text_mask(text: str, height: int, plain: bool) -> np.ndarray:
    """Coverage of a line of text, uint8, cut to its ink; about `height` pixels high."""
    font = load_font(random.choice(fonts(plain)), max(8, 4 * (height * 5 // 16)))
    left, top, right, bottom = font.getbbox(text)
    image = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(image).text((-left, -top), text, fill=255, font=font)
    return np.asarray(image)


def draw_text(
    picture: np.ndarray,
    text: str,
    centre: tuple[float, float],
    height: int,
    ink: tuple[int, int, int],
    widest: float,
    plain: bool = False,
) -> None:
    """Draw a line of text around a centre, squeezed to `height` pixels and to a share of the picture's width, in place."""
    mask = text_mask(text, height, plain)
    rows, columns = picture.shape[:2]
    scale = height / mask.shape[0]
    stretch = random.uniform(0.8, 1.35)
    wide = int(max(4, min(mask.shape[1] * scale * stretch, widest * columns)))
    shape = Image.fromarray(mask).resize((wide, height), Image.BILINEAR)
    x0, y0 = int(centre[0] - wide / 2), int(centre[1] - height / 2)
    x0, y0 = max(0, min(columns - wide, x0)), max(0, min(rows - height, y0))
    alpha = np.asarray(shape, np.float32)[: rows - y0, : columns - x0, None] / 255
    region = picture[y0 : y0 + alpha.shape[0], x0 : x0 + alpha.shape[1]]
    region[:] = (region * (1 - alpha) + np.float32(ink) * alpha).astype(np.uint8)
