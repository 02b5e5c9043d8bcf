"""What the auditor is told of a sheet or slide beside its words, by the number of its page; alike for all formats."""

MOST_ROWS = 20_000
MOST_COLUMNS = 256
MOST_CELLS = 400_000


def hidden_sheet(number: int) -> str:
    """A program that shows the book does not show this sheet."""
    return f"sheet {number} is hidden; it was read too"


def hidden_slide(number: int) -> str:
    """Nobody who was shown the slides saw this one."""
    return f"slide {number} is hidden; it was read too"


def cut_sheet(number: int) -> str:
    """It goes on beyond what is read of one sheet."""
    return f"only the first rows of sheet {number} were read"


def wide_sheet(number: int) -> str:
    """It goes on to the right."""
    return f"sheet {number} is wider than {MOST_COLUMNS} columns; the rest was not read"
