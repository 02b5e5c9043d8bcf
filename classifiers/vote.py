"""The vote: telltales, learned model and file name become one Classification, or "unknown"."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from classifiers.document_types import NOT_EVIDENCE, UNKNOWN, DocumentType, load_types
from classifiers.features import Read, read
from classifiers.learned import Combiner, LearnedModel, load_model
from classifiers.letters import SURE, as_letter, is_document
from classifiers.model import Classification, Sample
from classifiers.phrases import PhraseMatcher, TypeEvidence
from classifiers.words import words_of

# Fewer readable words than this say nothing, whatever the file is called.
FEWEST_WORDS = 6

# A tab sheet that parts a binder bears hardly more than its name.
MOST_ON_TAB = 12
_TAB_SHEET = re.compile(r"\s{0,9}(?i:tab|divider|onglet|intercalaire)\s{0,2}[\dA-Z]{1,3}\b")

# Below this share of known words a text is noise or another language.
KNOWN_SHARE = 0.3

# With fewer words the vote is less sure: a form's heading alone is not the form, and empty boxes tell nothing.
SURE_WORDS = 60
SURE_OF_NOTHING = 0.3

# Calibrated on firms left out in turn; strangers differ from all of these, and a wrong label costs more than a doubt.
AMONG_STRANGERS = 0.9

# As much as a title, and as a name, may weigh.
LONGEST_STAMP, MOST_FROM_NAME = 6.0, 4.0

# Any office writes these; they are evidence only when their subject is safety.
BY_SUBJECT = ("communication", "resources", "management_review", "document_control")

# A deck of slides is spoken from: nobody signs it or fills it in, so what it says of a subject is a handout first.
HANDOUT, FOR_SLIDES = "safety_handout", 2.0
TICKED_OR_SIGNED = ("orientation_checklist", "training_signin", "toolbox_talk", "flha")
_SLIDES = re.compile(r"\.(?:pptx?|ppsx?|odp)$", re.IGNORECASE)

_SAFETY = frozenset(
    word
    for phrase in (
        "safety safe hazard hazards injury injuries injured hurt ppe incident incidents accident accidents emergency"
        " ohs first aid inspection inspections deficiency whmis sds msds evacuation drill muster unsafe risk risks"
        " protective toolbox tailgate jhsc hse health worker workers crew supervisor training competency maintenance"
        " contractor permit lockout respirator harness extinguisher near miss securite danger dangers sst travailleur"
        " travailleurs blessure urgence formation fall protection ladder forklift operator refuse corrective"
    ).split()
    for word in words_of(phrase)
)


@dataclass(frozen=True, slots=True)
class Voices:
    """What each voice says of one document before they are joined; the unit the combiner is fitted on."""

    learned: Mapping[str, float]
    evidence: Mapping[str, TypeEvidence]
    safety: float
    words: int
    slides: bool = False


def join(voices: Voices, combiner: Combiner) -> dict[str, float]:
    """Probability of every type from what the voices say.

    Args:
        voices: What was found in the document.
        combiner: How much each voice counts.
    """
    scores = {name: combiner.learned * value for name, value in voices.learned.items()}
    for name, evidence in voices.evidence.items():
        scores[name] += (
            combiner.title * min(evidence.title, LONGEST_STAMP)
            + combiner.body * math.sqrt(evidence.body)
            - combiner.against * math.sqrt(evidence.against)
            + combiner.name * min(evidence.name, MOST_FROM_NAME)
        )
    scores[NOT_EVIDENCE] += combiner.plain * (1.0 - voices.safety)
    if voices.slides:
        scores[HANDOUT] += FOR_SLIDES
        for name in TICKED_OR_SIGNED:
            scores[name] -= FOR_SLIDES
    for name in BY_SUBJECT:
        scores[name] -= combiner.plain * (1.0 - voices.safety)
    steep = steepness(voices.words, combiner)
    best = max(scores.values())
    shares = {name: math.exp(steep * (score - best)) for name, score in scores.items()}
    total = sum(shares.values())
    return {name: share / total for name, share in shares.items()}


def steepness(words: int, combiner: Combiner) -> float:
    """How sure the vote may be: less on a text of few words."""
    told = min(1.0, SURE_OF_NOTHING + (1.0 - SURE_OF_NOTHING) * words / SURE_WORDS)
    return AMONG_STRANGERS * combiner.steepness * told


class Classifier:
    """Says what kind of document a text is, how sure that is, and why."""

    def __init__(self, types: Mapping[str, DocumentType], model: LearnedModel) -> None:
        self._types = types
        self._model = model
        self._matcher = PhraseMatcher(types)

    @classmethod
    def load(cls) -> "Classifier":
        """The shipped classifier.

        Raises:
            ArtefactError: The trained model is missing or damaged.
            DocumentTypesError: The vocabulary breaks its schema.
        """
        types = load_types()
        return cls(types, load_model(tuple(types)))

    def classify_many(self, samples: Iterable[Sample]) -> tuple[Classification, ...]:
        """Classify documents one after the other."""
        return tuple(self.classify(sample) for sample in samples)

    def classify(self, sample: Sample) -> Classification:
        """Say what kind of document this is, or "unknown" for blanks, noise and strangers."""
        words = read(sample)
        if sample.letter and len(_spoken(words)) < FEWEST_WORDS:
            return Classification(NOT_EVIDENCE, NOT_EVIDENCE, SURE, None, ("A mail that says hardly anything itself.",))
        if _TAB_SHEET.match(sample.text) and len(words.text) <= MOST_ON_TAB:
            return Classification(NOT_EVIDENCE, NOT_EVIDENCE, SURE, None, ("A tab sheet that parts a binder.",))
        if not self._readable(words):
            return Classification(UNKNOWN, UNKNOWN, 0.0, None, ("Too little readable text to tell.",))
        voices = self.voices(sample, words)
        shares = join(voices, self._model.combiner)
        if sample.letter and not is_document(sample, self._titled(sample)):
            answer = self._answer(as_letter(shares, sample.encloses), voices)
            reasons = ("A mail: the documents it speaks of or carries are not what it is.", *answer.reasons[:2])
            return replace(answer, probability=min(answer.probability, SURE), reasons=reasons)
        return self._answer(shares, voices)

    def _titled(self, sample: Sample) -> bool:
        """Whether its title, and not only its first words, is what a type of document is called."""
        found = self._matcher.match(Sample(text="", title=sample.title)) if sample.title else {}
        return any(evidence.title > 0 for evidence in found.values())

    def voices(self, sample: Sample, words: Read) -> Voices:
        """What each voice says of a document; public because training fits the combiner on it."""
        return voices_of(sample, words, self._model, self._matcher)

    def _readable(self, words: Read) -> bool:
        spoken = _spoken(words)
        if len(spoken) < FEWEST_WORDS:
            return False
        known = sum(1 for word in spoken if self._model.knows(word) or self._matcher.knows(word))
        return known / len(spoken) >= KNOWN_SHARE

    def _answer(self, shares: Mapping[str, float], voices: Voices) -> Classification:
        families: dict[str, float] = {}
        for name, share in shares.items():
            owner = self._types[name].family
            families[owner] = families.get(owner, 0.0) + share
        family = max(families, key=lambda name: families[name])
        most = SURE if family == NOT_EVIDENCE and _says_little(voices) else 0.999
        ordered = sorted(shares, key=lambda name: (-shares[name], name))
        best = next(name for name in ordered if self._types[name].family == family)
        runner_up = next((name for name in ordered if name != best), None)
        return Classification(
            document_type=best,
            family=family,
            probability=round(min(families[family], most), 4),
            runner_up=runner_up,
            reasons=self._reasons(best, voices),
        )

    def _reasons(self, best: str, voices: Voices) -> tuple[str, ...]:
        reasons: list[str] = []
        evidence = voices.evidence.get(best)
        if evidence is not None and evidence.in_title:
            reasons.append(f"Its heading says \u201c{evidence.in_title}\u201d.")
        told = [p for p in evidence.phrases if p != evidence.in_title][:4] if evidence is not None else []
        if told:
            reasons.append("Its text says " + ", ".join(f"\u201c{phrase}\u201d" for phrase in told) + ".")
        if max(voices.learned, key=lambda name: voices.learned[name]) == best:
            reasons.append(f"Its wording is most like: {self._types[best].title.lower()}.")
        if best == HANDOUT and voices.slides:
            reasons = [*reasons[:2], "It is a deck of slides."]
        elif evidence is not None and evidence.name > 0:
            reasons = [*reasons[:2], "Its file name fits."]
        if not reasons:
            reasons.append(f"Nothing speaks clearly; closest to: {self._types[best].title.lower()}.")
        return tuple(reasons[:3])


def _says_little(voices: Voices) -> bool:
    """Few words and none that papers of no interest are known by: what it is about may stand on another sheet."""
    told = voices.evidence.get(NOT_EVIDENCE)
    return voices.words < SURE_WORDS and (told is None or (not told.in_title and len(told.phrases) < 2))


def _spoken(words: Read) -> list[str]:
    """Words of some length, numbers left out."""
    return [word for word in words.text if len(word) >= 3 and word[0] != "#"]


def voices_of(sample: Sample, words: Read, model: LearnedModel, matcher: PhraseMatcher) -> Voices:
    """What the learned model and the telltales say of one document."""
    safety = sum(1 for word in words.text if word in _SAFETY)
    density = min(1.0, 20.0 * safety / max(40, len(words.text)))
    return Voices(
        learned=model.log_probabilities(words),
        evidence=matcher.match(sample, words.text),
        safety=density,
        words=len(words.text),
        slides=bool(_SLIDES.search(sample.name)),
    )
