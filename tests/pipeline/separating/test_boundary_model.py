import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.separating.boundary_model import (
    SCHEMA_VERSION,
    BoundaryModel,
    BoundaryModelError,
    Tree,
    load_boundary_model,
    packed,
    shipped_model,
)
from pipeline.separating.lexicon import Lexicon

STUMP = Tree((0, -1, -1), (0.5, 0.0, 0.0), (1, -1, -1), (2, -1, -1), (0.0, -2.0, 2.0))
SMALL = BoundaryModel(("title",), (STUMP,), 0.0, 1.0, 0.0, Lexicon({"minutes": 1.0}, {"signed": 1.5}, {"": 4.0}))


def written(folder: Path, told: dict[str, Any], **changed: Any) -> Path:
    content = json.dumps(told).encode()
    card = {"schema_version": SCHEMA_VERSION, "sha256": hashlib.sha256(content).hexdigest()} | changed
    (folder / "boundaries.json").write_bytes(content)
    (folder / "card.json").write_text(json.dumps(card))
    return folder


def test_what_is_packed_is_read_again(tmp_path: Path) -> None:
    model = load_boundary_model(written(tmp_path, packed(SMALL)))
    assert model == SMALL
    assert model.odds({"title": 1.0}) > 1.0 > model.odds({"title": 0.0})


def test_the_shipped_model_is_whole_and_knows_words() -> None:
    model = shipped_model()
    assert len(model.trees) > 50 and len(model.names) > 50
    assert model.lexicon.opening and model.lexicon.closing and len(model.lexicon.rarity) > 1_000


@pytest.mark.parametrize("spoil", ["missing", "truncated", "changed", "other_version", "no_card", "card_is_a_list"])
def test_a_damaged_model_is_refused_with_the_way_out(tmp_path: Path, spoil: str) -> None:
    written(tmp_path, packed(SMALL))
    file, card = tmp_path / "boundaries.json", tmp_path / "card.json"
    if spoil == "missing":
        file.unlink()
    elif spoil == "truncated":
        file.write_bytes(file.read_bytes()[:-20])
    elif spoil == "changed":
        file.write_bytes(file.read_bytes().replace(b"2.0", b"9.0", 1))
    elif spoil == "other_version":
        written(tmp_path, packed(SMALL), schema_version=SCHEMA_VERSION + 1)
    elif spoil == "no_card":
        card.unlink()
    else:
        card.write_text("[]")
    with pytest.raises(BoundaryModelError, match="Write the model anew with"):
        load_boundary_model(tmp_path)


@pytest.mark.parametrize(
    "nodes",
    [
        [[0, 0.5, 0, 2, 0.0], [-1, 0, -1, -1, 1.0], [-1, 0, -1, -1, 1.0]],  # leads back to itself
        [[0, 0.5, 1, 7, 0.0], [-1, 0, -1, -1, 1.0]],  # leads nowhere
        [[4, 0.5, 1, 2, 0.0], [-1, 0, -1, -1, 1.0], [-1, 0, -1, -1, 1.0]],  # asks for a feature there is not
        [[0, 0.5, 1]],
        [],
    ],
)
def test_trees_that_would_not_end_are_refused(tmp_path: Path, nodes: list[list[float]]) -> None:
    told = packed(SMALL) | {"trees": [nodes]}
    with pytest.raises(BoundaryModelError, match="damaged"):
        load_boundary_model(written(tmp_path, told))


def test_separating_needs_no_training_library() -> None:
    code = (
        "import sys\nfrom pipeline.separate import separate\nfrom pipeline.model import Page, TextOrigin\n"
        "pages = [Page(n, 'Minutes\\nDate: 2026-01-0%d' % n, TextOrigin.EMBEDDED, 'x') for n in (1, 2)]\n"
        "assert separate('0' * 64, pages)\n"
        "print([name for name in ('sklearn', 'scipy', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
