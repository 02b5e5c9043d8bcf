"""The green binder, part one: committee terms and the emergency plan of the Leduc yard."""

from sample_docs.generator.model import Doc, When
from sample_docs.generator.plan import COMPANY, LEDUC

TERMS = Doc("committee_terms", "Terms of Reference", """
# Health and Safety Committee: Terms of Reference
Kestrel Coulee Civil & Maintenance Ltd.

In effect from 1 October 2024
## 1. Why there is a committee
More than twenty people work here, so the law asks for a joint committee. The committee is where workers and the
employer look for hazards together, settle concerns, and advise the President. It serves both yards and all project
sites.
## 2. Members
The committee has five members. Three represent workers and are chosen by the workers of their yard: two from Leduc, one
from Blackfalds. Two represent the employer and are named by the President. A member serves two years and may be chosen
again. When a member leaves, the group that chose the member picks another within thirty days.
## 3. Co-chairs
The worker members choose one co-chair, the employer members the other. The co-chairs take turns at chairing meetings,
prepare the agenda together, and sign the minutes. Each co-chair takes an approved committee course within six months.
## 4. Meetings
The committee meets at least once every quarter, alternating between the yards. A special meeting is held within ten
days when a co-chair asks for one. Minutes are posted in both lunchrooms within seven days and kept for two years.
## 5. Quorum
At least half of the members must be present, with at least half of those present being worker members, and one co-chair
of each side.
===
## 6. Duties of the committee
1. Receive, consider and settle concerns and complaints about health and safety.
2. Take part in identifying hazards to workers and in developing measures that protect them.
3. Cooperate with officers of the government.
4. Make recommendations to the employer about health and safety, and check that they are answered.
5. Look at the results of workplace inspections before each regular meeting, and take part in inspections at each yard
at least once a quarter.
6. Take part in investigations of serious injuries and incidents and of refusals of dangerous work.
7. Review the violence and harassment plan, the emergency plans and the orientation of new workers.
## 7. How a concern is handled
A worker brings a concern to the supervisor first. If it is not resolved in three days, or if the worker prefers, the
concern goes to any member, in words or in writing. The worker co-chair writes it in the concern log with the date it
was received. The committee looks into it within seven days, gives the worker an answer, and follows up until it is
closed. A concern that the co-chairs cannot resolve goes to the President in writing; the President replies within
thirty days.
## 8. Recommendations
Recommendations are made in writing and signed by both co-chairs. The employer resolves them or gives reasons and a plan
within thirty days.
===
## 9. Disputes
The committee decides by consensus. When members cannot agree, both views are written in the minutes and the co-chairs
bring the dispute to the President. If that does not settle it, either co-chair may ask the government for advice.
## 10. What members may count on
Members are paid for meetings, preparation, inspections and training as time worked. They have access to inspection
results, hazard assessments and incident reports. Personal medical facts are not shared with the committee.
## 11. Training
Besides the course for co-chairs, each member receives a half-day introduction: duties, inspections, refusals, how to
write a recommendation.
## 12. Changes
These terms are reviewed every two years and can be changed when both co-chairs and the President agree.
!space 16
% Marcel Thibodeau, employer co-chair | {sig Marcel Thibodeau} | 1 October 2024
% Marta Zielinski, worker co-chair | {sig Marta Zielinski} | 1 October 2024
""", "binder", When("2024-10-01", "effective"), "drawn", company=COMPANY)  # fmt: skip

