"""Scans and photographs that are hard to read: pale, faxed, coloured, two pages on a side, pasted, by phone."""

import io
from collections.abc import Callable

from PIL import Image

from sample_docs.generator.draw import draw
from sample_docs.generator.equipment import daily
from sample_docs.generator.imagepdf import scan_pdf
from sample_docs.generator.kept import asset
from sample_docs.generator.model import Doc, FileSpec, Maker, Scan, When
from sample_docs.generator.papertricks import (
    coloured,
    fax_tiff,
    faxed,
    image_docx,
    pale,
    snapped,
    spread,
    webp,
)
from sample_docs.generator.people import talk
from sample_docs.generator.plan import BLACKFALDS, COMPANY, LEDUC
from sample_docs.generator.scan import render, scanned

BRUSH = Doc("safe_work_practice", "SWP-17 Chainsaw and Brush", """
# Safe Work Practice 17: Chainsaw and Brush
Kestrel Coulee Civil & Maintenance Ltd. - revised October 20, 2025
## When this applies
Clearing right of way and storm damage, on the ground only. Nobody climbs with a saw.
## Hazards
Kickback, falling limbs, spring poles, noise, fuel, wasps.
## Do
- Check chain brake, catcher and muffler before the first cut.
- Start the saw on the ground with your boot in the handle.
- Keep two tree lengths between people.
- Look up before each cut and name your way out.
- Cut spring poles from the inside of the bend.
## Do not
- Cut above the shoulder or with the tip of the bar.
- Refuel a hot saw.
- Work alone.
## Equipment and training
Chaps, helmet with screen, muffs, gloves, boots. Chainsaw course before first use.
""", "plain", When("2025-10-20", "revised"), company=COMPANY)  # fmt: skip

HOT_WORK = Doc("permit", "Hot Work Permit", """
@ Permit no.: HW-0412 | Date: April 12, 2026 | Time: 8:30 am to 11:30 am
@ Place: Leduc shop, bay 2 | Work: weld hinge on box of TR-14 | Welder: Ravi Dhaliwal
!cols 5 2
| Before starting | Answer |
| Floor swept for ten metres, drains covered | [x] Yes [ ] No |
| Fuel tank of the unit closed and cooled | [x] Yes [ ] No |
| Extinguisher within five metres | [x] Yes [ ] No |
| Cylinders chained, hoses tested | [x] Yes [ ] No |
| Fume arm running, screens set | [x] Yes [ ] No |
### Fire watch
Fire watch by Neil Kowalchuk during the work and thirty minutes after. Ended at 12:05 pm, nothing found.
% Issued by | {sig Sam Ostrowski} | April 12, 2026
% Welder | {sig Ravi Dhaliwal} | April 12, 2026
""", "form", When("2026-04-12", "issued"), "drawn", site=LEDUC, company=COMPANY,
    head=("Form HSE-F-27 rev 1", "Yellow copy: hang at the work. White copy: office"))  # fmt: skip

BOOKLET = Doc("safe_work_practice", "SWP-21 Winter Driving", """
# Safe Work Practice 21: Winter Driving
Crew booklet of Kestrel Coulee, revised October 27, 2025

## When this applies
Every trip between the first snow and the end of April, in pickups, plows and gravel trucks.
## Hazards
Black ice, whiteout, moose, cold, fatigue.
===
## Before you go
- Clear all glass, lights and the plate.
- Half a tank at least. Winter kit in the cab.
- Tell the dispatcher your road and your time.
- Look at the road report and wait if it is red.
===
## On the road
- Double the distance. Brake before the curve.
- Slow to forty when you meet a plow.
- Stop where others can see you.
- Hourly radio check at night.
===
## If you are stuck
- Stay in the cab. Wind the beacon flag to the mirror.
- Engine ten minutes an hour, window open a finger.
- Clear the exhaust first.
- Say your place by the blue signs.
## Training
Talked through each October in both yards.
""", "plain", When("2025-10-27", "revised"), company=COMPANY)  # fmt: skip

