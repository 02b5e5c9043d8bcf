"""What the classifiers take and give: plain frozen values, nothing of files or databases."""

from dataclasses import dataclass
from typing import Literal

Family = Literal[
    "policy", "hazard_assessment", "training_record", "meeting_minutes", "procedure", "inspection", "incident",
    "emergency", "maintenance", "contractor", "administration", "reference", "not_evidence", "unknown",
]  # fmt: skip
Kind = Literal["directive", "record", "reference", "none"]


@dataclass(frozen=True, slots=True)
class Sample:
    """What is known of one logical document when its type is asked.

    Args:
        text: The whole text, pages joined by form feeds; may be full of OCR noise.
        title: The largest or first heading lines, or an empty string.
        headings: Short lines that look like headings, table headers or form field labels.
        name: File name with its folders, as the client wrote it; never decides alone.
        pages: Number of pages.
        ocr: Whether the text was recognised from a picture.
        letter: It is a mail, its header lines left out: it speaks of documents more often than it is one.
        encloses: It is a mail that carries documents; they are asked for their types themselves.
    """

    text: str
    title: str = ""
    headings: tuple[str, ...] = ()
    name: str = ""
    pages: int = 1
    ocr: bool = False
    letter: bool = False
    encloses: bool = False


@dataclass(frozen=True, slots=True)
class Classification:
    """The answer to "what kind of document is this?".

    Args:
        document_type: One of the 67 types of ``document_types.toml``, or "unknown".
        family: Best guess of the family even below the acceptance threshold; "unknown" only for abstention.
        probability: Probability of the family, 0 to 1, calibrated.
        runner_up: The second-best type, or None.
        reasons: Up to three short lines for the auditor: the phrases that told, the model's weight, the name.
    """

    document_type: str
    family: str
    probability: float
    runner_up: str | None
    reasons: tuple[str, ...]