ERP_LEDUC = Doc("emergency_plan", "Emergency Response Plan - Leduc Yard", """
# Emergency Response Plan: Leduc Yard
Issue 7, 9 March 2026
## Where we are
Leduc Yard and head office, 4407 Airport Perimeter Road. Two gates, both on the west side. The shop stands north of the
office; the fuel island and oil store are at the east fence. Give this address to 911 and send someone to the main gate.
## Who does what
The emergency coordinator is the Yard Supervisor, Curtis Wabasca. His deputy is Sam Ostrowski. The office warden is
Jolene Abbott, the shop warden Ravi Dhaliwal. First aiders are Curtis Wabasca, Jolene Abbott and Sam Ostrowski. The
designated rescue workers for trench and vehicle rescue are Dale Fontaine and Jesse Arcand. The coordinator takes
charge until the fire department or police arrive.
## Possible emergencies
This plan was made with the crew and the committee. It covers fire and explosion, serious injury, fuel or oil spills,
gas line strikes, severe weather, power failure, threats and violence, vehicle rollover, and a worker who does not
check in.
## How this plan is kept current
Numbers and names are checked every March by the HSE Coordinator. The plan is changed at once when people, buildings or
hazards change.
===
## Alarm and communication
The alarm is three long blasts of the air horn at the shop door, repeated, and the call "Emergency, emergency,
emergency" on radio channel 1. Everyone else stays off the channel. The office warden telephones 911, then the
coordinator, then the Operations Manager.
## Numbers
- Fire, ambulance, police: 911
- Poison information: posted at the eyewash
- Utility emergency, gas and power: posted at the dispatcher's desk
- Operations Manager, HSE Coordinator, President: on the wallet card every worker carries
## Evacuation
1. Stop work, shut down and lower attachments, leave the keys.
2. Walk by the nearest exit to the muster point at the main gate. Do not drive.
3. Help visitors and anybody who needs it. Close doors behind you.
4. The warden calls the roll from the sign-in sheet and radio log and reports missing persons to the coordinator.
5. Nobody goes back until the coordinator or the fire department says so.
===
## Fire or explosion
1. Sound the alarm and call 911.
2. Use an extinguisher only on a small fire, with a way out behind you, after training.
3. Shut off fuel at the red button beside the office door, and gas at the meter on the south wall.
4. Evacuate to the muster point. Move upwind if there is smoke.

Fire protection: extinguishers stand at every door, in every cab and at the fuel island. They are checked monthly and
serviced yearly. The hydrant is at the north gate and is kept free of snow. Welding stops thirty minutes before the shop
is left.
## Serious injury or illness
1. Make the scene safe. Call for a first aider on channel 1 and call 911.
2. Give first aid. The kit, stretcher and defibrillator are in the first aid room beside the lunchroom.
3. Send a person to the gate to guide the ambulance. The nearest hospital is in Leduc, eleven minutes away.
4. Leave everything as it is, except to help the person, until the HSE Coordinator has spoken with the government.
===
## Fuel or oil spill
1. Stop the source if you can do it without danger. Put out ignition sources.
2. Keep it out of the drain: the spill kit and drain cover are in the yellow box at the fuel island.
3. Tell the coordinator how much, of what, and where it went. The coordinator reports to the province.
4. Collect the absorbent in the lined drum. Refill the kit the same day.
## Gas line strike
1. Shut down engines, leave them where they are, no smoking, no phones within 100 metres.
2. Move upwind, stop traffic, call 911 and the utility. Do not try to crimp the line.
3. Account for everyone at a new muster point upwind.
## Trench or vehicle rescue
Nobody enters a collapsed trench. The rescue workers set the second trench box and dig by hand from inside it, or wait
for the fire department. At a rollover, stay clear until the unit is chained.
===
## Severe weather
Tornado or plow wind: everyone goes to the washrooms in the middle of the office. Lightning: stop fuelling and lifting,
stay in cabs or buildings for thirty minutes after the last thunder. Blizzard: crews stay in the cab, run the engine ten
minutes an hour, and keep checking in.
## Power failure
The office generator starts on its own. Shut the overhead door by chain. Nobody works in the pit without light.
## Threat or violence
Leave, lock the inner door, call 911. Press the panic button under the front counter. Do not argue and do not follow.
## Missed check-in
The dispatcher calls after ten minutes, sends the on-call supervisor after twenty, and calls the police after forty.
===
## Emergency equipment
The list, with places, is on the map beside each door: extinguishers, eyewash, first aid kits, stretcher, defibrillator,
spill kit, air horn, flashlights, trench rescue box, blankets.
## Training
Everyone learns this plan at orientation. Wardens and rescue workers get four hours a year. Extinguisher practice is
held every second spring. Drivers learn the winter kit each October.
## Exercises
The plan is tried out at least once a year, in turn with fire, injury and weather. Findings go to the action log.
## After an emergency
The coordinator writes down what happened, when, and what did not go well. The committee reads it at the next meeting.
The HSE Coordinator changes the plan where needed.
!space 14
% Curtis Wabasca, Yard Supervisor | {sig Curtis Wabasca} | 9 March 2026
""", "binder", When("2026-03-09", "revised"), "drawn", site=LEDUC, company=COMPANY)  # fmt: skip
