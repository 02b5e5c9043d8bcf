"""Step 5, finder: a document -> its title, whose it is, which site and which language."""

import re
from collections.abc import Iterator

from pipeline.facts.headings import title_of
from pipeline.facts.identity_words import COMPANY
from pipeline.facts.reading import Line, PageReading, Reading
from pipeline.model import Fact, Profile

LETTERHEAD_LINES = 8
HEAD_LINES = 4
LANGUAGE_WORDS = 4_000

LEGAL_FORM = re.compile(
    r"\b(?:ltd|limited|inc|incorporated|corp|corporation|llc|llp|lp|ltée|ltee|enr|ulc|co"
    r"|company|the)\b\.?",
    re.I,
)
# Types whose letterhead is naturally another firm's: the provider, the maker, the regulator, the contractor.
FOREIGN_BY_NATURE = frozenset(
    """
    training_certificate first_aid_certificate sds legislation safety_handout not_evidence
    contractor_prequalification contractor_evaluation contractor_orientation pm_record previous_audit wcb_form
    unknown fit_test health_monitoring driver_file resources
    """.split()
)
SITE_LABEL = re.compile(
    r"\b(?:site|location|branch|yard|facility|project|work ?site|place|where|lieu|chantier"
    r"|établissement)(?: name| location)?\s{0,2}[:#]\s{0,3}(?P<v>[^:\n]{2,60}?)(?=\s{2,}"
    r"|\s\w{2,12}:|$)",
    re.I,
)

# A postal address names the town of an office, not the site a document is about.
ADDRESS = re.compile(
    r"\b\d{1,6}[A-Za-z]?,?[ \t](?:[A-Z][\w.'’-]{0,20}[ \t]){1,4}"
    r"(?:Road|Rd|Street|St|Avenue|Ave|Drive|Dr|Highway|Hwy|Way|Crescent|Boulevard|Blvd|Lane|Place|Chemin|Rue)\b"
    r"|\b[A-Z]\d[A-Z][ -]?\d[A-Z]\d\b|\bP\.?O\.? ?Box\b"
    r"|^\W{0,3}[A-Z][\w.' -]{2,24},[ \t]{1,2}(?:Alberta|British Columbia|Saskatchewan|Manitoba"
    r"|Ontario|Qu[eé]bec|New Brunswick|Nova Scotia"
    r"|AB|BC|SK|MB|ON|QC|NB|NS|NL|PE)\b"
)
ENGLISH = frozenset(
    "the of and to in is for are be with that this by or on as at from shall must will all not any".split()
)
FRENCH = frozenset(
    "le la les des du et à en est pour que dans sur par une un au aux sont doit être qui avec ou ce cette".split()
)
_WORD = re.compile(r"[^\W\d_]{1,20}")


def find(reading: Reading) -> Iterator[Fact]:
    """Facts "title", "company" (role "client" or "other") and "site" (value the engagement's name of it)."""
    if not reading.pages:
        return
    title = title_of(reading.pages[0])
    if title is not None:
        yield Fact("title", title.text, reading.cite(title.line), "identity")
    yield from _company(reading)
    yield from _site(reading)


def _company(reading: Reading) -> Iterator[Fact]:
    client = _mention(reading, (reading.profile.client, *reading.profile.client_aliases))
    if client is not None:
        yield Fact("company", reading.profile.client, reading.cite(client), "identity", "client")
    other = _letterhead(reading.pages[0], reading.profile)
    if other is not None:
        name, line = other
        yield Fact("company", name, reading.cite(line), "identity", "other")


def _mention(reading: Reading, names: tuple[str, ...]) -> Line | None:
    """The first line that names the client, legal form aside."""
    wanted = [key for name in names if len(key := plain_company(name)) >= 3]
    for page in reading.pages:
        for line in page.lines:
            text = f" {plain_company(line.text)} "
            if any(f" {key} " in text for key in wanted):
                return line
    return None


def plain_company(name: str) -> str:
    """A firm's name in lower case without its legal form and signs, for comparison."""
    return " ".join(re.findall(r"\w+", LEGAL_FORM.sub(" ", name.lower().replace("&", " and "))))


def _letterhead(page: PageReading, profile: Profile) -> tuple[str, Line] | None:
    """Another firm named at the head or the foot of the first page."""
    own = {plain_company(name) for name in (profile.client, *profile.client_aliases)}
    lines = [line for line in page.lines if line.text.strip()]
    for line in (*lines[:LETTERHEAD_LINES], *lines[-2:]):
        if ":" in line.text and not line.text.lower().lstrip().startswith(
            ("company", "employer", "compagnie", "entreprise")
        ):
            continue
        for match in COMPANY.finditer(line.text[:200]):
            key = plain_company(match["name"])
            if key and not any(key in name or name in key for name in own if name):
                return match["name"].strip(), line
    return None


def _site(reading: Reading) -> Iterator[Fact]:
    """The engagement's site: by a label first, else by the only site the text names."""
    named: dict[str, Line] = {}
    labelled: tuple[str, Line] | None = None
    first = reading.pages[0].page.number
    for page in reading.pages:
        for line in page.lines:
            sites = [] if ADDRESS.search(line.text) else _sites_in(line.text, reading.profile)
            label = SITE_LABEL.search(line.text) if sites else None
            if label is not None and labelled is None:
                inside = _sites_in(label["v"], reading.profile)
                if len(inside) == 1:
                    labelled = (inside[0], line)
            for site in sites:
                named.setdefault(site, line)
    head = [(site, line) for site, line in named.items() if line.index < HEAD_LINES and line.page == first]
    if labelled is not None:
        yield Fact("site", labelled[0], reading.cite(labelled[1]), "identity", "labelled")
    elif len(head) == 1:
        yield Fact("site", head[0][0], reading.cite(head[0][1]), "identity", "head")
    elif len(named) == 1:
        site, line = next(iter(named.items()))
        yield Fact("site", site, reading.cite(line), "identity", "named")
    elif named:
        for site, line in named.items():
            yield Fact("site", site, reading.cite(line), "identity", "one of several")


def _sites_in(text: str, profile: Profile) -> list[str]:
    """Sites a text names, longest alias first so that "North Yard" is not read as "North"."""
    lowered = f" {' '.join(_WORD_OR_NUMBER.findall(text.lower()))} "
    found: list[str] = []
    aliases = sorted(
        ((alias, site.name) for site in profile.sites for alias in (site.name, *site.aliases)),
        key=lambda pair: -len(pair[0]),
    )
    for alias, name in aliases:
        key = f" {' '.join(_WORD_OR_NUMBER.findall(alias.lower()))} "
        if len(key) > 4 and key in lowered:
            lowered = lowered.replace(key, " ")
            if name not in found:
                found.append(name)
    return found


_WORD_OR_NUMBER = re.compile(r"\w+")


def language_of(text: str) -> str | None:
    """The words "en" or "fr" by everyday words; None for too little text."""
    words = [word.lower() for word in _WORD.findall(text[: LANGUAGE_WORDS * 8])][:LANGUAGE_WORDS]
    english = sum(word in ENGLISH for word in words)
    french = sum(word in FRENCH for word in words)
    if french > 1.3 * english and french >= 3:
        return "fr"
    return "en" if english or len(words) >= 8 else None
