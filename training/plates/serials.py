"""How plates are numbered: serial formats of the states, personalised words, stacked pairs.

A serial is a list of pieces: ('character', 'A'), ('stacked', 'TK'), ('space', ''), ('dash', ''), ('emblem', '').
In a format A stands for a letter, 9 for a digit, '*' for an emblem between the groups, {..} for a stacked pair.
"""
import random

DIGITS = '0123456789'
LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
CHARACTERS = DIGITS + LETTERS
STACKED = len(CHARACTERS) + 1
"""The reader's class for a stacked pair, after blank (0) and the 36 characters (1 to 36)."""

Pieces = list[tuple[str, str]]

FORMATS: dict[str, str] = {
    'AK': 'AAA_999',
    'AL': '99A999A 9A9999A 9AA9999 99AA999 9A99A99',
    'AR': '999_AAA AAA_99A AAA_999',
    'AZ': 'AAA9999 999*AAA A9A_9AA',
    'CA': '9AAA999 9AAA999 9AAA999 9A99999 99999A9',
    'CO': '999*AAA AAA*999 AAA-A99 AAAA99',
    'CT': '999*AAA AA*99999 9AAAA9 9AA*AA9',
    'DC': 'AA*9999 AA_9999',
    'DE': '999999 99999 9999',
    'FL': 'AAA*A99 999*AAA A99*9AA AAAA99 AA9_9AA',
    'GA': 'AAA9999 AAA*9999 999*AAA',
    'HI': 'AAA_999 AAA-999',
    'IA': 'AAA_999 999_AAA',
    'ID': '9A_A9999 A_999999 9A_99999 9AA9999',
    'IL': 'AA_99999 AA_99999 AA_99999 A99_9999 999_9999 A9_9999 99999{TK}B 999999{TK}B 99999D AAA_9999 {DV}9999 99999{DV}',
    'IN': '999AAA 999A 99A9999 AAA999',
    'KS': '999_AAA 999AAA AAA_999 9999AAA 9999_AAA A9999A 99999',
    'KY': '999*AAA AAA*999 A9A999 A9A_999',
    'LA': 'AAA*999 999*AAA 999_AAA',
    'MA': '999_AA9 99AA_99 9AA_A99 9999_AA 9AAA_99',
    'MD': '9AA9999 9AA9999 999*AAA AAA*999',
    'ME': '9999_AA 999_AAA 9999AA',
    'MI': 'AAA_9999 9AA_A99 9AAA99 AAA9999',
    'MN': '999-AAA AAA*999 AAA-999',
    'MO': 'AA9_A9A AA9_A9A 999_AAA 9AA_999 AA9A9A',
    'MS': 'AAA*999 AA9_999 AAA_9999 999*AAA',
    'MT': '9-99999A 99-9999A 999999A AAA999',
    'NC': 'AAA-9999 AA-9999 AAA-999',
    'ND': '999_AAA AAA_999',
    'NE': '9-A9999 99-A999 AAA_999 9-9999',
    'NH': '999_9999 99_9999',
    'NJ': 'A99*AAA AAA*99A AA_999A',
    'NM': '999*AAA AAA*999 AAAA99',
    'NV': '999*AAA 99A*999 999-AAA',
    'NY': 'AAA*9999 AAA_9999 9A99A9',
    'OH': 'AAA_9999 AAA*9999 AA99AA',
    'OK': 'AAA*999 999*AAA AAA-999',
    'OR': '999*AAA AAA*999 9AA_A99',
    'PA': 'AAA*9999 AAA-9999',
    'RI': '999-999 AA-999 9A_999',
    'SC': 'AAA*999 9999_AA 999_9AA',
    'SD': '9AA_999 99A_999 9A9_999',
    'TN': 'AAA_9999 999_AAA A99-99A 9A9_9A9',
    'TX': 'AAA*9999 AA9*A999 A99_AAA AAA_9999',
    'UT': 'A99_9AA 999_AAA 9A9_AA 9A9_9AA',
    'VA': 'AAA-9999 AAA*9999 99-999A',
    'VT': 'AAA_999 AAA999',
    'WA': 'AAA9999 999*AAA AAA_9999',
    'WI': '999-AAA AAA-9999 AAA_999',
    'WV': '9A_9999 9AA_999 AAA_999',
    'WY': '9*99999 99*9999 99*999AA',
}

STACKED_FORMATS = (
    '{AA}9999 9999{AA} {AA}99999 {AA}A999 A999{AA} 999{AA} 99999{AA} {AA}999A AA9999{AA} {99}9999 999{A9} '
    '{AA}999_99 {AA}_9999 {9A}AA99'
).split()

