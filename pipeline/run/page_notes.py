"""What readers noted on pages → the note of their file, where reports show it."""

from collections.abc import Iterable

from pipeline.model import Page

MOST_LETTERS = 600
_BETWEEN = "; "


def with_page_notes(note: str | None, pages: Iterable[Page]) -> str | None:
    """The note of a file and what was not read on its pages, each said once.

    Args:
        note: What was known before; what it already says is not said again.
        pages: The pages as read.
    """
    said = note or ""
    for page in pages:
        for one in page.notes:
            text = one.rstrip(".")
            longer = f"{said}{_BETWEEN}{text}" if said else text
            if text not in said and len(longer) <= MOST_LETTERS:
                said = longer
    return said or None


def joined_notes(*notes: str | None) -> str | None:
    """Notes as one, each part of them said once."""
    parts = (part for note in notes if note for part in note.split(_BETWEEN))
    return _BETWEEN.join(dict.fromkeys(parts)) or None
