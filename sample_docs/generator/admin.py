"""What every dump is full of: invoices, a quote, a newsletter, exports and notes that prove nothing."""

from sample_docs.generator.model import Doc, FileSpec, Scan, When
from sample_docs.generator.plan import COMPANY


def invoice(
    number: str, supplier: str, place: str, value: str, date: str, rows: tuple[tuple[str, int, float], ...], terms: str
) -> Doc:
    """A supplier's invoice with GST."""
    total = sum(count * price for _, count, price in rows)
    lines = "\n".join(f"| {what} | {count} | {price:,.2f} | {count * price:,.2f} |" for what, count, price in rows)
    return Doc("not_evidence", f"Invoice {number}", f"""
# INVOICE
!cols 1 1 nohead plain
| **Bill to:** {COMPANY}, Leduc, Alberta | **Invoice no.:** {number} |
| **Purchase order:** KC-{number[-4:]} | **Invoice date:** {date} |
!cols 5 1 1.4 1.6
| Description | Qty | Unit price | Amount |
{lines}
!cols 5 1 1.4 1.6 nohead plain
| | | Subtotal | {total:,.2f} |
| | | GST 5 % | {total * 0.05:,.2f} |
| | | **Total due** | **{total * 1.05:,.2f}** |
{terms}
""", "supplier", When(value, "issued"), "none", company=supplier, head=(supplier, place))  # fmt: skip


TIRES = invoice("FT-20418", "Foothills Tire & Lube", "Industrial Drive, Nisku, Alberta", "2026-04-09",
    "April 9, 2026", (
    ("Drive tire 11R22.5", 8, 512.40), ("Mount and balance", 8, 38.00), ("Tire disposal levy", 8, 14.00),
), "Payable within 30 days. Overdue accounts carry interest of 2 % a month.")  # fmt: skip
GRAVEL = invoice("SG-1177", "Battle Bend Aggregates", "Range Road 14, Ponoka County, Alberta", "2026-06-30",
    "June 30, 2026", (("20 mm crushed gravel, tonne", 410, 21.75), ("Haul, tonne-km", 2870, 0.31)),
    "Thank you for your business.")  # fmt: skip
FILTERS = invoice("80031", "Sturgeon Industrial Supply", "50 Street, Edmonton, Alberta", "2026-02-18",
    "February 18, 2026",
    (("Hydraulic filter HF-6553", 6, 44.10), ("Engine oil 15W-40, 208 L", 2, 1148.00), ("Shop towels, case", 4, 36.25)),
    "Net 30 days.")  # fmt: skip

QUOTE = Doc("not_evidence", "Quote Q-7731", """
# QUOTATION Q-7731
**Date:** September 3, 2026      **Valid for:** 30 days      **For:** Tessa Moreau, Kestrel Coulee

Thank you for asking. We are pleased to offer the following safety gear at contractor prices:
!cols 5 1 1.4 1.6
| Item | Qty | Price | Amount |
| Hard hat, Type 2, ratchet, white | 45 | 38.50 | 1,732.50 |
| High-visibility parka, Class 3, sizes to follow | 40 | 129.00 | 5,160.00 |
| Safety glasses, anti-fog, box of 12 | 10 | 74.00 | 740.00 |
| Fall arrest kit: harness, lanyard, bag | 4 | 318.00 | 1,272.00 |
| Fire extinguisher, 20 lb ABC, with wall bracket | 6 | 164.00 | 984.00 |
Delivery two to three weeks after order. Freight included over $2,500. Taxes extra. Logo printing at $4.50 a piece.

Call me if you would like to try samples.

Rosalind Pike, Northgate Safety Outfitters
""", "supplier", When("2026-09-03", "issued"), "none", company="Northgate Safety Outfitters",
    head=("Northgate Safety Outfitters", "Calgary Trail, Edmonton, Alberta"))  # fmt: skip

