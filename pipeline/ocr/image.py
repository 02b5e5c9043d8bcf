"""Measures on page pictures for recognition: grey picture to blank, sideways, slant, noise, light and text height.

All but the noise and the text height look at a small copy 600 pixels wide: cheap, and a scanner's specks vanish in it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from pipeline.ocr.runs import Mask, long_lines

Grey = NDArray[np.uint8]

SMALL_WIDTH = 600
_INK_BELOW = 205  # of 255 after flattening; a small copy greys thin strokes, show-through of the back stays above 220
_LEAST_POINTS = 800  # ink of about ten words; fewer say nothing of a slant
_LEAST_DIRECTION = 3000  # ink of about forty words
_TILE = 16  # pixels of a small copy over which the paper's own brightness is taken
_AROUND, _RINGS = ((-1, 0), (0, 1), (1, 0), (0, -1), (-1, -1), (-1, 1), (1, -1), (1, 1)), (2, 5)
_UNLIKE, _MOST_SPECKS = 90, 0.0008  # clean pages have up to 3 of 10,000 pixels, faxes 10 to 60
_INK_OF_FAX, _SPECK = 128, 3


@dataclass(frozen=True, slots=True)
class SmallCopy:
    """A small copy of a picture.

    Args:
        flat: Brightness with the paper's own brightness divided out.
        paper: The paper's brightness, one value a tile.
        ink: Where something is drawn, the outermost margin left out.
    """

    flat: Grey
    paper: Grey
    ink: Mask


def small_copy(picture: Image.Image) -> SmallCopy:
    """The small copy of a grey picture that the measures below look at."""
    width, height = picture.size
    scale = SMALL_WIDTH / max(1, min(width, height))
    small = picture
    if scale < 1:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        small = picture.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
    grey = np.asarray(small, dtype=np.uint8)
    paper = paper_light(grey)
    flat = divide_light(grey, paper)
    ink = flat < _INK_BELOW
    margin = max(1, round(0.015 * min(ink.shape)))  # edges of the glass, shadows of the lid
    ink[:margin], ink[-margin:], ink[:, :margin], ink[:, -margin:] = False, False, False, False
    return SmallCopy(flat, paper, ink)


def paper_light(grey: Grey) -> Grey:
    """Brightness of the paper per tile: the brighter pixels of the tile, smoothed over its neighbours."""
    rows, columns = -(-grey.shape[0] // _TILE), -(-grey.shape[1] // _TILE)
    padded = np.pad(grey, ((0, rows * _TILE - grey.shape[0]), (0, columns * _TILE - grey.shape[1])), mode="edge")
    tiles = padded.reshape(rows, _TILE, columns, _TILE).swapaxes(1, 2).reshape(rows, columns, _TILE * _TILE)
    bright = np.percentile(tiles, 85, axis=2)
    around = np.pad(bright, 1, mode="edge")
    shifted = [around[i : i + rows, j : j + columns] for i in range(3) for j in range(3)]
    # The brightest of the neighbourhood: a tile full of ink or of a photograph must not count as dark paper.
    brightest: NDArray[np.float64] = np.max(shifted, axis=0)
    return np.clip(brightest, 1, 255).astype(np.uint8)


def divide_light(grey: Grey, paper: Grey) -> Grey:
    """The picture with the paper's brightness (any size, stretched over it) made white."""
    stretched = Image.fromarray(paper).resize((grey.shape[1], grey.shape[0]), Image.Resampling.BILINEAR)
    light = np.maximum(np.asarray(stretched, dtype=np.float32), 40.0)  # black surroundings stay dark
    return np.minimum(grey * (255.0 / light), 255.0).astype(np.uint8)


def uneven_light(small: SmallCopy) -> bool:
    """True when the paper is not white all over: a photograph, a shadow, a tinted or underexposed page."""
    low, high = np.percentile(small.paper, (5, 95))
    return bool(high - low > 35 or high < 190)


def is_blank(small: SmallCopy) -> bool:
    """True when nothing but specks, punch holes and edge shadows is on the page.

    A page with a single page number is not blank here: the procedure reads it and finds the number.
    """
    from scipy import ndimage

    if int(small.ink.sum()) < 12:
        return True
    labels, count = ndimage.label(small.ink, structure=np.ones((3, 3)))
    areas = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    height, width = small.ink.shape
    drawn = 0
    for place, area in zip(ndimage.find_objects(labels), areas, strict=True):
        rows, columns = place
        tall, wide = rows.stop - rows.start, columns.stop - columns.start
        at_edge = min(rows.start, columns.start, height - rows.stop, width - columns.stop) < 0.03 * width
        hole = 8 <= tall <= 40 and 8 <= wide <= 40 and area > 0.6 * tall * wide and _near_side(columns, width)
        if area >= 6 and max(tall, wide) >= 3 and not at_edge and not hole:
            drawn += int(area)
        if drawn >= 25:
            return False
    return True


def _near_side(columns: slice, width: int) -> bool:
    return bool(columns.stop < 0.14 * width or columns.start > 0.86 * width)


