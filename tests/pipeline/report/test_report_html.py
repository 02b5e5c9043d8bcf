"""index.html: hostile text stays text, everything is reachable, no script, nothing from outside."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from pipeline.model import Review
from pipeline.report.html import TEMPLATES
from pipeline.report.names import shown_name

# Every attribute our templates write; anything else came in through data.
OUR_ATTRIBUTES = frozenset(
    """lang charset http-equiv content name class href id title aria-label aria-labelledby aria-hidden focusable scope
    colspan alt src loading xmlns width height viewbox cx cy r fill stroke stroke-width stroke-dasharray
    stroke-linejoin d""".split()
)
OUR_ELEMENTS = frozenset(
    """html head meta title style body svg symbol circle path use a header div p h1 h2 h3 dl dt dd nav ul ol li b small
    main section table caption thead tbody tfoot tr th td details summary span code article figure figcaption img q
    footer""".split()
)
VOID = frozenset({"meta", "img"})


class Parsed(HTMLParser):
    """Elements, attributes, ids, links and text of a page; complains about a tag closed out of order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[str] = []
        self.stack: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.stack:
            self.text.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, one, value in self.attributes if one == name]

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


@pytest.fixture(scope="module")
def page(written: Any) -> Parsed:
    return Parsed(written.text("index.html"))


def test_hostile_text_makes_no_element_and_no_attribute(page: Parsed) -> None:
    assert page.elements <= OUR_ELEMENTS
    assert {name for _, name, _ in page.attributes} <= OUR_ATTRIBUTES
    assert page.stack == []


def test_hostile_names_are_shown_whole_and_visible(page: Parsed, hostile: Any) -> None:
    for name in hostile.names:
        assert " ".join(shown_name(name).split()) in page.words
    assert "invoice⟨U+202E⟩fdp.exe" in page.words
    assert "two⟨U+000A⟩lines.pdf" in page.words
    assert "49" not in page.words.split()  # the template text {{ 7 * 7 }} was not evaluated


def test_no_invisible_characters_reach_the_page(written: Any) -> None:
    assert not {"\u202e", "\u200b", "\ufeff", "\x1b", "\x07"} & set(written.text("index.html"))


def test_no_script_no_outside_address(page: Parsed, written: Any) -> None:
    assert "script" not in page.elements
    links = page.values("href") + page.values("src")
    assert links and all(re.match(r"^(#[A-Za-z0-9_-]+|pages/[0-9a-f]{16}-p\d{4}\.jpg|data:image/jpeg;base64,)", one)
                         for one in links)  # fmt: skip
    style = re.search(r"<style>(.*?)</style>", written.text("index.html"), re.S)
    assert style is not None and "url(" not in style.group(1) and "@import" not in style.group(1)


def test_content_policy_is_first(page: Parsed) -> None:
    policy = next(value for tag, name, value in page.attributes if tag == "meta" and value.startswith("default-src"))
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


def test_every_inner_link_has_its_target_and_ids_are_unique(page: Parsed) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.values("href") if link.startswith("#")} <= set(ids)


def test_every_page_link_has_its_file(page: Parsed, written: Any) -> None:
    links = {link for link in page.values("href") if link.startswith("pages/")}
    assert len(links) == 2
    assert all((written.folder / link).is_file() for link in links)


def test_first_screen_links_to_every_part(page: Parsed) -> None:
    parts = {"#questions", "#gaps", "#exceptions", "#documents", "#ask", "#method", "#files", "#outside", "#changes"}
    assert parts <= set(page.values("href"))


def test_reconciliation_adds_up_on_the_page(page: Parsed) -> None:
    assert "Check: 18 = 14 + 1 + 1 + 1 + 1" in page.words
    assert "Check: 15 = 0 + 14 + 0 + 1" in page.words


def test_counts_by_element_are_words(page: Parsed) -> None:
    assert "1 of 2 documentation questions located" in page.words
    assert "0 of 4 documentation questions located" in page.words
    assert "1 of 6 documentation questions located" in page.words
    assert "No documentation questions" in page.words


def test_undated_and_not_due(page: Parsed) -> None:
    assert "2025-11, 2026-02 (not located; 3 undated records to check by eye)" in page.words
    assert "Not due yet: 2026-03" in page.words
    assert "decision: –" in page.words


def test_evidence_shows_crop_quote_and_page(page: Parsed) -> None:
    assert sum(1 for value in page.values("src") if value.startswith("data:image/jpeg;base64,")) >= 2
    assert "Open page 1" in page.words
    assert "Evidence: 13 documents" in page.words


def test_tables_have_captions_and_scopes(written: Any) -> None:
    tables = re.findall(r"<table[^>]*>\s*(<\w+)", written.text("index.html"))
    assert tables and set(tables) == {"<caption"}
    assert not re.search(r"<th(?![^>]*scope=)[ >]", written.text("index.html"))


def test_purpose_and_language(written: Any, review: Review, write: Callable[[Review], Any]) -> None:
    assert "consultant triage" in Parsed(written.text("index.html")).words
    french = write(replace(review, language="fr", purpose="audit")).text("index.html")
    parsed = Parsed(french)
    assert '<html lang="fr">' in french
    assert "revue de l'auditeur" in parsed.words and "1 sur 2 questions documentaires repérées" in parsed.words


def test_templates_mark_nothing_safe() -> None:
    for path in sorted(TEMPLATES.iterdir()):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|Markup", text), path.name


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_every_text_color() -> None:
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    colors = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", css))
    for name in ("ink", "quiet", "link", "candidate", "partial", "period", "absent", "unread", "outside", "deep"):
        for ground in (colors["paper"], colors["soft"], "#fbfcfd", "#fff6db"):
            assert _contrast(colors[name], ground) >= 4.5, (name, ground)
    assert min(_contrast("#b9c9d8", colors["deep"]), _contrast("#1b1400", colors["amber"])) >= 4.5


def test_status_colors_are_neither_red_nor_green() -> None:
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    colors = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", css))
    for name in ("candidate", "partial", "period", "absent", "unread", "outside"):
        red, green, blue = (int(colors[name][at : at + 2], 16) for at in (1, 3, 5))
        assert not (green > red and green > blue), name
        assert not (red > 2 * green and red > 2 * blue), name
