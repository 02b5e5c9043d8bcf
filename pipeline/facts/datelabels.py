"""Step 5, foundation of the date finder: the words before a date -> the role the date plays."""

import re

from pipeline.facts.names import name_and_title

GENERIC = "performed"
"""A bare "Date:" on a record tells when the thing was done."""

# The word that says which day a label asks for. First pattern that ends last before the date wins, so the order
# is: roles whose label holds another role's words first.
_ROLES: tuple[tuple[str, str], ...] = (
    (
        "review_due",
        r"next (?:scheduled |annual )?(?:review|revision|inspection|assessment|audit|service|test"
        r"|drill)(?: date)?(?: due)?"
        r"|(?:review|revision|inspection|service|test) (?:is )?due(?: date| on| by)?"
        r"|reviewed again by|review by|to be reviewed by|due for review"
        r"|prochaine (?:révision|revision|inspection)|à réviser",
    ),
    (
        "due",
        r"next (?:regular |committee |safety |scheduled )?meeting(?: date| will be| is)?(?: held"
        r"| scheduled)?(?: on| for)?|due(?: date)?"
        r"|target(?: date)?|(?:by|à) when|(?:done|finish(?:ed)?|submit(?:ted)?|updated?|closed"
        r"|complet(?:ed|e)) by|complete by|required by|deadline|prochaine (?:réunion|rencontre)"
        r"|next(?: [a-zà-ÿ]{2,12}){0,3}|prochaine?s?(?: [a-zà-ÿ]{2,12}){0,3}"
        r"|échéance|d.ici(?: le)?|avant le",
    ),
    (
        "expiry",
        r"expir(?:es?|y|ed|ation|ing)(?: date)?(?: on)?|valid (?:until|to|through|thru)"
        r"|good (?:until|till|through|to)|recert\w{0,9} (?:by|due|date)"
        r"|renew(?:al)?(?: by| date| due)?|valable jusqu.{1,4}|valide jusqu.{1,4}|expire le|date d.expiration",
    ),
    ("born", r"\bd\.?o\.?b\b\.?|date of birth|birth ?date|born|date de naissance"),
    (
        "first_duty",
        r"(?:date of hire|hire date|hired|start date|date started|employment start|first (?:day"
        r"|shift)(?: of (?:work|duty))?|first (?:regular )?dut(?:y|ies)"
        r"|date d.embauche|embauché\w? le)",
    ),
    (
        "sent",
        r"(?:sent|keyed|entered|filed|collected|picked up)(?: in| into| back| to){0,2}(?: the)?"
        r"(?: app| system)?(?: on)?",
    ),
    ("opened", r"(?:date )?opened(?: on)?|received(?: on)?|requested(?: on)?"),
    ("closed", r"(?:date )?closed(?: out)?(?: date| on)?|corrected on|done on|fermée? le|closed out"),
    (
        "previous",
        r"(?:previous|prior|last(?!\s(?:updat|revis|review|amend|modif|gone|went|look|touch|confirm|chang|edit|check))|superse?[cd]e[sd]"
        r"|replaces|cancels)(?:[ \t]+\w{1,14}){0,3}(?: date| dated| of| on| from)?"
        r"|(?:précédente|dernière)(?: \w{1,14}){0,2}"
        r"|first (?:made|drawn up|done)|original(?: issue)?"
        r"|(?:first|originally) (?:adopted|issued|published|written|approved|effective)(?: on| in)?"
        r"|(?:(?:the|see|our|your|his|her) (?:\w{1,14} ){0,2}|clearance )(?:report|letter"
        r"|certificate|audit|invoice) (?:of|dated|from)",
    ),
    (
        "incident",
        r"(?:date|day)(?: and time|/time| & time)? of (?:the )?(?:incident|occurrence|accident"
        r"|injury|event|loss|near[ -]miss|illness|exposure|violation|offence|infraction)"
        r"|(?:incident|accident|injury|occurrence|event|near[ -](?:miss|hit)|close (?:call|shave)) (?:of|on|from)"
        r"|(?:incident|accident|injury|occurrence|event|near[ -]miss)(?: date| occurred| happened"
        r"|/time)(?: and time| & time|/time)?(?: on)?|occurred on|happened(?: on)?|date of near hit"
        r"|date de l.(?:incident|accident|événement)",
    ),
    (
        "printed",
        r"print(?:ed)?(?: date| on)?|generated(?: on| at)?|export(?:ed)?(?: date| on| at)?"
        r"|download(?:ed)?(?: on)?|imprimée?(?: le)?|submitted to app",
    ),
    (
        "signed",
        r"signed(?: and dated)?(?: (?:this|on|at|electronically on))?|sign(?:ature)? date"
        r"|date (?:signed|of signature)|dated(?: this)?|signé\w?(?: à \w{1,20},?)?(?: le)?"
        r"|approv(?:ed|al)(?: date| on)?|date (?:of approval|approved)|date d.approbation"
        r"|(?:approved|signed|authori[sz]ed|accepted|reviewed and approved) by [^,.;:\n]{3,40} on"
        r"|approuvée?(?: le)?|fait (?:à \w{1,20},? )?le|acknowledged(?: on)?",
    ),
    (
        "meeting",
        r"meeting (?:date|held|of)(?: on)?|date of (?:the )?meeting"
        r"|minutes of(?: the)?(?:[ \t]+\w{1,14}){0,5} (?:meeting|held)(?: of| on| held on)?"
        r"|(?:date de la |tenue? le )(?:réunion|rencontre)?"
        r"|(?:réunion|rencontre|séance) tenue(?: le)?|réunion du(?: \w{4,9})?|séance (?:du|tenue le)"
        r"|procès-verbal du|date of (?:talk|toolbox talk)|(?:toolbox )?talk date",
    ),
    (
        "effective",
        r"(?:takes effect|comes into (?:force|effect))(?: on)?|effective(?: date| as of| from| on)?"
        r"|(?:good|valid) from|in (?:force|effect)(?: from| since| as of)?"
        r"|date of effect|adopted(?: on)?|en vigueur(?: le| depuis le)?|date d.entrée en vigueur",
    ),
    (
        "revised",
        r"(?:last )?(?:revis(?:ed|ion)|reviewed|updated?|amended)(?! (?:and \w{2,12} )?by\b)(?: date| on)?"
        r"|(?:date of (?:last )?|date (?:last )?)(?:revision|revised|reviewed|review|update"
        r"|updated)|review(?: date| on)?"
        r"|(?:last )?(?:looked|gone|went) (?:at|over|through)(?: again)?(?: on)?"
        r"|last (?:touched|confirmed|changed|edit(?:ed)?)(?: on)?|re-?done(?: on)?"
        r"|rev\.?(?: date| \w{1,4}(?:\.\d{1,2})?)?|(?:révisée?|mise? à jour|modifiée?)(?: le)?"
        r"|date de (?:révision|mise à jour)|version(?: date| [\d.]{1,6})?|edition",
    ),
    (
        "issued",
        r"(?:written(?: up)?|typed|signed in|made|submitted|entered|filed) by [^,.;:\n]{3,40}?(?: on)?"
        r"|(?:looked into|investigated) by [^.;\n]{3,60} on"
        r"|(?:issued?|issuance|certified|certificate|awarded|award|granted|delivered|delivery"
        r"|prepared|invoice|report|letter|reported|published|publication|posted)(?: date| on"
        r"|d on)?"
        r"|date (?:of )?(?:issue|issued|certification|report|reported|award|publication|notice)"
        r"|date d.émission|délivrée? le|émise? le",
    ),
    ("on_site", r"(?:on[- ]site|audit)(?: days?| dates?| work){0,2}(?= ?:)"),
    (
        "performed",
        r"(?:report|investigation|file) (?:closed|completed|finished|signed off)(?: on)?"
        r"|(?:inspection|inspected|drill|exercise|training|course|session|orientation|assessment"
        r"|assessed|evaluation|evaluated|service|serviced|work|job|test|tested|tour|walk"
        r"|investigation|completion|complet(?:ed|e)|audit|visit|conducted|performed|held|done|finished"
        r"|created|measured|sampled|observed|shift|talk|entry|permit|interview|monitoring)"
        r"(?:/time| and time| & time)?(?: date| day| done| conducted| performed| completed| held)?(?: on)?"
        r"|date (?:and time )?(?:of )?(?:the )?(?:inspection|inspected|drill|exercise|training"
        r"|course|session|orientation|assessment|assessed|evaluation|service|work|job|test|tour"
        r"|visit|investigation|completion|completed|conducted|performed|done|prepared|audit|walk"
        r"|talk|entry)"
        r"|(?:date )?out|returned to service|back in service"
        r"|(?:effectuée?|réalisée?|complétée?|donnée?) le|date (?:de l.|d.|de la "
        r"|de )(?:inspection|exercice|formation|évaluation|visite|orientation|essai)",
    ),
    (
        "period",
        r"(?:w(?:ee)?k|month|quarter|season) (?:of|starting|beginning|commencing|ending)(?: [a-z]{3,9}\.?,?)?"
        r"|semaine du",
    ),
    ("from", r"(?:starting |as )?from|à compter du|dès le"),
    (
        "period",
        r"period(?: covered| ending| of)?|between|through|to|jusqu.au|du|au",
    ),
    ("performed", r"when|quand|date(?: ?/ ?time| and time| & time)?|datée? du|on|le|day|as of|en date du"),
)

