"""Ways to spoil a good file, as plain values that Hypothesis draws and shrinks."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

LONGEST = 800_000  # a spoilt file stays small, so that a slow reader is slow by itself
NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
PIECES = (b"", b"\0", b"\xff" * 64, b"\0" * 512, b"(" * 200, b"[" * 200, b"<<" * 200, b"%s%n", b"9" * 40, b"-1",
          b"\r\n\r\n", b"&#x1;", b"<!ENTITY a 'b'>", b"..\\../", "\u202e\u2028\ufeff".encode(), b"\xed\xa0\x80",
          b"1e999", b"NaN")  # fmt: skip


@dataclass(frozen=True)
class Spoil:
    """One change: what is done, where (in 65536ths of the length), how much of it, and with what."""

    how: str
    where: int
    size: int
    with_what: int

    def applied(self, data: bytes, other: bytes) -> bytes:
        at = len(data) * self.where >> 16
        return WAYS[self.how](data, at, self.size, self.with_what, other)[:LONGEST]


def _flip(data: bytes, at: int, size: int, bit: int, other: bytes) -> bytes:
    return data[:at] + bytes([data[at] ^ (1 << bit % 8)]) + data[at + 1 :] if at < len(data) else data


def _cut_off(data: bytes, at: int, size: int, _: int, other: bytes) -> bytes:
    return data[:at]


def _take_out(data: bytes, at: int, size: int, _: int, other: bytes) -> bytes:
    return data[:at] + data[at + size :]


def _repeat(data: bytes, at: int, size: int, times: int, other: bytes) -> bytes:
    return data[:at] + data[at : at + size] * (2 + times % 400) + data[at + size :]


def _splice(data: bytes, at: int, size: int, where: int, other: bytes) -> bytes:
    begin = len(other) * (where % 256) >> 8
    return data[:at] + other[begin : begin + size * 8] + data[at + size :]


def _number(data: bytes, at: int, size: int, which: int, other: bytes) -> bytes:
    """A length field that lies."""
    width = (1, 2, 4, 8)[size % 4]
    value = NUMBERS[which % len(NUMBERS)] & ((1 << 8 * width) - 1)
    return data[:at] + value.to_bytes(width, "big" if which % 2 else "little") + data[at + width :]


def _digits(data: bytes, at: int, size: int, which: int, other: bytes) -> bytes:
    """The next number written in figures becomes another one."""
    first = next((place for place in range(at, len(data)) if data[place : place + 1].isdigit()), None)
    if first is None:
        return data
    last = first
    while last < len(data) and data[last : last + 1].isdigit():
        last += 1
    return data[:first] + str(NUMBERS[which % len(NUMBERS)]).encode() + data[last:]


def _insert(data: bytes, at: int, size: int, which: int, other: bytes) -> bytes:
    return data[:at] + PIECES[which % len(PIECES)] + data[at:]


WAYS: dict[str, Callable[[bytes, int, int, int, bytes], bytes]] = {
    "flip": _flip,
    "cut": _cut_off,
    "take": _take_out,
    "repeat": _repeat,
    "splice": _splice,
    "number": _number,
    "digits": _digits,
    "insert": _insert,
}

SPOILS = st.lists(
    st.builds(
        Spoil,
        st.sampled_from(sorted(WAYS)),
        st.integers(0, 65535),
        st.sampled_from((1, 2, 3, 4, 8, 30, 200, 2000)),
        st.integers(0, 1023),
    ),
    min_size=1,
    max_size=6,
)


@dataclass(frozen=True)
class Spoilt:
    """A good file, spoilt.

    Args:
        member: Which member of a zip is spoilt and packed anew; None spoils the archive's own bytes.
    """

    seed: str
    member: int | None
    spoils: tuple[Spoil, ...]

    def made(self, data: bytes, other: bytes) -> bytes:
        if self.member is not None and data[:2] == b"PK":
            return _repacked(data, self.member, self._all(other))
        return self._all(other)(data)

    def _all(self, other: bytes) -> Callable[[bytes], bytes]:
        def change(data: bytes) -> bytes:
            for one in self.spoils:
                data = one.applied(data, other)
            return data

        return change


def _repacked(data: bytes, which: int, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.infolist()
        for number, entry in enumerate(names):
            content = b"" if entry.is_dir() or entry.flag_bits & 1 else old.read(entry)
            new.writestr(entry.filename, change(content) if number == which % len(names) else content)
    return out.getvalue()


def spoilt(names: Sequence[str]) -> st.SearchStrategy[Spoilt]:
    """Any of the seeds named, spoilt in a few ways."""
    return st.builds(Spoilt, st.sampled_from(names), st.none() | st.integers(0, 40), SPOILS.map(tuple))
