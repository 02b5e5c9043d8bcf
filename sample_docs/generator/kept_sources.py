"""Writes what the kept assets are made of: ``python -m sample_docs.generator.kept_sources OUT``."""

import io
import sys
from pathlib import Path

from sample_docs.generator.model import Doc, Sheet, When
from sample_docs.generator.odd_scans import phone_picture
from sample_docs.generator.office import docx, xlsx
from sample_docs.generator.plan import BLACKFALDS, COMPANY, KNOWN_PASSWORD, ROSTER
from sample_docs.generator.slides import Slide, pptx

LADDERS = Doc("safe_work_practice", "SWP-03 Ladders", """
# Safe Work Practice 03: Ladders
Kestrel Coulee Civil & Maintenance Ltd. - revised February 23, 2026
## When this applies
Step ladders, extension ladders and the fixed ladder to the mezzanine.
## Hazards
Falls, slipping feet, power lines, tools that drop.
## Do
- Look at feet, rungs and rope before you climb.
- Set it one out for four up, one metre above the landing, tied at the top.
- Three points of contact, face the ladder, tools in the belt.
- Have a second person hold the foot until it is tied.
## Do not
- Stand on the two top rungs.
- Use an aluminum ladder near wires.
- Carry material in your hands.
| Ladder | Length | Where it hangs |
| L-1 | 2.4 m step | tool crib |
| L-2 | 7.3 m extension | shop wall |
## Training
Shown at orientation. Fixed ladder only with the gate closed.
""", "plain", company=COMPANY)  # fmt: skip
KITS = Sheet(
    "Kits", (("First aid kit check",), (f"{COMPANY} - {BLACKFALDS}",), ("Checked on:", "2026-09-08"),
             ("Checked by:", "Tina Bearskin"), ()),
    ("Kit no.", "Place", "Seal", "Missing or expired", "Put right on"),
    (
        ("K-1", "Lunchroom", "whole", None, None), ("K-2", "Shop, east door", "broken", "two dressings", "2026-09-08"),
        ("K-3", "Fuel shed", "whole", None, None), ("K-4", "Grader GR-05", "whole", None, None),
        ("K-5", "Service truck TR-16", "broken", "eye wash out of date", "2026-09-10"),
    ),
    (10, 24, 10, 26, 14),
)  # fmt: skip
WINTER = (
    Slide("Winter roads", ("Kestrel Coulee, November 3, 2025", "Three slides to think about on the way home")),
    Slide("Before you go", ("Clear all glass", "Winter kit in the cab", "Tell the dispatcher your road")),
    Slide("If you are stuck", ("Stay in the cab", "Ten minutes of engine an hour", "Keep the exhaust clear")),
)
JOBS = Doc("responsibilities", "Job descriptions 2026", """
# Job Descriptions 2026: Operator, Driver, Labourer
Kestrel Coulee Civil & Maintenance Ltd. - effective January 5, 2026
## Equipment Operator
Runs dozers, graders and excavators. Reports to the Yard Supervisor.
Health and safety responsibilities: does the walk-around check, takes part in the field level assessment, stops when the
spotter is out of sight, reports defects the same shift.
## Truck Driver
Hauls aggregate and plows. Reports to the Yard Supervisor.
Health and safety responsibilities: keeps hours of service, checks in by radio, chains up, covers the load.
## General Labourer
Digs, lays pipe, flags traffic. Reports to the crew lead.
Health and safety responsibilities: wears the equipment issued, stays out of trenches that are not shored, asks when a
task is new.
## Every worker
Has the right to know, to take part and to refuse dangerous work. Supervisors and managers answer questions about this
page.
""", "plain", When("2026-01-05", "effective"), company=COMPANY)  # fmt: skip
WAGES = Sheet(
    "Wages", (("Wages 2026",),), ("Name", "Position", "Rate"),
    tuple((name, position, 31.5 + index % 9) for index, (name, position) in enumerate(ROSTER)), (24, 26, 10),
)  # fmt: skip
UNKNOWN_PASSWORD = "only Doreen knows"


def locked(package: bytes, password: str) -> bytes:
    """An Office file behind a password; other bytes on every run, therefore kept."""
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(package)).encrypt(password, out)
    return out.getvalue()


def main() -> None:
    """Writes every source into a folder."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    (target / "ladders.docx").write_bytes(docx(LADDERS))
    (target / "kits.xlsx").write_bytes(xlsx([KITS]))
    (target / "winter.pptx").write_bytes(pptx(WINTER, "Winter roads"))
    (target / "jobs-locked.docx").write_bytes(locked(docx(JOBS), KNOWN_PASSWORD))
    (target / "wages-locked.xlsx").write_bytes(locked(xlsx([WAGES]), UNKNOWN_PASSWORD))
    (target / "tools.txt").write_text("Tool numbers of the Leduc crib: L-01 to L-88, tags green.\n")
    phone_picture().save(target / "IMG_4410.png")


if __name__ == "__main__":
    main()
