"""Step 5, part of the certificate finder: the words tickets use, English and French."""

import re

# The words before the holder's name: on the same line, or as a line of its own over the name.
HOLDER = re.compile(
    r"(?:\b(?:(?:certif(?:y|ies)|says?|confirms?|attests?|declares?|say|be it known) that|(?:has"
    r"|have) certified|awarded to"
    r"|presented to|issued to|granted to|conferred (?:up)?on|completed by|décernée? à|certifie que"
    r"|atteste que|remise? à)"
    r"|(?:^|\s{2}|[|.;]\s)(?:name of (?:employee|worker|holder|student|participant|trainee|driver)|name"
    r"|holder|student|employee|trainee|worker|participant|candidate|operator|driver|learner"
    r"|subject|wearer|person|who|nom|titulaire|travailleur)(?:'s)?(?: name)?\s{0,2}(?:\(print\w{0,3}\))?"
    r"(?:\s{0,2}[:|]|\s(?=(?-i:[A-ZÀ-Þ]))))\s{0,3}(?P<v>[^\n]{0,80})",
    re.I,
)
# "Jo Hill completed …": the sentence of a plain statement of attendance.
DID = re.compile(
    r"\s{1,2}(?:has |have |a )?(?:completed|attended|passed|took part|participated|met|suivi|réussi|sat)\b", re.I
)
# What stands between the holder and the course.
EARNED = re.compile(
    r"\b(?:(?:has |have )?(?:successfully |satisfactorily )?(?:completed|passed|attended|took part|fulfilled"
    r"|met|sat through|finished"
    r"|participated in|trained (?:in|on))\b|requirements (?:of|for)|is trained (?:in|on)"
    r"|authorized to operate|a suivi(?: avec succès)?"
    r"|a réussi|formation (?:de|en|sur))",
    re.I,
)
# Words of that sentence that name no course yet.
FILLER = re.compile(
    r"^(?:[\s,:;|.]|and\b|passed\b|with\b|a\b|an\b|the\b|in\b|of\b|for\b|on\b|mark\b|\d{1,3}\s?%"
    r"|program(?:me)?\b|course\b|training\b"
    r"|requirements?\b|full\b|(?:[\w½]{1,12}[- ])?(?:half[- ])?(?:hours?|days?)\b|written\b|practical\b"
    r"|parts?\b|test\b|exam\w{0,7}\b"
    r"|following\b|approved\b|la\b|le\b|formation\b|cours\b|avec\b|succès\b|successfully\b|satisfactorily\b"
    r"|to\b|has\b|attended\b"
    r"|completed\b){1,30}",
    re.I,
)
COURSE_END = re.compile(
    r"\s{3,}|\s\|\s|[.;](?:\s|$)|\s(?:on|at|held|dated|le|delivered|with a mark|expir\w{0,5}|issued"
    r"|valid)\s[^\n]{0,80}$|\s[-–—]\s\d|,\s(?:at|on|held)\b"
    r"|\s(?=\(?(?:19|20)\d\d\b)",
    re.I,
)
COURSE_NOUN = re.compile(
    r"\b(?:first aid|cpr|aed|fall|heights?|confined|h2s|whmis|simdut|tdg|forklift|fork lift|lift|operator"
    r"|rigging|rigger"
    r"|hoist\w{0,3}|scaffold\w{0,3}|ground disturbance|supervisor|leadership|auditor|safety|training"
    r"|awareness|orientation"
    r"|respirator|licen[cs]e|excavat\w{1,4}|trench\w{0,4}|premiers soins|secourisme|traffic|flagg\w{1,4}"
    r"|signal\w{1,4}|electric\w{0,4}"
    r"|arc flash|lockout|crane|loader|truck|platform|chain ?saw|abattage|rescue|welding|boat|fire"
    r"|ergonom\w{1,3}|handler|handling"
    r"|control person|class \w{1,2}|certified member|committee|brazing|asbestos|silica|aerial"
    r"|limits of approach|powered?|propane"
    r"|dangerous goods|defensive|driving|wildlife|mental health|violence|investigation)\b",
    re.I,
)
# What a ticket is called, whatever it is for.
GENERIC = re.compile(
    r"^\W{0,4}(?:the )?(?:certificates?|certification|attestation|carte?|card|wallet|statement|transcript"
    r"|operator'?s?|record|copy|copie|front"
    r"|back|recto|verso|photocopie?|both sides?|only|sides?|of|de|du|des|la|le|and|for|keep|this|with|you"
    r"|successful|successfully|completion|achievement"
    r"|attendance|participation|training|competenc[ey]|compétence|qualification|student|id|course|temporary"
    r"|permit|proof|scan(?:s|ned)?|on|cards?|\W|\d)+$",
    re.I,
)
# A day, a number or a word of measure where a course should stand.
NO_COURSE = re.compile(
    r"^(?:(?:course )?dates?\b|hours?\b|minutes?\b|mark\b|score\b|\d|(?:jan|feb|mar|apr|may|june?|july?|aug"
    r"|sep|oct|nov|dec)\w{0,6}\.? \d"
    r"|(?:janv|févr?|mars|avril|mai|juin|juil|août|déc)\w{0,6}\.? \d|the requirements?$)",
    re.I,
)
FIT_TITLE = re.compile(
    r"\b(?:fit|mask|respirator|ajustement)\b[^\n]{0,40}\b(?:test\w{0,3}|fit\w{0,4}|card|record)|\bmask fit"
    r"|\bfit test\w{0,3}|essai d.ajustement",
    re.I,
)
# A school or agency by its name.
SCHOOL = re.compile(
    r"\b(?:schools?|academy|institute|college|collège|cégep|université|university|centre|center|association"
    r"|society|services|co-?op"
    r"|co-?operative|coopérative|foundation|council|commission|ambulance|agency|group|partners"
    r"|consult\w{2,5}|board|league|response|learning"
    r"|lifesav\w{1,4}|rescue & care|training (?:co|inc|ltd|services|partners|solutions|group)|solutions|inc"
    r"|ltd|limited|ltée|enr|clinique|clinic)\b",
    re.I,
)
PROVIDER = re.compile(
    r"\b(?:training (?:agency|provider|partner|organi[sz]ation)|provider|provided by|offered by|issued by"
    r"|issuer|(?:donnée?|offerte?) par"
    r"|organisme|fournisseur|tested by|mobile tester)\s{0,2}:?\s{1,3}(?P<v>(?-i:[A-ZÀ-Þ])[^\n|:]{3,70})",
    re.I,
)
PROVIDER_END = re.compile(
    r"\s{3,}|,\s|\s\(|\.(?:\s|$)|;|\s(?:instructor|moniteur|expir\w{0,4}|course|on|at)\b|\s\d", re.I
)
TEACHES = re.compile(
    r"\b(?:instructor|facilitator|trainer|teacher|examiner|formateur|formatrice|moniteur|monitrice|tester)\b", re.I
)
SIGNS = re.compile(
    r"\b(?:instructor|facilitator|trainer|teacher|examiner|registrar|formateur|formatrice|moniteur|monitrice"
    r"|tester|director|signature|signed"
    r"|evaluator|assessor|authorized|manager|president|sales|scanned|copied)\b",
    re.I,
)
# What only a course's name has: a level, a class, a standard of first aid.
LEVEL = re.compile(
    r"\b(?:level|niveau|class|classe|cpr|rcr|aed|standard|intermediate|basic|emergency"
    r"|operator|competent|advanced)\b",
    re.I,
)
