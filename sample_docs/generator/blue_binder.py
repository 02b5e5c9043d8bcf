"""The blue binder of the Blackfalds shop, part one: programs, a data sheet and how two jobs are done."""

from sample_docs.generator.model import Doc, When
from sample_docs.generator.plan import COMPANY

PPE = Doc("ppe_program", "Personal Protective Equipment Program", """
# Personal Protective Equipment Program
HSE-PG-03, revision 2 of 24 November 2025
## Why we have this program
Equipment on the body is what is left when the hazard could not be taken away. This program says who picks it, who pays,
how it is fitted, cleaned, stored and thrown out.
## Who does what
- The company buys what the hazard assessment calls for and replaces what is worn.
- Supervisors hand it out, show how it is worn, and wear it themselves.
- Workers wear it, keep it clean and bring it back when it is damaged.
===
## Head
Hard hats are CSA Type 1 or Type 2. The shell is replaced five years after the date moulded into the brim, or at once
after a blow. Nothing is painted on or drilled into a shell. Bump caps are not hard hats.
## Eyes and face
Safety glasses are worn in the shop, on the yard and on every job. A face shield goes over glasses for grinding, cutting
and for washing with the hot wand. Welding hoods carry a shade 10 lens or darker.
## Hearing
Muffs or plugs of class A are worn where two people an arm's length apart have to shout. The signs on the shop doors
show these places.
===
## Hands
!cols 3 4
| Job | Glove |
| Pipe, rebar, pallets | Leather palm, impact back |
| Solvent and degreaser | Nitrile, elbow length |
| Hot asphalt | Gauntlet, aluminized |
| Battery work | Rubber, acid proof |
| Fine mechanical work | Coated knit |
## Feet
Boots carry the green triangle, are laced to the top and have a defined heel. Overboots with cleats are issued from the
first frost.
## Bodies
Class 2 vests by day, Class 3 between dusk and dawn. Fire resistant coveralls are worn beside the asphalt kettle.
===
## Breathing
Half masks with P100 cartridges are issued for silica and welding fume. Nobody wears one before a fit test, and the test
is made again after two years or when the face changes. Beards are shaved where the seal sits. Cartridges are dated on
the day they are opened.
## Falling
Harness and lanyard are worn above three metres when no guardrail can be set. They are looked over by the wearer before
use and by the tool crib once a quarter on form HSE-F-36.
## Cold and heat
Liners, mitts and balaclavas come out of the crib in November. In July and August wide brims and neck shades are free.
===
## Issue and return
1. The worker signs the issue card in the tool crib.
2. The crib attendant shows how to put it on, adjust it and look for damage.
3. Damaged equipment is cut up so that nobody can take it out of the bin.
4. What is lost is replaced the first time without a charge.
## Cleaning and keeping
Masks are washed on Friday and hung in the clean locker. Harnesses hang, they are never piled. Glasses live in a case.
Vests that no longer shine go in the rag box.
===
## Training
The use, limits and care of each item are shown at orientation and again when something new is issued. The card on the
crib door lists what each position must have.
## Keeping the program right
The HSE Coordinator goes through it each November with the crib attendant and two workers.
!space 14
% Priya Nandakumar, HSE Coordinator | {sig Priya Nandakumar} | 24 November 2025
""", "binder", When("2025-11-24", "revised"), "drawn", company=COMPANY)  # fmt: skip

