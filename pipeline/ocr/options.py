"""How pages are recognised: resolutions, limits, languages."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class OcrOptions:
    """How a page is recognised.

    Args:
        dpi, retry_dpi: Resolution of the first pass and of the retry.
        poor_confidence: A mean confidence below it asks for more passes.
        call_seconds: Limit of one call of the engine.
        page_seconds: After so long no further pass is begun.
        own_resolution: True for photographs and pictures, whose pixels say nothing of inches.
        languages: ISO 639-2 codes: the first for every page, the second where the first reads poorly.
    """

    dpi: int = 200
    retry_dpi: int = 300
    poor_confidence: float = 70.0
    call_seconds: float = 60.0
    page_seconds: float = 30.0
    own_resolution: bool = False
    languages: tuple[str, ...] = ("eng", "fra")

    @classmethod
    def from_settings(cls, settings: "Settings", own_resolution: bool = False) -> "OcrOptions":
        """As the settings of the run say."""
        return cls(
            dpi=settings.ocr_dpi,
            retry_dpi=settings.ocr_retry_dpi,
            poor_confidence=settings.ocr_poor_confidence,
            call_seconds=settings.call_seconds,
            page_seconds=settings.call_seconds / 2,
            own_resolution=own_resolution,
        )
