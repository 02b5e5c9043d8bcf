"""Step 5, foundation of the signature finder: the words that ask for, or stand for, a signature."""

import re

# A place to sign; the party before or after it says whose.
SIGN_LABEL = re.compile(
    r"(?<!\w)(?:(?P<before>(?:[A-Za-zÀ-ÿ'’&/\-]{1,16}[ \t]){0,3}?)(?:signatures?|sign here"
    r"|sign[- ]?off|initials)(?P<after>[ \t](?:of|du|de la|de l.|de"
    r"|d.)[ \t]?[A-Za-zÀ-ÿ' \-]{3,30}?)?"
    r"|(?P<by>(?:(?:reviewed|approved|authori[sz]ed|inspected|completed|prepared|acknowledged"
    r"|accepted|conducted|witnessed)(?: and (?:signed"
    r"|approved))? by[ \t]{0,2}\(sign(?:ature)?\))|signed(?: by)?|signé\w? par"
    r"|signée?)(?![ \t](?:on|this|at|le|and|off|in|copy|copies)\b))"
    r"[ \t]{0,2}(?P<end>\([^()\n]{2,30}\))?[ \t]{0,2}(?=[:_]|$|[ \t]{2,}|[ \t](?=(?-i:[A-ZÀ-Þ/_])))",
    re.I,
)
# Labels that only name a party; a place to sign when ink stands at it or a line is drawn to sign on.
PARTY_LABEL = re.compile(
    r"(?<!\w)(?P<party>(?:employer|employee|worker|management|labour)? ?co-?chair(?:person)?"
    r"|chair(?:person)?|worker|employee|trainee|supervisor|foreman|manager|owner|president"
    r"|trainer|instructor|assessor|evaluator"
    r"|inspector|operator|driver|issuer|receiver|presenter|approved by|reviewed by"
    r"|authori[sz]ed by|inspected by|conducted by|completed by|prepared by|general manager"
    r"|travailleur|superviseur|employé|président|formateur|leader|approuvé par)"
    r"(?:[ \t]\([^()\n]{2,24}\))?[ \t]{0,2}(?=[:_])",
    re.I,
)
# "/s/ Jane Doe", "(sgd) J. Doe", "(s) J. Doe": a signature in type; "worker(s)" is a plural.
TYPED_SIGN = re.compile(
    r"(?<![\w/])(?:/s/|\((?:s|sgd\.?|signed|signé\w?|original signed(?: by)?)\)|sgd\.?(?=[ \t:]))"
    r"[ \t:]{0,3}(?P<name>[^\n_|(]{2,48})",
    re.I,
)
# Sign-off of an application or a certificate-backed signature as it prints itself.
APP_SIGN = re.compile(
    r"(?<!\w)"
    r"(?:(?:electronically|e-?)[ -]?signed|signed (?:electronically|via|through|in app|using)"
    r"|signature électronique|signé électroniquement|submitted and signed|app sign[- ]?off"
    r"|acknowledged electronically|e-?signature"
    r"|signature (?:captured|recorded|collected)(?: (?:in|by|via|on|with) [\w.-]{1,14}){0,2})(?:[ \t]{0,2}(?:by|par|:"
    r"|-)){0,2}[ \t]{0,2}(?P<name>[^\n|@]{0,60})",
    re.I,
)
DIGITAL_SIGN = re.compile(
    r"(?:digitally signed|docusigned)(?: by|:)?[ \t]{0,2}(?P<name>[^\n|]{0,60})|signature certificate"
    r"|docusign[ \t]{0,2}:?[ \t]{0,2}envelope(?: id)?(?P<envelope>[^\n|]{0,60})"
    r"|signature numérique",
    re.I,
)
# What ends a signer's name inside a sentence.
NAME_END = re.compile(r"\s(?:on|at|dated?|le|via|using|with)\b|[;|(<\[]|\s{2,}|\bDate\b|\d", re.I)
# Words right of a signature label that are the next label, not a signature.
NEXT_LABEL = re.compile(
    r"\b(?:date|title|position|name|print(?:ed)?(?: name)?|company|employer|phone|time|role"
    r"|titre|nom|poste|worker|supervisor|signature"
    r"|initials?)\b(?:\s?\([^()\n]{1,20}\))?\s?(?:[:_]|$|\s{2})",
    re.I,
)
# Columns of a sign-in sheet.
SIGN_COLUMN = re.compile(r"\b(?:signatures?|initials?|sign[- ]?(?:in|off|on)|signé)\b", re.I)

# Titles of the columns beside it.
COLUMN_TITLE = re.compile(
    r"\b(?:(?:print(?:ed)? )?names?|nom|company|employer|date|title|position|time in|print|trade|crew|worker|attendee"
    r"|employee|entreprise|poste|#)",
    re.I,
)

_PARTIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "trainer",
        re.compile(
            r"trainer|instructor|facilitator|assessor|evaluator|presenter|observer|formateur"
            r"|orientation (?:given|conducted|provided)|examiner",
            re.I,
        ),
    ),
    ("chair", re.compile(r"chair|président", re.I)),
    ("reviewer", re.compile(r"review|approv|authori[sz]|management|vérifi|approuv|issuer", re.I)),
    (
        "manager",
        re.compile(
            r"manager|president|owner|c\.?e\.?o\b|director|superintendent|gestionnaire|directeur"
            r"|directrice|propriétaire|senior|employer",
            re.I,
        ),
    ),
    ("supervisor", re.compile(r"supervisor|foreman|foreperson|lead hand|superviseur|contremaître", re.I)),
    ("inspector", re.compile(r"inspect|inspected|mechanic|technician", re.I)),
    ("investigator", re.compile(r"investigat|enquêt", re.I)),
    (
        "worker",
        re.compile(
            r"worker|employee|trainee|operator|driver|student|participant|new hire|travailleur|employé"
            r"|visitor|receiver",
            re.I,
        ),
    ),
    ("author", re.compile(r"prepared|completed|reported|conducted|recorded|secretary|written", re.I)),
    ("attendee", re.compile(r"attendee|crew|member|witness", re.I)),
)


def party_of(text: str) -> str | None:
    """Whose signature a label asks for: worker, trainer, manager, reviewer, chair …; None when it does not say."""
    return next((party for party, pattern in _PARTIES if pattern.search(text)), None)