FIRST = 'BIG HOT MY THE LIL BAD RED BLU OLD NEW TOP MAX PRO GO GR8 LUV IM I UR MR MS DR 2 4 BE NO SO ONE OUR'.split()
SECOND = (
    'DOG CAT CAR VET BOSS MOM DAD LOVE RIDE FAST FUN KING ACE JET SKY SUN MOON STAR FISH GOLF SURF ROCK BEAR WOLF HAWK '
    'DUCK BUG TOY NURSE DOC TEACH BLUES JAZZ MUSIC PEACE HAPPY SMILE FAMILY GRACE FAITH HOPE ANGEL BEACH RIVER LAKE '
    'HIKER BIKER RUNNER PILOT CHIEF TIGER EAGLE COWBOY QUEEN DREAM MAGIC SUGAR HONEY OHANA QUILT ZOOM TURBO BOXER '
    'IRISH OZARK TAXI PIZZA JOKER XTREME WIZARD VIXEN ZEBRA KAYAK EXPO QUICK FARMER HUNTER QUEST SAMPLE PRAIRIE TRUCK'
).split()


def personalised(random_: random.Random) -> str:
    """A word or two as owners choose them, at most eight characters."""
    kind = random_.random()
    if kind < 0.4:
        text = random_.choice(FIRST) + random_.choice(('', '_')) + random_.choice(SECOND)
    elif kind < 0.65:
        text = random_.choice(SECOND) + random_.choice(('', '_', '4U', '2', '1', 'X', 'S', 'Z', 'R', 'ER', '7', '88'))
    else:
        text = ''
        for _ in range(random_.randint(2, 3)):
            text += random_.choice('BCDFGHJKLMNPQRSTVWXYZ') + random_.choice('AEIOUY')
            text += random_.choice('BDFGKLMNPRSTVXZ') if random_.random() < 0.4 else ''
    return text.strip('_')[:8].strip('_')


def pieces_of(pattern: str, random_: random.Random, letters: str) -> Pieces:
    """Fills in a format; characters other than A and 9 stand for themselves inside {..} only."""
    pieces: Pieces = []
    place = 0
    while place < len(pattern):
        sign = pattern[place]
        if sign == '{':
            pair = pattern[place + 1 : place + 3]
            if pair in ('AA', '99', 'A9', '9A'):
                pair = ''.join(random_.choice(letters if kind == 'A' else DIGITS) for kind in pair)
            pieces.append(('stacked', pair))
            place += 4
            continue
        if sign == 'A':
            pieces.append(('character', random_.choice(letters)))
        elif sign == '9':
            pieces.append(('character', random_.choice(DIGITS)))
        elif sign in LETTERS:
            pieces.append(('character', sign))
        else:
            pieces.append(({'_': 'space', '-': 'dash', '*': 'emblem'}[sign], ''))
        place += 1
    return pieces


def verbatim(text: str) -> Pieces:
    """The pieces of a text as it is, '_' a space."""
    return [('space', '') if sign == '_' else ('character', sign) for sign in text]


def any_serial(random_: random.Random, state: str) -> Pieces:
    """A serial for a plate of the state: mostly its own formats, else words, anything, stacked pairs."""
    kind = random_.random()
    letters = 'ABCDEFGHJKLMNPRSTUVWXYZ' if random_.random() < 0.7 else LETTERS
    if kind < 0.60:
        pieces = pieces_of(random_.choice(FORMATS[state].split()), random_, letters)
    elif kind < 0.71:
        pieces = verbatim(personalised(random_))
    elif kind < 0.90:
        length = random_.choice((3, 4, 5, 6, 6, 7, 7, 7, 8))
        pool = CHARACTERS if random_.random() < 0.5 else DIGITS + letters
        text = ''.join(random_.choice(pool) for _ in range(length))
        if length > 3 and random_.random() < 0.6:
            cut = random_.randint(1, length - 1)
            pieces = verbatim(text[:cut])
            pieces.append((random_.choice(('space', 'dash', 'emblem')), ''))
            pieces += verbatim(text[cut:])
        else:
            pieces = verbatim(text)
    else:
        pieces = pieces_of(random_.choice(STACKED_FORMATS), random_, letters)
    if random_.random() < 0.25:
        pieces = [(random_.choice(('space', 'dash')), '') if kind == 'emblem' else (kind, text) for kind, text in pieces]
    return pieces


def text_of(pieces: Pieces) -> str:
    """The serial without stacked pairs, as it is labelled and reported."""
    return ''.join(text for kind, text in pieces if kind == 'character')
