"""Where the data and the working files of the training lie, and how tables and pictures are read."""
import csv
import os
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get('LOOKOUT_DATA', ROOT.parent / 'shared' / 'data'))
WORK = ROOT / 'training' / 'work'
MODELS = ROOT / 'assets' / 'models'

STATES = (
    'AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY '
    'OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY'
).split()


def rows(table: Path) -> list[dict[str, str]]:
    """The rows of a table with a head. Errors: FileNotFoundError naming the file."""
    with open(table, newline='', encoding='utf-8') as file:
        return list(csv.DictReader(file))


def labels(folder: str) -> list[dict[str, str]]:
    """The rows of a data folder's labels.csv."""
    return rows(DATA / folder / 'labels.csv')


def boxes(folder: str) -> list[dict[str, str]]:
    """The rows of a data folder's boxes.csv: file, x, y, w, h in pixels."""
    return rows(DATA / folder / 'boxes.csv')


def read_picture(file: Path) -> np.ndarray:
    """A picture as uint8 RGB [height, width, 3]. Errors: FileNotFoundError where there is none that can be decoded."""
    read = cv2.imread(str(file))
    if read is None:
        raise FileNotFoundError(f'{file} is no picture that can be decoded')
    return np.ascontiguousarray(read[..., ::-1])


def work(name: str) -> Path:
    """A folder for working files, made when absent."""
    folder = WORK / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
