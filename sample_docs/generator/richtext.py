"""Writes RTF and saved web pages from the mark-up of a body."""

from html import escape as html_escape

from sample_docs.generator.markup import NUMBERED
from sample_docs.generator.model import Doc
from sample_docs.generator.office import EMPHASIS, joined


def rtf(doc: Doc) -> bytes:
    """A document of an old word processor: fonts, a table in cells, accents as numbers."""
    lines: list[str] = []
    for line in joined(doc.body):
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            edges = "".join(f"\\cellx{3000 * (at + 1)}" for at in range(len(cells)))
            lines.append(f"\\trowd{edges} " + "".join(f"\\intbl {coded(cell)}\\cell " for cell in cells) + "\\row")
        elif line.startswith("#"):
            lines.append(f"{{\\b\\fs32 {coded(line.lstrip('# '))}}}\\par")
        elif line.startswith("- "):
            lines.append(f"\\pard\\fi-200\\li400 \\bullet  {coded(line[2:])}\\par\\pard")
        elif line and not line.startswith("!"):
            lines.append(f"{coded(line)}\\par")
    head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}{\\f1\\froman Times New Roman;}}"
    info = "{\\info{\\author Jolene Abbott}{\\company Kestrel Coulee}}\\viewkind4\\uc1\\pard\\f0\\fs22 "
    return (head + info + "\n".join(lines) + "\n}").encode("ascii")


def coded(text: str) -> str:
    """Text with its signs escaped; what is not ASCII as a number with a stand-in."""
    plain = EMPHASIS.sub("", text)
    for sign in "\\{}":
        plain = plain.replace(sign, f"\\{sign}")
    return "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in plain)


PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="http://intranet.invalid/theme.css">
<style>.hidden {{ display: none }} td {{ border: 1px solid #999 }}</style>
<script>document.title = "changed by a script";</script></head>
<body onload="alert('loaded')">
<div id="nav"><a href="http://intranet.invalid/">Home</a> &middot; Yards &middot; Forms</div>
{body}
<img src="http://intranet.invalid/pixel.gif" alt=""></body></html>
"""


def web_page(doc: Doc) -> bytes:
    """A page of the intranet as a browser saves it, with a script, a style and links that nobody may follow."""
    lines: list[str] = []
    open_table = False
    for line in [*joined(doc.body), ""]:
        if line.startswith("|"):
            if not open_table:
                lines.append("<table>")
            open_table = True
            cells = "".join(f"<td>{web_words(cell.strip())}</td>" for cell in line.strip("|").split("|"))
            lines.append(f"<tr>{cells}</tr>")
            continue
        if open_table:
            lines.append("</table>")
            open_table = False
        if line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            lines.append(f"<h{level}>{web_words(line.lstrip('# '))}</h{level}>")
        elif step := NUMBERED.match(line):
            lines.append(f"<p>{step[1]} {web_words(step[2])}</p>")
        elif line and not line.startswith("!"):
            lines.append(f"<p>{web_words(line.removeprefix('- '))}</p>")
    return PAGE.format(title=html_escape(doc.title), body="\n".join(lines)).encode()


def web_words(text: str) -> str:
    """Words between tags."""
    return html_escape(EMPHASIS.sub("", text))
