"""Turns drawn pages into what a scanner, a copier or a phone would have made of the paper."""

import io

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFilter

from sample_docs.generator.marks import seeded
from sample_docs.generator.model import Scan

QUARTER_TURNS = {"rotated90": Image.Transpose.ROTATE_270, "rotated180": Image.Transpose.ROTATE_180}


def render(pdf: bytes, dpi: int, grey: bool = True) -> list[Image.Image]:
    """Every page of a drawn PDF as a picture."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72, grayscale=grey).to_pil() for page in document]
    finally:
        document.close()


def page_texts(pdf: bytes) -> list[str]:
    """The words of every page, in the order they were drawn."""
    document = pdfium.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return ["\n".join(line.rstrip() for line in text.replace("\r", "").split("\n")).strip() + "\n" for text in texts]


def scanned(picture: Image.Image, scan: Scan, seed: str) -> Image.Image:
    """One page through the scanner; a G4 scan comes back in black and white."""
    dice = seeded(seed)
    page = picture.convert("L")
    if scan.angle:
        angle = scan.angle * (1 if dice.random() < 0.5 else -1) * dice.uniform(0.85, 1.0)
        page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    if scan.codec == "g4":
        return page.filter(ImageFilter.GaussianBlur(0.4)).point(lambda tone: 255 if tone > 150 else 0).convert("1")
    page = paper_tone(page, scan, dice.randrange(1 << 30))
    if scan.condition in QUARTER_TURNS:
        page = page.transpose(QUARTER_TURNS[scan.condition])
    return page


def paper_tone(page: Image.Image, scan: Scan, seed: int) -> Image.Image:
    """Soft edges, greyish paper, faint grain; a noisy scan has specks and a dark border as well."""
    random = np.random.default_rng(seed)
    soft = np.asarray(page.filter(ImageFilter.GaussianBlur(0.5 if scan.dpi < 300 else 0.7)), dtype=np.float32)
    height, width = soft.shape
    shade = 246 - 5 * np.linspace(0, 1, width, dtype=np.float32)[None, :]
    tone = shade * (0.10 + 0.90 * soft / 255) + 3
    tone += random.normal(0, scan.noise, (height, width)).astype(np.float32)
    if scan.condition == "noisy":
        tone = 28 + tone * 0.85
        specks = random.random((height, width)) < 0.0009
        tone[specks] = random.uniform(40, 140, int(specks.sum()))
        tone[:, : width // 120] *= 0.45
        tone[: height // 150, :] *= 0.6
    return Image.fromarray(np.clip(tone, 0, 255).astype(np.uint8))


def photographed(picture: Image.Image, seed: str) -> Image.Image:
    """A sheet on a tailgate taken by phone: slight perspective, a shadow, warm light."""
    dice = seeded(seed)
    sheet = picture.convert("RGB")
    width, height = sheet.size
    pad_x, pad_y = int(width * 0.05), int(height * 0.04)
    desk = Image.new("RGB", (width + 2 * pad_x, height + 2 * pad_y), (96, 90, 84))
    desk.paste(sheet, (pad_x, pad_y))
    w, h = desk.size
    lean = [dice.uniform(0.004, 0.013) for _ in range(4)]
    quad = (
        -w * lean[0], h * lean[1], w * lean[2], h * (1 + lean[1]), w * (1 - lean[2]), h * (1 - lean[3]),
        w * (1 + lean[0]), -h * lean[3],
    )  # fmt: skip
    bent = desk.transform(desk.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=(96, 90, 84))
    light = np.asarray(bent, dtype=np.float32)
    fall = np.linspace(1.0, 0.72, w, dtype=np.float32)[None, :] * np.linspace(1.0, 0.9, h, dtype=np.float32)[:, None]
    shadow = Image.new("L", (w, h), 255)
    ImageDraw.Draw(shadow).polygon([(w, h), (w, h * 0.55), (w * 0.62, h)], fill=205)
    fall = fall * np.asarray(shadow.filter(ImageFilter.GaussianBlur(w // 30)), dtype=np.float32) / 255
    warm = light * fall[:, :, None] * np.array([1.0, 0.975, 0.92], dtype=np.float32)
    grain = np.random.default_rng(dice.randrange(1 << 30)).normal(0, 2.5, (h, w, 1)).astype(np.float32)
    shot = Image.fromarray(np.clip(warm + grain, 0, 255).astype(np.uint8))
    return shot.filter(ImageFilter.GaussianBlur(0.6))


def jpeg(picture: Image.Image, quality: int, dpi: int) -> bytes:
    """JPEG bytes, the same every time."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, dpi=(dpi, dpi), optimize=True)
    return out.getvalue()
