"""What the auditor is told of a sheet beside its words, by the number of its page; the same for every kind of book."""

MOST_ROWS = 20_000
MOST_COLUMNS = 256
MOST_CELLS = 400_000


def hidden_sheet(number: int) -> str:
    """A program that shows the book does not show this sheet."""
    return f"sheet {number} is hidden; it was read too"


def cut_sheet(number: int) -> str:
    """It goes on beyond what is read of one sheet."""
    return f"only the first rows of sheet {number} were read"


def wide_sheet(number: int) -> str:
    """It goes on to the right."""
    return f"sheet {number} is wider than {MOST_COLUMNS} columns; the rest was not read"
