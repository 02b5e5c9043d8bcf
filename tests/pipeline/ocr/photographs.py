"""Sheets as a telephone photographs them: on a desk, tilted, turned, under a lamp, in the shadow of a hand."""

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Floats = NDArray[np.float32]
Points = tuple[tuple[float, float], ...]

# Red, green and blue of a desk, how far its grain sways, and how long and how fine the grain is in pixels.
DESKS = {
    "wood": ((132, 92, 58), 26, (160, 3)),
    "dark": ((46, 48, 52), 8, (2, 2)),
    "cloth": ((70, 88, 112), 30, (3, 3)),
    "pale": ((176, 174, 168), 8, (40, 6)),
}


@dataclass(frozen=True, slots=True)
class Shot:
    """How a sheet is photographed.

    Args:
        size: Pixels of the picture.
        tilt: Degrees the camera leans sideways and forwards.
        turn: Degrees clockwise the sheet lies turned.
        fill: Part of the picture's longer side that the sheet takes; above 1 its edges are outside.
        shadow: How dark the shadow across one corner is; 1 is none.
    """

    size: tuple[int, int] = (1800, 2400)
    tilt: tuple[float, float] = (0.0, 0.0)
    turn: float = 0.0
    fill: float = 0.85
    desk: str = "wood"
    shadow: float = 1.0
    blur: float = 0.6
    noise: float = 4.0
    quality: int = 80
    seed: int = 5


def corners(sheet: Image.Image, shot: Shot) -> Points:
    """Where the corners of the sheet are in the picture: top left, top right, bottom right, bottom left."""
    across, down = (np.radians(angle) for angle in shot.tilt)
    turn = np.radians(shot.turn)
    flat = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]], dtype=float)
    flat *= np.array([sheet.width, sheet.height, 0]) / max(sheet.size)
    around = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    lean = np.array([[np.cos(across), 0, np.sin(across)], [0, 1, 0], [-np.sin(across), 0, np.cos(across)]])
    nod = np.array([[1, 0, 0], [0, np.cos(down), -np.sin(down)], [0, np.sin(down), np.cos(down)]])
    space = flat @ around.T @ lean.T @ nod.T
    away = 3.0  # sheet halves: a telephone held over a desk
    seen = space[:, :2] / (1 + space[:, 2:] / away)
    scale = shot.fill * max(shot.size) / 2
    middle = np.array(shot.size) / 2
    return tuple((float(x), float(y)) for x, y in seen * scale + middle)


def mapping(out: Points, source: Points) -> tuple[float, ...]:
    """Pillow's eight coefficients: from a place of the result to a place of the source."""
    rows, values = [], []
    for (x, y), (u, v) in zip(out, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return tuple(float(value) for value in np.linalg.solve(np.array(rows), np.array(values)))


def _desk(shot: Shot) -> Floats:
    colour, sway, (along, across) = DESKS[shot.desk]
    wide, tall = shot.size
    noise = np.random.default_rng(shot.seed)
    coarse = noise.normal(0, 1, (tall // across + 2, wide // along + 2)).astype(np.float32)
    grain = np.asarray(Image.fromarray(coarse).resize((wide, tall), Image.Resampling.BICUBIC), dtype=np.float32)
    return np.clip(np.array(colour, dtype=np.float32)[None, None, :] + sway * grain[:, :, None], 0, 255)


def _light(shot: Shot) -> Floats:
    """A lamp from one side, and the soft shadow of a hand over one corner."""
    wide, tall = shot.size
    x, y = np.linspace(0, 1, wide, dtype=np.float32)[None, :], np.linspace(0, 1, tall, dtype=np.float32)[:, None]
    lamp = 0.72 + 0.28 * (1 - x) * (0.6 + 0.4 * y)
    edge = 1 / (1 + np.exp(-((x * 0.8 + y * 0.6) - 0.9) * 40))
    light: Floats = lamp * (1 - (1 - shot.shadow) * edge)
    return light


def shoot(sheet: Image.Image, shot: Shot) -> Image.Image:
    """The picture that the telephone keeps."""
    wide, tall = sheet.size
    paper: Points = ((0, 0), (wide, 0), (wide, tall), (0, tall))
    place = mapping(corners(sheet, shot), paper)
    resample = Image.Resampling.BICUBIC
    how = Image.Transform.PERSPECTIVE
    laid = sheet.convert("RGB").transform(shot.size, how, place, resample)
    there = Image.new("L", sheet.size, 255).transform(shot.size, how, place, resample)
    share = np.asarray(there, dtype=np.float32)[:, :, None] / 255
    scene = np.asarray(laid, dtype=np.float32) * 0.94 * share + _desk(shot) * (1 - share)
    scene *= _light(shot)[:, :, None]
    picture = Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(shot.blur))
    grain = np.random.default_rng(shot.seed + 1).standard_normal((*picture.size[::-1], 1), dtype=np.float32)
    seen = np.asarray(picture, dtype=np.float32) + shot.noise * grain
    noisy = Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8))
    kept = io.BytesIO()
    noisy.save(kept, "JPEG", quality=shot.quality)
    return Image.open(io.BytesIO(kept.getvalue()))
