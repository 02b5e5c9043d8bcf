"""Step 5, foundation of the signature finder: signature fields of a file and sign-offs that a program prints."""

import re
from collections.abc import Iterator

from pipeline.facts.names import as_name, name_and_title
from pipeline.facts.places import written
from pipeline.facts.reading import Line, PageReading
from pipeline.facts.signlabels import APP_SIGN, DIGITAL_SIGN, NAME_END
from pipeline.facts.signphrases import STAMP
from pipeline.facts.signplaces import SignPlace
from pipeline.model import Signed


def electronic(page: PageReading) -> Iterator[SignPlace]:
    """Fields to sign in, filled or empty, and lines that say who signed on a screen."""
    shown: list[str] = []
    for field in page.page.fields:
        if field.kind == "signature":
            state: Signed = "digital" if field.value.strip() else "none"
            _, by, signer = field.value.partition(" by ")
            name = as_name(NAME_END.split(signer if by else field.value, maxsplit=1)[0])
            shown += [signer] if by else []
            yield SignPlace(
                Line(page.page.number, 0, f"{field.name}: {field.value}"), state, field.name, name, box=field.box
            )
    for line in page.lines:
        if "sign" not in line.text.lower() and "electronic" not in line.text.lower():
            continue
        if any(signer in line.text for signer in shown):
            continue  # the words a signed field shows are the field's, told already
        for pattern, state in ((DIGITAL_SIGN, "digital"), (APP_SIGN, "app")):
            match = pattern.search(line.text)
            if match is None or (line.text[: match.start()].endswith("(") and STAMP.search(line.text) is None):
                continue  # "(signed electronically)" behind a typed name
            groups = match.groupdict()
            rest = groups.get("name") or groups.get("envelope") or ""
            name, title = name_and_title(NAME_END.split(rest, maxsplit=1)[0])
            if name is not None or _has_more(page, line, rest) or _names_tool(match.group(), rest):
                yield SignPlace(line, state, "", name, title)
                break


def _has_more(page: PageReading, line: Line, rest: str) -> bool:
    """A sign-off stands with a name, a date or a stamp beside it; the bare words may be a column header or a rule."""
    following = page.lines[line.index + 1].text if line.index + 1 < len(page.lines) else ""
    return any(character.isdigit() for character in rest) or (not written(rest) and as_name(following) is not None)


def _names_tool(found: str, rest: str) -> bool:
    """The words "Signed via SiteBook": the application is named after the word."""
    return (
        bool(re.search(r"\b(?:via|through|in app|using)", found[: len(found) - len(rest)], re.I))
        and rest.strip()[:1].isupper()
    )