WHMIS = Doc("whmis_program", "WHMIS Program", """
# WHMIS Program
Workplace Hazardous Materials Information System - issue of 2 February 2026
## What this is for
Every person who works with or near a hazardous product knows what it can do, what the label says, where the data sheet
is, and what to do when something spills.
## Products in our shops
Fuel, oils, coolant, brake cleaner, degreaser, paint, asphalt primer, battery acid, welding gases, oxygen, acetylene.
The full list hangs beside each parts counter and is checked every January.
===
## Labels
A product comes with its supplier label. When it is poured into another container, that container gets a workplace
label: the name of the product, how to handle it safely, and where the data sheet is. A jug without a label is taken
away by whoever sees it first.
## Data sheets
Safety data sheets are in the yellow rack at each parts counter and on the tablet. A sheet is replaced when the supplier
sends a new one. Nobody opens a product for which there is no sheet.
===
## Education and training
1. General education: hazard classes, pictograms, signal words, parts of a data sheet. Two hours and a short quiz.
2. Training at the job: the products used there, storage, gloves and masks, what to do in a spill.
3. Both are done before a new worker handles anything, and repeated when a new product arrives.
## Storing
Acids stand low and away from metals. Oxygen stands six metres from fuel gases. Rags with solvent go in the lidded can.
===
## Spills
Stop it, block it, soak it up, tell someone. Small spills are cleaned by the person who made them. Anything that runs
toward a drain is called in on channel 4.
## Review
The program is read through with the committee once a year.
!space 14
% Priya Nandakumar, HSE Coordinator | {sig Priya Nandakumar} | 2 February 2026
""", "plain", When("2026-02-02", "revised"), "drawn", company=COMPANY, blank_after=(1, 3, 5, 7))  # fmt: skip

SHEET = Doc("sds", "Safety Data Sheet - Kutter 40", """
# SAFETY DATA SHEET
@ Product: Kutter 40 parts degreaser | Sheet no.: LB-0040-7
@ Supplier: Lobstick Chemical Works | Revision date: August 19, 2024
## 1. Identification
Recommended use: removing grease from metal parts, by brush or in a closed washer. Not for skin or fabrics.
## 2. Hazard identification
Flammable liquid, category 3. Skin irritation, category 2. Specific target organ toxicity, single exposure, category 3
(drowsiness). Aspiration hazard, category 1. Signal word: DANGER.
## 3. Composition
!cols 3 2 2
| Ingredient | CAS number | Percent |
| Hydrotreated light distillate | 64742-47-8 | 70 - 90 |
| Dipropylene glycol ether | 34590-94-8 | 5 - 15 |
| Surfactant blend | not disclosed | 1 - 5 |
===
## 4. First aid measures
Inhalation: bring to fresh air. Skin: wash with soap, take off wet clothes. Eyes: rinse fifteen minutes, lids apart.
Swallowed: do not cause vomiting; call a poison centre at once.
## 5. Fire-fighting measures
Carbon dioxide, dry powder, foam. Water jets spread the fire. Vapour is heavier than air and can travel.
## 6. Accidental release
Put out flames. Absorb with sand or granules, shovel into a closed metal drum, label it.
## 7. Handling and storage
Open in moving air. Ground the drum. Keep below 40 degrees, away from oxidizers.
===
## 8. Exposure controls and personal protection
Nitrile gloves, splash goggles, apron. Half mask with organic vapour cartridges where the washer is open.
## 9. Physical and chemical properties
!cols 3 3
| Property | Value |
| Appearance | clear, faint smell |
| Flash point | 44 degrees Celsius, closed cup |
| Density | 0.80 |
| Boiling range | 180 to 220 degrees |
## 10. Stability and reactivity
Stable. Avoid strong oxidizers, heat and sparks.
===
## 11. Toxicological information
Repeated contact dries and cracks the skin. Not known to cause cancer.
## 12. Ecological information
Floats. Harmful to fish. Breaks down in weeks.
## 13. Disposal
As flammable waste through a licensed carrier.
## 14. Transport
UN 1268, petroleum distillates, class 3, packing group III.
## 15. Regulatory information
Classified under the Hazardous Products Regulations.
## 16. Other information
Prepared by the regulatory desk of Lobstick Chemical Works. Replaces the sheet of March 2021.
""", "supplier", When("2024-08-19", "revised"), "none", company="Lobstick Chemical Works",
    head=("Lobstick Chemical Works", "Refinery Row, Fort Saskatchewan, Alberta"))  # fmt: skip

