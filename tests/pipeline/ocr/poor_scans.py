"""Clean page pictures to poor scans of them: faint, faxed, copied again and again, on tinted or patterned paper."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageOps

Floats = NDArray[np.float32]


def _floats(picture: Image.Image) -> Floats:
    return np.asarray(picture, dtype=np.float32)


def _picture(grey: Floats) -> Image.Image:
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def _grain(size: tuple[int, int], strength: float, seed: int) -> Floats:
    noise = np.random.default_rng(seed).standard_normal((size[1], size[0]), dtype=np.float32)
    return strength * noise


def faint(picture: Image.Image, ink: float = 205, paper: float = 243, noise: float = 5) -> Image.Image:
    """Toner running out, or a pencil: little between ink and paper."""
    soft = _floats(picture.filter(ImageFilter.GaussianBlur(0.7))) / 255
    return _picture(ink + soft * (paper - ink) + _grain(picture.size, noise, 11))


def grey_on_grey(picture: Image.Image) -> Image.Image:
    """A form printed grey on grey, scanned too dark."""
    return faint(picture, ink=92, paper=148, noise=6)


def faxed(picture: Image.Image, fine: bool = True, specks: float = 0.002, seed: int = 3) -> Image.Image:
    """Black and white at 204 by 196 or 98 dots an inch, stretched back; some dots wrong. ``picture`` has 200."""
    wide, tall = picture.size
    lines = round(tall * (196 if fine else 98) / 200)
    small = picture.filter(ImageFilter.GaussianBlur(0.6)).resize((round(wide * 1.02), lines), Image.Resampling.BOX)
    grey = np.array(small)
    chance = np.random.default_rng(seed).random(grey.shape)
    grey = np.where(grey > 150, 255, 0).astype(np.uint8)
    grey[chance < specks] = 0
    grey[chance > 1 - specks / 2] = 255
    return Image.fromarray(grey).resize((wide, tall), Image.Resampling.NEAREST)


def copied(picture: Image.Image, times: int = 2, seed: int = 4) -> Image.Image:
    """A dark copy of a copy: strokes swollen, specks, black where the lid was open."""
    for at in range(times):
        grey = _floats(picture.filter(ImageFilter.GaussianBlur(0.9)))
        grey = 255 / (1 + np.exp(-(grey - 165) / 22)) + _grain(picture.size, 9, seed + at)
        picture = _picture(grey)
    grey = _floats(picture) * 0.8
    dirt = np.random.default_rng(seed).random(grey.shape)
    grey[dirt < 0.0006] = 30
    dark = _picture(grey).filter(ImageFilter.MinFilter(3)) if times > 2 else _picture(grey)
    pen = ImageDraw.Draw(dark)
    wide, tall = dark.size
    pen.rectangle((0, 0, wide, round(0.025 * tall)), fill=12)
    pen.polygon([(wide, 0), (wide, tall), (wide - round(0.05 * wide), tall), (wide - round(0.02 * wide), 0)], fill=12)
    return dark


def patterned(picture: Image.Image, depth: float = 34) -> Image.Image:
    """Print over a fine wave pattern, as on certificates and cheques."""
    y, x = np.mgrid[0 : picture.height, 0 : picture.width].astype(np.float32)
    wave = np.sin(y / 2.2 + 4 * np.sin(x / 37)) * np.sin(x / 2.9 + 3 * np.sin(y / 41))
    return _picture(np.minimum(_floats(picture), 235 - depth * (wave > 0.25)) + _grain(picture.size, 4, 6))


def shown_through(picture: Image.Image, strength: float = 75) -> Image.Image:
    """The other side of thin paper shows, mirrored and blurred."""
    back = ImageOps.mirror(picture).filter(ImageFilter.GaussianBlur(1.6))
    grey = np.minimum(_floats(picture), 248 - strength * (1 - _floats(back) / 255))
    return _picture(grey + _grain(picture.size, 4, 8))


def tinted(picture: Image.Image, paper: float = 150) -> Image.Image:
    """On dark coloured paper, fibres and all."""
    fibre = _floats(_picture(128 + _grain(picture.size, 40, 9)).filter(ImageFilter.GaussianBlur(1.2))) - 128
    return _picture(np.minimum(_floats(picture) + 20, paper + fibre))


def punched(picture: Image.Image) -> Image.Image:
    """Two black holes at the left, and the shadow of the edge."""
    holed = picture.copy()
    pen = ImageDraw.Draw(holed)
    wide, tall = holed.size
    for height in (0.3, 0.7):
        across, down, radius = round(0.05 * wide), round(height * tall), round(0.016 * wide)
        pen.ellipse((across - radius, down - radius, across + radius, down + radius), fill=8)
    pen.rectangle((0, 0, round(0.012 * wide), tall), fill=40)
    return holed
