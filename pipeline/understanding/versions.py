"""Step 5, part: all read documents -> groups of rescans and of editions of the same directive."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import ReadDocument

MOST_WORDS = 6_000
RESCAN = 0.62
"""Words two recognitions of one record share at least; recognition loses some."""
EDITION = 0.4
ONLY_ONE = 0.15
"""For directives a firm has one of, a rewritten edition may share few words under the same title."""
ONE_OF_A_KIND = frozenset(
    """
    hs_policy violence_harassment_plan company_rules discipline_policy safety_manual rtw_program ppe_program
    whmis_program
    org_chart job_task_inventory training_needs pm_program other_parties_policy
    """.split()
)
SAME_TITLE = 82.0
DIRECTIVE_ROLES = frozenset({"directive", "reference"})
_WORD = re.compile(r"[^\W_]{2,24}")
_EDITION_WORDS = re.compile(
    r"\b(?:rev(?:ision|ised)?|version|final|draft|signed|copy|v|edition|superseded|obsolete|old|new|\d+)\b", re.I
)


def group(documents: Sequence[ReadDocument], kinds: dict[str, str]) -> tuple[ReadDocument, ...]:
    """Give documents that are one document in several copies or editions the same ``version_group``.

    Args:
        kinds: Document type to directive, record, reference or none.
    """
    words = [_words(document) for document in documents]
    leader = list(range(len(documents)))
    for bucket in _buckets(documents, kinds).values():
        for place, left in enumerate(bucket):
            for right in bucket[:place]:
                if _root(leader, left) != _root(leader, right) and _same(documents, words, kinds, left, right):
                    a, b = sorted((_root(leader, left), _root(leader, right)))
                    leader[b] = a
    return tuple(
        replace(
            document,
            understanding=replace(
                document.understanding,
                version_group=documents[_root(leader, index)].understanding.document.id,
            ),
        )
        for index, document in enumerate(documents)
    )


def _root(leader: list[int], index: int) -> int:
    while leader[index] != index:
        leader[index] = leader[leader[index]]
        index = leader[index]
    return index


def _buckets(documents: Sequence[ReadDocument], kinds: dict[str, str]) -> dict[tuple[str, str], list[int]]:
    """Only documents that can be versions of each other are compared: directives by family, records by type and day."""
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, document in enumerate(documents):
        understanding = document.understanding
        if not any(page.text for page in document.pages):
            continue
        if kinds.get(understanding.classification.document_type) in DIRECTIVE_ROLES:
            buckets[("directive", understanding.classification.family)].append(index)
        elif understanding.blank_form:
            buckets[("blank", understanding.classification.family)].append(index)
        elif understanding.evidence_date.value is not None:
            buckets[(understanding.classification.family, understanding.evidence_date.value.isoformat())].append(index)
    return buckets


def _words(document: ReadDocument) -> frozenset[str]:
    text = " ".join(page.text for page in document.pages)[: 8 * MOST_WORDS]
    return frozenset(word.lower() for word in _WORD.findall(text)[:MOST_WORDS])


def _same(
    documents: Sequence[ReadDocument], words: list[frozenset[str]], kinds: dict[str, str], left: int, right: int
) -> bool:
    a, b = documents[left].understanding, documents[right].understanding
    if a.classification.document_type != b.classification.document_type and "unknown" not in (
        a.classification.document_type,
        b.classification.document_type,
    ):
        return False
    if a.company and b.company and a.company.casefold() != b.company.casefold():
        return False  # two firms' documents are never editions of one
    shared = _shared(words[left], words[right])
    directive = kinds.get(a.classification.document_type) in DIRECTIVE_ROLES
    if directive or a.blank_form:
        least = ONLY_ONE if a.classification.document_type in ONE_OF_A_KIND else EDITION
        return shared >= least and a.site == b.site and _titles_match(documents[left], documents[right])
    if shared < RESCAN or (a.site and b.site and a.site != b.site):
        return False
    return _same_people(documents[left], documents[right]) and _own_words(documents, words, left, right)


def _shared(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / max(1, len(left | right))


def _titles_match(left: ReadDocument, right: ReadDocument) -> bool:
    from rapidfuzz import fuzz

    first, second = _title(left), _title(right)
    if not first or not second:
        return True
    return fuzz.token_sort_ratio(first, second) >= SAME_TITLE


def _title(document: ReadDocument) -> str:
    title = next((fact.value for fact in document.understanding.facts if fact.kind == "title"), "")
    return " ".join(_EDITION_WORDS.sub(" ", title.lower()).split())


def _same_people(left: ReadDocument, right: ReadDocument) -> bool:
    """Two records of one day on one form by different people are two records."""
    first, second = (
        {fact.value.lower() for fact in document.understanding.facts if fact.kind == "person"}
        for document in (left, right)
    )
    if not first or not second:
        return True
    return 2 * len(first & second) >= min(len(first), len(second))


def _own_words(documents: Sequence[ReadDocument], words: list[frozenset[str]], left: int, right: int) -> bool:
    """Longer numbers (units, times, counts) must agree for the greater part: a form's print is common to all."""
    first, second = ({word for word in words[index] if len(word) >= 3 and word.isdigit()} for index in (left, right))
    if len(first) < 3 or len(second) < 3:
        return True
    return 2 * len(first & second) >= min(len(first), len(second))
