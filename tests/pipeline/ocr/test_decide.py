"""The one answer: which pages must be recognised, how good a text layer is, whether it says what the picture shows."""

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ocr.decide import PageEvidence, disagrees, page_needs_ocr, text_quality
from pipeline.ocr.quality import GARBAGE_BELOW
from tests.pipeline.ocr.typed_pages import FORM, FRENCH, PROSE, TABLE

ENGLISH = "\n".join(PROSE)
FRENCH_TEXT = "\n".join(FRENCH)
TABLE_TEXT = "\n".join(" ".join(row) for row in TABLE)
FORM_TEXT = "\n".join(f"{label}: {entry} ________" for label, entry in FORM)
NAMES = (
    "Amara Nwosu, Wojciech Szczepański, Nguyễn Thị Phương, Krzysztof Wrzesniewski, Mthunzi Ngcobo, Esther Two Rivers, "
    "Gwen O'Sullivan, Hélène Côté, Devon MacPhail, Bertil Lindqvist, Chioma Adeyemi, Jonas Friesen, Hiro Tanabe"
)
FIGURES = " ".join(f"{n * 37 % 991},{n * 13 % 97:02d}0.{n:02d} 2026-0{n % 9 + 1}-1{n % 9}" for n in range(60))
CODES = "CSA Z259.10 ANSI Z89.1 WO-2231 SN OC-58813 HP 12 PSI 3400 RPM 10L 5S B12 S5 1B I5 400S 12.5B " * 4
TICKS = "Walkways clear ☐ OK ☑ Fix ☐ N/A   Guards [ ] Yes [x] No ( ) N/A ............ ______ Date: ______\n" * 8


def _substituted(text: str) -> str:
    letters = list(string.ascii_lowercase)
    random.Random(4).shuffle(letters)
    swap = dict(zip(string.ascii_lowercase, letters, strict=True))
    return "".join(swap.get(char, swap.get(char.lower(), char).upper() if char.isupper() else char) for char in text)


SPOILT = {
    "substituted letters": _substituted(ENGLISH),
    "shifted codes": "".join(chr(ord(char) + 3) if char.isalnum() else char for char in ENGLISH),
    "private use": "".join(chr(0xF000 + ord(char)) if char.isalnum() else char for char in ENGLISH),
    "glyph numbers": "".join(f"(cid:{ord(char)})" for char in ENGLISH),
    "lost letters": "".join("\ufffd" if char in "aeiou" else char for char in ENGLISH),
    "mojibake": FRENCH_TEXT.encode().decode("cp1252", errors="replace"),
    "signs": "".join("~^*&|\\<>{}[];#%$!?"[at % 18] if at % 2 else char for at, char in enumerate(ENGLISH)),
    "spelt out": " ".join(ENGLISH.replace(" ", "")),
    "capitals anywhere": "".join(char.upper() if at % 3 == 0 else char for at, char in enumerate(ENGLISH)),
    "letters for digits": "Invoice " + " ".join(f"$l{n},4{n % 10}O.OO 2O26-O{n % 9}-I{n % 8}" for n in range(20)),
}  # fmt: skip


REAL = (ENGLISH, FRENCH_TEXT, TABLE_TEXT, FORM_TEXT, NAMES, FIGURES, CODES, TICKS, "12", "", ENGLISH.upper())


@pytest.mark.parametrize("text", REAL)
def test_real_text_is_trusted(text: str) -> None:
    assert text_quality(text) > 0.75


@pytest.mark.parametrize("name", SPOILT)
def test_spoilt_text_is_not(name: str) -> None:
    assert text_quality(SPOILT[name]) < GARBAGE_BELOW


def test_other_scripts_are_no_garbage() -> None:
    assert text_quality("Правила безопасности на строительной площадке для всех работников " * 5) > 0.75
    assert text_quality("안전 관리 규정 모든 작업자는 보호구를 착용해야 한다 " * 10) > 0.75


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_quality_is_a_fraction_of_any_text(text: str) -> None:
    assert 0.0 <= text_quality(text) <= 1.0


def test_hostile_text_is_measured_in_linear_time() -> None:
    assert text_quality("Ã" * 200_000) < GARBAGE_BELOW
    assert 0.0 <= text_quality("(cid:" * 100_000) <= 1.0
    assert 0.0 <= text_quality("_" * 300_000) <= 1.0


@pytest.mark.parametrize(
    ("evidence", "needs", "why", "compare"),
    [
        (PageEvidence(ENGLISH), False, "embedded_text", False),
        (PageEvidence(ENGLISH, image_coverage=0.2, images=1), False, "embedded_text", False),
        (PageEvidence(ENGLISH, image_coverage=1.0, images=1, invisible_text=True), False, "embedded_text", True),
        (PageEvidence(""), True, "no_text_layer", False),
        (PageEvidence(" \n\t"), True, "no_text_layer", False),
        (
            PageEvidence("Scanned with a telephone", image_coverage=0.97, images=1),
            True,
            "sparse_text_over_image",
            False,
        ),
        (PageEvidence("Page 3 of 12", image_coverage=0.0), False, "embedded_text", False),
        (PageEvidence(SPOILT["substituted letters"]), True, "garbage_text_layer", False),
        (PageEvidence(ENGLISH, undecodable=600), True, "garbage_text_layer", False),
        (PageEvidence(ENGLISH, undecodable=10), False, "embedded_text", False),
        (PageEvidence("", undecodable=400), True, "garbage_text_layer", False),
        (PageEvidence("", picture_file=True), True, "picture_file", False),
    ],
)
def test_each_page_is_decided_with_its_reason(evidence: PageEvidence, needs: bool, why: str, compare: bool) -> None:
    decision = page_needs_ocr(evidence)
    assert (decision.needs, decision.why, decision.compare) == (needs, why, compare)


def test_a_short_invisible_layer_is_compared_and_not_thrown_away() -> None:
    decision = page_needs_ocr(PageEvidence("Certificate of first aid, Amara Nwosu, 2 May 2025", 1.0, 0, True, 1))
    assert not decision.needs
    assert decision.compare


def test_small_reading_errors_are_agreement() -> None:
    read = ENGLISH.replace("procedure", "procedurc").replace("worker", "vvorker").replace("site", "slte")
    assert not disagrees(ENGLISH, read)
    assert not disagrees(FRENCH_TEXT, FRENCH_TEXT.replace("é", "e").replace("ô", "o"))


def test_another_text_is_disagreement() -> None:
    assert disagrees(FRENCH_TEXT, ENGLISH)
    assert disagrees(_substituted(ENGLISH), ENGLISH)
    assert disagrees("Scanned with a telephone", ENGLISH)


def test_wrong_figures_under_right_words_are_disagreement() -> None:
    layer = TABLE_TEXT.replace("0", "O").replace("1", "l")
    assert disagrees(layer, TABLE_TEXT)
    assert not disagrees(TABLE_TEXT, TABLE_TEXT.replace("2025-05-02", "2025-O5-02"))


@pytest.mark.parametrize("read", ["", "Site plan", "~ ^ |"])
def test_too_little_to_judge_is_no_disagreement(read: str) -> None:
    assert not disagrees(ENGLISH, read)


@given(st.lists(st.sampled_from([*ENGLISH.split(), *FIGURES.split()]), max_size=80))
@settings(max_examples=50, deadline=None)
def test_no_text_disagrees_with_itself(words: list[str]) -> None:
    assert not disagrees(" ".join(words), " ".join(words))
