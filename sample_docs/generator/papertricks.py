"""What else befalls paper on its way to pixels: pale copies, coloured forms, faxes, two pages on a side, photos."""

import io
from collections.abc import Sequence

import numpy as np
import numpy.typing
from PIL import Image, ImageDraw, ImageFilter

from sample_docs.generator.marks import seeded
from sample_docs.generator.model import Scan
from sample_docs.generator.scan import jpeg

FAX_DPI = (204, 196)
GOLDENROD = (247, 214, 106)
DESK = (78, 84, 92)
Point = tuple[float, float]


def pale(page: Image.Image, seed: str) -> Image.Image:
    """The copy of a copy on a machine that needs toner: grey letters on grey paper, uneven from top to bottom."""
    random = np.random.default_rng(seeded(seed).randrange(1 << 30))
    ink = 1 - np.asarray(page.convert("L").filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32) / 255
    strength = np.linspace(78, 52, ink.shape[0], dtype=np.float32)[:, None]
    tone = 226 - ink * strength + random.normal(0, 2.0, ink.shape)
    return Image.fromarray(np.clip(tone, 0, 255).astype(np.uint8))


def coloured(page: Image.Image, seed: str, paper: tuple[int, int, int] = GOLDENROD) -> Image.Image:
    """A form on coloured paper, scanned in colour."""
    random = np.random.default_rng(seeded(seed).randrange(1 << 30))
    light = np.asarray(page.convert("RGB").filter(ImageFilter.GaussianBlur(0.5)), dtype=np.float32) / 255
    tone = light * np.array(paper, dtype=np.float32) * 0.97 + random.normal(0, 2.5, (*light.shape[:2], 1))
    return Image.fromarray(np.clip(tone + 4, 0, 255).astype(np.uint8))


def spread(left: Image.Image, right: Image.Image, scan: Scan, seed: str) -> Image.Image:
    """An open booklet on the glass: two pages side by side with the shadow of the fold."""
    width, height = left.size
    both = Image.new("L", (2 * width, height), 255)
    both.paste(left.convert("L"), (0, 0))
    both.paste(right.convert("L"), (width, 0))
    random = np.random.default_rng(seeded(seed).randrange(1 << 30))
    away = np.abs(np.arange(2 * width, dtype=np.float32) - width) / (width * 0.05)
    fold = 1 - 0.45 * np.exp(-(away**2))
    soft = np.asarray(both.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
    tone = (soft * 0.95 + 6) * fold[None, :] + random.normal(0, scan.noise, soft.shape)
    return Image.fromarray(np.clip(tone, 0, 255).astype(np.uint8))


def faxed(page: Image.Image, header: str, seed: str) -> Image.Image:
    """A page as a fax machine received it: finer across than down, specks, a lost line here and there."""
    dice = seeded(seed)
    across, down = FAX_DPI
    dark = np.asarray(page.convert("L").resize((1728, round(page.height * down / across * 1728 / page.width)))) < 150
    random = np.random.default_rng(dice.randrange(1 << 30))
    specks = random.random(dark.shape) < 0.0008
    lines = dark | specks
    for _ in range(4):
        row = dice.randrange(200, dark.shape[0] - 200)
        lines[row] = lines[row - 1]
    sheet = Image.fromarray(np.where(lines, 0, 255).astype(np.uint8))
    ImageDraw.Draw(sheet).rectangle((0, 0, 1728, 40), fill=255)
    ImageDraw.Draw(sheet).text((60, 8), header, fill=0, font_size=24)
    return sheet.convert("1")


def fax_tiff(pages: Sequence[Image.Image]) -> bytes:
    """Several frames in one fax-coded TIFF."""
    out = io.BytesIO()
    pages[0].save(
        out, "TIFF", save_all=True, append_images=list(pages[1:]), compression="group4",
        resolution_unit=2, x_resolution=FAX_DPI[0], y_resolution=FAX_DPI[1],
    )  # fmt: skip
    return out.getvalue()


def snapped(page: Image.Image, seed: str) -> Image.Image:
    """A sheet on a desk taken from the side: the far edge shorter, turned a little, a hand's shadow, warm light."""
    dice = seeded(seed)
    width, height = page.size
    desk = (round(width * 1.22), round(height * 1.16))
    far, near = width * dice.uniform(0.90, 0.93), float(width)
    turn = dice.uniform(0.012, 0.022) * dice.choice((-1, 1)) * width
    top, bottom = height * 0.05, height * 1.06
    middle = desk[0] / 2
    corners: tuple[Point, Point, Point, Point] = (
        (middle - far / 2 + turn, top), (middle + far / 2 + turn, top + turn * 0.4),
        (middle + near / 2 - turn, bottom), (middle - near / 2 - turn, bottom - turn * 0.4),
    )  # fmt: skip
    sheet = page.convert("RGB")
    numbers = homography(corners, ((0, 0), (width, 0), (width, height), (0, height)))
    laid = sheet.transform(desk, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BICUBIC, fillcolor=DESK)
    light = np.asarray(laid, dtype=np.float32) * shade(desk, dice.uniform(0.5, 0.62))[:, :, None]
    warm = light * np.array([1.0, 0.97, 0.90], dtype=np.float32)
    grain = np.random.default_rng(dice.randrange(1 << 30)).normal(0, 2.2, (*warm.shape[:2], 1))
    return Image.fromarray(np.clip(warm + grain, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.6))


def shade(size: tuple[int, int], depth: float) -> np.typing.NDArray[np.float32]:
    """Light from one side and the soft shadow of an arm across the words."""
    width, height = size
    fall = np.linspace(1.0, 0.8, width, dtype=np.float32)[None, :] * np.ones((height, 1), dtype=np.float32)
    arm = Image.new("L", size, 255)
    corners = [(0, height * 0.24), (width * 0.55, height * 0.17), (width * 0.66, height * 0.24), (0, height * 0.46)]
    ImageDraw.Draw(arm).polygon(corners, fill=round(255 * depth))
    soft = np.asarray(arm.filter(ImageFilter.GaussianBlur(width // 40)), dtype=np.float32) / 255
    return (fall * soft).astype(np.float32)


def homography(seen: Sequence[Point], flat: Sequence[Point]) -> tuple[float, ...]:
    """The eight numbers that take each corner as seen to the corner of the flat sheet."""
    rows, wanted = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return tuple(float(number) for number in np.linalg.solve(np.array(rows), np.array(wanted)))


def webp(picture: Image.Image, quality: int) -> bytes:
    """WebP bytes."""
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()


def image_docx(picture: Image.Image, scan: Scan) -> bytes:
    """A Word file in which somebody pasted a scanned page and wrote nothing."""
    from docx import Document as open_docx
    from docx.shared import Inches

    from sample_docs.generator.office import MADE, refixed

    document = open_docx()
    document.core_properties.author = "Tessa Moreau"
    document.core_properties.created = document.core_properties.modified = MADE
    document.add_picture(io.BytesIO(jpeg(picture, scan.quality, scan.dpi)), width=Inches(6))
    out = io.BytesIO()
    document.save(out)
    return refixed(out.getvalue())
