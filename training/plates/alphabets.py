"""Shapes of characters: invented die-like alphabets, installed fonts, dies cut from real plates.

An alphabet is a dict from each of the 36 characters to a mask, uint8 [64, width], 255 where the paint is,
cropped to the ink from side to side.
"""
import glob
import os
import random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from training.plates.serials import CHARACTERS

HEIGHT = 64
Alphabet = dict[str, np.ndarray]
Stroke = list[tuple[float, ...]]

FONT_NAMES = (
    'routed-gothic routed-gothic-narrow RG2014B RG2014C RG2014D RG2014E OSP-DIN LiberationSans-Bold LiberationSansNarrow-Bold '
    'LiberationSansNarrow-Regular LiberationMono-Bold DejaVuSansCondensed-Bold DejaVuSansMono-Bold RobotoCondensed-Bold '
    'RobotoCondensed-Medium Roboto-Medium BebasNeue-Regular BebasNeue-Bold B612Mono-Bold B612-Bold Lato-Bold Lato-Heavy Cabin-Bold '
    'YanoneKaffeesatz-Bold Hack-Bold Jura-Bold Play-Bold OCRA OCR-A FreeSansBold FreeMonoBold texgyreheros-bold '
    'texgyreheroscn-bold NimbusSansNarrow-Bold LiberationSerif-Bold DejaVuSerif-Bold DejaVuSerifCondensed-Bold texgyrebonum-bold'
).split()


def font_files(names: tuple[str, ...] | list[str] = FONT_NAMES) -> list[str]:
    """Paths of those fonts that are installed. The names are file names without their endings."""
    wanted = {name.lower() for name in names}
    found = glob.glob('/usr/share/fonts/**/*.[to]tf', recursive=True) + glob.glob('/usr/share/texmf/fonts/**/*.otf', recursive=True)
    chosen = {os.path.basename(path)[:-4].lower(): path for path in sorted(found)}
    return [path for name, path in chosen.items() if name in wanted]


def cropped(mask: np.ndarray) -> np.ndarray:
    columns = np.where(mask.max(0) > 40)[0]
    return mask[:, columns[0] : columns[-1] + 1]


def text_mask(text: str, path: str, height: int = 48) -> np.ndarray:
    """A line of text as a mask, cropped to its ink on all sides."""
    font = ImageFont.truetype(path, height)
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new('L', (max(1, right - left) + 4, max(1, bottom - top) + 4))
    ImageDraw.Draw(picture).text((2 - left, 2 - top), text, 255, font)
    mask = np.asarray(picture)
    rows = np.where(mask.max(1) > 40)[0]
    return cropped(mask[rows[0] : rows[-1] + 1]) if len(rows) else np.full((height, height), 255, np.uint8)


def font_alphabet(path: str) -> Alphabet:
    """The capitals and digits of a font, each stretched to the full height."""
    letters = {}
    for sign in CHARACTERS:
        mask = text_mask(sign, path, 90)
        width = max(3, round(mask.shape[1] * HEIGHT / mask.shape[0]))
        letters[sign] = cropped(cv2.resize(mask, (width, HEIGHT), interpolation=cv2.INTER_AREA))
    return letters


