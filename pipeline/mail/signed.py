"""A signed mail in one sealed piece (S/MIME .p7m) → the mail inside; the signature is not checked, only opened."""

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
ENVELOPED = tuple(bytes.fromhex(oid) for oid in ("06092a864886f70d010703", "060b2a864886f70d0109100117"))
SEARCHED = 64  # the kind of the piece stands in its first bytes
DEEPEST = 12
_CONSTRUCTED, _OCTETS = 0x20, 0x04


def signed_content(data: bytes) -> bytes | None:
    """The content of a signed piece; None when it is encrypted, signs something outside, or is broken."""
    head = data[:SEARCHED]
    if SIGNED_DATA not in head or any(kind in head for kind in ENVELOPED):
        return None
    try:
        info = _children(data, *_inside(data, 0), 2)
        wrapped = _children(data, *_inside(data, info[1]), 1)
        # SignedData: version, digest algorithms, the content, certificates …
        fields = _children(data, *_inside(data, wrapped[0]), 3)
        content = _children(data, *_inside(data, fields[2]), 2)
        (octets,) = _children(data, *_inside(data, content[1]), 1)
        return _octets(data, octets, 0)
    except (IndexError, ValueError):
        return None


def _header(data: bytes, at: int) -> tuple[int, int, int | None]:
    """Tag, start of the content, its length; None as length means that it runs to its end mark."""
    tag, first = data[at], data[at + 1]
    if first < 0x80:
        return tag, at + 2, first
    if first == 0x80:
        return tag, at + 2, None
    count = first & 0x7F
    if count > 8 or at + 2 + count > len(data):
        raise ValueError
    return tag, at + 2 + count, int.from_bytes(data[at + 2 : at + 2 + count], "big")


def _inside(data: bytes, at: int) -> tuple[int, int | None]:
    _, start, length = _header(data, at)
    if length is not None and start + length > len(data):
        raise ValueError
    return start, None if length is None else start + length


def _children(data: bytes, start: int, end: int | None, most: int) -> list[int]:
    """Where the first few values inside another one start."""
    found: list[int] = []
    at = start
    while len(found) < most and (at < end if end is not None else data[at : at + 2] != b"\0\0"):
        found.append(at)
        if len(found) < most:
            at = _after(data, at, 0)
    return found


def _after(data: bytes, at: int, depth: int) -> int:
    if depth > DEEPEST:
        raise ValueError
    _, start, length = _header(data, at)
    if length is not None:
        return start + length
    at = start
    while data[at : at + 2] != b"\0\0":
        if at >= len(data):
            raise ValueError
        at = _after(data, at, depth + 1)
    return at + 2


def _octets(data: bytes, at: int, depth: int) -> bytes:
    """Bytes that stand in one piece, or in pieces inside each other."""
    tag, start, length = _header(data, at)
    if depth > DEEPEST or tag & ~_CONSTRUCTED != _OCTETS:
        raise ValueError
    if not tag & _CONSTRUCTED:
        if length is None or start + length > len(data):
            raise ValueError
        return data[start : start + length]
    parts = []
    end = None if length is None else start + length
    at = start
    while at < end if end is not None else data[at : at + 2] != b"\0\0":
        parts.append(_octets(data, at, depth + 1))
        at = _after(data, at, 0)
    return b"".join(parts)
