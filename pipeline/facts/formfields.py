"""Step 5, foundation of the form finder: places to fill that no colon marks, and whether anything was put there."""

import re

from pipeline.facts.places import written

LONGEST_QUESTION = 100
MOST_LABEL_WORDS = 5

UNDERSCORES = re.compile(r"_{3,}|\.{8,}|…{3,}|-{12,}")
# An unticked box; a cross may stand behind it instead of in it.
UNTICKED = re.compile(r"[☐□◻❏❑○](?![ \t]{0,2}[xX✓✔](?!\w))|\[ {0,3}\](?![ \t]{0,2}[xX✓✔](?!\w))|\( {1,3}\)")
TICKED = re.compile(
    r"[☑☒✓✔✗✘◼■●]|\[ {0,2}[xX✓✔] {0,2}\]|\( {0,2}[xX✓✔] {0,2}\)|(?:\[ {0,3}\]|[☐□])[ \t]{0,2}[xX](?!\w)"
)
# A number or a letter that asks for a line of its own: "1.", "(a)", "3)".
BARE_NUMBER = re.compile(r"^\s{0,12}(?:\(?(?:\d{1,2}|[a-h])[.)]|[-•*]|\d{1,2})\s{0,4}$")
NUMBERING = re.compile(r"^\s{0,12}(?:\(?(?:\d{1,2}|[a-h])[.)]|[-•*])\s{1,4}")
# "Did someone show you where to go? yes": a question and what stands behind it.
QUESTION = re.compile(r"^(?P<asked>[^?\n]{6,90})\?(?P<rest>[^\n]{0,60})$")
_CELL = re.compile(r"[^\s]++(?: [^\s]++)*+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|#")

# What forms ask for, English and French; the first word of a field is one of these.
_ASKED = frozenset(
    """
    date time day month year name names position job title trade occupation site location place where who what when
    unit equipment model serial vin plate hours km odometer supervisor foreman worker workers employee operator
    driver inspector inspected crew signed signature signatures initials initial start started finish finished end
    weather temp temperature permit number no # priority status department dept company client customer project
    contractor phone task tasks hazard hazards lead leader present attended attendance regrets absent topic subject
    chair recorder recorded reported incident age hired buddy mentor trainer trained instructor provider course
    expiry expires issued received reviewed checked approved completed prepared conducted performed done supervised
    witness witnesses address town shift vehicle truck trailer make size quantity lot reading result results
    comments remarks notes follow-up technician mechanic labour parts complaint cause correction action actions
    owner due target revision page file ticket license licence occurred injured body treatment attendant
    qualification patient group area building floor room house home branch return returned closed opened verified
    wind sky road bridge tank line pressure level score mark grade percent nom noms heure lieu poste employé
    travailleur chantier contremaître superviseur métier embauche unité équipement quart sujet présents présences
    animateur inspecteur signé remis âge adresse téléphone machine numéro témoin témoins
    """.split()
)
_BESIDE = frozenset(
    """
    of the and & or for on at by to in a an de du la le les des et ou par pour à en if any all your this our last
    first next both print printed (print) sign team member person people new co-chair co manager office safety
    health job-site type kind code used required needed plan form sheet record in/out am pm yes no y n
    """.split()
)


def count_uncoloned(text: str) -> tuple[int, int]:
    """Fields asked for and filled on a line without colons.

    "Name      Date      Unit" asks for three; "Name Jo Ray      Date Mar 3" has two filled; "1." asks for one.
    """
    if BARE_NUMBER.match(text):
        return 1, 0
    if UNTICKED.match(text.lstrip()) or TICKED.match(text.lstrip()):
        return 0, 0  # a box with its words
    text = NUMBERING.sub("", text)
    question = QUESTION.match(text.strip())
    if question is not None:
        rest = " ".join(written(UNTICKED.sub(" ", question["rest"])).split())
        return 1, int(bool(rest) and TICK_WORDS.fullmatch(rest) is None)
    cells = [cell.group() for cell in _CELL.finditer(_spread(text[:300]))]
    told = [_cell(cell) for cell in cells]
    labels = [one for one in told if one is not None]
    if not labels or len(labels) * 2 < len(cells):
        return 0, 0
    return len(labels), sum(labels)


# The answers a question offers to be circled: "yes / no", "Y N n/a".
TICK_WORDS = re.compile(r"(?:(?:yes|no|n/?a|y|n|oui|non|s\.o\.)[ \t/|]{0,6}){2,4}", re.I)


def heads_table(text: str, following: str) -> bool:
    """Whether a line of labels is the header of the filled row under it."""
    cells, under = (_spread(one.strip()).split("\t") for one in (text, following))
    told = [cell for cell in under if written(cell)]
    return len(cells) >= 3 and len(told) >= 2 and sum(_cell(cell) is not None for cell in told) * 2 < len(told)


def _spread(text: str) -> str:
    """Two blanks and more, bars and tabs part the fields of a line."""
    return re.sub(r"[ ]{2,}|\t", "\t", text)


def _cell(cell: str) -> int | None:
    """0 for a label alone, 1 for a label with its value, None for words that ask for nothing."""
    words = _WORD.findall(cell.lower())
    if not words or words[0] not in _ASKED:
        return None
    rest = UNDERSCORES.sub(" ", cell)
    lead = 0
    for word in words:
        if word not in _ASKED and word not in _BESIDE:
            break
        lead += 1
    if any(character.isdigit() for character in rest):
        return 1 if len(words) <= 12 else None
    if lead == len(words):
        return 0 if len(words) <= MOST_LABEL_WORDS else None
    answered = any(piece[:1].isupper() for piece in rest.split()[1:]) or len(words) > MOST_LABEL_WORDS
    return int(answered) if len(words) <= 12 else None