def _skeletons(pick: random.Random) -> dict[str, list[Stroke]]:
    """Strokes in a unit square, y down. A third number marks a vertex that is to be rounded."""
    middle = pick.uniform(0.43, 0.53)
    hook = pick.uniform(0.19, 0.33)
    apex = pick.choice((0.0, 0.0, 0.07, 0.15))
    stem = pick.uniform(0.55, 0.84)
    bar = pick.uniform(0.60, 0.79)
    ring: Stroke = [(0.5, 0), (1, 0, 1), (1, 1, 1), (0, 1, 1), (0, 0, 1), (0.5, 0)]

    def chance(share: float) -> bool:
        return pick.random() < share

    fours: list[list[Stroke]] = [
        [[(stem, 1), (stem, 0), (0, bar), (1, bar)]],
        [[(stem, 1), (stem, 0), (stem - 0.14, 0), (0, bar - 0.08), (0, bar), (1, bar)]],
        [[(stem - 0.24, 0), (0, bar), (1, bar)], [(stem, pick.uniform(0.2, 0.5)), (stem, 1)]],
    ]
    twos: list[Stroke] = [
        [(0, hook), (0, 0, 1), (1, 0, 1), (1, 0.44, 1), (0, 1), (1, 1)],
        [(0, hook), (0, 0, 1), (1, 0, 1), (1, middle, 1), (0, middle + 0.17, 1), (0, 1), (1, 1)],
        [(0, hook), (0, 0, 1), (1, 0, 1), (1, middle - 0.03, 1), (0, 0.88), (0, 1), (1, 1)],
        [(0, 0), (1, 0, 1), (1, 0.42), (0, 1), (1, 1)],
    ]
    six: list[Stroke] = (
        [[(0.76, 0), (0, 0.6, 1), (0, 1, 1), (1, 1, 1), (1, 0.44, 1), (0.24, 0.44)]]
        if chance(0.25)
        else [[(1, hook), (1, 0, 1), (0, 0, 1), (0, 1, 1), (1, 1, 1), (1, middle - 0.04, 1), (0, middle + 0.02)]]
    )
    three: list[Stroke] = (
        [[(0, 0), (1, 0), (0.4, 0.4), (1, 0.4, 1), (1, 1, 1), (0, 1, 1), (0, 1 - hook)]]
        if chance(0.2)
        else [
            [(0, hook - 0.03), (0, 0, 1), (0.96, 0, 1), (0.96, middle, 1), (0.34, middle)],
            [(0.5, middle), (1, middle, 1), (1, 1, 1), (0, 1, 1), (0, 1 - hook + 0.03)],
        ]
    )
    upper, lower = (middle, middle) if chance(0.5) else (middle - 0.06, middle + 0.10)
    shapes: dict[str, list[Stroke]] = {
        'A': [[(0, 1), (0.5 - apex, 0), (0.5 + apex, 0), (1, 1)], [(0.15, 0.68), (0.85, 0.68)]],
        'B': [[(0.5, 0), (0, 0), (0, 1), (0.5, 1)], [(0.3, 0), (0.94, 0, 1), (0.94, middle, 1), (0, middle)], [(0.3, middle), (1, middle, 1), (1, 1, 1), (0.3, 1)]],
        'C': [[(1, hook), (1, 0, 1), (0, 0, 1), (0, 1, 1), (1, 1, 1), (1, 1 - hook)]],
        'D': [[(0, 1), (0, 0), (1, 0, 1), (1, 1, 1), (0, 1), (0, 0.5)]],
        'E': [[(1, 0), (0, 0), (0, 1), (1, 1)], [(0, middle), (0.8, middle)]],
        'F': [[(1, 0), (0, 0), (0, 1)], [(0, middle), (0.8, middle)]],
        'G': [[(1, hook), (1, 0, 1), (0, 0, 1), (0, 1, 1), (1, 1, 1), (1, 0.56), (0.55, 0.56)]] + ([[(1, 0.56), (1, 1)]] if chance(0.3) else []),
        'H': [[(0, 0), (0, 1)], [(1, 0), (1, 1)], [(0, middle), (1, middle)]],
        'I': [[(0.5, 0), (0.5, 1)]] + ([[(0, 0), (1, 0)], [(0, 1), (1, 1)]] if chance(0.5) else []),
        'J': [[(1, 0), (1, 1, 1), (0, 1, 1), (0, 0.95 - hook)]] + ([[(0.4, 0), (1, 0)]] if chance(0.2) else []),
        'K': [[(0, 0), (0, 1)], [(1, 0), (0, 0.62)], [(0.32, 0.42), (1, 1)]],
        'L': [[(0, 0), (0, 1), (1, 1)]],
        'M': [[(0, 1), (0, 0), (0.5, pick.choice((0.45, 0.6, 0.7, 0.95))), (1, 0), (1, 1)]],
        'N': [[(0, 1), (0, 0), (1, 1), (1, 0)]],
        'O': [ring],
        'P': [[(0, 1), (0, 0), (1, 0, 1), (1, middle + 0.06, 1), (0, middle + 0.06)]],
        'Q': [ring, [(0.56, 0.7), (1.04, 1.06)]],
        'R': [[(0, 1), (0, 0), (1, 0, 1), (1, middle + 0.04, 1), (0, middle + 0.04)], [(0.5, middle + 0.04), (1, 1)]],
        'S': [[(1, hook), (1, 0, 1), (0, 0, 1), (0, upper, 1), (1, lower, 1), (1, 1, 1), (0, 1, 1), (0, 1 - hook)]],
        'T': [[(0, 0), (1, 0)], [(0.5, 0), (0.5, 1)]],
        'U': [[(0, 0), (0, 1, 1), (1, 1, 1), (1, 0)]],
        'V': [[(0, 0), (0.5, 1), (1, 0)]],
        'W': [[(0, 0), (0, 1), (0.5, 0.35), (1, 1), (1, 0)]] if chance(0.25) else [[(0, 0), (0.25, 1), (0.5, pick.choice((0.05, 0.2, 0.35, 0.5))), (0.75, 1), (1, 0)]],
        'X': [[(0, 0), (1, 1)], [(1, 0), (0, 1)]],
        'Y': [[(0, 0), (0.5, 0.5), (1, 0)], [(0.5, 0.5), (0.5, 1)]],
        'Z': [[(0, 0), (1, 0), (0, 1), (1, 1)]],
        '0': [ring] + ([[(0.12, 0.88), (0.88, 0.12)]] if chance(0.12) else []),
        '1': [[(0.5, 0), (0.5, 1)]],
        '2': [pick.choice(twos)],
        '3': three,
        '4': pick.choice(fours),
        '5': [[(0.95, 0), (0.06, 0), (0, middle), (0.5, middle - 0.06), (1, middle - 0.06, 1), (1, 1, 1), (0, 1, 1), (0, 1 - hook)]],
        '6': six,
        '7': [[(0, 0), (1, 0), (0.9, 0.25), (0.45, 0.6, 1), (0.4, 1)]] if chance(0.2) else [[(0, 0), (1, 0), (0.34, 1)]],
        '8': [[(0.5, 0), (0.95, 0, 1), (0.95, middle, 1), (0.05, middle, 1), (0.05, 0, 1), (0.5, 0)], [(0.5, middle), (1, middle, 1), (1, 1, 1), (0, 1, 1), (0, middle, 1), (0.5, middle)]],
    }
    if chance(0.6):
        shapes['1'].append([(0.05, 0.22), (0.5, 0)])
    if chance(0.4):
        shapes['1'].append([(0, 1), (1, 1)])
    shapes['9'] = [[(1 - point[0], 1 - point[1], *point[2:]) for point in stroke] for stroke in six]
    return shapes


