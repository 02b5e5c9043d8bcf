"""What else lies in a dump: archives, shortcuts, films, locked things, another firm's paper, wild names."""

import gzip
import io
import tarfile
from collections.abc import Sequence
from functools import partial

from sample_docs.generator.draw import draw
from sample_docs.generator.kept import asset
from sample_docs.generator.letters import Letter, eml
from sample_docs.generator.lockedzip import locked_zip
from sample_docs.generator.model import NO_DATE, Doc, FileSpec, When
from sample_docs.generator.plan import COMPANY, KNOWN_PASSWORD

STRANGER = Doc("workplace_inspection", "Workplace inspection - Nisku shop", """
# Monthly Workplace Inspection
@ Company: Tamarack Ridge Excavating Inc. | Site: Nisku shop | Date of inspection: July 14, 2026
@ Inspected by: Loretta Hobbs | Accompanied by: Piet Brouwer
!cols 3 1.2 3.4 1.8 1.6 1.5
| Area | OK? | Deficiency and correction | Responsible | Due | Completed |
| Shop floor and exits | Yes | | | | |
| Fire extinguishers | Yes | | | | |
| Fuel tank | No | Hose reel does not lock, replace | P. Brouwer | July 21, 2026 | July 20, 2026 |
| First aid kit | Yes | | | | |
| Yard and fence | Yes | | | | |
% Loretta Hobbs, safety officer, Tamarack Ridge Excavating Inc. | /s/ Loretta Hobbs | July 14, 2026
""", "supplier", When("2026-07-14", "performed"), "typed", company="Tamarack Ridge Excavating Inc.",
    head=("Tamarack Ridge Excavating Inc.", "9th Street, Nisku, Alberta"))  # fmt: skip
NOISE = Doc("safe_work_practice", "SWP-12 Noise", """
# Safe Work Practice 12: Noise
Kestrel Coulee Civil & Maintenance Ltd. - revised March 2, 2026
## When this applies
Where you have to shout to somebody an arm's length away.
## Hazards
Hearing loss, missed warnings, tired heads.
## Do
- Shut windows and doors of cabs.
- Wear muffs or plugs of class A at the compactor and the impact wrench.
- Let the loud machine rest while others eat.
- Replace the cushions of your muffs twice a year.
## Do not
- Wear music plugs under muffs.
- Drill holes into muffs for a radio.
## Training
Shown with the first pair.
""", "plain", When("2026-03-02", "revised"), company=COMPANY)  # fmt: skip
JOBS = Doc("responsibilities", "Job descriptions 2026", "", "plain", When("2026-01-05", "effective"), company=COMPANY)
RENTAL = Letter(
    "Re: trench box rental", "Wanda Szabo", "wanda@coldlakerents.invalid", "gord@kestrelcoulee.invalid",
    "2026-04-22 13:05",
    "Hi Gord,\n\nquote as asked: 8 ft box, two weeks, $ 640.00 plus GST, delivery $ 180.00. Price is good for thirty "
    "days.\n\nWanda Szabo, Cold Lake Rents\n",
)  # fmt: skip


def nothing_to_see(title: str, date: When = NO_DATE) -> Doc:
    """A document that proves nothing."""
    return Doc("not_evidence", title, "", "plain", date)


def note(name: str, text: str, purpose: str) -> FileSpec:
    """A text file from somebody's telephone."""
    return FileSpec(name, "raw", purpose, (nothing_to_see(purpose),), raw=text.encode())


LONG = ("the price of the used pump that the man from the farm auction near Bashaw wants " * 4)[:246] + ".txt"
PHONE_NOTES = (
    note('=HYPERLINK("http://evil.example","x").txt', "For sale: winter tires, 17 inch, $200, call Paulo.\n",
         "a name that is a formula"),
    note("<img src=x onerror=alert(1)>.txt", "Hockey pool 2026: twenty dollars each, pay Tessa by Friday.\n",
         "a name that is a tag"),
    note("bid \u202excod.txt", "Bid for the church parking lot: 41,300 dollars, closes May 29.\n",
         "a name that turns its reading direction"),
    note(LONG, "Used pump: asking price 900 dollars, offered 700.\n", "a name of 250 characters"),
    note("Prices.txt", "Price of diesel: 1.61 dollars a litre on Monday, 1.58 at the card lock. Invoice to Leduc.\n",
         "equal to the next but for case"),
    note("prices.txt", "Quote for crushed rock: Gravel 21.75 a tonne at the pit, haul 0.31, GST extra.\n",
         "equal to the last but for case"),
    note("caf\u00e9.txt", "Lunch order: eight soups, six sandwiches, invoice to the office.\n",
         "an accent in one sign"),
    note("cafe\u0301.txt", "Lunch order for Tuesday: ten pizzas, total 214.50 dollars.\n", "an accent in two signs"),
    note("barbecue\nlist.txt", "Summer barbecue: Neil brings buns, Hank salad, Simone cake. Budget 300 dollars, "
         "receipts to Tessa. Horseshoe prize: a gift card.\n", "a line feed in a name"),
    note("@tabs.csv", "Who,Tab,Paid\r\n=2+5,-4.50,\"=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\"\r\n+Neil,6.00,@no\r\n",
         "cells that look like formulas"),
)  # fmt: skip