NEWSLETTER = Doc("not_evidence", "The Coulee Call", """
# A dry spring and a busy summer
We moved more dirt in May than in any month since 2019. Lot 9 is serviced, lot 14 is on its way, and the county has
asked us back for the gravel program. Thanks to everybody who put in the long days, and to the families who waited with
supper.
## New faces
Say hello to Maya Lopes, Devon Labelle and Tyler Cheechoo. Maya played university basketball, Devon keeps bees, and
Tyler has already won the horseshoe pitch at the Leduc barbecue.
## Ears
Jesse writes: I used to think my truck radio was broken. It was me. If you can't hear the radio after a shift, wear the
muffs. That is all.
## Barbecue
Blackfalds hosts this year, August 22 at four. Bring a salad or a lawn chair. Neil is on the grill and takes orders for
moose sausage until the fifteenth.
## Service pins
Ten years: Hank Dueck. Fifteen years: Sam Ostrowski. Twenty-five years: Gord Petryshyn, who says he is only getting the
hang of it.
===
## Fleet
The new loader has arrived. It is quieter, thirstier and has a heated seat; draw your own conclusions. TR-09 was sold to
a farmer near Bashaw and waved goodbye.
## From the desk of Doreen
My father started this company with one dozer and a thermos. He retired in 2024 and still phones on rainy days to ask if
we are pumping. We are, Dad. This fall we bid on two school sites and the airport apron. If we get one of the three I
will be happy; if we get all three I will need a nap.
## For sale
Crew cab canopy, fits 8 ft box, $300. See Paulo. Free kittens, see Simone, no refunds.
## Birthdays
July: Brett, Erin, Lorne. August: Marta, Ravi, Jolene. September: Kyle, Tina.
## Hockey pool
Sign-up opens after the long weekend. Last year's winner, Tessa, would like it known that she does not watch hockey.
""", "newsletter", When(None, None, "absent"), "none", company=COMPANY, head=("Summer 2026",))  # fmt: skip

NOTE = b"""Files for the auditor - 6 October 2026

Hi Priya,

I put everything I could find in the shared folder. Some of it is scanned, sorry about the names, the machine picks
them. Gord's stuff came on a stick and is in the zip. The drill records are in folder 8, Marcel has the password but he
is hunting until Monday.

Do you still need the photos from the barbecue?

Jolene
"""
CLOCK = (
    "Employee,Week ending,Regular hours,Overtime,Job\r\n"
    + "".join(
        f"{name},2026-09-{day:02d},40.0,{over},{job}\r\n"
        for name, over, job in (
            ("Dale Fontaine", "6.5", "Lot 14"), ("Anil Saini", "4.0", "Lot 14"), ("Hank Dueck", "0.0", "County gravel"),
            ("Rhonda Steele", "8.0", "County gravel"), ("Jesse Arcand", "2.5", "Lot 9"),
        )
        for day in (4, 11, 18, 25)
    )
).encode()  # fmt: skip
EMAIL = Doc("not_evidence", "files for the auditor", "", "plain", When("2026-10-06", "issued"), "none", company=COMPANY)
HOURS = Doc("not_evidence", "clock export", "", "plain", When(None, None, "absent"), "none")

FILES = (
    FileSpec("11 Admin/INV-20418.pdf", "pdf", "a supplier's invoice", (TIRES,)),
    FileSpec("11 Admin/invoice (2).pdf", "pdf", "another supplier's invoice", (GRAVEL,)),
    FileSpec("11 Admin/scan0044.pdf", "scan", "an invoice scanned on a dirty glass, slanted", (FILTERS,),
             Scan(200, "noisy", 1.2, quality=40, noise=8)),
    FileSpec("11 Admin/Quote Q-7731 safety gear.pdf", "pdf", "a quote full of safety words", (QUOTE,)),
    FileSpec("11 Admin/Coulee Call summer.pdf", "pdf", "two-column newsletter", (NEWSLETTER,)),
    FileSpec("11 Admin/clock export sept.csv", "raw", "hours export", (HOURS,), raw=CLOCK),
    FileSpec("read me first.txt", "raw", "a note that came with the dump", (EMAIL,), raw=NOTE),
)  # fmt: skip
