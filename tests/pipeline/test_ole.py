"""OLE files with a lying header: refused in one place, before any library asks for gigabytes."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ExceptionClass, InputError
from pipeline.extract.ole_chains import refuse_endless_chains
from pipeline.identify import identify
from pipeline.mail.msg import read_msg
from pipeline.ole import open_ole
from tests.outlook_files import Attached, Mail, msg_of

SOUND = msg_of(Mail(attached=[Attached("a.txt", b"a")]))


def lying(at: int, power: int) -> bytes:
    return SOUND[:at] + bytes([power]) + SOUND[at + 1 :]


LIES = [lying(30, 35), lying(30, 0), lying(32, 35), SOUND[:20], b""]


def test_a_sound_file_opens_by_path_and_as_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "mail.msg"
    path.write_bytes(SOUND)
    for source in (path, io.BytesIO(SOUND)):
        with open_ole(source) as ole:
            assert ole.listdir()


@pytest.mark.parametrize("data", LIES, ids=["big sectors", "tiny sectors", "big small ones", "cut off", "empty"])
def test_a_header_that_cannot_be_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "mail.msg"
    path.write_bytes(data)
    for source in (path, io.BytesIO(data)):
        with pytest.raises(OSError, match="header"):
            open_ole(source)


@pytest.mark.parametrize(
    "reader", [lambda path: read_msg(str(path)), lambda path: refuse_endless_chains(path, "Word document")]
)
def test_readers_call_such_a_file_damaged(tmp_path: Path, reader: Callable[[Path], object]) -> None:
    path = tmp_path / "mail.msg"
    path.write_bytes(LIES[0])
    assert [one.media_type for one in identify(str(path), path.name)]
    with pytest.raises(InputError) as caught:
        reader(path)
    assert caught.value.exception_class is ExceptionClass.DAMAGED
