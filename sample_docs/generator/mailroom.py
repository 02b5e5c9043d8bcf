"""Mails of the office: with attachments, with a mail inside a mail, in HTML only, from Outlook, and a whole mailbox."""

import io
from functools import partial

from PIL import Image, ImageDraw

from sample_docs.generator.incidents import near_miss
from sample_docs.generator.letters import Letter, eml, mbox
from sample_docs.generator.model import Doc, FileSpec, When
from sample_docs.generator.outlook import msg
from sample_docs.generator.plan import COMPANY, LEDUC

OFFICE = "Priya Nandakumar <office@kestrelcoulee.invalid>"


def logo() -> bytes:
    """The little picture under a signature."""
    picture = Image.new("RGB", (96, 32), "white")
    ImageDraw.Draw(picture).polygon([(6, 28), (24, 4), (42, 28)], fill=(49, 87, 44))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def letter_doc(subject: str, day: str, kind: str = "communication", site: str | None = None) -> Doc:
    """The truth of a mail's own words; one that only hands over what is attached proves nothing by itself."""
    return Doc(kind, subject, "", "plain", When(day, "issued"), site=site, company=COMPANY)


FORKLIFT = Letter(
    "Forklift ticket and new practice", "Neil Kowalchuk", "neil@kestrelcoulee.invalid", OFFICE, "2026-06-03 07:14",
    "Hi Priya,\n\nmy forklift ticket came in the mail, it is attached. The practice for the loading dock is attached "
    "too,\nplease post it in both yards before the racks arrive.\n\nOne thing to fix: the wheel stops at the dock are "
    "loose.\n\nNeil\nBlackfalds shop\n",
    '<p>Hi Priya,</p><p>my forklift ticket came in the mail, it is attached. The practice for the loading dock is '
    "attached too, please post it in both yards before the racks arrive.</p><p>One thing to fix: the wheel stops "
    'at the dock are loose.</p><p>Neil<br>Blackfalds shop</p><img src="cid:logo" alt="">', logo(),
)  # fmt: skip
TICKET = Doc("training_certificate", "Forklift operator", """
# Certificate of Training
^ This is to certify that

^ **Neil Kowalchuk**

^ has completed the course

^ **Counterbalance Forklift Operator, Class 4 and 5**

^ theory and practical test, 16 hours

!cols 1 1 1 nohead plain
| Issued: May 20, 2026 | Expires: May 20, 2029 | Certificate no. FK-26-2203 |
!space 10
% Instructor | {sig Abel Quintal} |
""", "certificate", When("2026-05-20", "issued"), "drawn", head=("Prairie Lift School",))  # fmt: skip
DOCK = Doc("safe_work_practice", "SWP-15 Forklift at the Loading Dock", """
# Safe Work Practice 15: Forklift at the Loading Dock
Kestrel Coulee Civil & Maintenance Ltd. - revised June 1, 2026
## When this applies
Loading and unloading trailers at the dock of either yard.
## Hazards
Trailer creep, falls from the dock, tip-over, people behind the forks, exhaust in the trailer.
## Do
- Chock the trailer and take the driver's key before you enter.
- Look at the trailer floor; stay out when boards are soft.
- Sound the horn at the door and wait for eye contact.
- Travel with the forks a hand above the floor, load tilted back.
- Lower the forks and set the brake before you step off.
## Do not
- Lift people without a platform.
- Carry a load you cannot see over; drive in reverse instead.
- Push a trailer with the forks.
## Training
Forklift ticket and a practical assessment in our yard.
""", "plain", When("2026-06-01", "revised"), company=COMPANY)  # fmt: skip

STACK = Letter(
    "Pipe stack at lot 14", "Nolan Reimer", "nolan@kestrelcoulee.invalid", "curtis@kestrelcoulee.invalid",
    "2026-09-17 15:52",
    "Curtis,\n\nthe top pipe of the stack at lot 14 rolled off while I was walking past. Nobody hurt. I filled in the "
    "card,\nit is attached.\n\nNolan\n",
)  # fmt: skip
FORWARDED = Letter(
    "FW: FW: <b>pipe stack</b> at lot 14",
    "Curtis Wabasca",
    "curtis@kestrelcoulee.invalid",
    OFFICE,
    "2026-09-18 06:31",
    "Priya, for your file. See the mail below, the card is in it.\n\nAll stacks have been chocked since.\n\nCurtis\n",
)
CARD = near_miss(
    "2026-09-17", "17 Sept 2026", "Leduc", "Nolan Reimer", "Top pipe rolled off the stack at lot 14 as I walked past.",
    "Chock was kicked out by the loader.", "Two chocks a side, walkway two metres off.", "kalam",
)  # fmt: skip

HEAT = Letter(
    "Heat plan for August", "Marcel Thibodeau", "marcel@kestrelcoulee.invalid",
    "All staff <all@kestrelcoulee.invalid>", "2026-07-31 16:05", html="""
<html><head><style>p { font-family: Calibri } .x { display: none }</style></head><body>
<p>To everybody at both yards,</p><p>the forecast says 33 degrees from Monday. From <b>August 3, 2026</b> until I say
otherwise:</p><ul><li>start at 5:30, home by 2:00</li><li>ten minutes of shade every hour above 30 degrees</li>
<li>two coolers on each crew truck, filled at the shop</li><li>nobody works alone on asphalt</li></ul>
<p>Know the signs of heat stroke: hot dry skin, confusion, vomiting. Call 911, cool the person with water.</p>
<p class="x">hidden tracking text</p><script>alert("mail")</script>
<img src="http://tracker.invalid/open.gif?id=77" width="1" height="1"><p>Marcel Thibodeau<br>Operations Manager</p>
</body></html>
""")  # fmt: skip

