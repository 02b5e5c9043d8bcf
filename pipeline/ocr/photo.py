"""Photograph of a sheet to the flat sheet; scans, screenshots and whatever is in doubt stay as they are.

What comes out is the page: it is recognised, places are fractions of it, and the report shows it. So the same picture
must give the same page every time, and nothing that may be text is cut off with the desk.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from pipeline.ocr.image import divide_light, paper_light
from pipeline.ocr.photo_lines import straightening
from pipeline.ocr.photo_sheet import Corners, Floats, find_sheet
from pipeline.ocr.runs import Mask

_STRAIGHT = 0.6  # degrees: what stands straighter was scanned, or is a picture of a screen
_AT_BORDER = 0.015  # of the longer side: a sheet that fills the picture
_TEXT_VIEW = 1200  # pixels of the longer side at which letters are counted
_INK_BELOW = 140
_LEAST_CONTRAST = 45
_LETTER = (4, 40)  # pixels
_LEAST_LETTERS = 40
_FEW, _SHARE = 20, 0.04  # letters that a desk may seem to have, and as part of the sheet's
_MOST_GROWTH = 1.6
_MARGIN = 1.04  # of the sheet, for what counts as outside


@dataclass(frozen=True, slots=True)
class Flat:
    """A picture as a page.

    Args:
        picture: The page.
        changed: It is not the picture as it was given.
    """

    picture: Image.Image
    changed: bool


def flattened(picture: Image.Image, *, grey: bool = False) -> Flat:
    """The sheet in a photograph made a rectangle, without the desk around it unless something may be written there.

    Args:
        picture: In colours where there are any: paper is told from a desk by them too.
        grey: The page is wanted without colours.
    """
    found = find_sheet(picture)
    if grey:
        picture = picture.convert("L")
    return _by_its_lines(picture) if found is None else _by_its_edges(picture, found)


def _by_its_edges(picture: Image.Image, corners: Corners) -> Flat:
    if _untouched(corners, picture.size):
        return Flat(picture, False)
    letters = _letters(picture, corners)
    size = _paper_size(corners)
    if letters.inside < _LEAST_LETTERS:
        return Flat(picture, False)  # a window, a sign, a board: what is around it belongs to the picture
    if letters.outside > max(_FEW, _SHARE * letters.inside):
        return _whole(picture, corners, size)
    return Flat(_warped(picture, size, _mapping(_rectangle(size), corners)), True)


def _untouched(corners: Corners, size: tuple[int, int]) -> bool:
    """True for a sheet that already fills the picture or stands straight in it."""
    frame = np.array(_rectangle(size))
    places = np.array(corners)
    if float(np.abs(places - frame).max()) < _AT_BORDER * max(size):
        return True
    sides = np.roll(places, -1, axis=0) - places
    angles = np.degrees(np.arctan2(sides[:, 1], sides[:, 0])) - np.array([0, 90, 180, 270])
    return bool((np.abs((angles + 180) % 360 - 180) < _STRAIGHT).all())


def _paper_size(corners: Corners) -> tuple[int, int]:
    """Width and height that keep the scale of the photograph."""
    places = np.array(corners)
    top, right, bottom, left = np.hypot(*(np.roll(places, -1, axis=0) - places).T)
    return max(1, round((top + bottom) / 2)), max(1, round((left + right) / 2))


def _rectangle(size: tuple[int, int]) -> Corners:
    wide, tall = float(size[0]), float(size[1])
    return (0.0, 0.0), (wide, 0.0), (wide, tall), (0.0, tall)


def _mapping(out: Corners, source: Corners) -> Floats:
    """The projection from places of the result to places of the source, as Pillow's eight coefficients."""
    rows, values = [], []
    for (x, y), (u, v) in zip(out, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.linalg.solve(np.array(rows), np.array(values))


def _warped(picture: Image.Image, size: tuple[int, int], mapping: Floats) -> Image.Image:
    white = 255 if picture.mode == "L" else (255, 255, 255)
    how, fine = Image.Transform.PERSPECTIVE, Image.Resampling.BICUBIC
    return picture.transform(size, how, tuple(mapping.tolist()), fine, fillcolor=white)


def _by_its_lines(picture: Image.Image) -> Flat:
    """The whole picture with its lines of print made parallel, where they are seen to fan out."""
    matrix = straightening(picture.convert("L"))
    if matrix is None:
        return Flat(picture, False)
    to_middle = np.array([[1.0, 0.0, -picture.width / 2], [0.0, 1.0, -picture.height / 2], [0.0, 0.0, 1.0]])
    return _projected(picture, matrix @ to_middle)


def _whole(picture: Image.Image, corners: Corners, size: tuple[int, int]) -> Flat:
    """The whole photograph with the sheet made a rectangle."""
    return _projected(picture, np.append(_mapping(corners, _rectangle(size)), 1.0).reshape(3, 3))


def _projected(picture: Image.Image, forwards: Floats) -> Flat:
    """The whole picture under a projection; as it was where that would stretch it far."""
    frame = np.array([(x, y, 1.0) for x, y in _rectangle(picture.size)]) @ forwards.T
    if float(frame[:, 2].min()) <= 0.2:
        return Flat(picture, False)
    places = frame[:, :2] / frame[:, 2:]
    low, high = np.floor(places.min(axis=0)), np.ceil(places.max(axis=0))
    wide, tall = (int(side) for side in high - low)
    if wide * tall > _MOST_GROWTH * picture.width * picture.height:
        return Flat(picture, False)
    shift = np.array([[1.0, 0.0, float(low[0])], [0.0, 1.0, float(low[1])], [0.0, 0.0, 1.0]])
    back = np.linalg.inv(forwards) @ shift
    return Flat(_warped(picture, (wide, tall), (back / back[2, 2]).ravel()[:8]), True)


@dataclass(frozen=True, slots=True)
class _Letters:
    """How many spots of a letter's size stand on the sheet, and beside it: a second sheet, a note, a label."""

    inside: int
    outside: int


def _letters(picture: Image.Image, corners: Corners) -> _Letters:
    from scipy import ndimage

    scale = min(1.0, _TEXT_VIEW / max(picture.size))
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    view = picture.resize(size, Image.Resampling.BOX, reducing_gap=2.0).convert("L")
    grey = np.asarray(view, dtype=np.uint8)
    paper = paper_light(grey)
    around = np.asarray(Image.fromarray(paper).resize(size, Image.Resampling.BILINEAR), dtype=np.int16)
    # The grain of a dark desk is as dark beside its surroundings as print, but only by a few levels.
    labels, _ = ndimage.label((divide_light(grey, paper) < _INK_BELOW) & (around - grey > _LEAST_CONTRAST))
    low, high = _LETTER
    places = [
        ((columns.start + columns.stop) / 2, (rows.start + rows.stop) / 2)
        for rows, columns in ndimage.find_objects(labels)
        if low <= rows.stop - rows.start <= high and 2 <= columns.stop - columns.start <= high
    ]
    if not places:
        return _Letters(0, 0)
    sheet = np.array(corners) * scale
    middle = sheet.mean(axis=0)
    inside = int(_inside(np.array(places), middle + _MARGIN * (sheet - middle)).sum())
    return _Letters(inside, len(places) - inside)


def _inside(points: Floats, corners: Floats) -> Mask:
    sides = np.roll(corners, -1, axis=0) - corners
    across = points[:, None, :] - corners[None]
    turn = sides[None, :, 0] * across[..., 1] - sides[None, :, 1] * across[..., 0]
    return np.asarray((turn >= 0).all(axis=1))
