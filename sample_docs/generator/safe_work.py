"""How jobs are done safely: four practices, two procedures, a French practice, the return to work program."""

from sample_docs.generator.model import Doc, FileSpec, Scan, When
from sample_docs.generator.plan import COMPANY


def practice(number: str, title: str, body: str, revised: str, shown: str) -> Doc:
    """One page of the practices chapter."""
    return Doc(
        "safe_work_practice", f"Safe Work Practice - {title}", f"# Safe Work Practice: {title}\n{body}\n"
        f"!space 6\n> Kestrel Coulee {number}. Revised {shown}. Owner: HSE Coordinator.",
        "letter", When(revised, "revised"), "none", company=COMPANY,
    )  # fmt: skip


PRACTICES = (
    practice("SWP-03", "Portable Ladders", """
## When this applies
Every time a step or extension ladder is used in the yards, on site or in the office. If the work takes more than a few
minutes or both hands, use a platform.
## Hazards
Falls, sliding base, contact with power lines, tipping sideways, strain from carrying.
## Do
- Check feet, rungs, ropes and label before use; tag and hand in anything cracked or bent.
- Set one foot out for every four feet up. Tie off the top or have someone hold the base.
- Let an extension ladder stand one metre above the landing.
- Face the ladder and keep three points of contact. Carry tools in a belt or hoist them.
- Use fibreglass near electricity and stay seven metres from overhead lines.
## Do not
- Stand on the top two steps of a step ladder or the top three rungs of an extension ladder.
- Lean past the side rails or walk the ladder while on it.
- Use a ladder in wind above 40 km/h, or set it on a box, a bucket or a truck deck.
## Equipment and training
Hard hat, boots with a heel, gloves with grip. Shown at orientation; refresher in the spring safety meeting.
""", "2026-01-28", "January 28, 2026"),
    practice("SWP-05", "Hand and Power Tools", """
## When this applies
Grinders, drills, cut-off saws, impact wrenches, nail guns and hand tools anywhere in the company.
## Hazards
Flying pieces, kickback, electric shock, noise, hand-arm vibration, silica when cutting concrete.
## Do
- Look over the tool and cord; use only those with this quarter's colour tag.
- Keep the guard on and both handles fitted. Let the disc reach speed away from people.
- Plug into a GFCI outdoors and in the wash bay.
- Wet the cut when cutting concrete or pipe, and wear the half mask.
- Unplug or take the battery out before changing a blade.
## Do not
- Carry a tool by its cord or hose, or lock the trigger on.
- Use a disc past its date or rated below the tool's speed.
- Wear loose sleeves, rings or gloves near a drill press.
## Equipment and training
Safety glasses and face shield, hearing protection, gloves for cutting. Assessment on form HSE-F-45 before first use of
the cut-off saw.
""", "2026-01-28", "January 28, 2026"),
    practice("SWP-07", "Backing and Spotting", """
## When this applies
Any time a truck or machine moves backward on a site or in a yard.
## Hazards
People on foot behind the unit, overhead lines, parked vehicles, edges and excavations.
## Do
- Plan the job so that trucks can drive through. Park nose out.
- Get out and look before you get in.
- Use one spotter in a Class 2 vest who has no other job at that time; agree on signals or radio channel.
- Sound the horn twice, move at walking speed, stop when you lose sight of the spotter.
- Stay at least ten metres from the unit unless you are the spotter.
## Do not
- Walk behind a unit that is running, or stand between it and a fixed object.
- Rely on the camera alone.
- Use a phone while spotting.
## Equipment and training
Working back-up alarm, clean mirrors and camera, vest, whistle or radio. Spotters are shown the signals at orientation.
""", "2026-06-08", "June 8, 2026"),
    practice("SWP-11", "Working Alone at Night", """
## When this applies
Plow and sand runs, call-outs and the fuel island after six in the evening when no one else is within shouting distance.
## Hazards
No help after an injury or breakdown, cold, fatigue, threats from strangers.
## Do
- Tell the dispatcher your route and when you expect to be back.
- Check in by radio every hour; the dispatcher writes it down.
- If a check-in is missed by ten minutes, the dispatcher calls; by twenty, the on-call supervisor drives out.
- Carry the winter kit, a charged phone and a flashlight.
- Park under a light and lock the cab when you leave it.
## Do not
- Work on energized equipment, in trenches or at heights alone.
- Get between people who are arguing. Leave and call for help.
## Equipment and training
Two-way radio, winter kit, first aid kit. Covered at orientation and at the toolbox talk each October.
""", "2026-02-11", "February 11, 2026"),
)  # fmt: skip

