"""Question numbers of older editions, where the present list is not public: they carry their edition in the id."""

from rules.load import load_pack

OLD_NATIONAL = [
    "1.6", "2.8", "3.1", "3.2", "3.4", "3.5", "4.2", "4.4", "4.5", "5.2", "6.3", "6.4", "6.5", "7.6", "9.10", "10.10",
    "11.5", "11.8", "11.9", "11.10", "13.1",
]  # fmt: skip
ESC_2015 = ["A2", "A3", "A4", "A5", *(f"B{n}" for n in range(1, 13)), "C1a", "C1b", "C1c", "C2", "C3"]
ESC = load_pack("ab-esc")
NATIONAL = load_pack("ca-cfcsa")


def test_energy_safety_canadas_old_numbers_carry_their_edition() -> None:
    numbered = [one.id for one in ESC.questions if one.id != one.canonical]
    assert sorted(numbered) == sorted(["A.1.a", *(f"2015-{number}" for number in ESC_2015)])
    place = {one.id: one.element for one in ESC.questions}
    assert {place[f"2015-B{n}"] for n in (8, 9, 10)} == {"D"}
    assert {place[f"2015-B{n}"] for n in (1, 2, 3, 4, 5, 6, 7, 11, 12)} == {"B"}


def test_energy_safety_canadas_list_says_which_records_to_pull() -> None:
    kinds = {rule.question: rule.sampling for rule in ESC.rules}
    assert {name for name in numbered_2015() if kinds[name].kind == "all_employees"} == {
        "2015-A2",
        "2015-A4",
        "2015-C3",
    }
    assert kinds["2015-B5"].kind == "all_positions"
    assert (kinds["2015-B10"].kind, kinds["2015-B10"].role) == ("holders_of_role", "inspector")
    quarterly = {name for name in numbered_2015() if kinds[name].cadence == "quarterly"}
    assert quarterly == {"2015-B9", "2015-B12"}
    assert all(kinds[name].basis == "instrument" for name in quarterly)


def numbered_2015() -> list[str]:
    return [f"2015-{number}" for number in ESC_2015]


def test_old_national_numbers_are_looked_at_on_site_and_stand_under_their_element() -> None:
    numbered = [one for one in NATIONAL.questions if one.id != one.canonical]
    assert [one.id for one in numbered] == [f"old-{number}" for number in OLD_NATIONAL]
    assert all(one.primary_method == "observation" and one.prepares for one in numbered)
    assert all(one.element == one.id.removeprefix("old-").split(".")[0] for one in numbered)
    assert all(one.requirement_fr for one in numbered)
