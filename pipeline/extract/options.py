"""How files are read: a few plain values, built from the settings and sent to reading children."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pipeline.ocr.recognise import OcrOptions
    from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Limits and resolutions of reading.

    Args:
        engine: Name of the recognition engine; "auto" is the best one here, "null" reads no picture.
        tessdata: Folder of its language data; None searches the usual places.
        image_pixels: A picture with more is not decoded.
        passwords: Tried in turn on locked files.
    """

    engine: str = "auto"
    tessdata: str | None = None
    dpi: int = 200
    retry_dpi: int = 300
    poor_confidence: float = 70.0
    call_seconds: float = 60.0
    image_pixels: int = 120_000_000
    passwords: tuple[str, ...] = ()

    @classmethod
    def from_settings(cls, settings: "Settings", passwords: tuple[str, ...] = ()) -> Self:
        """As the settings of the run say; which engine "auto" is, is settled here and not in every child."""
        from pipeline.ocr.engine import choose_engine

        return cls(
            engine=choose_engine(settings.ocr_engine, settings.tessdata).name,
            tessdata=str(settings.tessdata) if settings.tessdata else None,
            dpi=settings.ocr_dpi,
            retry_dpi=settings.ocr_retry_dpi,
            poor_confidence=settings.ocr_poor_confidence,
            call_seconds=settings.call_seconds,
            image_pixels=settings.image_pixels,
            passwords=passwords,
        )

    def for_recognition(self, own_resolution: bool = False) -> "OcrOptions":
        """What recognition needs of them."""
        from pipeline.ocr.recognise import OcrOptions

        return OcrOptions(
            dpi=self.dpi,
            retry_dpi=self.retry_dpi,
            poor_confidence=self.poor_confidence,
            call_seconds=self.call_seconds,
            page_seconds=self.call_seconds / 2,
            own_resolution=own_resolution,
        )

    @property
    def tessdata_folder(self) -> Path | None:
        """The folder as a path."""
        return Path(self.tessdata) if self.tessdata else None