def tar_gz(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A packed tar; the member without bytes is a link that points out of the archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in members:
            entry = tarfile.TarInfo(name)
            entry.mtime, entry.size = 1_759_310_000, len(data)
            if not data:
                entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/hostname"
            archive.addfile(entry, io.BytesIO(data))
    return gzip.compress(out.getvalue(), 9, mtime=0)


LOCKED_MEMBERS = {"T4 summary.pdf": "nobody told us", "fuel receipts.csv": KNOWN_PASSWORD}
YEAR_END = Doc("not_evidence", "T4 summary 2025", "# T4 summary 2025\nForty slips.", "plain")
RECEIPTS = b"Date,Station,Litres,Amount\r\n2025-12-29,Nisku card lock,412.0,663.32\r\n2025-12-30,Leduc,95.5,153.76\r\n"
MILEAGE = (
    b"Unit,Driver,Start km,End km,Private km,Rate,Taxable benefit\r\n"
    b"PU-22,Curtis Wabasca,81200,96410,0,0.34,0.00\r\nPU-31,Gord Petryshyn,40110,58223,212,0.34,72.08\r\n"
    b"PU-33,Neil Kowalchuk,22904,31877,96,0.34,32.64\r\nTotal,,,,308,,104.72\r\n"
)
# The marks of the format, an archive head, and the end mark: what a program that packs RAR writes around nothing.
RAR = bytes.fromhex("526172211a0701003392b5e50a01050600050101808000") + bytes.fromhex("1d77565103050400")
LINK = bytes.fromhex("4c0000000114020000000000c000000000000046") + bytes(56) + b"\x05\x00S:\\HSE" + bytes(32)
STUB = b'{"doc_id": "1kestrel0coulee0phone0list", "email": "office@kestrelcoulee.invalid", "resource_key": ""}'
SIDE = b"""<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict><key>adjustmentBaseVersion</key><integer>0</integer>
<key>adjustmentEditorBundleID</key><string>camera.invalid</string></dict></plist>
"""


def film(brand: bytes, seconds: int) -> bytes:
    """The head of a film and a little of what would be its pictures."""
    parts = ((b"ftyp", brand + bytes(4) + brand), (b"wide", b""), (b"mdat", bytes(range(256)) * 4 * seconds))
    return b"".join((len(data) + 8).to_bytes(4, "big") + kind + data for kind, data in parts)


def gone(path: str, raw: bytes, purpose: str, rule: str) -> FileSpec:
    """What a named rule leaves out."""
    return FileSpec(path, "raw", purpose, state="excluded", excluded_by=rule, raw=raw)


def unread(path: str, raw: bytes, purpose: str) -> FileSpec:
    """What nobody here can open."""
    return FileSpec(path, "raw", purpose, state="exception", exception="unsupported", raw=raw)


FILES = (
    FileSpec("Element 7 - Inspections/inspection july.pdf", "pdf",
             "another firm's inspection of the very month that is missing", (STRANGER,)),
    FileSpec("03 Safe Work/SWP-12 noise.doc", "docx", "a Word file of today that calls itself .doc", (NOISE,)),
    FileSpec("01 Policies/Job descriptions (locked).docx", "made",
             "a Word file locked with a password that stands in the passwords file", (JOBS,),
             maker=asset("jobs-locked.docx")),
    FileSpec("11 Admin/wages 2026.xlsx", "made", "an Excel file locked with a password that nobody wrote down",
             state="exception", exception="password_required", maker=asset("wages-locked.xlsx")),
    FileSpec("From Jolene/year end.zip", "packed", "an archive with two locked members: one password is known",
             state="container", packer=partial(locked_zip, passwords=LOCKED_MEMBERS), members=(
        FileSpec("mileage.csv", "raw", "a table beside locked members", (nothing_to_see("mileage"),), raw=MILEAGE),
        FileSpec("fuel receipts.csv", "raw", "locked in the archive with a known password",
                 (nothing_to_see("fuel receipts"),), raw=RECEIPTS),
        FileSpec("T4 summary.pdf", "raw", "locked in the archive with a password that nobody wrote down",
                 state="exception", exception="password_required", raw=draw([YEAR_END]).data),
    )),
    FileSpec("From Gord/phone 2026.tar.gz", "packed", "a packed tar with a mail, a note and a link", state="container",
             packer=tar_gz, members=(
        FileSpec("mails/Re trench box rental.eml", "raw", "a rental quote by mail",
                 (nothing_to_see("Re: trench box rental", When("2026-04-22", "issued")),), raw=eml(RENTAL, ())),
        note("notes/parts.txt", "Parts to order: two mirrors, wiper motor, about 340 dollars.\n", "a shopping list"),
        FileSpec("notes/latest.txt", "raw", "a link that points out of the archive", state="exception",
                 exception="unsafe_path"),
    )),
    FileSpec("From Gord/Phone backup.zip", "zip", "notes with names that no folder should have to carry",
             state="container", members=PHONE_NOTES),
    FileSpec("From Gord/tools.7z", "made", "a 7z archive", state="exception", exception="unsupported",
             maker=asset("tools.7z")),
    unread("From Gord/pictures.rar", RAR, "a RAR archive"),
    unread("11 Admin/Crew phone list.gdoc", STUB, "a stub that only points to a document on the web"),
    unread("11 Admin/supplier portal.url", b"[InternetShortcut]\r\nURL=http://portal.invalid/start\r\n",
           "a shortcut to a web page"),
    unread("Scans/Shortcut to server.lnk", LINK, "a shortcut to a folder that did not come along"),
    gone("Photos/IMG_4410.MOV", film(b"qt  ", 2), "the two seconds of film of a Live Photo", "Live Photo clip"),
    gone("Photos/IMG_4410.AAE", SIDE, "what the phone noted beside a photo", "photo side file"),
    gone("Photos/VID_20260618_0702.mp4", film(b"isom", 3), "a film from the yard", "video or sound"),
)  # fmt: skip
