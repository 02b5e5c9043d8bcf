import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts import cadence, forms, identity, revision
from pipeline.facts.finders import FINDERS, find_facts
from pipeline.facts.headings import headings_of, title_of
from pipeline.facts.identity import language_of
from pipeline.facts.reading import read_page
from pipeline.model import FormField, Page
from tests.pipeline.making_pages import ink, placed, reading, scan_text, text_page


def state(page: str | Page, **how: str) -> str | None:
    return next((fact.value for fact in forms.find(reading(page, **how))), None)


FORM = "Yard inspection\nDate: {0}   Site: {1}\nInspected by: {2}\nWeather: {3}\n"


def test_a_form_is_blank_or_filled() -> None:
    assert state(FORM.format("", "", "", "")) == "blank"
    assert state(FORM.format("________", "________", "______", "_____")) == "blank"
    assert state(FORM.format("2026-01-02", "Hinton", "J. Doe", "clear")) == "filled"


def test_ticks_fill_a_checklist() -> None:
    assert state("Guards ☐ ok ☐ fix\nExits ☐ ok ☐ fix\nLadders ☐ ok ☐ fix") == "blank"
    assert state("Guards ☑ ok ☐ fix\nExits ☑ ok ☐ fix\nLadders ☐ ok ☑ fix") == "filled"


def test_placeholders_make_a_template() -> None:
    text = "Health and safety policy\n[Company Name] is committed to the safety of all workers.\nSigned: [Insert name]"
    assert state(text, kind="directive") == "template"
    assert state("See clause [4] and note [a] of the Act.", kind="directive") is None


def test_a_form_filled_in_by_hand_is_filled() -> None:
    runs = [(0.1, 0.2, "Date:"), (0.1, 0.25, "Site:"), (0.1, 0.3, "Inspector:"), (0.1, 0.35, "Weather:")]
    pens = [ink(0.2, 0.19 + 0.05 * step, 0.35, 0.215 + 0.05 * step) for step in range(3)]
    assert state(placed(runs, ocr=True, marks=pens)) == "filled"
    assert state(placed(runs, ocr=True)) == "blank"


def test_ink_away_from_the_fields_fills_nothing() -> None:
    runs = [(0.1, 0.2, "Date:"), (0.1, 0.25, "Site:"), (0.1, 0.3, "Inspector:"), (0.1, 0.35, "Weather:")]
    specks = [ink(0.7, 0.8 + 0.03 * step, 0.73, 0.82 + 0.03 * step) for step in range(4)]
    assert state(placed(runs, ocr=True, marks=specks)) == "blank"


def test_electronic_fields_count() -> None:
    names = ("Worker", "Trainer", "Hire date")
    empty = [FormField(name, "", "text") for name in names]
    full = [FormField(name, "Jane Doe", "text") for name in names]
    assert state(placed([(0.1, 0.1, "Orientation")], fields=empty)) == "blank"
    assert state(placed([(0.1, 0.1, "Orientation")], fields=full)) == "filled"


def test_headings_with_colons_are_no_empty_fields() -> None:
    text = (
        "Discussion:\n- the gate sticks\nDecisions:\n1. mend it\nOther:\n"
        "Everybody was reminded that the yard is closed on Friday morning for paving."
    )
    assert state(text) is None


@pytest.mark.parametrize(
    ("text", "subject", "value"),
    [
        ("Inspections of each yard shall be done monthly by the supervisor.", "inspection", "monthly"),
        ("The committee will meet at least quarterly; meetings are recorded.", "meeting", "quarterly"),
        ("An evacuation drill must be held once a year at each site.", "drill", "yearly"),
        ("Toolbox talks are held weekly.", "toolbox", "weekly"),
        ("Une inspection doit être faite chaque mois.", "inspection", "monthly"),
        ("Formal hazard assessments are reviewed at least every\ntwelve months.", "hazard_assessment", "yearly"),
    ],
)
def test_how_often_a_directive_says(text: str, subject: str, value: str) -> None:
    facts = list(cadence.find(reading(text, kind="directive", family="procedure", document_type="element_procedure")))
    assert [(fact.role, fact.value) for fact in facts][:1] == [(subject, value)]


