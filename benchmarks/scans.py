"""Scans to measure with: pages of known text as pictures, clean and degraded; and how much of the text was read."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein
from reportlab import rl_config
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from benchmarks.material import write_pdf

DPI = 200


@dataclass(frozen=True, slots=True)
class Scan:
    """Pages as a scanner gives them.

    Args:
        pdf: All of them as one file of pictures.
        pictures: Each as a picture file with the same pixels.
        texts: What is typed on each.
        degraded: Whether each is grainy, slanted and faded.
    """

    pdf: Path
    pictures: tuple[Path, ...]
    texts: tuple[str, ...]
    degraded: tuple[bool, ...]


def make_scan(folder: Path, pages: int, *, distinct: int = 24, pictures: bool = True) -> Scan:
    """Every second page degraded; beyond ``distinct`` pages the texts repeat, under other noise."""
    document = pypdfium2.PdfDocument(write_pdf(folder / "text.pdf", min(pages, distinct), seed=7))
    drawn = [document[number].render(scale=DPI / 72, grayscale=True).to_pil() for number in range(len(document))]
    typed = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    degraded = tuple(number % 2 == 1 for number in range(pages))
    files: list[Path] = []
    for number in range(pages):
        page = _scanned(drawn[number % distinct], number, degraded=degraded[number])
        page.save(folder / f"{number:04d}.jpg", quality=85, dpi=(DPI, DPI))
        files.append(folder / f"{number:04d}.jpg")
    scan = bound(files, folder / "scan.pdf")
    if not pictures:
        return Scan(scan, (), tuple(typed[number % distinct] for number in range(pages)), degraded)
    plain = tuple(file.with_suffix(".pgm") for file in files)
    for file, target in zip(files, plain, strict=True):
        Image.open(file).save(target)
    return Scan(scan, plain, tuple(typed[number % distinct] for number in range(pages)), degraded)


def bound(files: Sequence[Path], target: Path, size: tuple[float, float] = letter) -> Path:
    """The picture files as pages, byte for byte: encoding them again would change the pixels."""
    rl_config.useA85 = 0  # as a scanner writes them, not as text
    canvas = Canvas(str(target), pagesize=size, pageCompression=0, invariant=True)
    for file in files:
        canvas.drawImage(str(file), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return target


def _scanned(page: Image.Image, seed: int, *, degraded: bool) -> Image.Image:
    """Grain and grey paper; degraded also slanted, soft and faded."""
    noise = np.random.default_rng(seed)
    grain, contrast, paper = (14.0, 0.6, 215.0) if degraded else (3.0, 0.95, 250.0)
    if degraded:
        slant = random.Random(seed).uniform(-1.2, 1.2)
        page = page.rotate(slant, resample=Image.Resampling.BICUBIC, fillcolor=255)
        page = page.filter(ImageFilter.GaussianBlur(0.8))
    grey = np.asarray(page, dtype=np.float32)
    seen = paper - (255.0 - grey) * contrast + noise.normal(0, grain, grey.shape)
    return Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8))


# Runs of white space; linear.
_SPACE = re.compile(r"\s+")


def character_error(typed: Sequence[str], read: Sequence[str]) -> float:
    """Characters to change over characters typed, white space counted as one blank."""
    pairs = [(_SPACE.sub(" ", one).strip(), _SPACE.sub(" ", two).strip()) for one, two in zip(typed, read, strict=True)]
    wrong = sum(Levenshtein.distance(one, two) for one, two in pairs)
    return wrong / max(1, sum(len(one) for one, _ in pairs))


def errors_of(scan: Scan, read: Sequence[str]) -> str:
    """The error on clean and on degraded pages, for printing."""
    told = []
    for name, kind in (("clean", False), ("degraded", True)):
        chosen = [number for number, bad in enumerate(scan.degraded) if bad is kind]
        error = character_error([scan.texts[number] for number in chosen], [read[number] for number in chosen])
        told.append(f"{name} {100 * error:.2f} %")
    return ", ".join(told)
