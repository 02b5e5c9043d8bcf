"""A mail's own words -> whether it is a document itself (pasted minutes, an alert) or only speaks of documents."""

import re
from collections.abc import Mapping

from classifiers.document_types import NOT_EVIDENCE
from classifiers.model import Sample

LETTER_TYPES = ("communication", NOT_EVIDENCE)
"""What a mail is that is no document itself: a notice about safety, or of no interest to the audit."""

SURE = 0.75
"""A mail says little and the model learned from documents: nobody should rely on its answer unseen."""

FEWEST_WORDS, FEWEST_FIELDS = 60, 4
_SPOKEN_OF = 0.05
_FIELD = re.compile(r"^[ \t>|*]{0,8}([A-Za-zÀ-ÿ][^:\n]{1,38}):", re.MULTILINE)
# Labels of quoted mails and of the block below a name.
_OF_MAILS = frozenset(
    "from sent to cc bcc date subject attachments importance reply-to de envoyé à objet phone tel cell mobile direct"
    " office fax email e-mail mail web website http https".split()
)


def is_document(body: Sample, titled: bool) -> bool:
    """Whether the words of a mail are a document, not a note about one.

    Args:
        body: The mail without its header lines.
        titled: Its title is what a type of document is called.
    """
    if len(body.text.split()) < FEWEST_WORDS:
        return False
    return titled or len(_fields(body.text)) >= FEWEST_FIELDS


def _fields(text: str) -> set[str]:
    labels = {match[1].strip(" *").casefold() for match in _FIELD.finditer(text)}
    return {label for label in labels if label not in _OF_MAILS and len(label.split()) <= 5}


def as_letter(shares: Mapping[str, float], encloses: bool) -> dict[str, float]:
    """The shares of the types for a mail that is no document.

    Args:
        shares: By type, as for any document.
        encloses: What it speaks of is then what it carries and counts nothing; else it counts little.
    """
    left = 0.0 if encloses else _SPOKEN_OF
    thinned = {name: share if name in LETTER_TYPES else share * left for name, share in shares.items()}
    total = sum(thinned.values())
    return {name: share / total for name, share in thinned.items()}