TRENCH = Doc("safe_job_procedure", "SJP-04 Trenching and Trench Box", """
# SJP-04 Trenching and Use of a Trench Box
@ Revised: May 4, 2026 | Written by: M. Thibodeau, D. Fontaine | Approved: P. Nandakumar
**Who may do this:** operators and labourers assessed on this procedure. **Hazards:** cave-in, buried gas and power,
falling material, swinging load, water, bad air. **PPE:** hard hat, boots, Class 2 vest, gloves. **Permits:** ground
disturbance checklist, locates not older than 14 days.
## Steps
1. Hold the FLHA with everyone on the crew. Name the competent worker who watches the trench.
2. Walk the line with the locate sheet. Expose every buried line by hand or hydrovac within one metre of the marks.
3. Fence the area. Keep the public out. Put the spoil at least one metre from the edge.
4. Dig in lifts. Stop at 1.5 m. From here on nobody enters without protection.
5. Slope the walls to 45 degrees or set the trench box. Lower the box with two slings and a tag line; stand clear.
6. Check that the top of the box stands 45 cm above the edge and that the gap beside it is filled.
7. Set a ladder inside the box, one metre above the top, no more than 8 m from any worker.
8. Test the air where there is fuel, sewer gas or a running engine near by.
9. Work only inside the box. Leave it when the box is moved.
===
10. Keep the bucket away from people. Lower pipe with a tag line; no one stands under a load.
11. Look at walls, water and weather after each break, after rain and every morning. Write it on the FLHA.
12. Pump water before anyone goes in. Stop work if the wall cracks, bulges or drips.
13. Backfill in lifts, pulling the box as you go. The last person is out before the box is lifted.
14. Pick up fence and ladders, close the permit, tell the supervisor.
## If something goes wrong
Cave-in: do not jump in. Call 911, shut off machines, keep others back, start hand digging only from a protected place.
Line strike: shut down, move everybody upwind, call the utility's emergency number and the supervisor.
## Training
Trench safety course (3 hours), ground disturbance level 2 for the operator, practical assessment.
""", "manual", When("2026-05-04", "revised"), "typed", company=COMPANY, head=("SJP-04", "May 4, 2026"))  # fmt: skip

LOCKOUT = Doc("safe_job_procedure", "SJP-09 Lockout of Mobile Equipment", """
# SAFE JOB PROCEDURE 09 - LOCKOUT OF MOBILE EQUIPMENT
Kestrel Coulee shop, revision of February 11, 2026

**Before you start.** You need your own lock and key, a tag with your name, wheel chocks, a box prop or stands, and the
work order. Only people assessed on this procedure may lock out or remove a lock.

1. Tell the operator and the Yard Supervisor which unit is coming out of service.
2. Park on level ground, lower every attachment, set the brake, chock two wheels.
3. Shut off the engine. Cycle the controls to bleed hydraulic pressure. Drain the air tanks on trucks.
4. Turn the battery disconnect to off. Put your lock through it and hang your tag.
5. Raised box, boom or cab: pin the prop. Never work under hydraulics alone.
6. Try to start the unit. Try the controls. Nothing may move. If it does, go back to step 3.
7. Do the work. A second technician adds a second lock. Locks stay on at shift change until the next person's is on.
8. Pick up tools, close guards, count people.
9. Take off your own lock. Only the person whose name is on the tag removes it. If that person has gone home, the
Operations Manager follows the lost-key steps on the back of the work order.
10. Tell the operator that the unit is live. Test, sign the work order, take the red tag off.

**Hazards:** stored pressure, falling attachments, battery short, pinch points, burns.

**PPE:** glasses, gloves, boots; face shield when opening hydraulic lines.

Reviewed with the shop on February 11, 2026
% Sam Ostrowski, shop lead | {sig Sam Ostrowski} | February 11, 2026
""", "memo", When("2026-02-11", "revised"), "drawn", company=COMPANY)  # fmt: skip

