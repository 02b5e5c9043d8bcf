"""Step 3, page picture to recognised page: one pass for a clean page, more only where the first one is poor."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PIL import Image

from pipeline.errors import ExceptionClass, ToolError
from pipeline.model import Mark, Word
from pipeline.ocr.engine import OcrEngine
from pipeline.ocr.language import language_of, looks_french
from pipeline.ocr.options import OcrOptions
from pipeline.ocr.reading import Reading
from pipeline.ocr.recognition import Orientation, Recognition

if TYPE_CHECKING:
    from pipeline.ocr.image import SmallCopy
    from pipeline.ocr.prepare import Render, Upright

__all__ = ["OcrOptions", "RecognisedPage", "recognise_page"]

WHOLE_PAGE, ONE_COLUMN, SPARSE = 3, 4, 11
"""Tesseract's page segmentation modes that the procedure uses: the first where running text stands in columns, the last
where neither of the others finds a line."""

SIDEWAYS = 1.0  # of 129 real and typed pages upright ones score up to 0.6, the same on their side 1.6 and more
LOOSE_SHARE = 0.35
DOUBTFUL = 88.0
"""Clean scans and the poorest faxes that are read well come out above; a second look may help below."""

_SURE_TURN = 0.5


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """One page as recognised; places are fractions of the upright page.

    Args:
        confidence: Mean of the word confidences, None without words.
        rotation: Degrees clockwise the picture was turned to be upright.
        skew: Degrees clockwise its lines slanted before they were levelled.
        language: "en", "fr", or None when the text does not say.
        blank: Nothing is on the page: neither words nor ink.
        dpi: Resolution of the pass that was kept.
        passes: How many times the engine was asked, for the benchmark.
        picture: The upright, level, cleaned picture that was read, without its tick boxes, for what looks at lines.
    """

    text: str
    words: tuple[Word, ...]
    confidence: float | None
    rotation: int
    skew: float
    language: str | None
    blank: bool
    marks: tuple[Mark, ...]
    dpi: int
    passes: int = 0
    picture: Image.Image | None = field(default=None, repr=False, compare=False)


def recognise_page(render: "Render", engine: OcrEngine, options: OcrOptions) -> RecognisedPage:
    """Recognise one page.

    Args:
        render: Gives the page as a picture at a resolution; for ``own_resolution`` the same picture every time.
        engine: Reads the pictures.
        options: Resolutions, limits, languages.

    Raises:
        ToolError: The first pass failed.
        SetupError: The engine or its data is not installed.
    """
    return _Page(render, engine, options).read()


@dataclass(slots=True)
class _Page:
    """The procedure for one page: what it was given, its clock and its count of passes."""

    render: "Render"
    engine: OcrEngine
    options: OcrOptions
    passes: int = 0
    started: float = field(default_factory=time.monotonic)

    def read(self) -> RecognisedPage:
        """Blank check, upright reading, then only the passes that a poor reading asks for."""
        from pipeline.ocr.image import is_blank, small_copy

        picture = self._picture(self.options.dpi)
        small = small_copy(picture)
        if is_blank(small):
            return self._blank()
        best, oriented = self._upright_reading(picture, small)
        if self._poor(best) and not oriented:
            best = self._turn_over(best, picture)
        if best.seen.confidence < DOUBTFUL or best.on_end:
            best = self._better(best, lambda: self._hardened(best))
        if self._poor(best):
            best = self._again(best, dpi=self.options.retry_dpi)
        if self._poor(best) or looks_french(best.seen.text):
            best = self._other_language(best)
        if best.residue.loose > LOOSE_SHARE:
            best = self._again(best, psm=WHOLE_PAGE if best.psm == ONE_COLUMN else ONE_COLUMN)
        if not best.score:
            best = self._better(best, lambda: self._scattered(best))
        return self._answer(self._cells_again(self._unruled(best)))

    def _picture(self, dpi: int) -> Image.Image:
        from pipeline.ocr.prepare import at_resolution

        return at_resolution(self.render, dpi, self.options.own_resolution)

    def _upright_reading(self, picture: Image.Image, small: "SmallCopy") -> tuple[Reading, bool]:
        """The first reading, and whether the engine named its turn; a sideways page is tried until it reads well."""
        from pipeline.ocr.image import sideways_score

        if sideways_score(small) <= SIDEWAYS:
            return self._turned_reading(picture, 0, small), False
        found = self._orientation(picture, self.options.dpi)
        turns = dict.fromkeys([found.rotate, 90, 270] if found else [0, 90, 270])
        best: Reading | None = None
        for turn in turns:
            best = self._turned_better(best, picture, turn)
            if not self._poor(best):
                break
        assert best is not None  # there are always three turns
        return best, found is not None

    def _turned_better(self, best: Reading | None, picture: Image.Image, turn: int) -> Reading:
        if best is None:
            return self._turned_reading(picture, turn)
        return self._better(best, lambda: self._turned_reading(picture, turn))

    def _turned_reading(self, picture: Image.Image, turn: int, small: "SmallCopy | None" = None) -> Reading:
        """A first pass in the first language over the picture turned clockwise."""
        from pipeline.ocr.prepare import upright

        page = upright(picture, turn, self.options.dpi, self.options.own_resolution, small)
        return self._read(page, self.options.languages[0])

    def _turn_over(self, best: Reading, picture: Image.Image) -> Reading:
        """The page turned as the engine believes it should be, if it reads better so."""
        found = self._orientation(best.page.picture, best.page.dpi)
        if found is None or found.rotate == 0 or found.confidence < _SURE_TURN:
            return best
        turn = (best.page.turn + found.rotate) % 360
        return self._better(best, lambda: self._turned_reading(picture, turn))

    def _again(self, best: Reading, dpi: int | None = None, psm: int | None = None) -> Reading:
        """The same page at another resolution or in another mode, if it reads better so."""
        from pipeline.ocr.prepare import upright

        def read() -> Reading:
            page = best.page
            if dpi is not None:
                page = upright(self._picture(dpi), page.turn, dpi, self.options.own_resolution)
            return self._read(page, best.language, psm)

        return self._better(best, read)

    def _hardened(self, best: Reading) -> Reading:
        """The same page without its background."""
        from pipeline.ocr.faint import hardened

        page = best.page
        return self._read(replace(page, picture=hardened(page.picture, page.dpi)), best.language, best.psm)

    def _scattered(self, best: Reading) -> Reading:
        """Words in no lines on the page as it is: large letters, labels of a drawing, a stamp on a tinted sheet."""
        from pipeline.ocr.prepare import uncleaned

        page = uncleaned(self._picture(self.options.dpi), best.page.turn, self.options.dpi)
        return self._read(page, best.language, SPARSE)

    def _other_language(self, best: Reading) -> Reading:
        """The page in the second language, if its data is here and it reads better so."""
        others = [code for code in self.options.languages if code != best.language]
        if not others or others[0] not in self.engine.languages():
            return best
        return self._better(best, lambda: self._read(best.page, others[0]))

    def _unruled(self, best: Reading) -> Reading:
        """A table ruled between its rows only, its lines rubbed out, if fewer words are scraps and none are lost."""
        from pipeline.ocr.marks import residue
        from pipeline.ocr.rulings import without_level_rulings

        page = best.page
        rubbed = without_level_rulings(page.picture, best.seen.words, page.dpi)
        if rubbed is None:
            return best
        other = self._another(lambda: self._read(replace(page, picture=rubbed), best.language, best.psm))
        if other is None or other.doubts >= best.doubts or other.lacks(best):
            return best
        # What looks at lines and at strokes of a pen sees the page as it is.
        return replace(other, page=page, residue=residue(page.picture, other.seen.words, page.small))

    def _cells_again(self, best: Reading) -> Reading:
        """The doubtful cells of a ruled form read once more by themselves, where that makes them surer."""
        from pipeline.ocr.cells import ONE_BLOCK, doubtful_cells, with_cells
        from pipeline.ocr.marks import residue

        page = best.page
        stack = doubtful_cells(page.picture, best.seen.words, page.dpi)
        if stack is None or self._late():
            return best
        try:
            second = self._see(stack.picture, best.language, ONE_BLOCK, page.dpi)
        except ToolError:
            return best
        seen = with_cells(best.seen.words, stack, second.words)
        return replace(best, seen=seen, residue=residue(page.picture, seen.words, page.small))

    def _read(self, page: "Upright", language: str, psm: int | None = None) -> Reading:
        """One pass."""
        from pipeline.ocr.marks import residue

        if psm is None:
            psm = WHOLE_PAGE if page.columns else ONE_COLUMN
        seen = self._see(page.picture, language, psm, page.dpi)
        return Reading(page, seen, language, psm, residue(page.picture, seen.words, page.small))

    def _see(self, picture: Image.Image, language: str, psm: int, dpi: int) -> Recognition:
        self.passes += 1
        return self.engine.recognise(picture, language=language, psm=psm, dpi=dpi, timeout=self.options.call_seconds)

    def _orientation(self, picture: Image.Image, dpi: int) -> Orientation | None:
        """Which way up, or None; an engine that fails here has only failed to help."""
        self.passes += 1
        try:
            return self.engine.orientation(picture, dpi=dpi, timeout=self.options.call_seconds)
        except ToolError:
            return None

    def _poor(self, reading: Reading) -> bool:
        """True when the engine doubts what it read, or read lines that stand on end."""
        return reading.seen.confidence < self.options.poor_confidence or reading.on_end

    def _better(self, best: Reading, read: Callable[[], Reading]) -> Reading:
        """The better of two readings."""
        other = self._another(read)
        return other if other is not None and other.score > best.score else best

    def _another(self, read: Callable[[], Reading]) -> Reading | None:
        """A further reading; it is skipped when the page's time is used up, and may fail."""
        if self._late():
            return None
        try:
            return read()
        except ToolError as error:
            if error.exception_class is ExceptionClass.CODEC_MISSING:
                raise
            return None

    def _late(self) -> bool:
        return time.monotonic() - self.started > self.options.page_seconds

    def _blank(self) -> RecognisedPage:
        return RecognisedPage("", (), None, 0, 0.0, None, True, (), self.options.dpi, self.passes)

    def _answer(self, best: Reading) -> RecognisedPage:
        from pipeline.ocr.layout import lay_out
        from pipeline.ocr.tickboxes import with_boxes
        from pipeline.ocr.typed_boxes import with_blanks

        page = best.page
        words = with_boxes(with_blanks(best.seen.words, page.picture), page.boxes)
        marks = best.residue.with_strokes(best.seen.words)
        if not words and not marks:
            return self._blank()
        text, placed = lay_out(words, page.picture.width, page.picture.height, columns=page.columns, gutter=page.gutter)
        confidence = round(best.seen.confidence, 1) if best.seen.words else None
        return RecognisedPage(
            text=text,
            words=placed,
            confidence=confidence,
            rotation=page.turn,
            skew=page.skew,
            language=language_of(text),
            blank=False,
            marks=marks,
            dpi=page.dpi,
            passes=self.passes,
            picture=page.picture,
        )
