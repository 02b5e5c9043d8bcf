"""The votes on many documents as arrays, to fit the weights of the vote in seconds; the same sums as ``vote.join``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from classifiers.document_types import NOT_EVIDENCE
from classifiers.learned import Combiner
from classifiers.vote import (
    BY_SUBJECT,
    FOR_SLIDES,
    HANDOUT,
    LONGEST_STAMP,
    MOST_FROM_NAME,
    TICKED_OR_SIGNED,
    Voices,
    steepness,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Ballots:
    """What the voices said: one row a document, one column a type."""

    learned: "NDArray[Any]"
    title: "NDArray[Any]"
    body: "NDArray[Any]"
    against: "NDArray[Any]"
    name: "NDArray[Any]"
    plain: "NDArray[Any]"
    slides: "NDArray[Any]"
    words: tuple[int, ...]
    truth: "NDArray[Any]"

    @classmethod
    def of(cls, held_out: Sequence[tuple[Voices, str]]) -> "Ballots":
        """Lay out documents, each with its true type."""
        import numpy as np

        types = list(held_out[0][0].learned)
        column = {name: number for number, name in enumerate(types)}
        shape = (len(held_out), len(types))
        title, body, against, name = (np.zeros(shape) for _ in range(4))
        for row, (voices, _) in enumerate(held_out):
            for evidence in voices.evidence.values():
                at = row, column[evidence.document_type]
                title[at] = min(evidence.title, LONGEST_STAMP)
                body[at], against[at] = evidence.body**0.5, evidence.against**0.5
                name[at] = min(evidence.name, MOST_FROM_NAME)
        leaning = np.asarray([(kind == NOT_EVIDENCE) - float(kind in BY_SUBJECT) for kind in types])
        return cls(
            learned=np.asarray([[voices.learned[kind] for kind in types] for voices, _ in held_out]),
            title=title,
            body=body,
            against=against,
            name=name,
            plain=np.asarray([1.0 - voices.safety for voices, _ in held_out])[:, None] * leaning,
            slides=np.asarray([FOR_SLIDES * voices.slides for voices, _ in held_out])[:, None]
            * np.asarray([(kind == HANDOUT) - float(kind in TICKED_OR_SIGNED) for kind in types]),
            words=tuple(voices.words for voices, _ in held_out),
            truth=np.asarray([column[truth] for _, truth in held_out]),
        )

    def told(self, combiner: Combiner) -> "NDArray[Any]":
        """Probability that the vote gives to what each document is."""
        import numpy as np

        scores = (
            combiner.learned * self.learned
            + combiner.title * self.title
            + combiner.body * self.body
            - combiner.against * self.against
            + combiner.name * self.name
            + combiner.plain * self.plain
            + self.slides
        )
        scores = scores * np.asarray([steepness(words, combiner) for words in self.words])[:, None]
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(shares[np.arange(len(shares)), self.truth] / shares.sum(axis=1))