def _rounded(stroke: Stroke, radius: float, aspect: float) -> np.ndarray:
    points = [np.array((point[0] * aspect, point[1])) for point in stroke]
    path = [points[0]]
    for index in range(1, len(points) - 1):
        corner = points[index]
        if len(stroke[index]) < 3:
            path.append(corner)
            continue
        before, after = points[index - 1] - corner, points[index + 1] - corner
        long_before, long_after = np.linalg.norm(before), np.linalg.norm(after)
        reach = min(radius, long_before / 2, long_after / 2)
        start, end = corner + before / long_before * reach, corner + after / long_after * reach
        for share in np.linspace(0, 1, 7):
            near = 1.5 * share * (1 - share)
            total = (1 - share) ** 2 + near + share**2
            path.append(((1 - share) ** 2 * start + near * corner + share**2 * end) / total)
    path.append(points[-1])
    return np.array(path)


def die_alphabet(seed: int) -> Alphabet:
    """An invented alphabet in the manner of plate dies: strokes of one width with rounded bends."""
    pick = random.Random(seed)
    shapes = _skeletons(pick)
    aspect, stroke_width, radius = pick.uniform(0.38, 0.64), pick.uniform(0.09, 0.2), pick.uniform(0.1, 0.34)
    is_o_wide, serif_width = pick.random() < 0.4, pick.choice((0.4, 0.55, 0.75))
    size = HEIGHT * 4
    pen = max(1, round(stroke_width * size))
    letters = {}
    for sign in CHARACTERS:
        width = aspect * pick.uniform(0.97, 1.03) * (1.18 if sign in 'MW' else 1)
        if is_o_wide and sign in 'O0':
            width *= 1.12 if sign == 'O' else 0.94
        if sign == 'I':
            width = aspect * serif_width
        if sign == '1':
            width = aspect * (0.7 if len(shapes['1']) > 1 else 0.3)
        canvas = np.zeros((size, round(width * (size - pen)) + pen + 8), np.uint8)
        for stroke in shapes[sign]:
            path = _rounded(stroke, radius, width) * (size - pen) + pen / 2 + (4, 0)
            cv2.polylines(canvas, [np.round(path * 16).astype(np.int32)], False, 255, pen, cv2.LINE_AA, 4)
        letters[sign] = cropped(cv2.resize(canvas, (max(3, canvas.shape[1] // 4), HEIGHT), interpolation=cv2.INTER_AREA))
    return letters
