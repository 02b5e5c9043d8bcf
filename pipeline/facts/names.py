"""Step 5, foundation of the finders: a piece of text -> the person it names and the person's title."""

import re

MOST_PARTS = 4
LONGEST_NAME = 48

# Words of forms, titles and places that are written with a capital and are nobody's name.
NOT_NAMES = frozenset(
    """
    accident action actions address agenda all and annual approved area assessment assistant attendance attendees
    audit author board branch building by camp canada certificate certified chair chairperson chief class clerk co
    co-chair committee company completed construction contractor control controls coordinator corrective course
    crew daily date day days department description director division document dr drill driver due each edition
    electrician emergency employee employees employer engineer equipment evaluator event concerns education
    executive expiry facilitator field final fire first floor foreman foreperson form from general good ground
    hazard hazards head health heavy high home hour hours hse identification illness incident incidents industrial
    injury inspected inspection inspections inspector instructor investigation investigator item items job joint
    journeyman labourer lead leader level licence list location lockout loss low maintenance manager management
    mechanic medium meeting member members minutes monthly name names new next no none north number occupational
    office officer ohs oil on operations operator order orientation other owner page part partner permit person
    personal phone plan plant policy position practice prepared president principal print printed procedure
    process program project protective quality quarterly rating reading ready record records recorder regional
    regular report reported reports representative required response responsible review reviewed revision risk
    road role safe safety sales scene second secretary section senior service session shift shop sign signature
    signed site south special staff standard status step street student superintendent supervisor supplier supply
    system target task team technician test the time title to toolbox topic town trade trainee trainer training
    truck type unit up use vehicle version vice visitor warehouse water weather week weekly welder west east work
    worker workers workplace yard year yes your january february march april may june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug
    sep sept oct nov dec mon tue wed thu fri sat sun absents comité compagnie date directeur directrice employé
    entreprise formateur formation gestionnaire inspecteur lieu membre membres nom ordre poste présents président
    présidente procès réunion santé sécurité secrétaire signature superviseur travail travailleur titre ltd inc
    corp limited corporation llc contracting services excavating earthworks group n/a na tbd tba unknown vacant
    regrets guests guest apologies absent present quorum old business adjournment adjourned motion carried
    participants participant visitors visitor trainees students operators drivers members representative foremen
    supervisors instructors inspectors investigators chairs notes attendee presented explained signing sign signed
    for about above after around at before behind below beside between down during into near off onto out over through
    under until upon with without this that these those his her their our your him them
    is are was were be been being has have had did could shall should would may must not never always if
    when where which who whom whose what how why because although
    age under-25 public works mayor reeve councillor councillors warden family famille care qualification school
    academy college institute university centre center association society council union federation résidence hospital
    clinic solutions resources consulting associates partners agency transport
      look hanging harness ladder scaffold forklift tag lint state stated understand understood
    received issued given required completed completion successful successfully certify certifies certified
    sfa cpr aed ppe swp sop flha jha jsa whmis tdg hse hsc ohc johsc jhsc rn lpn cca emt
    result pass fail mask card cards fitting certification
    issuer observer tester presenter examiner evaluator warning register concern criterion height likelihood
    severity roofing electric electrical insulation mechanical plumbing drywall
    painting concrete trucking industries enterprises rentals rental engineering drilling logging landscaping paving
    heating cooling security builders both same see attached below none nobody everyone everybody anyone someone
    """.split()
)
PARTICLES = frozenset({"de", "van", "von", "der", "den", "la", "le", "du", "st", "st.", "al", "bin", "mac", "di", "da"})
TITLE_WORDS = re.compile(
    r"\b(?:president|président\w?|owner|propriétaire|c\.?e\.?o|chief|director|directeur"
    r"|directrice|general manager|managing|manager|gestionnaire"
    r"|supervisor|superviseur|superintendent|foreman|foreperson|lead|coordinator"
    r"|coordonnat\w{2,5}|advisor|officer|operator|labourer|laborer|driver"
    r"|mechanic|technician|welder|electrician|carpenter|engineer|administrator|clerk|assistant"
    r"|worker|representative|rep|member|co-?chair|chair(?:person)?"
    r"|apprentice|journeyman|millwright|estimator|controller|accountant|dispatcher|trainer"
    r"|instructor|inspector|surveyor|pipefitter|scaffolder|vice)\b",
    re.I,
)
# One part of a name: Dana, O'Neil, Jean-Luc, McRae, J., DANA.
NAME_PART = re.compile(
    r"(?:[A-ZÀ-Þ]\.?"
    r"|(?:[A-ZÀ-Þ]['’])?[A-ZÀ-Þ][a-zà-ÿ]{1,20}(?:[A-Z][a-z]{1,15})?(?:-[A-ZÀ-Þ][a-zà-ÿ]{1,20})?"
    r"|[A-ZÀ-Þ]{2,16}(?:-[A-ZÀ-Þ]{2,16})?)"
)
_EDGES = " \t.,;:_-–—*•·|()[]\"'’"
_NUMBERING = re.compile(r"^\s{0,4}(?:\(?\d{1,3}[.)]|[•*·\-–])\s{0,3}")
_HONORIFIC = re.compile(r"^(?:(?:mr|mrs|ms|miss|dr|mme|mlle)\.?\s{1,2}|m\.?\s{1,2}(?=\S{1,24}\s\S))", re.I)


