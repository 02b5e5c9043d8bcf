"""Step 5, foundation of the signature finder: how a typed name is said to stand for a signature."""

import re

# Who signs, before or behind the word of signing: "New hand signs", "CO-CHAIRS SIGN   worker", "Signed for employer".
_PARTY = (
    r"(?:(?:for |pour )?(?:the |l'|le |la )?(?:worker|employee|employer|management|foreman|supervisor|manager"
    r"|hand|sup\.?|attendant|operator|driver|mechanic|trainer|trainee|patient|student|team member|co-chairs?|chair"
    r"|owner|crew|lead"
    r"|travailleur|employeur|contremaître|superviseur|employé)(?:'?s)?)"
)
# "Signed A. Bird", "Signatures Jade N.   A.K.", "Foreman signs L Askew": a word of signing and, behind it, a name.
SIGNED_BY = re.compile(
    rf"(?:(?<=^)|(?<=[ \t|.;:,)\]]))(?P<label>(?:(?:new )?{_PARTY}[ \t])?(?:signed(?:[ \t]off)?|signatures?"
    r"|sign(?:s|[- ]?off)?|signée?s?)(?:[ \t](?:by|par|both))?(?:[ \t]?\([^()\n]{2,24}\))?)[ \t]{0,3}:?[ \t]{1,3}"
    rf"(?:{_PARTY}[ \t]{{1,3}})?(?=(?P<rest>(?-i:[A-ZÀ-Þ/])[^\n|]{{1,90}}))",
    re.I,
)
# "Approved M. Roy 2026-02-03": a name and a day behind the word; a bare "Approved: M. Roy" only says who may approve.
APPROVAL = re.compile(
    r"(?:(?<=^)|(?<=[ \t]{2})|(?<=[.;|]\s))(?P<label>(?:approved|authori[sz]ed|approuvée?)"
    r"(?:[ \t](?:by|par|electronically))?)[ \t]{0,2}:[ \t]{0,3}(?=(?P<rest>(?-i:[A-ZÀ-Þ])[^\n|]{1,60}))",
    re.I,
)
# "I declare that this is true. Name: Jo Ray".
DECLARED = re.compile(
    r"\b(?:is|are) (?:complete and )?true\b[^\n]{0,40}?\bname[ \t]{0,2}:[ \t]{0,3}"
    r"(?=(?P<rest>(?-i:[A-ZÀ-Þ])[^\n|]{1,60}))"
    r"(?P<label>)",
    re.I,
)
# Who taught and by that issued a ticket.
INSTRUCTOR = re.compile(
    r"^[ \t]{0,8}(?P<label>(?:instructor|trainer|examiner|issued by|instructed by|taught by|formateur|instructeur))"
    r"[ \t]{0,2}:?[ \t]{1,3}(?=(?P<rest>(?-i:[A-ZÀ-Þ])[^\n|]{1,60}))",
    re.I,
)
APPROVED_BY = re.compile(
    r"(?:(?<=^)|(?<=[ \t|.;:,)\]]))(?P<label>(?:approved|authori[sz]ed|adopted|accepted|approuvée?|adoptée?"
    r"|autorisée?)(?:[ \t](?:by|par))?)[ \t]{1,3}"
    r"(?P<rest>(?-i:[A-ZÀ-Þ])[^\n|]{1,40}?\d{1,4}[-/ .,'’]{0,2}\w{2}[^\n|]{0,20})",
    re.I,
)
# "Yours truly," over a name.
VALEDICTION = re.compile(
    r"^\s{0,40}(?:yours (?:truly|sincerely|faithfully)|sincerely(?: yours)?|respectfully(?: yours| submitted)?"
    r"|(?:kind |best )?regards|cordialement|bien à vous|veuillez agréer[^\n]{0,80})\s{0,2}[,.]?\s{0,4}$",
    re.I,
)
# "Hi Jo," opens a mail or a note.
GREETING = re.compile(
    r"^\s{0,8}(?:hi|hello|hey|dear|good (?:morning|day|afternoon)|bonjour|salut)\b[^\n:]{0,30}[,!]?\s{0,4}$", re.I
)
# "From: Petra Lindqvist" at the head of a memo.
SENDER = re.compile(
    r"(?:^|\s{2})\s{0,8}(?:from|de)[ \t]{0,2}:[ \t]{0,3}(?P<who>[^\n,<(]{3,40}?)(?=\s{2}|$|[,<(])", re.I
)
TRAILING_PARTY = re.compile(r"[ ](?:employer|worker|management|employee|labour|site|shop|yard)$", re.I)
LEADING_PARTY = re.compile(rf"^{_PARTY}[ \t]{{1,3}}(?=[A-ZÀ-Þ])", re.I)
# A clock beside a signing: the stamp of an application.
STAMP = re.compile(r"(?<![\d:])\d{1,2}[:h]\d{2}(?::\d{2})?(?![\d:])")
# What an application prints round what was tapped into it.
APP_PAGE = re.compile(
    r"\b(?:mobile|app|web|tablet) (?:export|form|report|submission)\b|\bexported\b|\bsubmission id\b|\bsynced\b|\bGPS\b"
    r"|\b(?:submitted|completed|captured|signed) (?:from|via|in|on|through) (?:the )?(?:app|tablet|phone|mobile|device)"
    r"|\bstatus\s{0,2}:\s{0,2}(?:closed|complete[d]?|submitted|final|synced|signed)\b",
    re.I,
)
# What was tapped: "Jo Ray   signed 03-JUN-26 07:04", "Closed by Jo Ray 07:19 PST", "tapped in 07:02".
APP_TAP = re.compile(
    r"\b(?:(?:e-?)?signed(?:[ -](?:on|off|in|out))?|sign[ -]?(?:off|on|in|out)|tapped(?: in)?|acknowledged|checked in"
    r"|(?:closed|submitted|completed|approved|accepted|confirmed|reviewed|entered) by)\b"
    r"(?P<stamp>[^\n]{0,60}?\d{1,2}:\d{2}[^\n]{0,10})",
    re.I,
)
# "signed 06:58": hands do not put the minute beside their name, twice on a page at that.
SIGNED_AT = re.compile(r"\bsigned (?:at )?\d{1,2}:\d{2}\b", re.I)
# A clock as programs print it: with a zone, with AM or PM behind a day, right behind the word.
APP_CLOCK = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?[ \t]?(?:[AP]M[ \t]?)?(?:[ECMPAN][SD]T|NST|UTC|Z)\b|^[ \t]\d{1,2}:\d{2}[ \t]?[AP]M"
    r"|\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}"
)
# "OK by: M. Roy", "Agreed: M. Roy": said at the foot of a paper, where a signature goes.
FOOT_BY = re.compile(
    r"^\s{0,8}(?:(?:ok(?:'?d|ayed)?|approved|agreed|accepted|authori[sz]ed|check(?:ed)?|endorsed)(?: by)?"
    r"|(?:approuvé|accepté)\w?(?: par)?)[ \t]{0,3}:?[ \t]{1,3}(?P<rest>(?-i:[A-ZÀ-Þ])[^\n]{1,70})$",
    re.I,
)
# "I. Castellane /s/", "G. Stavely (electronic signature)", "T. Orr (typed)".
NAMED_AS_SIGNED = re.compile(
    r"(?P<name>[^:|\n]{3,40}?)[ \t]{1,3}(?:/s/|\((?:typed|signed|sgd\.?|electronic signature|e-signature"
    r"|signature on file|original signed|signé\w?)\b[^()\n]{0,30}\))",
    re.I,
)
ASIDE = re.compile(r"\((?:typed|signed|sgd|electronic|e-mailed|original|name typed)[^()\n]{0,60}\)", re.I)
# What may stand before a word of signing that begins a field of its own.
OPENS = re.compile(r"[ \t]{2}$|[.;:,|)\]][ \t]*$|\d[ \t]$|^[A-ZÀ-Þ\W]+[ \t]$")
# "Approved by M. Roy on 3 May" tells of it.
TOLD = re.compile(r"\s(?:on|at|in|le)\s\S+[^.]*\.?$")
BEHIND = (SIGNED_BY, APPROVED_BY, APPROVAL, DECLARED)
# What parts one signer from the next or from the day.
CELLS = re.compile(r"\s{2,}|\t|[|;]|,\s|\s/\s|\s(?:and|et|&)\s")
# A form's number: HSE-TPL-002, E-31190.
CODED = re.compile(r"[A-Z]-?\d{2}|\brev\b|\bv\d", re.I)
# Days, clocks and page numbers beside a name.
NUMBERS = re.compile(
    r"\b(?:\d[\d:/.,'’h-]*(?:st|nd|rd|th|er)?|(?:jan|feb|f[ée]v|mar|apr|avr|may|mai|june?|juin|jul|juil|aug|ao[uû]t|sep|oct"
    r"|nov|dec|d[ée]c)[a-zéû]{0,6}\.?|date|dated|on|le|this)(?=\W|$)",
    re.I,
)
INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?){2,3}(?:-?[A-ZÀ-Þ]\.?)?|[A-ZÀ-Þ]\.-?[A-ZÀ-Þ]\.?(?:-[A-ZÀ-Þ]\.?)?")
