"""What readers noted on pages → the note of their file, where reports show it."""

from collections.abc import Iterable

from pipeline.model import Page

MOST_LETTERS = 600
_BETWEEN = "; "
_MORE = "more of its pages have notes than are told here"
_ROOM = MOST_LETTERS - len(_BETWEEN) - len(_MORE)


def with_page_notes(note: str | None, pages: Iterable[Page]) -> str | None:
    """The note of a file and what was not read on its pages, each said once; and that there is more to say, if so.

    Args:
        note: What was known before; what it already says is not said again.
        pages: The pages as read.
    """
    said, left_out = note or "", False
    for page in pages:
        for one in page.notes:
            text = one.rstrip(".")
            longer = f"{said}{_BETWEEN}{text}" if said else text
            if text in said:
                continue
            if len(longer) <= _ROOM:
                said = longer
            else:
                left_out = True
    if left_out and _MORE not in said:
        said = f"{said}{_BETWEEN}{_MORE}" if said else _MORE
    return said or None


def joined_notes(*notes: str | None) -> str | None:
    """Notes as one, each part of them said once."""
    parts = (part for note in notes if note for part in note.split(_BETWEEN))
    return _BETWEEN.join(dict.fromkeys(parts)) or None
