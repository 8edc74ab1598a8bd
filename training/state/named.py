"""Plates that only their words tell apart: a name or a slogan in a random font over a plain or tinted ground."""

from __future__ import annotations

import random

import cv2
import numpy as np

from .labels import GENERIC, OTHER, OTHER_WORDS, STATES, WORDS
from .lettering import contrasting, draw_text
from .serials import write_serial
from .sources import BASE_HEIGHT, BASE_WIDTH


def ground(sample: np.ndarray | None) -> np.ndarray:
    """A background: one colour, a gradient, or the blurred colours of a sample plate."""
    kind = random.random()
    if sample is not None and kind < 0.5:
        cells = (random.randint(2, 8), random.randint(3, 10))
        small = cv2.resize(sample, cells, interpolation=cv2.INTER_AREA)
        return cv2.resize(small, (BASE_WIDTH, BASE_HEIGHT), interpolation=cv2.INTER_LINEAR)
    if random.random() < 0.6:
        first = np.random.randint(170, 256, 3)
    else:
        first = np.random.randint(0, 256, 3)
    if kind < 0.75:
        second = first
    else:
        second = np.random.randint(0, 256, 3) if random.random() < 0.5 else np.random.randint(150, 256, 3)
    ramp = np.linspace(0, 1, BASE_HEIGHT)[:, None, None] ** random.uniform(0.3, 3)
    column = first * (1 - ramp) + second * ramp
    picture = np.repeat(column, BASE_WIDTH, axis=1).astype(np.uint8)
    if random.random() < 0.25:
        edge = int(random.uniform(0.15, 0.28) * BASE_HEIGHT)
        strip = np.random.randint(0, 256, 3)
        if random.random() < 0.7:
            picture[:edge] = strip
        if random.random() < 0.4:
            picture[-edge:] = strip
    return picture


def words_of(state: str) -> tuple[str, str]:
    """One name and one slogan of an issuer."""
    if state == OTHER:
        return random.choice(OTHER_WORDS)
    names, slogans = WORDS[state]
    return random.choice(names), random.choice(slogans)


def cased(text: str) -> str:
    """The text as written, or in capitals."""
    return text.upper() if random.random() < 0.55 else text


def write_line(picture: np.ndarray, text: str, at_top: bool) -> None:
    """Write a name or slogan in the top or the bottom strip."""
    height = int((random.uniform(0.11, 0.2) if at_top else random.uniform(0.07, 0.16)) * BASE_HEIGHT)
    middle = random.uniform(0.08, 0.16) if at_top else random.uniform(0.86, 0.92)
    centre = (random.gauss(0.5, 0.04) * BASE_WIDTH, middle * BASE_HEIGHT)
    row = int(middle * BASE_HEIGHT)
    background = picture[max(0, row - 6) : row + 6, 60:196].mean((0, 1))
    draw_text(picture, cased(text), centre, height, contrasting(background), random.uniform(0.45, 0.85))


def render(state: str, sample: np.ndarray | None) -> np.ndarray:
    """Draw a plate [128,256,3] of a state (or of `other`), over the colours of a sample plate of it where one is given."""
    picture = ground(sample)
    name, slogan = words_of(state)
    generic = slogan in GENERIC
    layout = random.random()
    if layout < 0.55:
        write_line(picture, name, True)
        if random.random() < 0.7:
            write_line(picture, slogan, False)
    elif layout < 0.8:
        write_line(picture, name, False)
        if random.random() < 0.6:
            write_line(picture, slogan, True)
    elif layout < 0.9 or generic:
        write_line(picture, name, random.random() < 0.6)
    else:
        write_line(picture, slogan, random.random() < 0.3)
    if random.random() < 0.9:
        write_serial(picture, picture[50:78].mean((0, 1)))
    return picture


def random_state(share_of_other: float) -> str:
    """An issuer to draw: the states evenly, and `other` at its share."""
    return OTHER if random.random() < share_of_other else random.choice(STATES)
