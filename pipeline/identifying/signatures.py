"""First bytes → media type, for everything this product reads, opens or names: the same on every machine."""

from pipeline.containers.packed import TAR_BLOCK, is_tar
from pipeline.identifying import media

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", media.RTF),
    (b"7z\xbc\xaf\x27\x1c", media.SEVEN_ZIP),
    (b"Rar!\x1a\x07", media.RAR),
    (b"\x1f\x8b\x08", media.GZIP),
    (b"\xfd7zXZ\0", media.XZ),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),
    (b"MM\0+", "image/tiff"),
    (b"!BDN", media.PST),
    (b"\xffWPC", "application/vnd.wordperfect"),
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", "application/onenote"),
    (b"\x09\x00\x04\x00", media.XLS),  # Excel 2, 3 and 4: no package around the sheet
    (b"\x09\x02\x06\x00", media.XLS),
    (b"\x09\x04\x06\x00", media.XLS),
    (b"\x78\x9f\x3e\x22", media.TNEF),
    (b"L\0\0\0\x01\x14\x02\0", media.SHORTCUT),
    (b"book\0\0\0\0mark\0\0\0\0", media.SHORTCUT),
    (b"AC10", "image/vnd.dwg"),
    (b"\x1a\x45\xdf\xa3", "video/x-matroska"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
    (b"OTTO\0", "font/otf"),
    (b"\0\1\0\0\0", "font/ttf"),
)
_BZIP_BLOCK = b"1AY&SY"
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx")
_HEIF = (b"mif1", b"msf1", b"mif2")
_SOUND = (b"M4A ", b"M4B ", b"F4A ")


def by_signature(head: bytes) -> str | None:
    """The media type that the first bytes of a file tell, or None."""
    for start, media_type in _STARTS:
        if head.startswith(start):
            return media_type
    if head[:3] == b"BZh" and head[4:10] == _BZIP_BLOCK:
        return media.BZIP2
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free") and len(head) > 12:
        return _by_brand(head)
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo", b"WAVE": "audio/x-wav"}.get(head[8:12])
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0" and head[14:18] in (b"\x28\0\0\0", b"\x0c\0\0\0", b"\x6c\0\0\0",
                                                                          b"\x7c\0\0\0"):  # fmt: skip
        return "image/bmp"
    return media.TAR if len(head) >= TAR_BLOCK and is_tar(head[:TAR_BLOCK]) else None


def _by_brand(head: bytes) -> str | None:
    """Pictures, video and sound share one way of wrapping: the brand tells them apart."""
    if head[4:8] != b"ftyp":
        return "video/quicktime" if head[4:8] in (b"moov", b"mdat", b"wide") else None
    length = min(int.from_bytes(head[:4], "big"), len(head), 256)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))]
    if brands[0] in _HEIC:
        return "image/heic"
    if brands[0] in _HEIF:
        # Written by programs that name the picture's own kind only among the compatible ones.
        return "image/heic" if any(one in _HEIC for one in brands) else "image/heif"
    if brands[0] in (b"avif", b"avis"):
        return "image/avif"
    if brands[0] in _SOUND:
        return "audio/mp4"
    if brands[0][:2] == b"3g":
        return "video/3gpp"
    return "video/quicktime" if brands[0] == b"qt  " else "video/mp4"
