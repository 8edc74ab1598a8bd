"""Draws a plate: ground, name, slogan, emblems, serial, stickers, bolts, wear.

A plate is a canvas of 256x128 px, float32 RGB 0..255, and the places of its characters on it.
"""
import random
from dataclasses import dataclass, field

import cv2
import numpy as np

from training.places import STATES
from training.plates.alphabets import HEIGHT, Alphabet, die_alphabet, font_alphabet, font_files, text_mask
from training.plates.designs import DESIGNS, WHITE, Colour, Design
from training.plates.serials import CHARACTERS, STACKED, Pieces, any_serial, text_of

WIDTH, TALL = 256, 128
IGNORE = 255
"""Marks a stretch whose class is not known (leftovers on real plates)."""
ZERO_OR_O = 254
"""Marks a round character that its source labels 0 and that may be the letter: the labels do not tell them apart."""


@dataclass
class Mark:
    """One thing the reader's columns should show: class 1..36, STACKED, IGNORE or ZERO_OR_O; centre and width in canvas px."""

    kind: int
    x: float
    y: float
    width: float


@dataclass
class Plate:
    """picture: float32 [128, 256, 3] RGB; marks from left to right; text without stacked pairs."""

    picture: np.ndarray
    marks: list[Mark]
    text: str
    state: str


@dataclass
class Kit:
    """What plates are drawn with, built once a process."""

    dies: list[Alphabet]
    fonts: list[Alphabet]
    real: dict[str, list[Alphabet]]
    words: dict[str, list[np.ndarray]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    blanks: list[np.ndarray] = field(default_factory=list)
    """Artwork of designs without a serial, uint8 [128, 256, 3]."""

    def word(self, text: str, pick: random.Random) -> np.ndarray:
        """A line of small lettering in one of some fonts, drawn once and kept."""
        drawn = self.words.setdefault(text, [])
        if len(drawn) < 4:
            drawn.append(text_mask(text, pick.choice(self.files)))
        return pick.choice(drawn)


NAME_FONTS = (
    'LiberationSerif-Bold LiberationSerif-BoldItalic DejaVuSerif-Bold LiberationSans-Bold LiberationSans-BoldItalic Lato-Heavy Lobster '
    'Lobster-Regular Cabin-Bold BebasNeue-Bold RobotoCondensed-Bold texgyrebonum-bold texgyreheros-bold RG2014D B612-Bold'
).split()


def build_kit(seed: int, real: dict[str, list[Alphabet]] | None = None, dies: int = 220) -> Kit:
    """Alphabets for a drawing process. real: alphabets cut from real plates, by state."""
    return Kit(
        [die_alphabet(seed * 1000 + index) for index in range(dies)],
        [font_alphabet(path) for path in font_files()],
        real or {},
        files=font_files(NAME_FONTS),
    )


def jittered(colour: Colour | tuple[float, ...], pick: random.Random, reach: float = 14) -> tuple[float, ...]:
    return tuple(min(255.0, max(0.0, part + pick.gauss(0, reach * 0.6))) for part in colour)


def any_colour(pick: random.Random) -> tuple[float, ...]:
    return tuple(pick.uniform(0, 255) for _ in range(3))


def luminance(colour: tuple[float, ...]) -> float:
    return 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]


def lay(canvas: np.ndarray, mask: np.ndarray, x: float, y: float, width: float, height: float, colour: tuple[float, ...], strength: float = 1.0) -> None:
    """Paints a mask, stretched to width x height with its corner at x, y; what lies outside is cut off."""
    wide, high, left, top = max(1, round(width)), max(1, round(height)), round(x), round(y)
    shape = cv2.resize(mask, (wide, high), interpolation=cv2.INTER_AREA if wide < mask.shape[1] else cv2.INTER_LINEAR)
    x0, y0, x1, y1 = max(0, left), max(0, top), min(canvas.shape[1], left + wide), min(canvas.shape[0], top + high)
    if x1 <= x0 or y1 <= y0:
        return
    cover = (shape[y0 - top : y1 - top, x0 - left : x1 - left].astype(np.float32) * (strength / 255))[..., None]
    part = canvas[y0:y1, x0:x1]
    part += (np.asarray(colour, np.float32) - part) * cover


