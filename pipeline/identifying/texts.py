"""A file of text → which kind of text: a mail, a mailbox, HTML, a stub that only points elsewhere, a table, words."""

import json
import re

from pipeline.containers.mbox import is_mbox
from pipeline.identifying import media

MOST_STUB_BYTES = 8 << 10
MAIL_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t\r\n]")
# Written by machines only: a memo typed with From, To, Date and Subject on top has none of them.
MACHINE_HEADERS = frozenset(
    b"received message-id mime-version return-path delivered-to x-mailer content-transfer-encoding dkim-signature"
    b" content-type x-received arc-seal authentication-results x-gmail-labels thread-topic".split()
)
MAIL_HEADERS = frozenset(b"from to subject date sender cc reply-to".split())
EMLX_FIRST = re.compile(rb"\s{0,8}\d{1,12}[ \t]{0,8}\r?\n")
HTML_START = re.compile(
    rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,40})?(?:<!--.{0,600}?-->\s{0,40})?<(?:!doctype\s{1,9}html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
HTML_TAG = re.compile(rb"<(?:html|head|body|table|div|span|font|p|br|h[1-6]|ul|a)\b[^<>]{0,400}>", re.IGNORECASE)
SHORTCUT_HEADS = (b"[internetshortcut]", b"[{000214a0", b"[desktop entry]")
GOOGLE_HOSTS = ("https://docs.google.com/", "https://drive.google.com/", "https://sheets.google.com/",
                "https://script.google.com/", "https://sites.google.com/")  # fmt: skip
GOOGLE_SUFFIXES = frozenset(
    ".gdoc .gsheet .gslides .gform .gdraw .gmap .gsite .gjam .gscript .glink .gtable .gnote".split()
)
GOOGLE_KEYS = frozenset({"doc_id", "resource_id", "url"})
BINARY_PLIST = b"bplist00"


def kind_of_text(head: bytes, name: str, size: int) -> str:
    """Which kind of text a file is.

    Args:
        head: Its first kilobytes, without a byte order mark.
        size: Of the whole file.
    """
    suffix = media.suffix_of(name)
    if is_stub(head, suffix, size):
        return media.STUB
    if is_shortcut(head, suffix):
        return media.SHORTCUT
    if head.startswith(b"-----BEGIN PGP MESSAGE-----"):
        return media.PGP_MESSAGE
    if head.startswith(b"-----BEGIN PGP SIGNATURE-----"):
        return media.PGP_SIGNATURE
    if is_mbox(head):
        return media.MBOX
    if suffix in (".mht", ".mhtml") and looks_like_mail(head, trusting=True):
        return media.MHT
    if looks_like_mail(head, trusting=suffix in (".eml", ".emlx")):
        return media.EML
    if HTML_START.match(head) or (suffix in (".html", ".htm", ".xhtml") and HTML_TAG.search(head)):
        return media.HTML
    expected = media.promised(name)
    # An ending that only names its kind of text is believed: nothing in the text says otherwise.
    return expected if expected in (media.CSV, media.EML) else media.TEXT


def looks_like_mail(head: bytes, trusting: bool) -> bool:
    """Whether text starts with the header block of a mail.

    Args:
        trusting: The name says that it is one, so that it needs no header that only machines write.
    """
    number = EMLX_FIRST.match(head)
    lines = head[number.end() if number else 0 :].lstrip(b"\r\n\t ").split(b"\n")[:200]
    names: set[bytes] = set()
    for line in lines[1:] if lines and lines[0].startswith(b"From ") else lines:
        if not line.strip():
            break
        if line[:1] in (b" ", b"\t") and names:
            continue
        match = MAIL_HEADER.match(line + b"\n")
        if match is None:
            break
        names.add(match.group(1).lower())
    if trusting:
        return bool(names & (MAIL_HEADERS | MACHINE_HEADERS))
    return len(names & MACHINE_HEADERS) >= 1 and len(names & MAIL_HEADERS) >= 2


def is_stub(head: bytes, suffix: str, size: int) -> bool:
    """Whether a file only says where a Google document stands."""
    if size > MOST_STUB_BYTES or not head.lstrip().startswith(b"{"):
        return False
    try:
        data = json.loads(head)
    except (ValueError, RecursionError):
        return False
    if not isinstance(data, dict) or not GOOGLE_KEYS & data.keys():
        return False
    address = data.get("url")
    points_there = isinstance(address, str) and address.startswith(GOOGLE_HOSTS)
    return suffix in GOOGLE_SUFFIXES or (points_there and len(data) <= 8)


def is_shortcut(head: bytes, suffix: str) -> bool:
    """Whether a file only points to another place."""
    first = head.lstrip().lower()
    if first.startswith(SHORTCUT_HEADS):
        return True
    is_list = b"<plist" in first[:600] or head.startswith(BINARY_PLIST)
    return suffix in (".webloc", ".fileloc", ".inetloc") and is_list and b"url" in first
