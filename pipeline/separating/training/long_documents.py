"""Long documents for binders: manuals with contents, programmes in parts, tables that go on, papers over pages."""

import random
from collections.abc import Sequence
from dataclasses import replace

from pipeline.separating.training.papers import Paper, as_filled, worded
from pipeline.separating.training.sheets import Furniture, Sheet, Style, cut, dressed, wrapped


def long_document(
    directives: Sequence[Paper], papers: Sequence[Paper], style: Furniture, chance: random.Random
) -> list[Sheet]:
    """One document of several sheets, of a kind drawn."""
    fate = chance.random()
    if fate < 0.25 and len(directives) > 5:
        return manual(directives, style, chance)
    if fate < 0.45 and len(directives) > 5:
        return programme(directives, style, chance)
    if fate < 0.6 and len(directives) > 5:
        return booklet(directives, style, chance)
    tables = [paper for paper in papers if _rows(paper) >= 5]
    if fate < 0.75 and tables:
        return long_table(chance.choice(tables), style, chance)
    return over_pages(papers, style, chance)


def manual(directives: Sequence[Paper], style: Furniture, chance: random.Random) -> list[Sheet]:
    """Cover, contents, chapters each on a page of its own."""
    chosen = chance.sample(list(directives), min(len(directives), chance.randint(5, 14)))
    numbered = chance.random() < 0.6
    names = [
        (f"{n}. " if numbered else "") + (paper.title or f"Part {n}").removesuffix(".")
        for n, paper in enumerate(chosen, 1)
    ]
    chapters = [
        page for name, paper in zip(names, chosen, strict=True) for page in _chapter(name, paper, style, chance)
    ]
    title = chance.choice(
        ("Health and Safety Manual", "Safety Program", "Loss Control Manual", "OHS Binder", "Safe Work Manual")
    )
    listed = [f"{name} {'.' * chance.randint(6, 30)} {n + 3}" for n, name in enumerate(names)]
    contents = [chance.choice(("Table of Contents", "CONTENTS", "Index", "Table of contents")), "", *listed]
    front = (
        [[title, style.company or "Field edition", "Revised " + str(chance.randint(2018, 2026))]]
        if chance.random() < 0.7
        else []
    )
    return dressed([*front, contents, *chapters], title, style, show_title=not front)


def programme(directives: Sequence[Paper], style: Furniture, chance: random.Random) -> list[Sheet]:
    """Several papers as the numbered parts of one, held together by running lines, numbers of pages or of parts."""
    chosen = chance.sample(list(directives), chance.randint(2, 6))
    title = chosen[0].title or "Safety Program"
    held = style.every or style.numbers or style.running
    pages: list[list[str]] = []
    for n, paper in enumerate(chosen, 1):
        heading = f"{n}. {paper.title or 'General'}" if not held or chance.random() < 0.5 else paper.title
        body = as_filled(worded("\n".join(paper.pages), chance))
        if chance.random() < 0.5 or not pages:
            pages += cut(f"{heading}\n\n{body}", style, chance, 8)
        else:
            merged = "\n".join(pages.pop()) + f"\n\n{heading}\n\n{body}"
            pages += cut(merged, style, chance, 8)
    return dressed(pages, title, style, show_title=True)


def booklet(directives: Sequence[Paper], style: Furniture, chance: random.Random) -> list[Sheet]:
    """A leaflet, a talk's slides, a report: a cover at times, then pages with a heading each and little in common."""
    chosen = chance.sample(list(directives), chance.randint(1, 4))
    text = "\n\n".join(as_filled(worded("\n".join(paper.pages), chance)) for paper in chosen)
    blocks = [block.strip("\n") for block in text.split("\n\n") if block.strip()]
    pages: list[list[str]] = []
    while blocks and len(pages) < 24:
        many = chance.randint(1, 4)
        part, blocks = blocks[:many], blocks[many:]
        lines = [piece for line in "\n\n".join(part).split("\n") for piece in wrapped(line, style.columns)]
        heading = " ".join(lines[0].split()[: chance.randint(2, 5)]).strip(".,;:") if chance.random() < 0.6 else ""
        pages.append([*([heading.upper() if style.every else heading, ""] if heading else []), *lines])
    title = chosen[0].title or "Working Safely"
    front = [[title, style.company or "A guide for crews"]] if chance.random() < 0.5 else []
    return dressed([*front, *pages], title, style, show_title=not front)


def long_table(paper: Paper, style: Furniture, chance: random.Random) -> list[Sheet]:
    """A register over several sheets, its header row printed again on each, or not."""
    lines = as_filled(worded("\n".join(paper.pages), chance)).split("\n")
    at = max(range(len(lines)), key=lambda n: lines[n].count(" | ") if n < len(lines) - 1 else -1)
    head, header = lines[:at], lines[at]
    rows = [line for line in lines[at + 1 :] if " | " in line] or [header]
    tail = [line for line in lines[at + 1 :] if " | " not in line]
    many = [_shaken(chance.choice(rows), chance) for _ in range(style.lines * chance.randint(2, 4))]
    again = chance.random() < 0.6
    whole = again and chance.random() < 0.4
    pages = [[*head, header, *many[: style.lines]]]
    for start in range(style.lines, len(many), style.lines):
        top = [*head, header] if whole else [header] if again else []
        pages.append([*top, *many[start : start + style.lines]])
    pages[-1] += tail
    return dressed(pages, paper.title, style, show_title=True)


def over_pages(papers: Sequence[Paper], style: Furniture, chance: random.Random) -> list[Sheet]:
    """One paper, the longest of a few, over as many sheets as it takes."""
    paper = max(chance.sample(list(papers), min(6, len(papers))), key=lambda own: sum(map(len, own.pages)))
    text = as_filled(worded("\n".join(paper.pages), chance))
    small = replace(style, lines=min(style.lines, max(8, text.count("\n") // chance.randint(2, 4))))
    return dressed(cut(text, small, chance, 9), paper.title, small, show_title=True)


def _chapter(name: str, paper: Paper, style: Furniture, chance: random.Random) -> list[list[str]]:
    return cut(f"{name}\n\n" + as_filled(worded("\n".join(paper.pages), chance)), style, chance, 4)


def _rows(paper: Paper) -> int:
    return sum(line.count(" | ") >= 2 for page in paper.pages for line in page.split("\n"))


def _shaken(row: str, chance: random.Random) -> str:
    """A row with other figures."""
    return "".join(str(chance.randint(0, 9)) if c.isdigit() and chance.random() < 0.5 else c for c in row)


def slip(chance: random.Random) -> Sheet:
    """A sheet that parts a binder."""
    word = chance.choice(("TAB", "Tab", "Section", "DIVIDER", "Part"))
    subject = chance.choice(("", "Training", "Inspections", "Meetings", "Incidents", "Policies", "2025", "Maintenance"))
    line: tuple[str, Style] = (f"{word} {chance.choice('123456789ABCD')}  {subject}".rstrip(), "title")
    return Sheet((line,))