def gradient(colours: list[tuple[float, ...]], pick: random.Random, height: int, width: int) -> np.ndarray:
    ramp = np.asarray(colours, np.float32)[:, None]
    upright = cv2.resize(ramp, (1, height), interpolation=cv2.INTER_LINEAR)
    picture = np.repeat(upright, width, 1)
    if pick.random() < 0.1:
        picture = cv2.resize(np.ascontiguousarray(picture.transpose(1, 0, 2)), (width, height))
    return picture.astype(np.float32)


def emblem(canvas: np.ndarray, pick: random.Random, x: float, y: float, width: float, height: float, colour: tuple[float, ...] | None = None) -> None:
    """Something that is no character: a disc, a blot, a star, a shield, strokes, a face, a wheelchair-like figure."""
    colour = colour or any_colour(pick)
    second = any_colour(pick)
    kind = pick.random()
    centre = (int(x), int(y))
    if kind < 0.2:
        cv2.ellipse(canvas, centre, (max(1, int(width / 2)), max(1, int(height / 2))), pick.uniform(0, 180), 0, 360, colour, -1, cv2.LINE_AA)
        if pick.random() < 0.6:
            cv2.ellipse(canvas, centre, (max(1, int(width * 0.3)), max(1, int(height * 0.3))), 0, 0, 360, second, -1, cv2.LINE_AA)
    elif kind < 0.55:
        corners = pick.randint(4, 12)
        angles = sorted(pick.uniform(0, 6.28) for _ in range(corners))
        blot = [(x + np.cos(a) * width / 2 * pick.uniform(0.4, 1), y + np.sin(a) * height / 2 * pick.uniform(0.4, 1)) for a in angles]
        cv2.fillPoly(canvas, [np.array(blot, np.int32)], colour, cv2.LINE_AA)
        if pick.random() < 0.5:
            cv2.fillPoly(canvas, [((np.array(blot) - (x, y)) * 0.5 + (x, y)).astype(np.int32)], second, cv2.LINE_AA)
    elif kind < 0.68:
        points = [(x + np.cos(i * 0.6283) * width / 2 * (1 if i % 2 else 0.45), y + np.sin(i * 0.6283) * height / 2 * (1 if i % 2 else 0.45)) for i in range(10)]
        cv2.fillPoly(canvas, [np.array(points, np.int32)], colour, cv2.LINE_AA)
    elif kind < 0.84:
        for _ in range(pick.randint(3, 7)):
            a = (int(x + pick.uniform(-0.5, 0.5) * width), int(y + pick.uniform(-0.5, 0.5) * height))
            b = (int(x + pick.uniform(-0.5, 0.5) * width), int(y + pick.uniform(-0.5, 0.5) * height))
            cv2.line(canvas, a, b, colour if pick.random() < 0.7 else second, pick.randint(1, 4), cv2.LINE_AA)
    else:
        cv2.circle(canvas, (int(x), int(y - height * 0.32)), max(1, int(height * 0.12)), colour, -1, cv2.LINE_AA)
        cv2.line(canvas, (int(x), int(y - height * 0.2)), (int(x), int(y + height * 0.1)), colour, max(1, int(width * 0.1)), cv2.LINE_AA)
        cv2.ellipse(canvas, (int(x), int(y + height * 0.2)), (max(1, int(width * 0.32)), max(1, int(height * 0.25))), 0, 0, pick.uniform(180, 360), colour, max(1, int(width * 0.09)), cv2.LINE_AA)


