"""The parts of a safety system of which some instruments ask the same: a policy, a procedure, records (D1, D2, D3).

Such a requirement says "{part}" where the part's name belongs, in its text, its examples and what to ask the client
for; the question names the part, whose words become the rule's subject.
"""

from rules.facts import Frozen

_PLACE = "{part}"


class SystemPart(Frozen):
    """One entry of ``backbone/system_parts.toml``.

    Args:
        id: What a question's ``part`` says ("inspections").
        name: In running text ("inspections"); name_fr: the same in French, with its article.
        words: Phrases of which a document on this part holds one, as in a rule's ``subject``.
        records: Further phrases by which a list names this part's records ("checklist*" is a record of inspections).
    """

    id: str
    name: str
    name_fr: str
    words: tuple[str, ...]
    records: tuple[str, ...] = ()


WHOLE = SystemPart(id="", name="each part of the safety system", name_fr="chaque partie du système", words=())
"""What a question asks about that names no part."""


def about(text: str, part: SystemPart) -> str:
    """English text on a part."""
    return text.replace(_PLACE, part.name)


def about_fr(text: str, part: SystemPart) -> str:
    """French text on a part."""
    return text.replace(_PLACE, part.name_fr)
