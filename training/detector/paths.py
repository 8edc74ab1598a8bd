"""Where the detector's working files are."""
from ..places import work

WORK = work("detector")
