"""Step 4: what an auditor knows of sheets whatever the model says: limits to the odds of single gaps.

Each is a rule that hardly fails and that composed binders show too seldom to be learned.
"""

from pipeline.separating.signals import Row

TOGETHER, APART = 0.2, 8.0
SPARSE = 45
"""A cover bears fewer words."""
TITLED = 0.5
OWN_FIELDS = 2
OTHER_PRINT, SAME_PRINT = 0.3, 0.4
LARGE_TITLE = 0.85
"""A title set in larger type than the text, alone at the top."""


def limited(odds: float, row: Row) -> float:
    """The odds of a cut in a gap, held to what is known.

    Args:
        odds: What the model says.
        row: The features of the gap.
    """
    if _cover(row) or _second_sheet(row):
        return min(odds, TOGETHER)
    own = row["tab"] or _own_headings(row) or _own_days(row) or _form_again(row) or _whole_again(row)
    return max(odds, APART) if own else odds


def _cover(row: Row) -> bool:
    """A sheet with a few words and nothing to fill in, right before a contents list, is its cover."""
    return bool(row["contents"]) and row["short_before"] < SPARSE and not row["fields_before"]


def _second_sheet(row: Row) -> bool:
    """The same title and form number above other print, and a day that stands on both: page two of one form."""
    heading = row["same_title"] and row["form"] == 1.0
    return bool(heading) and row["print_below"] < OTHER_PRINT and row["days"] > 0 and row["one_alone"] == 0.0


def _own_headings(row: Row) -> bool:
    """Both sheets have a title, a day and fields of their own at the top, and share neither title nor day."""
    titled = min(row["title"], row["title_before"]) >= TITLED and not (row["same_title"] or row["title_runs"])
    filled = min(row["fields"], row["fields_before"]) >= OWN_FIELDS and row["other_day"]
    return bool(titled and filled) and not (row["in_manual"] or row["next_of"] or row["next_alone"])


def _own_days(row: Row) -> bool:
    """Two certificates or tickets of one issuer: each has its large title and its day, neither of which they share."""
    titled = min(row["title"], row["title_before"]) >= LARGE_TITLE and not (row["same_title"] or row["title_runs"])
    return bool(titled and row["other_day"]) and not (row["in_manual"] or row["next_of"] or row["next_alone"])


def _whole_again(row: Row) -> bool:
    """The sheet before says that it is the last of its pages, this one that it is a first: "1 of 2" after "1 of 1"."""
    return bool(row["ended"] and (row["one_of_one"] or row["one_of_many"])) and not row["in_manual"]


def _form_again(row: Row) -> bool:
    """The same printed form under the same title, each with fields of its own and another day: filled in anew."""
    same = row["same_title"] and row["print"] >= SAME_PRINT and row["form"] >= 0.0
    anew = min(row["fields"], row["fields_before"]) >= OWN_FIELDS and row["other_day"] and not row["days"]
    return bool(same and anew) and not (row["in_manual"] or row["next_of"] or row["next_alone"])