FRENCH = Doc("safe_work_practice", "Pratique de travail sécuritaire - Signalisation routière", """
# Pratique de travail sécuritaire : signalisation routière
Kestrel Coulee Civil & Maintenance Ltd. - Révisé le 6 mai 2026

## Quand cette pratique s'applique
Chaque fois qu'un travailleur dirige la circulation près d'un chantier de l'entreprise, de jour comme de nuit.
## Dangers
Être frappé par un véhicule, conducteurs impatients ou violents, chaleur, froid, bruit et fatigue.
## À faire
- Porter la veste de classe 3, le casque, les lunettes et les bottes de sécurité.
- Installer les panneaux à 200 mètres avant le chantier et vérifier qu'ils sont visibles.
- Se tenir sur l'accotement, face à la circulation, avec une voie de fuite derrière soi.
- Garder le contact par radio avec l'autre signaleur et avec le contremaître.
- Prendre une pause de dix minutes toutes les deux heures.
## À ne pas faire
- Tourner le dos aux véhicules ou s'asseoir près de la voie.
- Utiliser un téléphone ou des écouteurs pendant le travail.
- Discuter avec un conducteur en colère : reculer et appeler le superviseur.
## Formation
Le cours de signaleur et une évaluation pratique avant le premier quart de travail. Les travailleurs ont le droit de
refuser un travail dangereux.
""", "plain", When("2026-05-06", "revised"), "none", company=COMPANY, language="fr")  # fmt: skip

RETURN = Doc("rtw_program", "Return to Work Program", """
# Return to Work Program
## Purpose
Kestrel Coulee helps every worker who has been hurt or ill to get back to meaningful work early and safely. Modified
work is part of healing, not a punishment and not a favour.
## Who it covers
All permanent and seasonal employees, whether the injury or illness happened at work or away from it.
## Duties
- **Worker:** reports the injury the same shift, takes the job demands sheet to the doctor or physiotherapist, keeps in
touch once a week, follows the restrictions.
- **Supervisor:** finds tasks within the restrictions, explains the plan to the crew, stops any work outside it.
- **HSE Coordinator:** writes the modified work offer, files the forms with WCB in time, meets the worker every week.
- **President:** pays for the first assessment and keeps the job open.
## Steps
1. First aid or medical care comes first. Someone drives the worker; nobody drives alone.
2. The worker receives the package: letter to the care provider, physical job demands, list of modified tasks.
3. Within one day of the provider's answer a written offer of modified work is made. It names tasks, hours,
restrictions, start and review dates, and is signed by the worker and the supervisor.
4. The plan is reviewed each week. Hours and tasks grow as the restrictions shrink.
5. The plan ends with full duties or with a lasting accommodation.
===
## Modified tasks we can offer
!cols 3 3 2
| Task | Physical demand | Yard |
| Tool crib inventory | Sitting or standing, under 5 kg | both |
| Driving the parts pickup | Sitting, automatic | Leduc |
| Equipment wash, wand only | Standing, one hand | both |
| Scanning and filing | Sitting | Leduc |
| Gate control and sign-in | Sitting, walking 200 m | Blackfalds |
## Privacy
Medical details stay with the HSE Coordinator. Supervisors are told restrictions only.
## Disagreements
If worker and company do not agree on a plan, the provider and the WCB case manager are asked within five days.
## Review
The program is reviewed by the committee every two years. This issue took effect on October 1, 2025.
% Doreen Halvorsen, President | {sig Doreen Halvorsen} | October 1, 2025
""", "letter", When("2025-10-01", "effective"), "drawn", company=COMPANY)  # fmt: skip

FILES = (
    FileSpec("03 Safe Work/SWPs.pdf", "pdf", "four safe work practices, one a page, digital", PRACTICES),
    FileSpec("03 Safe Work/SJP-04 trench box.pdf", "pdf", "numbered procedure over two pages, digital", (TRENCH,)),
    FileSpec("03 Safe Work/scan_20260212.pdf", "scan", "lockout procedure that went through the scanner upside down",
             (LOCKOUT,), Scan(200, "rotated180", quality=48, measure="cer")),
    FileSpec("03 Safe Work/signalisation.pdf", "scan", "a French practice, clean 300 dpi scan", (FRENCH,),
             Scan(300, "clean", codec="g4", measure="cer")),
    FileSpec("03 Safe Work/RTW.pdf", "garbage", "scan with an invisible text layer that makes no sense", (RETURN,),
             Scan(200, "clean", quality=50, measure="cer")),
)  # fmt: skip
