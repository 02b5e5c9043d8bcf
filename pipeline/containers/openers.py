"""Every kind of container: which media types hold other files, and who takes them out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.containers.limits import ContainerLimits, Member
from pipeline.containers.mail import EML, MSG, expand_eml, expand_msg
from pipeline.containers.mbox import expand_mbox
from pipeline.containers.packed import BZIP2, GZIP, XZ, expand_packed
from pipeline.containers.pdf_attachments import expand_pdf
from pipeline.containers.tar_archive import expand_tar
from pipeline.containers.zip_archive import expand_zip
from pipeline.errors import ExceptionClass, InputError

Expand = Callable[[str, str, ContainerLimits, tuple[str, ...]], Iterator[Member]]


@dataclass(frozen=True, slots=True)
class Container:
    """One kind of container.

    Args:
        expand: Writes every member to ``scratch/<index>`` and yields it: path, scratch folder, limits, passwords.
        is_document: It is read as a document too (a mail, a PDF); what only holds others is an archive.
    """

    media_types: tuple[str, ...]
    expand: Expand
    is_document: bool = False


CONTAINERS: tuple[Container, ...] = (
    Container(("application/zip",), expand_zip),
    Container(("application/x-tar",), expand_tar),
    Container((GZIP, BZIP2, XZ), expand_packed),
    Container(("application/mbox",), expand_mbox),
    Container((EML,), expand_eml, is_document=True),
    Container((MSG,), expand_msg, is_document=True),
    Container(("application/pdf",), expand_pdf, is_document=True),
)
"""A new kind of container is one file and one line here."""


def container_for(media_type: str) -> Container | None:
    """The kind of container a media type is, or None."""
    return next((one for one in CONTAINERS if media_type in one.media_types), None)


def expand_container(
    path: str, media_type: str, scratch: str, limits: ContainerLimits, passwords: tuple[str, ...]
) -> Iterator[Member]:
    """Write the members of any container to the scratch folder and yield them.

    Raises:
        InputError: See the kind of container.
    """
    kind = container_for(media_type)
    if kind is None:
        raise InputError(ExceptionClass.UNSUPPORTED, f"Files of this kind ({media_type}) cannot be unpacked.")
    yield from kind.expand(path, scratch, limits, passwords)