_COMPILED = tuple((role, re.compile(rf"(?<![^\W_])(?:{pattern})(?!\w)", re.I)) for role, pattern in _ROLES)
_LAST = len(_COMPILED) - 1
_PERIOD = _LAST - 2

# "|Template| HSE-TPL-005 Rev. 2, 2024-05-06": the day of the empty paper, never of what is written on it.
OF_TEMPLATE = re.compile(r"\btemplate\b", re.IGNORECASE)
# A form's own edition: "Form SF-12 Rev. 3", "F-07 rev 2", in a footer or a header.
FORM_EDITION = re.compile(
    r"\b(?:form|f-|frm|doc(?:ument)?\.?)\s?(?:no\.?|number|id|#|\d|[a-z]{1,5}-)"
    r"|\brev\.?\s?[\dA-Z]{0,3}\b|\bversion\b",
    re.I,
)
# A place to sign on the same line makes a bare date the signing date.
SIGNING = re.compile(
    r"\b(?:signature|signed|sign here|sign[ée]|initials?|approved by|approuvé par"
    r"|authori[sz]ed by)\b",
    re.I,
)
# A label that asks for a date, at the end of a line or before something that may not be readable.
ASKS_DATE = re.compile(
    r"(?<![^\W_])(?P<label>(?:[A-Za-zÀ-ÿ'/&]{2,14}[ \t]){0,3}(?:date|dated?)(?: and time| & time"
    r"| ?/ ?time)?(?:[ \t](?:of|de|d')[ \t]?[A-Za-zÀ-ÿ' ]{3,24}?|[ \t](?:signed|completed"
    r"|issued|inspected|approved|prepared|performed|conducted))?)"
    r"[ \t]{0,3}(?P<hint>\([^()\n]{3,16}\))?[ \t]{0,2}(?P<end>[:_]|$|[ \t]{2,})",
    re.I,
)
# A label that is the word alone, as printed under a signature line.
ONLY_DATE = re.compile(r"^\W{0,3}(?:date(?: signed)?|dated)\W{0,3}(?:\([^()\n]{3,16}\))?\W{0,3}$", re.I)
# "on 12 May at about 1:30 pm": a story that gives the hour tells when it happened.
AT_CLOCK = re.compile(
    r"[\s,]{0,3}(?:at|around|about|vers|à)\s(?:about |around |approximately |approx\.? |environ )?"
    r"\d{1,2}\s?(?::|h|am|pm|a\.m)",
    re.I,
)
# "Signed: J. Doe, President", "(sgd) J. Doe": a signer in type.
_SIGNER = re.compile(
    r"(?<![\w/])(?:signed(?: by)?|sign[ée]e?(?: par)?|approved by|approuvée? par|authori[sz]ed by)"
    r"\s{0,2}:?\s{0,3}(?P<v>\S.{2,60})$"
    r"|(?<![\w/])(?:/s/|\((?:s|sgd\.?|signed)\))\s{0,3}(?P<w>\S.{2,60})$",
    re.I,
)
# ", brakes adjusted 6 June": the date belongs to what the sentence goes on with.
_CLAUSE = re.compile(r",\s{0,2}(?-i:[a-zà-ÿ]{3,})\s{1,2}(?-i:[a-zà-ÿ]{3,})")
# "Reported by: J. Doe   Date:": the label that names somebody is answered; the next one asks for the date.
_DATE_AFTER_VALUE = re.compile(r":[^:]{0,40}\bdate\b", re.I)
NAMED_PARTY = frozenset({"issued", "performed", "revised", "review_due"})
FIELD_GAP = re.compile(r"\s{3,}|\t|\|")
"""What parts the fields of a line; a sentence has none within it."""
FARTHEST = 70
"""Characters between a date and the label it answers."""


