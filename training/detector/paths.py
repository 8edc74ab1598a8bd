"""Where the detector's data and working files are, relative to the project root."""
import os
from pathlib import Path

DATA = Path(os.environ.get("LOOKOUT_DATA", "../shared/data"))
WORK = Path("training/work/detector")
