"""One document in each format that offices use besides PDF, Word and Excel."""

from sample_docs.generator.kept import asset
from sample_docs.generator.model import Doc, FileSpec, Sheet, When
from sample_docs.generator.opendoc import ods, odt
from sample_docs.generator.plan import BLACKFALDS, COMPANY, LEDUC
from sample_docs.generator.richtext import rtf, web_page
from sample_docs.generator.slides import Slide, pptx

SPRING = (
    Slide("Spring start-up 2026", ("Kestrel Coulee Civil & Maintenance Ltd.", "Both yards, April 20, 2026"),
          notes="Coffee at 6:30. Start with the story of the frozen eyewash."),
    Slide("What changes when the snow goes", ("Soft shoulders: stay two metres from the edge",
          "Frost leaves the trench walls last on the north side", "Kids on bikes around the lots after three")),
    Slide("Who to call", rows=(("What", "Leduc", "Blackfalds"), ("First aid", "Sam Ostrowski", "Tina Bearskin"),
          ("Spill kit", "fuel island", "fuel shed"), ("Muster point", "main gate", "flagpole"))),
    Slide("Your three rights", ("To know what can hurt you", "To take part", "To refuse dangerous work"),
          notes="Ask for an example from the crew. Marta has one about the crane pad."),
    Slide("Backing up", ("No spotter, no backing", "Two horn blasts", "If you lose sight of your spotter, stop")),
    Slide("Go home in the shape you came in", ("Questions to Priya, channel 2",)),
)  # fmt: skip
SHOW = Doc("safety_handout", "Spring start-up 2026", "", "plain", When("2026-04-20", "issued"), company=COMPANY)

HOUSEKEEPING = Doc("safe_work_practice", "SWP-09 Housekeeping", """
# Safe Work Practice 09: Housekeeping
Kestrel Coulee Civil & Maintenance Ltd. - revised March 16, 2026
## When this applies
Every shift, in shops, yards, cabs and on job sites.
## Hazards
Tripping, nails, fire, rats, forklifts that cannot pass.
## Do
- Pick up after each job, not at the end of the week.
- Coil hoses and cords; hang them, never over a walkway.
- Put oily rags in the lidded can and empty it on Friday.
- Keep one metre free before panels, extinguishers and the eyewash.
- Sweep with compound when concrete has been cut.
## Do not
- Lean pipe or rebar against a wall.
- Stack pallets higher than your chin.
- Leave a knife open in the caf\u00e9 corner \u2013 that happened twice.
| Place | Who looks after it |
| Shop | Ravi Dhaliwal |
| Wash bay | Neil Kowalchuk |
| Lunchrooms | whoever used them |
## Training
Shown on the first day in the yard.
""", "plain", When("2026-03-16", "revised"), company=COMPANY)  # fmt: skip

FUELLING = Doc("safe_job_procedure", "SJP-11 Fuelling from the Tank Truck", """
# SJP-11 Fuelling from the Tank Truck
@ Revised: May 18, 2026 | Written by: S. Gauthier | Approved: P. Nandakumar
Who may do this: drivers with the dangerous goods ticket who were assessed on this procedure.
Hazards: fire, static, spills, slipping on hoses, other trucks. PPE: gloves, glasses, boots, Class 2 vest.
## Steps
1. Park on level ground, upwind, engine off, wheels chocked.
2. Set out two cones and the extinguisher.
3. Clip the bonding cable to bare metal of the machine before the cap is opened.
4. Put the drip tray under the nozzle.
5. Stay at the nozzle. Nobody smokes or telephones within eight metres.
6. Stop at nine tenths. Hang up, close the cap, lift the cable last.
7. Roll up the hose, write the litres on the slip, pick up cones.
## If something goes wrong
Spill: close the valve, block the drain, use the kit, radio the supervisor. Fire: leave the truck, call 911.
| Machine | Side of the filler |
| Excavator EX-04 | right rear |
| Grader GR-02 | left, under the cab |
| Loader LD-07 | rear, lift the flap |
""", "manual", When("2026-05-18", "revised"), "typed", company=COMPANY)  # fmt: skip

