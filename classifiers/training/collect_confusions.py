"""Our own training texts, drawn, spoilt as a copier does and recognised, to the table of what recognition confuses.

Run by hand: ``python -m classifiers.training.collect_confusions``; the table is shipped as data (confusions.json).
"""

import json
import random
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from classifiers.document_types import load_types
from classifiers.training.compose import compose
from classifiers.training.corpus import load_banks, load_corpus

FONTS = ("DejaVuSans.ttf", "DejaVuSerif.ttf", "DejaVuSansMono.ttf", "DejaVuSansCondensed.ttf")
PAGES, SEED = 90, 11
WIDTH, HEIGHT, MARGIN = 1240, 1754, 70  # a sheet at 150 dots an inch
LINES = 60
LONGEST = 3
FEWEST = 3
"""Confusions seen less often are left out: they are chance."""


def draw(text: str, chance: random.Random) -> Image.Image:
    """A page as a photocopy of a photocopy: small print, turned a little, blurred, speckled, hard contrast."""
    page = Image.new("L", (WIDTH, HEIGHT), 255)
    font = ImageFont.truetype(chance.choice(FONTS), chance.choice((17, 19, 21, 24)))
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(text.split("\n")[:LINES]):
        pen.text((MARGIN, MARGIN + number * 27), line[:95], font=font, fill=chance.choice((0, 40, 90)))
    page = page.rotate(chance.uniform(-1.2, 1.2), fillcolor=255, resample=Image.Resampling.BICUBIC)
    page = page.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 1.4)))
    grain = Image.effect_noise(page.size, chance.uniform(15, 70))
    page = Image.blend(page, grain, chance.uniform(0.05, 0.25))
    if chance.random() < 0.5:
        limit = chance.randint(110, 170)
        page = page.point(lambda value: 255 if value > limit else 0)
    return page


def confusions(typed: str, read: str) -> Iterator[tuple[str, str]]:
    """Pairs of what stood there and what was read, each at most three letters; one side may be empty."""
    for kind, a, b, c, d in SequenceMatcher(None, typed, read, autojunk=False).get_opcodes():
        if kind != "equal" and b - a <= LONGEST and d - c <= LONGEST:
            yield typed[a:b], read[c:d]


def collect(pages: int = PAGES) -> dict[str, object]:
    """Counts of every confusion, and of the letters that were drawn."""
    import pytesseract

    chance = random.Random(SEED)
    corpus = load_corpus(load_types(), 1)
    seen: Counter[tuple[str, str]] = Counter()
    rates: list[float] = []
    letters: Counter[str] = Counter()
    for base in chance.sample(corpus, pages):
        sample = compose(base, (), load_banks(), chance, 0.0)
        typed = "\n".join(" ".join(line[:95].split()) for line in sample.text.split("\n")[:LINES] if line.strip())
        shown = pytesseract.image_to_string(draw(typed, chance), config="--psm 6")
        read = "\n".join(" ".join(line.split()) for line in shown.split("\n") if line.strip())
        found = list(confusions(typed, read))
        rates.append(len(found) / max(1, len(typed)))
        if rates[-1] < 0.3:  # beyond that nothing was recognised and nothing lines up
            seen.update(found)
            letters.update(typed)
    kept = [(a, b, n) for (a, b), n in seen.most_common() if n >= FEWEST]
    rates = sorted(round(rate, 4) for rate in rates if rate < 0.3)
    return {"pages": len(rates), "rates": rates, "letters": dict(letters.most_common(90)), "confusions": kept}


def main() -> None:
    """Write the table beside the training texts."""
    target = Path(__file__).resolve().parent / "corpus" / "confusions.json"
    table = json.dumps(collect(), ensure_ascii=False, indent=None, separators=(", ", ": "))
    target.write_text(table.replace("], [", "],\n[") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