SENT_BY_FAX = Doc("contractor_prequalification", "Clearance letter - Ghostpine Crane", """
# FAX
To: Priya Nandakumar, Kestrel Coulee, Leduc

From: Wendell Ash, Ghostpine Crane Service

Date: April 10, 2026

Pages with this one: 3

Re: papers for your prequalification

Here is what you asked for on the telephone. The originals follow by post. If a page is missing, call the yard.
===
April 10, 2026

Kestrel Coulee Civil & Maintenance Ltd.

Leduc, Alberta

**Re: Clearance - Ghostpine Crane Service, account 0000000**

We have looked up the account named above. Today it is active and in good standing in the trade of mobile crane rental.
Nothing is outstanding that would be collected from you for work done up to the date of this letter.

This clearance speaks of insurance premiums only. Ask for a new letter before you make a final payment.

Employer Accounts
===
**List of insured units, Ghostpine Crane Service**

!cols 1 3 2
| Unit | Crane | Insured until |
| 7 | Rough terrain, 60 t | March 31, 2027 |
| 9 | All terrain, 110 t | March 31, 2027 |
| 12 | Boom truck, 26 t | March 31, 2027 |
Each unit carries five million dollars of general liability. A copy of this list stays in the crane.
""", "plain", When("2026-04-10", "issued"), company="Ghostpine Crane Service")  # fmt: skip

CHECK = daily("2026-09-21", "21 Sept 2026", "LD-08", "2 204", "Cody Marchuk", "Blackfalds", hand="patrick")
TRAFFIC = Doc("communication", "One-way traffic in the yard", """
# NOTICE
^ Posted June 15, 2026

## One-way traffic in Leduc Yard
From Monday on trucks come in by the north gate and leave by the south gate.

- Speed limit is 15 kilometres an hour.
- The row along the shop wall is for walking only.
- Deliveries stop at the white line and sound the horn.
- Park nose out, beacons off.

Whoever drives against the arrows buys the coffee.

Curtis Wabasca, Yard Supervisor
""", "plain", When("2026-06-15", "issued"), "typed", site=LEDUC, company=COMPANY)  # fmt: skip
NUMBERS = Doc("communication", "Emergency numbers", """
# EMERGENCY NUMBERS
^ Blackfalds Yard - posted May 26, 2026

!cols 3 4
| Call | Number or channel |
| Fire, ambulance, police | 911 |
| On-site commander Gord Petryshyn | radio channel 4 |
| First aid: Aaron Funk, Tina Bearskin | radio channel 4 |
| Poison information | beside the eyewash |
| Gas and power | board at the dispatch desk |

We are at **blue gate number 118**, second approach on the service road east of Highway 2A.

Muster point is the flagpole. Shout, press the horn button, then call. Nobody goes back in until the roll is called.
""", "plain", When("2026-05-26", "issued"), site=BLACKFALDS, company=COMPANY)  # fmt: skip
HEAT_TALK = talk(
    "2026-06-18", "18 June 2026", "Ticks and bees", "Leduc Yard", "Curtis Wabasca",
    ("Tuck pants in socks", "Check each other at lunch", "Pen is in the first aid kit"), "Bug spray is empty",
    ("Jesse Arcand", "Tyler Cheechoo", "Maya Lopes"), "kalam",
)  # fmt: skip

PALE, YELLOW = Scan(200, "pale", quality=60, measure="cer"), Scan(200, "coloured", quality=50, measure="f1")
OPEN_BOOK = Scan(200, "spread", quality=50, measure="f1")
FAX = Scan(204, "fax", codec="g4", measure="f1")
GREY = Scan(200, "clean", quality=55, measure="f1")
PHONE = Scan(200, "photo", quality=60, measure="f1")
PHONE_BY_HAND = Scan(200, "photo", quality=60)
Look = Callable[[Image.Image, str], Image.Image]