def portrait(canvas: np.ndarray, pick: random.Random, x: float, tint: tuple[float, ...], strength: float) -> None:
    """A pale head and shoulders behind the serial, as on the Illinois designs."""
    layer = canvas.copy()
    y = TALL * 0.5
    cv2.ellipse(layer, (int(x), int(y)), (int(TALL * 0.13), int(TALL * 0.2)), pick.uniform(-8, 8), 0, 360, tint, -1, cv2.LINE_AA)
    cv2.ellipse(layer, (int(x), int(y + TALL * 0.36)), (int(TALL * 0.28), int(TALL * 0.2)), 0, 0, 360, tint, -1, cv2.LINE_AA)
    dark = tuple(part * 0.6 for part in tint)
    cv2.ellipse(layer, (int(x), int(y - TALL * 0.13)), (int(TALL * 0.14), int(TALL * 0.08)), 0, 180, 360, dark, -1, cv2.LINE_AA)
    cv2.ellipse(layer, (int(x), int(y + TALL * 0.13)), (int(TALL * 0.1), int(TALL * 0.09)), 0, 0, 180, dark, -1, cv2.LINE_AA)
    for dx in (-0.05, 0.05):
        cv2.circle(layer, (int(x + TALL * dx), int(y - TALL * 0.02)), 2, dark, -1, cv2.LINE_AA)
    canvas += (layer - canvas) * strength