HOIST = Letter(
    "Certificate of your shop hoist", "Ida Brandvold", "ida@ironwoodlifting.invalid", "Sam Ostrowski",
    "2026-09-04 10:20",
    "Good morning Sam,\r\n\r\nthe certificate of yesterday's inspection of hoist HO-01 is attached. The hook latch was "
    "replaced on the spot.\r\nNext one is due in September 2027.\r\n\r\n"
    "Ida Brandvold\r\nIronwood Lifting Services Inc.\r\n",
)  # fmt: skip
HOIST_REPORT = Doc("pm_record", "Hoist certification HO-01", """
# Annual Inspection and Certification of a Hoist
@ Customer: Kestrel Coulee, Leduc Yard | Unit: HO-01, 5 t electric chain hoist | Date of service: September 3, 2026
!cols 4 1.4 4
| Point | Result | Note |
| Hook and latch | repaired | latch replaced |
| Load chain | good | wear 2 percent |
| Upper and lower limit switch | good | |
| Brake with test load 6.25 t | good | holds, no creep |
| Pendant and emergency stop | good | |
| Runway and end stops | good | bolts torqued |
The hoist is certified for its rated capacity of 5 t. Back in service September 3, 2026. Next inspection: September
2027.
!space 8
% Technician, Ironwood Lifting Services Inc. | {sig Tobias Renn} | September 3, 2026
""", "supplier", When("2026-09-03", "performed"), "drawn", site=LEDUC, company="Ironwood Lifting Services Inc.",
    head=("Ironwood Lifting Services Inc.", "Parsons Road, Edmonton, Alberta"))  # fmt: skip

SENT = (
    (Letter("Gloves", "Tessa Moreau", "tessa@kestrelcoulee.invalid", "orders@northgate.invalid", "2026-09-01 09:12",
            "Hello,\n\nplease send twelve dozen leather gloves, size L, to Leduc. Bill as always.\n\nTessa Moreau\n"),
     "not_evidence"),
    (Letter("School is back", "Priya Nandakumar", "priya@kestrelcoulee.invalid", "supervisors@kestrelcoulee.invalid",
            "2026-09-02 06:55",
            "Curtis, Gord,\n\nschool zones are live from today, 30 km/h from seven to five. Please bring it up at the "
            "next talk\nand put the magnets with the number back on the tailgates.\n\nFrom Monday on the flagger at "
            "3rd Avenue gets a second radio.\n\nPriya\n"), "communication"),
    (Letter("The dock again", "Priya Nandakumar", "priya@kestrelcoulee.invalid", "gord@kestrelcoulee.invalid",
            "2026-09-08 11:40",
            "Gord,\n\nhere is the dock practice once more, for the new clipboard. Wheel stops were bolted down last "
            "week.\n\nPriya\n"), "not_evidence"),
)  # fmt: skip


def mail(path: str, purpose: str, letter: Letter, doc: Doc, members: tuple[FileSpec, ...] = ()) -> FileSpec:
    """One mail as a file."""
    return FileSpec(path, "packed", purpose, (doc,), members=members, packer=partial(eml, letter))


DOCK_PRACTICE = "SWP-15 loading dock.docx"
FIRST_MAIL = "Mail/Forklift ticket and new practice.eml"
FILES = (
    mail(FIRST_MAIL, "a mail with a picture under the signature, a PDF and a Word document", FORKLIFT,
         letter_doc(FORKLIFT.subject, "2026-06-03", "not_evidence"), (
        FileSpec("image001.png", "raw", "the picture under the signature", state="excluded",
                 excluded_by="inline picture of a mail", raw=logo()),
        FileSpec("Kowalchuk forklift.pdf", "pdf", "a training certificate that came by mail", (TICKET,)),
        FileSpec(DOCK_PRACTICE, "docx", "a practice that came by mail", (DOCK,)),
    )),
    mail("Mail/FW FW pipe stack at lot 14.eml", "a mail that forwards a mail with a card that matters", FORWARDED,
         letter_doc("FW: FW: pipe stack at lot 14", "2026-09-18", "not_evidence"), (
        mail("Pipe stack at lot 14.eml", "the forwarded mail", STACK, letter_doc(STACK.subject, "2026-09-17"), (
            FileSpec("near miss lot 14.pdf", "pdf", "a near miss card at the bottom of two mails", (CARD,)),
        )),
    )),
    mail("Mail/Heat plan for August.eml", "a mail that is HTML only, with a script and a tracking picture", HEAT,
         letter_doc(HEAT.subject, "2026-07-31")),
    FileSpec("Mail/Certificate of your shop hoist.msg", "packed", "a mail saved from Outlook",
             (letter_doc(HOIST.subject, "2026-09-04", "not_evidence"),), packer=partial(msg, HOIST), members=(
        FileSpec("HO-01 certificate 2026.pdf", "pdf", "a hoist's yearly certification that came by mail",
                 (HOIST_REPORT,)),
    )),
    FileSpec("Mail/Sent September 2026.mbox", "packed", "a mailbox of three mails", state="container", packer=mbox,
             members=(
        mail("message 0001.eml", "an order of gloves", SENT[0][0],
             letter_doc(SENT[0][0].subject, "2026-09-01", SENT[0][1])),
        mail("message 0002.eml", "a mail to the supervisors", SENT[1][0],
             letter_doc(SENT[1][0].subject, "2026-09-02", SENT[1][1])),
        mail("message 0003.eml", "a mail that sends an attachment again", SENT[2][0],
             letter_doc(SENT[2][0].subject, "2026-09-08", SENT[2][1]), (
            FileSpec(DOCK_PRACTICE, "copy", "the same practice once more", state="duplicate",
                     same_as=f"{FIRST_MAIL} › {DOCK_PRACTICE}"),
        )),
    )),
)  # fmt: skip