def pictures_of(doc: Doc, scan: Scan, grey: bool = True) -> list[Image.Image]:
    """The drawn pages of a document."""
    return render(draw([doc]).data, scan.dpi, grey)


def one_by_one(doc: Doc, scan: Scan, look: Look) -> Maker:
    """A PDF of one picture a page, each changed the same way."""
    return lambda: scan_pdf([look(page, doc.title) for page in pictures_of(doc, scan, grey=False)], scan)


def booklet() -> bytes:
    """Two pages of the booklet on each page of the PDF."""
    pages = pictures_of(BOOKLET, OPEN_BOOK)
    pairs = zip(pages[::2], pages[1::2], strict=True)
    return scan_pdf([spread(left, right, OPEN_BOOK, f"fold {at}") for at, (left, right) in enumerate(pairs)], OPEN_BOOK)


def fax() -> bytes:
    """Three frames with the machine's line across the top."""
    pages = pictures_of(SENT_BY_FAX, FAX)
    heads = [f"APR-10-2026  14:2{at}   GHOSTPINE CRANE   403 555 0142   P.0{at + 1}/0{len(pages)}" for at in range(3)]
    return fax_tiff([faxed(page, head, head) for page, head in zip(pages, heads, strict=True)])


def png() -> bytes:
    """A picture of the notice board's newest sheet."""
    out = io.BytesIO()
    pictures_of(TRAFFIC, GREY)[0].convert("L").quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue()


def pasted() -> bytes:
    """The scanned sheet in a Word file."""
    page = scanned(pictures_of(CHECK, GREY)[0], GREY, "pasted")
    return image_docx(page, GREY)


def phone_picture() -> Image.Image:
    """What the phone saw of the emergency numbers; ``assets/IMG_4410.HEIC`` is this picture."""
    return snapped(pictures_of(NUMBERS, PHONE, grey=False)[0], "IMG_4410")


def message_picture() -> bytes:
    """The talk as it was sent from phone to phone."""
    return webp(snapped(pictures_of(HEAT_TALK, PHONE_BY_HAND, grey=False)[0], "webp"), 62)


FILES = (
    FileSpec("03 Safe Work/SWP-17 copy of a copy.pdf", "made", "a practice on pale paper: grey on grey", (BRUSH,), PALE,
             maker=one_by_one(BRUSH, PALE, pale)),
    FileSpec("03 Safe Work/Permits/HW-0412 yellow copy.pdf", "made", "a hot work permit on yellow paper, in colour",
             (HOT_WORK,), YELLOW, maker=one_by_one(HOT_WORK, YELLOW, coloured)),
    FileSpec("03 Safe Work/winter booklet.pdf", "made", "a booklet of four pages, two on a side", (BOOKLET,), OPEN_BOOK,
             maker=booklet, counts=(2,)),
    FileSpec("10 Contractors/FAX0047.tif", "made", "three fax pages in one TIFF, finer across than down, with specks",
             (SENT_BY_FAX,), FAX, maker=fax, counts=(3,)),
    FileSpec("04 Maintenance/Doc1.docx", "made", "a Word file that is only a pasted scan", (CHECK,),
             Scan(200, "handwritten", quality=55), maker=pasted),
    FileSpec("Scans/noticeboard.pdf", "made", "a PNG picture that calls itself .pdf", (TRAFFIC,), GREY, maker=png),
    FileSpec("Photos/IMG_4410.HEIC", "made", "a notice photographed from the side with a shadow across it", (NUMBERS,),
             PHONE, maker=asset("IMG_4410.HEIC")),
    FileSpec("Photos/WhatsApp Image 2026-06-18 at 07.02.11.webp", "made",
             "a handwritten toolbox talk, photographed and sent from phone to phone", (HEAT_TALK,), PHONE_BY_HAND,
             maker=message_picture),
)  # fmt: skip