def readable_on(canvas: np.ndarray, ink: tuple[float, ...], pick: random.Random) -> tuple[float, ...]:
    """The ink, or another where it would hardly show on the middle of the canvas."""
    level = float(canvas[TALL // 3 : 2 * TALL // 3].mean())
    while abs(luminance(ink) - level) < 75:
        ink = tuple(pick.uniform(0, 90) if level > 110 else pick.uniform(190, 255) for _ in range(3))
    return ink


def ground(kit: Kit, pick: random.Random, design: Design, is_in_style: bool) -> tuple[np.ndarray, tuple[float, ...], tuple[float, ...]]:
    """The unlettered plate, the serial's ink and the ink of the name."""
    if is_in_style:
        colours, ink, name_ink = [jittered(c, pick, 14) for c in design.ground], jittered(design.ink, pick), jittered(design.name_ink, pick)
    else:
        base = any_colour(pick) if pick.random() < 0.35 else jittered(WHITE, pick, 20)
        colours = [base, jittered(base, pick, 30), jittered(base, pick, 40)]
        ink, name_ink = any_colour(pick), any_colour(pick)
    canvas = gradient(colours, pick, TALL, WIDTH)
    ink = readable_on(canvas, ink, pick)
    if pick.random() < 0.12:
        layer = canvas.copy()
        ridge = [(i * WIDTH / 6, pick.uniform(0.25, 0.75) * TALL) for i in range(7)]
        cv2.fillPoly(layer, [np.array(ridge + [(WIDTH, TALL), (0, TALL)], np.int32)], any_colour(pick))
        canvas += (layer - canvas) * pick.uniform(0.08, 0.45)
    for _ in range(pick.choice((0, 0, 1, 1, 2, 3))):
        layer = canvas.copy()
        emblem(layer, pick, pick.uniform(0, WIDTH), pick.uniform(10, TALL), pick.uniform(25, 150), pick.uniform(25, 110))
        canvas += (layer - canvas) * pick.uniform(0.05, 0.32)
    if pick.random() < 0.15:
        speckle = cv2.resize(np.random.rand(pick.randint(4, 24), pick.randint(6, 40)).astype(np.float32), (WIDTH, TALL), interpolation=cv2.INTER_CUBIC)
        canvas += ((speckle - 0.5) * pick.uniform(10, 60))[..., None]
    return canvas, ink, name_ink


def small_print(canvas: np.ndarray, kit: Kit, pick: random.Random, design: Design, is_in_style: bool, name_ink: tuple[float, ...]) -> None:
    """Name of the state and slogan, above and below the serial."""
    place = design.name_place if is_in_style and pick.random() < 0.9 else pick.choice(('top', 'bottom'))
    if pick.random() < (0.92 if is_in_style else 0.7):
        mask = kit.word(design.name, pick)
        height = pick.uniform(0.1, 0.2) * TALL
        width = min(WIDTH * 0.8, mask.shape[1] * height / mask.shape[0] * pick.uniform(0.85, 1.3))
        x = (WIDTH - width) / 2 + pick.gauss(0, WIDTH * 0.03)
        y = pick.uniform(0.015, 0.07) * TALL if place == 'top' else TALL * pick.uniform(0.94, 0.985) - height
        lay(canvas, mask, x, y, width, height, name_ink)
    slogan = pick.choice(design.slogans)
    if slogan and pick.random() < 0.7:
        mask = kit.word(slogan, pick)
        height = pick.uniform(0.06, 0.13) * TALL
        width = min(WIDTH * 0.8, mask.shape[1] * height / mask.shape[0])
        y = TALL * pick.uniform(0.94, 0.98) - height if place == 'top' else TALL * 0.04
        lay(canvas, mask, (WIDTH - width) / 2, y, width, height, name_ink)


def serial_layout(pieces: Pieces, alphabet: Alphabet, pick: random.Random, is_temporary: bool) -> tuple[list[float], float, float, float, float]:
    """Widths of the pieces, gap between them, height, stretch of the glyphs and total width, in px."""
    height = pick.uniform(0.4, 0.56) * TALL if pick.random() < 0.88 else pick.uniform(0.32, 0.64) * TALL
    if is_temporary:
        height = pick.uniform(0.3, 0.48) * TALL
    base = float(np.mean([alphabet[sign].shape[1] for sign in 'HEX0ZBN'])) / HEIGHT
    aspect = min(0.74, max(0.3, base * pick.uniform(0.88, 1.12))) if pick.random() < 0.6 else pick.uniform(0.36, 0.62)
    stretch = aspect / base
    gap, space = pick.uniform(0.05, 0.22) * height, pick.uniform(0.2, 0.6) * height
    is_even = pick.random() < 0.55
    widths = []
    for kind, text in pieces:
        if kind == 'character':
            own = alphabet[text].shape[1] / HEIGHT * stretch * height
            widths.append(max(own, aspect * height) if is_even else own)
        elif kind == 'stacked':
            widths.append(max(alphabet[sign].shape[1] for sign in text) / HEIGHT * stretch * height * 0.62)
        else:
            widths.append(space * (1.4 if kind == 'emblem' else 0.6))
    total = sum(widths) + gap * (len(widths) - 1)
    room = WIDTH * (pick.uniform(0.86, 0.96) if pick.random() < 0.85 else 0.98)
    scale = 1.0
    if total > room:
        scale = room / total
    elif pick.random() < 0.3 and len(pieces) > 4:
        scale = min(1.35, room / total)
    return [width * scale for width in widths], gap * scale, height, stretch * scale, total * scale


def worn(mask: np.ndarray, wear: float) -> np.ndarray:
    if wear < 0.15:
        return cv2.dilate(mask, np.ones((3, 3), np.uint8))
    if wear < 0.3:
        return cv2.erode(mask, np.ones((3, 3), np.uint8))
    return mask


def write_serial(canvas: np.ndarray, kit: Kit, pick: random.Random, pieces: Pieces, alphabet: Alphabet, ink: tuple[float, ...], is_temporary: bool) -> list[Mark]:
    """Draws the serial with its emblems and dashes and returns where its characters are."""
    widths, gap, height, stretch, total = serial_layout(pieces, alphabet, pick, is_temporary)
    if pick.random() < 0.75:
        left = (WIDTH - total) / 2
    else:
        left = pick.uniform(WIDTH * 0.02, max(WIDTH * 0.021, WIDTH * 0.98 - total))
    top = TALL * pick.uniform(0.49, 0.58) - height / 2 if pick.random() < 0.85 else pick.uniform(0.16 * TALL, max(0.17 * TALL, 0.92 * TALL - height))
    sheet = np.zeros((TALL, WIDTH, 1), np.float32)
    wear, marks, x = pick.random(), [], left

    def put(sign: str, at: float, y: float, width: float, high: float) -> None:
        lay(sheet, worn(alphabet[sign], wear), at, y, width, high, (1.0,))

    for (kind, text), width in zip(pieces, widths):
        if kind == 'character':
            own = alphabet[text].shape[1] / HEIGHT * stretch * height
            put(text, x + (width - own) / 2, top, own, height)
            marks.append(Mark(CHARACTERS.index(text) + 1, x + width / 2, top + height / 2, max(own, 0.3 * height)))
        elif kind == 'stacked':
            share = pick.uniform(0.4, 0.49)
            for row, sign in enumerate(text):
                own = min(width, alphabet[sign].shape[1] / HEIGHT * stretch * height * 0.55)
                put(sign, x + (width - own) / 2, top + row * height * (1 - share), own, height * share)
            marks.append(Mark(STACKED, x + width / 2, top + height / 2, width))
        elif kind == 'dash':
            if pick.random() < 0.8:
                cv2.rectangle(sheet, (int(x + width * 0.1), int(top + height * 0.46)), (int(x + width * 0.9), int(top + height * 0.56)), 1.0, -1)
            else:
                cv2.circle(sheet, (int(x + width / 2), int(top + height / 2)), max(1, int(height * 0.07)), 1.0, -1, cv2.LINE_AA)
        elif kind == 'emblem':
            emblem(canvas, pick, x + width / 2, top + height / 2, width * pick.uniform(0.6, 1.2), height * pick.uniform(0.3, 1.1))
        x += width + gap
    if pick.random() < 0.6 and not is_temporary:
        dx, dy = pick.choice(((1, 1), (-1, -1), (0, 1), (1, 0), (-1, 1)))
        shadow = np.roll(sheet, (dy, dx), (0, 1))
        light = np.roll(sheet, (-dy, -dx), (0, 1))
        canvas += (25 - canvas) * shadow * pick.uniform(0.1, 0.4)
        canvas += (255 - canvas) * light * pick.uniform(0.1, 0.4)
    canvas += (np.asarray(ink, np.float32) - canvas) * sheet * (pick.uniform(0.78, 1) if pick.random() < 0.85 else pick.uniform(0.42, 0.78))
    for room, at in ((left, left / 2), (WIDTH - left - total, (WIDTH + left + total) / 2)):
        if room > WIDTH * 0.1 and pick.random() < 0.65:
            emblem(canvas, pick, at, TALL * pick.uniform(0.45, 0.6), room * 0.8, TALL * pick.uniform(0.35, 0.65))
    return marks


def trimmings(canvas: np.ndarray, kit: Kit, pick: random.Random, ink: tuple[float, ...], state: str) -> None:
    """Stickers, county stickers, bolts, dirt, snow, the rim."""
    places = [(0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)]
    chances = [0.35] * 4
    if state == 'KS':
        chances[0] = 0.8
    for (px, py), chance in zip(places, chances):
        if pick.random() < chance:
            width, height = pick.uniform(0.09, 0.16) * WIDTH, pick.uniform(0.1, 0.2) * TALL
            x, y = px * WIDTH - width / 2, py * TALL - height / 2
            colour = any_colour(pick) if pick.random() < 0.7 else jittered(WHITE, pick)
            cv2.rectangle(canvas, (int(x), int(y)), (int(x + width), int(y + height)), colour, -1)
            text = pick.choice(('JO', 'SG', 'WY', 'DG', 'SN', 'LV')) if state == 'KS' and px < 0.5 else pick.choice(('JAN', 'APR', 'JUN', 'AUG', 'OCT', 'DEC', '24', '25', '26', '09', '12', '17', 'IL26', '2014'))
            lay(canvas, kit.word(text, pick), x + 2, y + 2, width - 4, height - 4, (20, 20, 20) if luminance(colour) > 120 else WHITE)
    if pick.random() < 0.75:
        across, down, shade = pick.uniform(0.17, 0.24), pick.uniform(0.06, 0.11), pick.uniform(10, 220)
        bolts = [(across, down), (1 - across, down), (across, 1 - down), (1 - across, 1 - down)]
        for x, y in bolts[: pick.choice((2, 2, 4))]:
            cv2.circle(canvas, (int(x * WIDTH), int(y * TALL)), pick.choice((2, 3, 4, 5)), (shade,) * 3, -1, cv2.LINE_AA)
    if pick.random() < 0.5:
        cv2.rectangle(canvas, (0, 0), (WIDTH - 1, TALL - 1), jittered(ink, pick, 20) if pick.random() < 0.6 else any_colour(pick), pick.choice((1, 2, 3, 4)))


def soiled(canvas: np.ndarray, pick: random.Random) -> np.ndarray:
    """Dirt in patches, or snow along an edge."""
    patches = cv2.resize(np.random.rand(pick.randint(3, 14), pick.randint(4, 28)).astype(np.float32), (WIDTH, TALL), interpolation=cv2.INTER_CUBIC)
    if pick.random() < 0.25:
        slope = np.linspace(0, 1, TALL, dtype=np.float32)[:, None]
        patches = patches * 0.5 + (slope if pick.random() < 0.6 else 1 - slope) * 0.7
        tone = pick.uniform(200, 250)
    else:
        tone = pick.uniform(35, 135)
    cover = np.clip((patches - pick.uniform(0.45, 0.8)) * pick.uniform(1, 4), 0, pick.uniform(0.2, 0.75))[..., None]
    return canvas + (tone - canvas) * cover


def draw_plate(kit: Kit, pick: random.Random, state: str | None = None) -> Plate:
    """A plate as it might be met: of the given state or any. Errors: KeyError for a code that is no state."""
    state = state or (pick.choice(('IL', 'KS', 'MO', 'CA', 'TX', 'LA')) if pick.random() < 0.25 else pick.choice(STATES))
    design = pick.choice(DESIGNS[state])
    is_in_style = pick.random() < 0.7
    is_temporary = pick.random() < 0.05
    if is_temporary:
        design = design._replace(ground=(WHITE, WHITE, WHITE), ink=(24, 24, 24), slogans=('TEMPORARY', 'EXPIRES 12/31', 'VOID IF ALTERED'))
        is_in_style = True
    canvas, ink, name_ink = ground(kit, pick, design, is_in_style)
    is_artwork = bool(kit.blanks) and not is_temporary and pick.random() < 0.12
    if is_artwork:
        canvas = pick.choice(kit.blanks).astype(np.float32)
        ink = readable_on(canvas, jittered(pick.choice((ink, (24, 38, 104), (22, 22, 26), (186, 32, 42))), pick), pick)
    if state == 'IL' and is_in_style and not is_temporary and not is_artwork:
        portrait(canvas, pick, WIDTH * pick.choice((0.13, 0.2, 0.5)), jittered((150, 176, 206), pick), pick.uniform(0.25, 0.7))
    if not is_artwork:
        small_print(canvas, kit, pick, design, is_in_style, name_ink)
    pieces = any_serial(pick, state)
    while not 1 <= len(text_of(pieces)) <= 9:
        pieces = any_serial(pick, state)
    own = kit.real.get(state)
    kind = pick.random()
    if own and kind < 0.4:
        alphabet = pick.choice(own)
    elif kit.real and kind < 0.55:
        alphabet = pick.choice(kit.real[pick.choice(list(kit.real))])
    else:
        alphabet = pick.choice(kit.dies) if kind < 0.85 and not is_temporary else pick.choice(kit.fonts)
    if is_temporary:
        alphabet = pick.choice(kit.fonts)
    marks = write_serial(canvas, kit, pick, pieces, alphabet, ink, is_temporary)
    if not is_temporary:
        trimmings(canvas, kit, pick, ink, state)
    if pick.random() < 0.3:
        canvas = soiled(canvas, pick)
    return Plate(canvas, marks, text_of(pieces), state)