ASPHALT = Doc("safe_job_procedure", "SJP-14 Hand Patching with Hot Asphalt", """
# SJP-14 Hand Patching with Hot Asphalt
@ Revised: April 6, 2026 | Written by: R. Steele, G. Petryshyn | Approved: P. Nandakumar
**Who may do this:** labourers and operators assessed on this procedure. **Hazards:** burns, traffic, fumes, hand-arm
vibration, lifting. **PPE:** long sleeves, gauntlets, face shield at the kettle, Class 3 vest, muffs, boots.
## Before leaving the yard
1. Check the propane hose and regulator of the hot box with soapy water.
2. Load cones, signs, crash truck, extinguisher, burn kit and five litres of drinking water a person.
3. Hold the field level assessment and agree who watches traffic.
===
## At the patch
4. Park the crash truck with its beacon on, wheels turned to the shoulder.
5. Set the taper: one cone every three metres, the sign two hundred metres ahead.
6. Saw the edges square. Wet the blade. Blow the hole out, glasses and mask on.
7. Brush tack coat on the walls. Keep the can closed between strokes.
8. Shovel mix from the box, two people, backs straight. Never stand in front of the chute.
9. Rake level, ten millimetres proud. Do not rake over your own boots.
10. Compact in three passes with the plate. Change over every twenty minutes.
===
## After
11. Check the level with the straightedge, sweep up crumbs, sand the tack.
12. Let the patch cool below sixty degrees before opening the lane.
13. Lift the taper from the far end, last cone first, facing traffic.
14. Close the propane, chain the box, count people and tools.
## If something goes wrong
Burn: cool with water for twenty minutes, leave the asphalt on the skin, call 911. Vehicle in the taper: horn three
times, everybody behind the crash truck. Propane smell: close the bottle, move upwind, no phones.
""", "manual", When("2026-04-06", "revised"), "typed", company=COMPANY, head=("SJP-14", "April 6, 2026"),
    blank_after=(3,))  # fmt: skip

AIR = Doc("safe_work_practice", "SWP-19 Compressed Air", """
# Safe Work Practice 19: Compressed Air
Kestrel Coulee Civil & Maintenance Ltd. - reviewed 30 March 2026
## When this applies
Blowing out filters and holes, filling tires, running impact tools, in the shop or from a service truck.
## Hazards
Air under the skin, flying dirt, whipping hose, noise, bursting tire.
## Do
- Look at hose, couplings and whip checks before you open the valve.
- Use a nozzle that is held to 200 kilopascals at the tip.
- Wear glasses and a face shield, muffs when the gun runs more than a minute.
- Put a truck tire in the cage, clip on the chuck, and stand to the side.
- Bleed the line before you uncouple.
## Do not
- Clean clothes or skin with air, or point it at anybody.
- Kink a hose to stop the air.
- Stand over a split rim.
## Training
Shown on the machine by the shop lead. Covered in the tire course.
""", "plain", When("2026-03-30", "revised"), "none", company=COMPANY, blank_after=(1,))  # fmt: skip

SEPARATOR = Doc("not_evidence", "Tab 2", """
!space 190
# TAB 2
!space 24
^ RECORDS
!space 10
^ shop, yard, service truck
""", "plain", blank_after=(1,))  # fmt: skip

JOB = Doc("responsibilities", "Job Description - Yard Supervisor", """
# Job Description: Yard Supervisor
Effective November 10, 2025. Reports to the Operations Manager.
## Purpose of the job
The Yard Supervisor plans the day's work of the crews, keeps the yard in order and sees that people go home unhurt.
## Health and safety responsibilities
- Takes all precautions necessary to protect the workers under his or her supervision.
- Tells workers about known and foreseeable hazards before they start.
- Sees that operators and labourers are assessed on a machine before they run it alone.
- Stops work that is unsafe and says so on the radio.
- Backs up the HSE Coordinator when an incident is looked into.
===
## Duties
- Hands out the work orders and keeps the equipment board.
- Signs time cards and fuel slips, orders material up to 5,000 dollars.
- Meets delivery drivers and shows them where to unload.
- Writes the log of the yard and keeps the key cabinet.
## What the job asks for
Ten years on equipment, five as lead hand. Class 1 licence. First aid. Ground disturbance level 2. Can read drawings
and speak to customers.
## Who the Yard Supervisor works with
The President and the managers set the budget; workers, technicians and drivers report problems to the supervisor first.
!space 10
% Marcel Thibodeau, Operations Manager | {sig Marcel Thibodeau} | November 10, 2025
% Gord Petryshyn, Yard Supervisor | {sig Gord Petryshyn} | November 10, 2025
""", "letter", When("2025-11-10", "effective"), "drawn", company=COMPANY, blank_after=(1, 3))  # fmt: skip
