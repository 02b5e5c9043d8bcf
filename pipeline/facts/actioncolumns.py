"""Step 5, part of the action finder: what the columns of action and finding tables are called."""

import re

from pipeline.facts.grids import Kinds

# Headers of action and finding tables, English and French.
ACTION_COLUMNS: Kinds = (
    (
        "closed",
        re.compile(
            r"\b(?:clos(?:ed|ure)|date completed|completed(?: on| date)?|completion"
            r"|(?<!was )(?<!been )(?<!work )(?<!we )(?<!we'll )(?<!be )done|date done"
            r"|finished|résolu|fermé|complété|fait|fini)\b",
            re.I,
        ),
    ),
    (
        "action",
        re.compile(
            r"\b(?:what (?:was|has been|will be|must be|is to be) (?:done|put right)|what (?:we|to|i"
            r"|you) (?:will )?(?:do|did)|we did|have to do"
            r"|answer(?! by|ed)|response given|reply given)\b|^(?:to[- ]do|fix|à faire|suivi"
            r"|(?:what )?we will(?: do)?)$",
            re.I,
        ),
    ),
    (
        "finding",
        re.compile(
            r"\bwhat(?:['’]s| is| was)? (?:wrong|found|you said|not (?:fine|ok|right|good))\b"
            r"|^(?:found|flag|(?:you|they|she|auditor) said)$",
            re.I,
        ),
    ),
    (
        "due",
        re.compile(
            r"\b(?:due|target|by when|deadline|complete by|to be done(?! by)|échéance|à faire pour|pour le"
            r"|when|quand|before"
            r"|avant)\b",
            re.I,
        ),
    ),
    (
        "owner",
        re.compile(
            r"\b(?:responsib\w{1,8}|owner|assigned|by who\w?|whose|who(?!['’]s\b)(?! (?:said|saw|from)\b)|action by"
            r"|lead|accountable"
            r"|person in charge|person to answer|responsable|(?:answered|done|actioned|to be done) by)\b"
            r"|^persons?$|^qui$",
            re.I,
        ),
    ),
    ("status", re.compile(r"\b(?:status|open/closed|state|statut|état)\b", re.I)),
    (
        "raised",
        re.compile(
            r"\b(?:date (?:raised|opened|reported|identified|found|received|of concern)|opened|raised|set down"
            r"|ouvert|date)\b",
            re.I,
        ),
    ),
    (
        "action",
        re.compile(
            r"\b(?:(?:corrective |preventive |follow[- ]?up |required )?actions?(?: item| required"
            r"| taken| to be taken)?|recommendations?|remed\w{1,8}|correction|mesures?)\b",
            re.I,
        ),
    ),
    (
        "finding",
        re.compile(
            r"\b(?:findings?|defici\w{1,8}|observations?|concerns?|issues?|non[- ]?conform\w{1,8}"
            r"|unsafe|defects?|hazards?(?: identified| found| noted)?|problem|constat\w{0,6}|anomalie|écart"
            r"|préoccupations?|matter"
            r"|comments?|notes?|remarks?)\b",
            re.I,
        ),
    ),
    (
        "description",
        re.compile(r"\b(?:description|details?|items?|task|summary|sujet|point|discussion)\b|^what$", re.I),
    ),
    (
        "severity",
        re.compile(
            r"\b(?:severity|priority|a ?/ ?b ?/ ?c|risk|class|rank(?:ing)?|colou?r|priorité"
            r"|gravité)\b",
            re.I,
        ),
    ),
    ("by", re.compile(r"^(?:(?:to be )?(?:fixed|corrected|repaired|done) )?(?:by|par):?$", re.I)),
    ("source", re.compile(r"\b(?:source|origin|came from|from|reference|ref|d.où ça vient)\b", re.I)),
)
