"""Where the data and the working files of the training lie."""
import csv
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get('LOOKOUT_DATA', ROOT.parent / 'shared' / 'data'))
WORK = ROOT / 'training' / 'work'
MODELS = ROOT / 'assets' / 'models'

STATES = (
    'AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY '
    'OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY'
).split()


def labels(folder: str) -> list[dict[str, str]]:
    """The rows of a data folder's labels.csv. Errors: FileNotFoundError naming the file."""
    with open(DATA / folder / 'labels.csv', newline='') as file:
        return list(csv.DictReader(file))


def work(name: str) -> Path:
    """A folder for working files, made when absent."""
    folder = WORK / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
