"""Step 5, part: type and text of a document -> whether it records a named person's injury, test or discipline."""

import re

from pipeline.facts.names import NAME_PART, as_name, name_and_title

INCIDENT_TYPES = frozenset({"incident_report", "near_miss_report", "incident_investigation"})
"""Restricted only when a hurt person is named."""
GUESS = 0.5
"""Below this probability of the type the text alone decides: doubt is on the side of the person named."""
CASE_TYPES = frozenset({"rtw_program"})
"""A programme is not restricted, the modified work of one named worker under it is."""
NEEDS_PERSON = frozenset({"health_monitoring"})
"""Restricted only when somebody is named: area measurements are not."""

# Somebody named as hurt, and what was hurt or treated.
INJURED_LABEL = re.compile(
    r"\b(?:injured|affected|ill)\s(?:worker|person|employee"
    r"|party)(?:'s)?(?: name)?\s{0,2}:?\s{0,3}(?P<a>[^\n:]{3,50})|\b(?:name of (?:injured"
    r"|person injured|worker injured|ill)(?: worker| person| employee)?|patient(?: name)?"
    r"|claimant|casualty|travailleur blessé|nom (?:du"
    r"|de la) blessée?)\s{0,2}:?\s{0,3}(?P<b>[^\n:]{3,50})",
    re.I,
)
INJURY_LABEL = re.compile(
    r"\b(?:nature of (?:the )?injur\w{1,3}|type of injury|injury(?: details| description| type"
    r"|/illness)?|part of body(?: injured)?|body part|treatment(?: given| provided)?"
    r"|first aid (?:given|provided|treatment)|medical (?:aid|attention|treatment)"
    r"|nature de la blessure|siège de la lésion)\s{0,2}[:?]\s{0,3}(?P<v>[^\n]{2,120})",
    re.I,
)
INJURY = re.compile(
    r"\b(?:lacerat\w{1,4}|fractur\w{1,4}|sprain\w{0,3}|strain(?:ed)?|burn(?:ed|t|s)?"
    r"|bruis\w{1,4}|contusion|cut (?:his|her|their|on|to)|cut|amputat\w{1,5}|stitches"
    r"|concussion|crush(?:ed)?|twisted|dislocat\w{1,4}|injur(?:ed|y|ies)|swelling|bleeding"
    r"|taken to (?:the )?(?:hospital|clinic|emergency)|treated (?:at|by|with|for|on)"
    r"|first aid (?:was )?(?:given|applied|treatment|provided)|bandage\w{0,1}|blessé\w{0,2}"
    r"|coupure|entorse|soigné\w{0,2})\b",
    re.I,
)
NO_INJURY = re.compile(
    r"\b(?:no (?:one was |person was |worker was )?(?:injur\w{0,4}|hurt|treatment|first aid)"
    r"|nobody was (?:hurt|injured)|without injury|not injured|aucune? (?:blessure|blessé))\b",
    re.I,
)
NOTHING = re.compile(r"^\W{0,4}(?:n/?a|none|nil|no|not applicable|aucune?)\b", re.I)
# A test of somebody's body, as its form is headed.
TEST = re.compile(
    r"\b(?:(?:drug|alcohol|breath|urine|blood|saliva|oral fluid|hearing|audiometric|spirometry|lung function|vision"
    r"|medical|fitness for (?:duty|work))(?: (?:and|&) (?:drug|alcohol))?"
    r" (?:test|screen|exam|assessment|analysis)\w{0,6}"
    r"|audiogram|chain of custody|medical review officer|test de (?:dépistage|drogue|alcool)|dépistage de drogues?)\b",
    re.I,
)
# Whose test it was: a label and what stands behind it on its line.
TESTED_LABEL = re.compile(
    r"\b(?:donor|patient|specimen|subject|employee|worker|applicant|donneur|travailleur|employé)"
    r"(?:(?:'s)? name| tested)?[ \t]{0,2}:[ \t]{0,3}(?P<who>[^\n:]{3,50})",
    re.I,
)
# What one worker may do and may not, as an offer of modified work says.
CASE = re.compile(
    r"\b(?:restrictions?|limitations?|modified (?:work|duties) (?:offer|agreement|plan)|date of offer|duties offered"
    r"|physician|functional abilities|limitations? fonctionnelles?)\b",
    re.I,
)
CASE_LABEL = re.compile(
    r"\b(?:worker|employee|claimant|travailleur|employé)(?:(?:'s)? name)?[ \t]{0,2}:[ \t]{0,3}(?P<who>[^\n:]{3,50})",
    re.I,
)
# Up to a full stop; that behind an initial ends no sentence.
_SENTENCE = re.compile(r"(?:[^.!?\n]|(?<=\b[A-Z])\.){1,400}")
_INITIALED = re.compile(rf"(?<!\w)[A-Z]\.[ \t]{{0,2}}{NAME_PART.pattern}(?!\w)")
_CAPITALS = re.compile(rf"(?<!\w){NAME_PART.pattern}[ \t]{NAME_PART.pattern}(?!\w)")


def is_restricted(
    document_type: str,
    type_restricted: bool,
    blank_form: bool | None,
    text: str,
    people: bool,
    probability: float = 1.0,
) -> bool:
    """Whether quotes, facts and pictures of a document stay out of every output.

    Args:
        type_restricted: The vocabulary's flag of the type.
        people: Whether the finders saw a person in it.
        probability: Of the type; one that is hardly more than a guess does not open a document.
    """
    if blank_form:
        return False
    if document_type in NEEDS_PERSON:
        return people or _names_tested(text[:40_000])
    if document_type in CASE_TYPES and _names_case(text[:40_000]):
        return True
    guessed = document_type == "unknown" or probability < GUESS
    if type_restricted or (guessed and _names_tested(text[:40_000])):
        return True
    return (guessed or document_type in INCIDENT_TYPES) and _names_injured(text[:40_000])


def _names_injured(text: str) -> bool:
    """A named person and an injury or treatment of that person: by labels, else in one sentence."""
    for match in INJURED_LABEL.finditer(text):
        name = (match["a"] or match["b"]).strip(" _.,")
        if not NOTHING.match(name) and any(character.isalpha() for character in name) and _hurt(text):
            return True
    for sentence in _SENTENCE.finditer(text):
        said = sentence.group()
        if INJURY.search(said) and not NO_INJURY.search(said) and _has_name(said):
            return True
    return False


def _names_tested(text: str) -> bool:
    """A test of somebody's body, and a name where the form asks whose."""
    if not TEST.search(text):
        return False
    names = (match["who"].strip(" _.,") for match in TESTED_LABEL.finditer(text))
    return any(not NOTHING.match(name) and any(letter.isalpha() for letter in name) for name in names)


def _names_case(text: str) -> bool:
    """One worker's limits or duties, and that worker's name where the form asks for it."""
    if not CASE.search(text):
        return False
    names = (re.split(r"\s{2,}|\t", match["who"].strip(" _.,"))[0] for match in CASE_LABEL.finditer(text))
    return any(name_and_title(name)[0] is not None for name in names)


def _hurt(text: str) -> bool:
    """Whether an injury or its treatment is described at all."""
    labelled = any(not NOTHING.match(match["v"]) and match["v"].strip(" _") for match in INJURY_LABEL.finditer(text))
    return labelled or (bool(INJURY.search(text)) and not NO_INJURY.search(text))


def _has_name(sentence: str) -> bool:
    if _INITIALED.search(sentence):
        return True
    return any(as_name(match.group()) is not None for match in _CAPITALS.finditer(sentence))
