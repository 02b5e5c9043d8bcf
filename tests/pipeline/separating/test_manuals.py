from pipeline.model import Page, TextOrigin
from pipeline.separating.manuals import manuals_of
from pipeline.separating.traits import PageTraits, traits_of

CHAPTERS = ("Safety Policy", "Hazard Assessment", "Inspections", "Training", "Emergency Plan")


def page(text: str, number: int) -> PageTraits:
    return traits_of(Page(number, text, TextOrigin.EMBEDDED, "embedded_text"), {})


def contents(number: int) -> PageTraits:
    return page("Contents\n" + "\n".join(f"{title} ........ {n}" for n, title in enumerate(CHAPTERS, 3)), number)


def test_a_list_reaches_to_the_last_heading_it_names() -> None:
    body = "The crew lead looks the place over before anybody starts and again after lunch, and writes it down."
    chapters = [page(f"{title}\n{body}", n) for n, title in enumerate(CHAPTERS, 2)]
    told = manuals_of([contents(1), *chapters, page("Incident Report\nDate: 2026-01-05", 7)])
    assert [one.inside for one in told] == [False, True, True, True, True, True, False]
    assert [one.listed for one in told] == [False, True, True, True, True, True, False]
    assert told[6].behind and not told[1].behind


def test_a_title_out_of_the_lists_order_does_not_count() -> None:
    told = manuals_of([contents(1), page("Emergency Plan\nx", 2), page("Safety Policy\ny", 3)])
    assert [one.inside for one in told] == [False, True, False]


def test_without_a_list_nothing_lies_in_a_manual() -> None:
    assert not any(one.inside or one.behind for one in manuals_of([page("Safety Policy\nx", 1), page("y", 2)]))
