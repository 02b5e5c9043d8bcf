"""Progress: a living line on a terminal, names of stages elsewhere."""

import io

from app.progress import shown_progress
from pipeline.run.progress import Step


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_log_gets_one_quiet_line_a_stage_without_file_names() -> None:
    log = io.StringIO()
    with shown_progress(log) as tell:
        tell(Step("intake", 1, 2, in_flight=("HR/secret name.pdf",)))
        tell(Step("intake", 2, 2, in_flight=("b.pdf",)))
        tell(Step("reading", pages=1, pages_total=7, in_flight=("HR/secret name.pdf",)))
    assert log.getvalue() == "intake\nreading (7 pages)\n"


def test_a_terminal_gets_files_pages_time_left_and_what_is_in_flight() -> None:
    terminal = Terminal()
    with shown_progress(terminal) as tell:
        tell(Step("intake", 3, 9))
        tell(Step("reading", pages=5, pages_total=20, in_flight=("HR/\x1b[31mred\x07.pdf",)))
    text = terminal.getvalue()
    assert "3 of 9 files" in text and "5 of 20 pages" in text and "left" in text
    assert "red" in text and "\x1b[31m" not in text and "\x07" not in text
    assert text.endswith("\r\x1b[K")
