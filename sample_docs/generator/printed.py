"""Names as they may be shown in a text file: signs that hide, turn or break a line are written out."""

import unicodedata

UNSEEN = ("Cc", "Cf", "Mn", "Zl", "Zp")


def written_out(name: str) -> str:
    """The name with every sign that a reader would not see, or not see in its place, as a number."""
    return "".join(f"\\u{ord(sign):04x}" if unicodedata.category(sign) in UNSEEN else sign for sign in name)
