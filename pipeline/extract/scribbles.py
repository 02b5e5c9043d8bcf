"""Small pictures inside Office files: which of them are signatures that somebody cut out and pasted."""

import io
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.errors import InputError
from pipeline.extract.office import Parts

MOST_LOOKED_AT = 12
"""Pictures of one file; a manual holds hundreds of photographs."""

_MOST_BYTES = 2 << 20
_MOST_PIXELS = 2_000_000
_SLIM, _WIDE = 1.1, 12.0
"""Width over height of a signature."""
_BROKEN = (OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, struct.error, OverflowError)


@dataclass(slots=True)
class Scribbles:
    """The pictures of one part of a file, looked at when asked for, each once.

    Args:
        targets: Names of the files inside, by the identifiers that the text uses.
        parts: The open file.
    """

    targets: Mapping[str, str]
    parts: Parts
    _seen: dict[str, bool] = field(default_factory=dict)

    def shown(self, identifier: str) -> bool:
        """Whether the picture of an identifier shows a signature; False for one that is not here or is damaged."""
        name = self.targets.get(identifier)
        if name is None or not self.parts.has(name):
            return False
        if name not in self._seen:
            self._seen[name] = len(self._seen) < MOST_LOOKED_AT and self._look(name)
        return self._seen[name]

    def _look(self, name: str) -> bool:
        try:
            data = self.parts.data(name)
        except InputError:
            return False
        return len(data) <= _MOST_BYTES and shows_signature(data)


def shows_signature(data: bytes) -> bool:
    """Whether the file of a picture shows a signature and little else."""
    from PIL import Image

    from pipeline.ocr.strokes import is_scribble

    Image.MAX_IMAGE_PIXELS = None  # our own limit stands before the decoding
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "BMP", "GIF", "WEBP")) as picture:
            if picture.width * picture.height > _MOST_PIXELS or not _SLIM <= picture.width / picture.height <= _WIDE:
                return False
            clear = picture.convert("RGBA")
            return is_scribble(Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("L"))
    except _BROKEN:
        return False
