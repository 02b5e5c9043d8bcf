"""What no word accounts for: upright page and its words to marks, where signatures and handwriting may be."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PIL import Image

from pipeline.model import Box, Mark
from pipeline.ocr.image import SmallCopy, divide_light
from pipeline.ocr.recognition import SeenWord
from pipeline.ocr.runs import Mask, grown, long_lines
from pipeline.ocr.strokes import pen_strokes

SURE_WORD = 60.0
MOST_MARKS = 40

_VIEW_WIDTH = 850  # about 100 dpi on letter paper: strokes of a pen are still two pixels wide
_INK_BELOW = 170


@dataclass(frozen=True, slots=True)
class Residue:
    """Ink left over after the recognised words are masked.

    Args:
        marks: Largest first.
        loose: Part of the blobs of a letter's size that no sure word accounts for, 0 to 1: what the engine skipped.
        view: All ink but rulings and margins, on a smaller picture.
        scale: Of that picture against the page.
    """

    marks: tuple[Mark, ...]
    loose: float
    view: Mask = field(repr=False, compare=False)
    scale: float

    def with_strokes(self, words: Sequence[SeenWord]) -> tuple[Mark, ...]:
        """The marks with the lines of a pen among them, which come first; looked for once, when a page is read."""
        strokes = pen_strokes(self.view, words, self.scale)
        others = [mark for mark in self.marks if not any(_same(mark.box, stroke.box) for stroke in strokes)]
        return (*strokes, *others)[:MOST_MARKS]


def residue(picture: Image.Image, words: Sequence[SeenWord], small: SmallCopy) -> Residue:
    """Blobs of ink outside confident words, ruled lines and box borders.

    Args:
        picture: The upright grey page the words were recognised on.
        words: With their places in pixels of that picture.
        small: The picture's small copy.
    """
    scale = min(1.0, _VIEW_WIDTH / picture.width)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    view = picture.resize(size, Image.Resampling.BOX, reducing_gap=1.0)
    ink = divide_light(np.asarray(view, dtype=np.uint8), small.paper) < _INK_BELOW
    ink &= ~grown(long_lines(ink, _VIEW_WIDTH // 14))
    margin = _VIEW_WIDTH // 70
    ink[:margin], ink[-margin:], ink[:, :margin], ink[:, -margin:] = False, False, False, False
    left = ink.copy()
    _mask_words(left, words, scale)
    return Residue(_blobs(left), _loose_letters(ink, left), ink, scale)


def _same(mark: Box, stroke: Box) -> bool:
    """Whether a mark is what is left of a stroke: most of it lies there and it goes little further."""
    wide = min(mark.right, stroke.right) - max(mark.left, stroke.left)
    high = min(mark.bottom, stroke.bottom) - max(mark.top, stroke.top)
    return wide > 0 and high > 0 and wide * high > 0.7 * (mark.right - mark.left) * (mark.bottom - mark.top)


def _loose_letters(ink: Mask, left: Mask) -> float:
    """Share of the letter-sized blobs of which most is left."""
    from scipy import ndimage

    labels, count = ndimage.label(ink)
    if not count:
        return 0.0
    before, after = (np.bincount(labels[mask], minlength=count + 1)[1:] for mask in (ink, left))
    sizes = [(rows.stop - rows.start, columns.stop - columns.start) for rows, columns in ndimage.find_objects(labels)]
    letter = np.array([5 <= tall <= 24 and 2 <= wide <= 4 * tall for tall, wide in sizes])
    return float((after[letter] > 0.6 * before[letter]).mean()) if letter.sum() >= 40 else 0.0


def _mask_words(ink: Mask, words: Sequence[SeenWord], scale: float) -> None:
    for word in words:
        if word.confidence < SURE_WORD:
            continue
        pad = max(1, round(0.15 * word.height * scale))
        top, bottom = max(0, int(word.top * scale) - pad), int(word.bottom * scale) + pad + 1
        left, right = max(0, int(word.left * scale) - pad), int(word.right * scale) + pad + 1
        ink[top:bottom, left:right] = False


def _blobs(ink: Mask) -> tuple[Mark, ...]:
    """Groups of nearby ink, large enough to be a stroke of a pen, as boxes; the biggest only."""
    from scipy import ndimage

    # Letters of one signature or one handwritten word hang together once gaps of a few pixels are bridged.
    joined = grown(ink, down=1, across=4)
    labels, count = ndimage.label(joined, structure=np.ones((3, 3)))
    if not count:
        return ()
    inked = np.bincount(labels[ink], minlength=count + 1)
    height, width = ink.shape
    found: list[tuple[int, Mark]] = []
    for number, place in enumerate(ndimage.find_objects(labels), start=1):
        rows, columns = place
        tall, wide = rows.stop - rows.start, columns.stop - columns.start
        if inked[number] < 24 or tall < 7 or wide < 12:
            continue
        box = Box(columns.start / width, rows.start / height, columns.stop / width, rows.stop / height)
        density = round(float(inked[number]) / (tall * wide), 3)
        found.append((int(inked[number]), Mark(box=box, kind="ink", density=density)))
    found.sort(key=lambda pair: (-pair[0], pair[1].box.top, pair[1].box.left))
    return tuple(mark for _, mark in found[:MOST_MARKS])