REPORTED = Doc("hazard_report", "Report a hazard", """
# Report a hazard
Form no. 118, sent August 19, 2026 at 7:42 am
| Your name | Simone Gauthier |
| Yard | Leduc Yard |
| Where exactly? | Fuel island, between pump 2 and the <b>bollard</b> |
| What is the hazard? | Grate over the drain is bent, a boot or a wheel can drop through |
| How bad could it be? | Broken ankle, burst tire |
| What did you do? | Put a cone on it & told Curtis. <script>alert("form 118")</script> |
| Supervisor told | Curtis Wabasca, August 19, 2026 |
| Answer within two working days | New grate fitted August 20, 2026 |
Thank you. The HSE Coordinator reads every form.
""", "plain", When("2026-08-19", "issued"), site=LEDUC, company=COMPANY)  # fmt: skip

TOOLS = (
    Sheet("Power tools", (("Tool and rigging inventory",), (COMPANY,), ("Updated:", "2026-08-31"), ()),
          ("No.", "Tool", "Serial", "Colour tag", "Checked on", "Result"), (
        ("T-01", "Angle grinder 125 mm", "AG-5521", "green", "2026-07-03", "good"),
        ("T-02", "Angle grinder 230 mm", "AG-9017", "green", "2026-07-03", "cord replaced"),
        ("T-03", "Cut-off saw", "CS-3308", "green", "2026-07-03", "good"),
        ("T-04", "Hammer drill", "HD-1120", "green", "2026-07-06", "good"),
        ("T-05", "Plate compactor", "PC-0417", "green", "2026-07-06", "good"),
    )),
    Sheet("Rigging", (("Slings and shackles",), ("Updated:", "2026-08-31"), ()),
          ("No.", "Equipment", "Capacity kg", "Serial", "Checked on", "Result"), (
        ("R-01", "Web sling 3 m", 2000, "WS-881", "2026-08-28", "good"),
        ("R-02", "Web sling 3 m", 2000, "WS-882", "2026-08-28", "cut, thrown out"),
        ("R-03", "Chain sling 2 legs", 4250, "CH-104", "2026-08-28", "good"),
        ("R-04", "Shackle 19 mm", 4750, "SH-330", "2026-08-28", "good"),
    )),
)  # fmt: skip
INVENTORY = Doc("pm_record", "Tool and rigging inventory", "", "grid", When("2026-08-31", "revised"), company=COMPANY)

LADDERS = Doc("safe_work_practice", "SWP-03 Ladders", "", "plain", When("2026-02-23", "revised"), company=COMPANY)
KITS = Doc("emergency_equipment_inspection", "First aid kit check", "", "grid", When("2026-09-08", "performed"),
           site=BLACKFALDS, company=COMPANY)  # fmt: skip
WINTER = Doc("safety_handout", "Winter roads", "", "plain", When("2025-11-03", "issued"), company=COMPANY)

FILES = (
    FileSpec("Toolbox/Spring start-up 2026.pptx", "made", "six slides shown to the crews, with notes and a table",
             (SHOW,), maker=lambda: pptx(SPRING, "Spring start-up 2026"), counts=(len(SPRING),)),
    FileSpec("03 Safe Work/SWP-09 housekeeping.rtf", "made", "a practice in rich text, with a table and accents",
             (HOUSEKEEPING,), maker=lambda: rtf(HOUSEKEEPING)),
    FileSpec("03 Safe Work/SJP-11 fuelling.odt", "made", "a procedure in OpenDocument text", (FUELLING,),
             maker=lambda: odt(FUELLING)),
    FileSpec("04 Maintenance/tool inventory.ods", "made", "an OpenDocument workbook of two sheets", (INVENTORY,),
             maker=lambda: ods(TOOLS), counts=(len(TOOLS),)),
    FileSpec("Element 2 - Hazards/Report a hazard - form 118.html", "made",
             "a form of the intranet saved from the browser, with a script and mark-up that somebody typed",
             (REPORTED,), maker=lambda: web_page(REPORTED)),
    FileSpec("03 Safe Work/SWP-03 ladders.doc", "made", "a practice in the Word format of 1997", (LADDERS,),
             maker=asset("ladders.doc")),
    FileSpec("08 Emergency/first aid kits BF.xls", "made", "a kit check in the Excel format of 1997", (KITS,),
             maker=asset("kits.xls")),
    FileSpec("Toolbox/Winter roads.ppt", "made", "three slides in the PowerPoint format of 1997", (WINTER,),
             maker=asset("winter.ppt"), counts=(3,)),
)  # fmt: skip
