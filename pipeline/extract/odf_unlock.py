"""Locked OpenDocument files and the engagement's passwords → their parts in the clear, in memory only."""

import base64
import hashlib
import zlib
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.office import MOST_BYTES, Parts, attribute, local, whole_number

_MANIFEST = "META-INF/manifest.xml"
_MOST_ROUNDS = 2_000_000
_CHECKED = 1024  # bytes of the unlocked part that its checksum is made of
_KEY_BYTES = (16, 24, 32)
_REMEDY = "Open it in LibreOffice with its password, save it without one (or as PDF), and add that."


@dataclass(frozen=True, slots=True)
class _Lock:
    """How one part was locked."""

    method: str
    start: bytes
    salt: bytes
    rounds: int
    key_bytes: int
    start_hash: str
    checksum_hash: str
    checksum: bytes


@dataclass(slots=True)
class LockedParts(Parts):
    """The parts of a locked file, unlocked as they are asked for."""

    password: str = ""
    locks: dict[str, _Lock] = field(default_factory=dict)

    def data(self, name: str) -> bytes:
        """Bytes of a part in the clear; see ``Parts.data``."""
        locked = Parts.data(self, name)
        lock = self.locks.get(name)
        if lock is None:
            return locked
        packed = _opened(lock, self.password, locked)
        if packed is None:
            raise _refused("in a way that this program cannot open")
        try:
            inflated = zlib.decompressobj(-15)
            clear = inflated.decompress(packed, MOST_BYTES)
        except zlib.error as error:
            raise _refused("and damaged") from error
        return clear


def unlocked_parts(parts: Parts, passwords: tuple[str, ...]) -> Parts:
    """The parts as they are, or those of a locked file with the password that opens it.

    Raises:
        InputError: ``password_required``, in words that tell "no password was given" from "none of them opens it".
    """
    if not parts.has(_MANIFEST):
        return parts
    manifest = parts.xml(_MANIFEST)
    if next(manifest.iter("{*}encryption-data"), None) is None:
        return parts
    locks = dict(lock for entry in manifest.iter("{*}file-entry") if (lock := _lock(entry)) is not None)
    content = locks.get("content.xml")
    if content is None:
        raise _refused("in a way that this program cannot open")
    given = tuple(password for password in passwords if password)
    locked = parts.data("content.xml")
    for password in given:
        if _opened(content, password, locked) is not None:
            return LockedParts(parts.package, parts.kind, password=password, locks=locks)
    if given:
        raise _refused("and none of the passwords in the engagement's password file opens it")
    raise _refused("with a password, and the engagement has no password to try")


def _refused(how: str) -> InputError:
    return InputError(
        ExceptionClass.PASSWORD_REQUIRED,
        f"The OpenDocument file is locked {how}.".replace("locked and none", "locked, and none"),
        f"Put the right password into the engagement's password file, or: {_REMEDY}",
    )


def _lock(entry: Any) -> tuple[str, _Lock] | None:
    """Name of a part and how it is locked; None for a part in the clear or locked in an unknown way."""
    data = next((child for child in entry if local(child) == "encryption-data"), None)
    if data is None:
        return None
    said = {local(child): child for child in data}
    try:
        method, key, start = said["algorithm"], said["key-derivation"], said.get("start-key-generation")
        rounds = whole_number(attribute(key, "iteration-count"), 0, _MOST_ROUNDS)
        key_bytes = whole_number(attribute(key, "key-size") or "16", 0, 64)
        name = attribute(method, "algorithm-name")
        start_hash = attribute(start, "start-key-generation-name") if start is not None else "sha1"
        if not name.endswith("-cbc") or "PBKDF2" not in attribute(key, "key-derivation-name") or not rounds:
            return None
        if key_bytes not in _KEY_BYTES:
            return None
        lock = _Lock(
            method=name,
            start=base64.b64decode(attribute(method, "initialisation-vector")),
            salt=base64.b64decode(attribute(key, "salt")),
            rounds=rounds,
            key_bytes=key_bytes,
            start_hash="sha256" if "sha256" in start_hash.lower() else "sha1",
            checksum_hash="sha256" if "sha256" in attribute(data, "checksum-type").lower() else "sha1",
            checksum=base64.b64decode(attribute(data, "checksum")),
        )
    except (KeyError, ValueError):
        return None
    return attribute(entry, "full-path"), lock


def _opened(lock: _Lock, password: str, data: bytes) -> bytes | None:
    """The part in the clear, still packed; None if the password does not open it."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    if len(lock.start) != 16 or len(data) % 16 or not data:
        return None
    start = hashlib.new(lock.start_hash, password.encode("utf-8", "replace")).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, lock.salt, lock.rounds, lock.key_bytes)
    reader = Cipher(algorithms.AES(key), modes.CBC(lock.start)).decryptor()
    clear = reader.update(data) + reader.finalize()
    padding = clear[-1]
    for candidate in (clear[:-padding] if 1 <= padding <= 16 else clear, clear):
        if hashlib.new(lock.checksum_hash, candidate[:_CHECKED]).digest() == lock.checksum:
            return candidate
    return None
