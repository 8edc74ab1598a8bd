"""How good a look a crop is; the same figures as src/recognition/read/condition.ts."""
import numpy as np

USUAL_WIDTH, USUAL_SHARPNESS, USUAL_CONTRAST, REACH = 80.0, 0.2, 45.0, 1.5


def condition_of(crop: np.ndarray, plate_width: float) -> tuple[float, float, float]:
    """Width, sharpness and contrast as logarithms over their usual values. crop: uint8 [64, 160, 3]; plate_width: px."""
    green = crop[..., 1].astype(np.float64)
    spread = float(np.sqrt(max(green.var(), 1)))
    step = float(np.abs(np.diff(green, axis=1)).mean())
    values = (plate_width / USUAL_WIDTH, step / spread / USUAL_SHARPNESS, spread / USUAL_CONTRAST)
    width, sharpness, contrast = (float(np.clip(np.log(max(value, 1e-6)), -REACH, REACH)) for value in values)
    return width, sharpness, contrast
