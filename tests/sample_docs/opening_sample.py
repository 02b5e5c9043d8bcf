"""What carries other files, taken apart with other programs than the product's: member names with their bytes."""

import io
import mailbox
import re
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
from olefile import OleFileIO
from oxmsg import Message
from PIL import Image
from ppt2pptx import convert
from pptx import Presentation

from sample_docs.generator.plan import KNOWN_PASSWORD, PASSWORDS

LOCKED = b"locked"


def members(name: str, data: bytes) -> dict[str, bytes]:
    """The files inside a file, by the names that the product shows."""
    suffix = name.rpartition(".")[2].casefold()
    if suffix == "zip":
        return of_zip(data)
    if suffix == "gz":
        return of_tar(data)
    if suffix == "eml":
        return of_mail(message_from_bytes(data, policy=policy.default))
    if suffix == "mbox":
        return of_mbox(data)
    if suffix == "msg":
        message = Message.load(data)
        return {str(one.file_name): bytes(one.file_bytes or b"") for one in message.attachments}
    return of_pdf(data) if data.startswith(b"%PDF") else {}


def of_zip(data: bytes) -> dict[str, bytes]:
    """Members of an archive; what no known password opens is told by a mark of its own."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            found[name] = LOCKED + name.encode()
            for password in ("", *PASSWORDS):
                try:
                    found[name] = archive.read(name, password.encode() or None)
                    break
                except (RuntimeError, zipfile.BadZipFile, zipfile.zlib.error):  # type: ignore[attr-defined]
                    continue
    return found


def of_tar(data: bytes) -> dict[str, bytes]:
    """Members of a packed tar; a link is told by where it points."""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        found = {}
        for entry in archive:
            source = archive.extractfile(entry) if entry.isreg() else None
            found[entry.name] = source.read() if source else b"link to " + entry.linkname.encode()
        return found


def of_mail(message: EmailMessage) -> dict[str, bytes]:
    """Attachments of a mail and pictures in its text; a mail inside it is one attachment."""
    found = {}
    for part in parts_of(message):
        name = part.get_filename()
        if name and part.get_content_type() == "message/rfc822":
            found[name] = part.get_payload(0).as_bytes()
        elif name:
            found[name] = part.get_payload(decode=True)
    return found


def parts_of(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a mail without those of mails inside it."""
    for part in message.get_payload() if message.get_content_maintype() == "multipart" else ():
        yield part
        yield from parts_of(part)


def of_mbox(data: bytes) -> dict[str, bytes]:
    """Mails of a mailbox."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "box").write_bytes(data)
        box = mailbox.mbox(Path(folder) / "box")
        found = {f"message {number:04d}.eml": message.as_bytes() for number, message in enumerate(box, 1)}
        box.close()
    return found


def of_pdf(data: bytes) -> dict[str, bytes]:
    """Files attached to a PDF; nothing for one that does not open."""
    for password in (None, *PASSWORDS):
        try:
            document = pdfium.PdfDocument(data, password=password)
        except pdfium.PdfiumError:
            continue
        attached = [document.get_attachment(index) for index in range(document.count_attachments())]
        found = {one.get_name(): bytes(one.get_data()) for one in attached}
        document.close()
        return found
    return {}


def pdf_texts(data: bytes) -> list[str]:
    """The words of every page of a PDF."""
    document = pdfium.PdfDocument(data, password=KNOWN_PASSWORD)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def pages_of(data: bytes) -> int:
    """How many pages, frames, sheets or slides a viewer shows."""
    if data.startswith(b"%PDF"):
        return len(pdf_texts(data))
    if data[:4] in (b"II*\0", b"MM\0*"):
        return getattr(Image.open(io.BytesIO(data)), "n_frames", 1)
    if data.startswith(b"PK"):
        return pages_of_package(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        with OleFileIO(data) as file:
            return slides_of(data) if file.exists("PowerPoint Document") else 1
    return 1


def pages_of_package(data: bytes) -> int:
    """Pages of an Office file of today."""
    if b"xl/workbook.xml" in data:
        return len(openpyxl.load_workbook(io.BytesIO(data)).sheetnames)
    if b"ppt/presentation.xml" in data:
        return len(Presentation(io.BytesIO(data)).slides)
    if b"opendocument.spreadsheet" in data[:200]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return len(re.findall(rb"<table:table ", archive.read("content.xml")))
    return 1


def slides_of(data: bytes) -> int:
    """Slides of a presentation of 1997."""
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "old.ppt", Path(folder) / "new.pptx"
        old.write_bytes(data)
        convert(old, new)
        return len(Presentation(str(new)).slides)