def role_before(text: str) -> tuple[str, bool] | None:
    """The role that the words before a date give it and whether the label is a bare "date"; None without a label."""
    tail = text[-FARTHEST:]
    gap = max((found.end() for found in FIELD_GAP.finditer(tail)), default=0)
    return _role_in(tail[gap:], 0) or (_role_in(tail, gap) if gap else None)


def _role_in(tail: str, gap: int) -> tuple[str, bool] | None:
    """The role that a label in ``tail`` gives; one before the last gap must stand right at it."""
    best: tuple[int, int, int, str] | None = None
    for rank, (role, pattern) in enumerate(_COMPILED):
        for match in pattern.finditer(tail):
            between = tail[match.end() :]
            said = len(between.strip(" \t:.-–—_,()|*#"))
            if (
                said > (3 if role in {"from", "period"} else 22)
                or _CLAUSE.search(between)
                or (said and match.end() < gap)
            ):
                continue
            if role in NAMED_PARTY and _DATE_AFTER_VALUE.search(between):
                continue
            key = (match.end(), match.end() - match.start(), -rank, role)
            if best is None or _better(key, best):
                best = key
    if best is None:
        return None
    return best[3], -best[2] == _LAST


def signed_before(text: str) -> bool:
    """Whether a text ends with a label of signing and the signer's name, so that a date behind it is of the signing."""
    match = _SIGNER.search(text.rstrip(" \t,;-–—|()")[-120:])
    return match is not None and name_and_title((match["v"] or match["w"] or "").strip(" :"))[0] is not None


def _better(key: tuple[int, int, int, str], best: tuple[int, int, int, str]) -> bool:
    """Bare words lose to labels that say more; among labels the one nearest to the date wins, then the longer."""
    weak, best_weak = -key[2] >= _PERIOD, -best[2] >= _PERIOD
    if weak != best_weak:
        return not weak if key[0] + 14 >= best[0] else False
    return key[:3] > best[:3]
