"""Settings of one run: built once by an entry point from the environment and passed down."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Limits, clocks and switches; every one can be set as ``COR_EVIDENCE_<NAME>`` in the environment."""

    model_config = SettingsConfigDict(env_prefix="COR_EVIDENCE_", frozen=True, extra="ignore")

    workers: int = Field(default=2, ge=1, le=256, description="reading children at work at once")
    store_url: str | None = Field(default=None, description="database URL; SQLite inside the engagement when absent")
    acceptance_threshold: float = Field(default=0.8, ge=0, le=1, description="family probability taken as evidence")

    # Clocks, seconds (design, section 7).
    document_seconds: float = Field(default=60.0, gt=0)
    page_seconds: float = Field(default=10.0, gt=0)
    silence_seconds: float = Field(default=60.0, gt=0)
    call_seconds: float = Field(default=60.0, gt=0)

    # Limits of a reading child.
    child_memory_bytes: int = Field(default=1 << 30, gt=0)
    child_file_bytes: int = Field(default=1 << 30, gt=0)
    child_open_files: int = Field(default=256, gt=0)
    child_documents: int = Field(default=50, gt=0, description="a child is replaced after so many jobs")
    pages_per_job: int = Field(
        default=8, gt=0, description="pages of the longest job; towards the end they get shorter"
    )

    # Limits on what a client may send.
    file_bytes: int = Field(default=2 << 30, gt=0)
    image_pixels: int = Field(default=120_000_000, gt=0)
    container_depth: int = Field(default=5, gt=0)
    container_members: int = Field(default=10_000, gt=0)
    container_bytes: int = Field(default=4 << 30, gt=0)
    container_ratio: int = Field(default=100, gt=0)

    # Recognition.
    ocr_engine: str = Field(default="auto", description="auto (the best one here), tesserocr, tesseract or null")
    ocr_dpi: int = Field(default=200, ge=72, le=600)
    ocr_retry_dpi: int = Field(default=300, ge=72, le=600)
    ocr_poor_confidence: float = Field(default=70.0, ge=0, le=100)
    tessdata: Path | None = None

    # Nightly runs, when served on a schedule.
    nightly_cron: str = Field(default="30 3 * * *", description="when the nightly run starts, local time")