def sideways_score(small: SmallCopy) -> float:
    """How much more the columns look like lines of text than the rows do; above 1 the page lies on its side.

    0 for a page of a few lines, whose words stand under each other by chance: a poor first reading shows its direction.
    """
    text = small.ink & ~long_lines(small.ink, SMALL_WIDTH // 12)
    if int(text.sum()) < _LEAST_DIRECTION:
        return 0.0
    rows, columns = _best_roughness(text), _best_roughness(text.T)
    return columns / rows if rows else 0.0


def _best_roughness(text: Mask) -> float:
    """Roughness along the slant at which lines stand out best, so that a slanted page does not look sideways."""
    found = _ink_points(text)
    return _roughness(_line_counts(*found, _best_angle(found, 4.0))) if found else 0.0


def _roughness(profile: NDArray[np.float64]) -> float:
    """Text lines switch on and off within a few pixels; words in a column only fade.

    The root keeps a few strong edges, as of tick boxes under each other, from outweighing the lines of the whole page.
    """
    return float((np.diff(np.sqrt(profile)) ** 2).mean() / max(0.1, float(profile.mean())))


def skew_angle(small: SmallCopy, limit: float = 4.0) -> float:
    """Degrees clockwise by which the lines of the page slant, 0 when no angle stands out."""
    found = _ink_points(small.ink)
    return _best_angle(found, limit) if found else 0.0


Points = tuple[NDArray[np.float64], NDArray[np.float64]]


def _ink_points(ink: Mask) -> Points | None:
    """Rows and centred columns of the ink, thinned out on dark pages; None when there is too little."""
    rows, columns = np.nonzero(ink)
    if rows.size < _LEAST_POINTS:
        return None
    step = rows.size // 60_000 + 1
    return rows[::step].astype(np.float64), columns[::step] - ink.shape[1] / 2


def _best_angle(points: Points, limit: float) -> float:
    scores = {angle: _line_score(points, angle) for angle in np.arange(-limit, limit + 0.01, 0.5).tolist()}
    best = max(scores, key=lambda angle: scores[angle])
    if scores[best] < 1.04 * float(np.median(list(scores.values()))):
        return 0.0
    for width in (0.25, 0.1):
        fine = np.arange(best - 2 * width, best + 2 * width + 0.01, width).tolist()
        best = max(fine, key=lambda angle: _line_score(points, angle))
    return 0.0 if abs(best) > limit + 0.2 else round(best, 2)


def _line_counts(rows: NDArray[np.float64], x: NDArray[np.float64], angle: float) -> NDArray[np.float64]:
    """Ink per line of that slant."""
    lines = np.round(rows - x * np.tan(np.radians(angle))).astype(np.int64)
    return np.bincount(lines - lines.min()).astype(np.float64)


def _line_score(points: Points, angle: float) -> float:
    """Sum of squares of the ink per slanted line: largest when lines and gaps are told apart best."""
    return float((_line_counts(*points, angle) ** 2).sum())


def speckled(picture: Image.Image) -> bool:
    """True for a bad fax or a dirty glass: many dark spots of a few pixels with nothing around them."""
    grey = np.asarray(picture, dtype=np.int16)
    height, width = grey.shape
    rows, columns = slice(height // 4, height // 4 * 3), slice(width // 4, width // 4 * 3)
    area = grey[rows, columns][:1200, :1200]
    edge = max(_RINGS)
    middle = area[edge:-edge, edge:-edge]
    if not middle.size:
        return False
    tall, wide = middle.shape
    lonely = np.ones((tall, wide), dtype=np.bool_)
    for reach in _RINGS:
        for down, across in _AROUND:
            top, left = edge + reach * down, edge + reach * across
            lonely &= area[top : top + tall, left : left + wide] - middle > _UNLIKE
    return float(lonely.mean()) > _MOST_SPECKS


def without_specks(picture: Image.Image) -> Image.Image:
    """The picture without black and white spots of up to three pixels, and with its steps softened.

    Keeps the dots of small print, which a median filter eats.
    """
    from scipy import ndimage

    grey = np.array(picture, dtype=np.uint8)
    ink = grey < _INK_OF_FAX
    for spots, joined, paper in ((ink, np.ones((3, 3)), 255), (~ink, None, 0)):
        labels, _ = ndimage.label(spots, structure=joined)
        small = np.bincount(labels.ravel()) <= _SPECK
        small[0] = False
        grey[small[labels]] = paper
    return Image.fromarray(grey).filter(ImageFilter.GaussianBlur(0.7))


def text_height(picture: Image.Image) -> float | None:
    """Median height in pixels of what looks like letters, None when there are too few to say."""
    from scipy import ndimage

    scale = min(1.0, 2400 / max(picture.size))
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    view = picture if scale == 1.0 else picture.resize(size)
    grey = np.asarray(view, dtype=np.uint8)
    ink = divide_light(grey, paper_light(grey)) < 150
    labels, count = ndimage.label(ink)
    if count < 40:
        return None
    places = [(rows.stop - rows.start, columns.stop - columns.start) for rows, columns in ndimage.find_objects(labels)]
    letters = [tall for tall, wide in places if 5 <= tall <= 120 and tall / 8 <= wide <= 3 * tall]
    return float(np.median(letters)) / scale if len(letters) >= 40 else None
