"""Puts a trained model into assets/models and brings its card up to date.

    python3 -m training.card reader training/work/reader/reader.onnx --version 0.2.0

Copies the file, and writes its checksum and version into the card. What the card says of data, accuracy and limits is
written by hand from training/EXPERIMENTS.md: it has to be read, not generated.
"""
import argparse
import hashlib
import json
import shutil
from pathlib import Path

from training.places import MODELS


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument('name', choices=('detector', 'reader', 'state'))
    options.add_argument('file', type=Path)
    options.add_argument('--version', required=True)
    chosen = options.parse_args()
    target, card_file = MODELS / f'{chosen.name}.onnx', MODELS / f'{chosen.name}.json'
    shutil.copyfile(chosen.file, target)
    card = json.loads(card_file.read_text())
    card['version'] = chosen.version
    card['sha256'] = hashlib.sha256(target.read_bytes()).hexdigest()
    card_file.write_text(json.dumps(card, indent=2, ensure_ascii=False) + '\n')
    print(f'{card_file.name}: version {chosen.version}, {target.stat().st_size / 1e6:.2f} MB')


if __name__ == '__main__':
    main()
