"""What RTF's control words mean to a reader of text: destinations, characters, code pages."""

SKIPPED = frozenset(
    "fonttbl colortbl stylesheet info filetbl listtable listoverridetable revtbl rsidtbl themedata"
    " colorschememapping latentstyles datastore xmlnstbl generator userprops nonshppict objdata objclass objname"
    " objalias bkmkstart bkmkend fldinst pnseclvl tc xe rxe txe private template passwordhash wgrffmtfilter ftnsep"
    " ftnsepc ftncn aftnsep aftnsepc aftncn atnid atndate atnref atrfstart atrfend atnparent atnicn atntime sn sv"
    " sp blipuid picprop panose falt fontemb mmathPr htmltag mhtmltag background docvar pgptbl protusertbl"
    " nextfile gridtbl comment title subject author operator keywords doccomm hlinkbase creatim revtim printim"
    " buptim company manager category shprslt upr".split()
)
"""Groups whose words nobody sees on the page."""

SEEN_STARRED = frozenset("shppict shpinst shpgrp annotation ud nesttableprops formfield do".split())
"""Groups marked as "skip what you do not know" that are known."""

CHARACTERS = {
    "tab": "\t", "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "line": "\n", "softline": "\n", "page": "\n",
    "sect": "\n", "column": "\n", "chpgn": "", "chdate": "", "chtime": "", "chftn": "", "zwj": "", "zwnj": "",
}  # fmt: skip
SYMBOLS = {
    "~": " ",
    "_": "-",
    "-": "",
    "{": "{",
    "}": "}",
    "\\": "\\",
    "\n": "\n",
    "\r": "\n",
    "\t": "\t",
    "|": "",
    ":": "",
}

SYMBOL_FONT = 2
CODE_PAGES = {
    0: "cp1252", 77: "mac-roman", 78: "cp932", 79: "cp949", 80: "cp936", 81: "cp950", 83: "cp1255", 84: "cp1256",
    85: "mac-greek", 86: "mac-turkish", 87: "cp874", 88: "mac-latin2", 89: "mac-cyrillic", 128: "cp932", 129: "cp949",
    130: "johab", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""Encodings by the character set number of a font."""

TICKED, EMPTY = frozenset((0x52, 0x54, 0x78, 0xFC, 0xFD, 0xFE)), frozenset((0x2A, 0x6F, 0xA3, 0xA8))
"""Check boxes of Windows' symbol fonts; their letters also stand at U+F000."""


def symbol(code: int) -> str:
    """What a letter of a symbol font shows: a check box, a list's dot, else nothing that could be read."""
    letter = code & 0xFF
    return (
        "[x]" if letter in TICKED else "[ ]" if letter in EMPTY else "•" if letter in (0xA7, 0xB7, 0x6C, 0x6E) else ""
    )