def as_name(text: str) -> str | None:
    """The text when it is one person's name and nothing else: Jane Doe, J. Doe, Doe, Jane; else None."""
    plain = _HONORIFIC.sub("", _NUMBERING.sub("", text[: 2 * LONGEST_NAME]).strip(_EDGES))
    if not 3 <= len(plain) <= LONGEST_NAME or any(character.isdigit() for character in plain):
        return None
    if plain.count(",") == 1:
        last, first = (part.strip() for part in plain.split(","))
        if len(first.split()) > 2 or not last or not first or TITLE_WORDS.search(first):
            return None
        if any(len(part.strip(".")) < 2 for part in last.split()):
            return None  # two people: "D. Roe, P. Poe"
        plain = f"{first} {last}"
    parts = plain.split()
    if not 2 <= len(parts) <= MOST_PARTS or not all(_is_part(part) for part in parts):
        return None
    if plain.isupper() and max(len(part) for part in parts) <= 2:
        return None  # rows of initials
    long_parts = [part for part in parts if len(part.strip(".")) >= 2 and part.lower() not in PARTICLES]
    return " ".join(parts) if long_parts and len(parts[-1].strip(".")) >= 2 else None


def _is_part(part: str) -> bool:
    lowered = part.lower()
    if lowered in PARTICLES:
        return True
    return lowered.strip(".") not in NOT_NAMES and NAME_PART.fullmatch(part) is not None


def name_and_title(text: str) -> tuple[str | None, str | None]:
    """The person and the title of "Jane Doe, Site Manager", "Jane Doe (Worker)" or "Jane Doe - Operator"."""
    plain = text[: 3 * LONGEST_NAME].strip(_EDGES + "\n")
    whole = as_name(plain)
    if whole is not None:
        return whole, None
    for sign in ("(", ",", " - ", " – ", " — ", "/", "  ", ":"):
        left, found, right = plain.partition(sign)
        name = as_name(left) if found else None
        if name is not None:
            title = right.strip(_EDGES)
            return name, title if title and len(title) <= 60 and TITLE_WORDS.search(title) else None
    return None, None


def names_in(text: str) -> tuple[tuple[str, str | None], ...]:
    """The people of a list: "Jane Doe, John Roe (Manager); A. Poe"."""
    found: list[tuple[str, str | None]] = []
    for piece in _pieces(text):
        name, title = name_and_title(piece)
        if name is not None:
            found.append((name, title))
    return tuple(found)


def _pieces(text: str) -> list[str]:
    """Split a list of people at semicolons, bullets and "and"; at commas only where both sides are names."""
    rough = re.split(r"[;•|\t]|\s{3,}|,?\s(?:and|et|&)\s", text[:2_000])
    pieces: list[str] = []
    for piece in rough:
        parts = [part.strip() for part in _outer_commas(piece)]
        held: list[str] = []
        for part in parts:
            if held and as_name(part) is None and as_name(part.partition("(")[0]) is None:
                held[-1] = f"{held[-1]}, {part}"
            else:
                held.append(part)
        pieces.extend(held)
    return pieces


def _outer_commas(text: str) -> list[str]:
    """Split at commas outside brackets."""
    parts, depth, start = [], 0, 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "," and depth <= 0:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]


def name_in_cell(cell: str) -> str | None:
    """A name out of a table cell whose column already says that it holds names; one word alone counts there."""
    text = " ".join(cell.split())
    named = as_name(text) or (as_name(text.title()) if text.isupper() or text.islower() else None)
    if named is not None:
        return named
    alone = len(text.split()) == 1 and text.strip(".-").replace("-", "").isalpha()
    return text if alone and 2 <= len(text) <= 40 and text[0].isupper() and text.lower() not in NOT_NAMES else None