@pytest.mark.parametrize(
    "text", ["The monthly newsletter is a treat.", "Inspections matter.", "Annual leave is earned by hours."]
)
def test_no_cadence_without_subject_or_frequency(text: str) -> None:
    assert list(cadence.find(reading(text, kind="directive", family="policy", document_type="hs_policy"))) == []


def test_the_title_is_the_document_and_not_the_letterhead() -> None:
    runs = [
        (0.1, 0.05, "Alder Ridge Excavating Ltd."),
        (0.1, 0.09, "Workplace Inspection Report"),
        (0.1, 0.13, "Date: 2026-01-02"),
    ]
    page = read_page(placed(runs))
    title = title_of(page)
    assert title is not None
    assert title.text == "Workplace Inspection Report"
    assert title_of(read_page(text_page("and the crew then went home.\n12\n"))) is None


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("+ Test the radio of each truck", None),
        ("- Emergency Plan -", "- Emergency Plan -"),
        ("Drill Report", "Drill Report"),
    ],
)
def test_an_item_of_a_list_is_no_title(line: str, title: str | None) -> None:
    found = title_of(read_page(text_page(line)))
    assert (found.text if found is not None else None) == title
    assert "Findings:" in headings_of(
        read_page(text_page("# Report\nFindings:\nnone were made on that day by anyone\n"))
    )


def test_whose_document_it_is() -> None:
    own = {
        (fact.value, fact.role)
        for fact in identity.find(reading("Alder Ridge Excavating Limited\nSafety policy"))
        if fact.kind == "company"
    }
    assert own == {("Alder Ridge Excavating Ltd.", "client")}
    other = {
        (fact.value, fact.role)
        for fact in identity.find(reading("Peace Valley Drilling Inc.\nSafety policy"))
        if fact.kind == "company"
    }
    assert other == {("Peace Valley Drilling Inc.", "other")}


def test_a_site_by_label_by_mention_and_not_by_address() -> None:
    def sites(text: str) -> list[tuple[str, str | None]]:
        return [(fact.value, fact.role) for fact in identity.find(reading(text)) if fact.kind == "site"]

    assert sites("Report\nSite: Hinton\nthe Edson crew helped") == [("Hinton Yard", "labelled")]
    assert sites("Report for the Edson shop") == [("Edson Shop", "head")]
    assert sites("Report\n4407 Airport Road, Edson T7E 1A1") == []
    assert sites("Report\nHintonburg office") == []


def test_language() -> None:
    assert language_of("The supervisor shall inspect the yard and report to the manager.") == "en"
    assert language_of("Le superviseur doit inspecter la cour et faire rapport au directeur.") == "fr"
    assert language_of("12 34") is None


def test_revision_and_form_number() -> None:
    facts = [(fact.role, fact.value) for fact in revision.find(reading("Form SF-12   Rev. 3\nYard inspection"))]
    assert facts == [("revision", "3"), ("form_id", "SF-12")]
    assert list(revision.find(reading("The revised plan has 3 parts"))) == []


def test_finders_keep_their_kinds_and_cite_their_pages() -> None:
    text = (
        FORM.format("2026-01-02", "Hinton", "Jane Doe", "clear")
        + "Action: mend gate. Due: 2026-02-01\nSignature: Jane Doe"
    )
    looked = reading(text_page(text, 4))
    for finder in FINDERS:
        for fact in finder.find(looked):
            assert fact.kind in finder.kinds
            assert fact.citation.page == 4
            assert fact.finder == finder.name


@given(st.text(max_size=400), st.booleans())
@settings(max_examples=120, deadline=None)
def test_no_text_breaks_a_finder(text: str, ocr: bool) -> None:
    page = scan_text(text) if ocr else text_page(text)
    for fact in find_facts(reading(page)):
        assert fact.citation.page == 1
