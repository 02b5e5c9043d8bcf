"""Regular expressions on hostile text: whatever looks at a text ends within its processor time, whatever the text."""

import ast
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import hostile_jobs

from pipeline.facts.finders import FINDERS
from pipeline.isolation import ChildPool, Clocks, Ended, Job, Limits, Sent

ROOT = Path(__file__).parents[2]
PACKAGES = ("pipeline", "rules", "classifiers", "app", "flows", "sample_docs")
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
MANY = 1_000  # a repeat without a bound, or with one that is none
LOOKING = (*(finder.name for finder in FINDERS), *hostile_jobs.LOOKS)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChildPool]:
    limits = Limits(documents=1000, memory_bytes=2 << 30)
    with ChildPool(2, limits, Clocks(40.0, 0.0, 30.0), tmp_path_factory.mktemp("scratch")) as made:
        yield made


def test_everything_that_looks_at_a_text_comes_back(pool: ChildPool) -> None:
    """A child gets so many seconds of processor time for all texts; one that does not come back is named."""
    total = len(list(hostile_jobs.texts()))
    jobs = [Job(what, hostile_jobs.look, (what, 0, total)) for what in LOOKING]
    seen: dict[str, list[str]] = {what: [] for what in LOOKING}
    bad = []
    for event in pool.run(jobs):
        if isinstance(event, Sent):
            seen[event.job.id].append(event.value.what)
        elif isinstance(event, Ended) and event.exception_class is not None:
            bad.append(f"{event.job.id}: {event.exception_class} {event.trace} after {seen[event.job.id][-1:]}")
    assert not bad, "\n".join(bad)
    assert all(len(texts) == total for texts in seen.values())


def patterns() -> Iterator[tuple[str, str, int]]:
    """Every regular expression of the product: constants of its modules, and literals in its calls."""
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            where = file.relative_to(ROOT).as_posix()
            if file.name != "__main__.py":
                module = import_module(where.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
                for name, value in vars(module).items():
                    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                        yield f"{where}: {name}", value.pattern, value.flags
            for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if _is_regex_call(call):
                    yield f"{where}:{call.lineno}", call.args[0].value, 0  # type: ignore[attr-defined]


def _is_regex_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and bool(node.args)
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    )


def nested(tree: Any, inside: bool = False) -> bool:
    """Whether a repeat without a bound stands inside another one."""
    for code, argument in tree:
        repeat = code in REPEATS and argument[1] >= MANY
        if repeat and inside:
            return True
        if any(nested(part, inside or repeat) for part in _parts(code, argument)):
            return True
    return False


def _parts(code: Any, argument: Any) -> list[Any]:
    if code in (*REPEATS, codes.POSSESSIVE_REPEAT):
        return [argument[2]]
    if code is codes.SUBPATTERN:
        return [argument[3]]
    if code is codes.BRANCH:
        return list(argument[1])
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [argument[1]]
    if code is codes.ATOMIC_GROUP:
        return [argument]
    return [one for one in argument[1:] if one] if code is codes.GROUPREF_EXISTS else []


def test_no_repeat_without_bound_stands_inside_another() -> None:
    found = list(patterns())
    assert len(found) > 150
    assert [where for where, pattern, flags in found if nested(parser.parse(pattern, flags))] == []


@pytest.mark.parametrize(
    ("pattern", "bad"),
    [(r"(a+)+", True), (r"(?:\s*\w+)*:", True), (r"(?:a|b+)*", True), (r"(a+){1,3}", False), (r"a+b+", False),
     (r"(?:x{1,9})*", False), (r"(?=(?:a*)*)b", True)],
)  # fmt: skip
def test_the_check_knows_a_nested_repeat(pattern: str, bad: bool) -> None:
    assert nested(parser.parse(pattern, 0)) is bad
