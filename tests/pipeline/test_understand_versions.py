from pipeline.model import Document, Page, ReadDocument
from pipeline.understand import link_versions, understand
from tests.pipeline.making_pages import EMPLOYER, answer, scan_text, text_page

POLICY = (
    "Health and Safety Policy\n"
    "Alder Ridge Excavating Ltd. is committed to a workplace free of injury. Managers provide equipment and time.\n"
    "Supervisors see that hazards are assessed before work begins. Workers follow the rules and report dangers.\n"
)


def document(source: str, page: Page, document_type: str, family: str) -> ReadDocument:
    made = Document(source * 32, page.number, page.number, 1.0)
    seen = understand(made, [page], f"{source}.pdf", EMPLOYER, lambda sample: answer(document_type, family))
    return ReadDocument(seen, (page,), f"{source}.pdf")


def groups(*documents: ReadDocument) -> list[int]:
    names = [read.understanding.version_group for read in link_versions(documents)]
    return [names.index(name) for name in names]


def inspection(day: str, note: str, who: str = "Jane Doe", unit: str = "4410 8812 3307") -> str:
    return (
        f"SHOP INSPECTION REPORT\nDate: {day}   Site: Hinton\nInspected by: {who}\nWalkways clear yes\n"
        "Extinguishers full yes\nLadders sound yes\n"
        f"Kit complete yes\nMeters read {unit}\nRemarks: {note}"
    )


def test_a_rescan_shares_the_group_of_its_original() -> None:
    original = document(
        "aa", text_page(inspection("2026-01-05", "loose rung on the shop ladder")), "workplace_inspection", "inspection"
    )
    rescan = document(
        "bb", scan_text(inspection("2026-01-05", "loose rnng on the shop laddcr")), "workplace_inspection", "inspection"
    )
    assert groups(original, rescan) == [0, 0]


def test_the_next_month_on_the_same_form_is_another_document() -> None:
    january = document("aa", text_page(inspection("2026-01-05", "loose rung")), "workplace_inspection", "inspection")
    february = document("bb", text_page(inspection("2026-02-05", "loose rung")), "workplace_inspection", "inspection")
    assert groups(january, february) == [0, 1]


def test_two_undated_records_on_one_form_are_not_merged() -> None:
    first = document("aa", text_page(inspection("______", "loose rung")), "workplace_inspection", "inspection")
    second = document("bb", text_page(inspection("______", "wet floor")), "workplace_inspection", "inspection")
    assert groups(first, second) == [0, 1]


def test_two_records_of_one_day_by_different_people_are_two() -> None:
    one = document("aa", text_page(inspection("2026-01-05", "loose rung")), "workplace_inspection", "inspection")
    two = document(
        "bb",
        text_page(inspection("2026-01-05", "wet floor", "Omar Poe", "9921 7754 1180")),
        "workplace_inspection",
        "inspection",
    )
    assert groups(one, two) == [0, 1]


def test_editions_of_one_policy_share_a_group_and_other_policies_do_not() -> None:
    now = document("aa", text_page(POLICY + "Signed: Dana Roe  Date: 2026-01-05"), "hs_policy", "policy")
    old = document(
        "bb",
        text_page(
            "Health and Safety Policy 2023\n"
            "Alder Ridge provides equipment and training. Workers report hazards.\n"
            "Signed: Max Roe  Date: 2023-02-01"
        ),
        "hs_policy",
        "policy",
    )
    other = document(
        "cc", text_page(POLICY.replace("Health and Safety Policy", "Respirator Policy")), "element_policy", "policy"
    )
    assert groups(now, old, other) == [0, 0, 2]


def test_a_group_is_named_after_its_first_document() -> None:
    now = document("aa", text_page(POLICY), "hs_policy", "policy")
    copy = document("bb", scan_text(POLICY), "hs_policy", "policy")
    linked = link_versions((now, copy))
    assert {read.understanding.version_group for read in linked} == {now.understanding.document.id}
    assert link_versions(()) == ()
