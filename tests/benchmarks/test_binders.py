from benchmarks.binders import make_binders, text_pages
from benchmarks.separation import outcome, shortest


def test_the_binders_hold_the_mix_that_is_asked() -> None:
    made = make_binders(48)
    boundaries = [boundary for own in made for boundary in own.binder.boundaries]
    assert 0.25 < sum(boundary.bare for boundary in boundaries) / len(boundaries) < 0.42
    same = sum(any(boundary.same_kind for boundary in own.binder.boundaries) for own in made)
    assert same >= len(made) / 3 - 1
    assert len({own.firm for own in shortest(made, 8)}) == len({own.firm for own in made})


def test_pages_bear_no_marks_and_the_truth_fits_them() -> None:
    for own in make_binders(8):
        pages = text_pages(own)
        assert not any("[ink:" in page.text or "[hand:" in page.text or "\ue000" in page.text for page in pages)
        found = outcome(own, pages)
        assert found.true and max(found.true) < len(pages) and found.bare <= found.true
        assert found.pages == len(pages) and all(0.0 <= score <= 1.0 for score, _ in found.scores)
