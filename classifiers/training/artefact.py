"""A trained model to the two files that are shipped: model.npz, plain arrays without pickle, and its card."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, astuple
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from classifiers.features import FEATURES_VERSION
from classifiers.learned import RETRAIN, SCHEMA_VERSION, LearnedModel
from classifiers.training.fit import Mix

LIMITS = (
    "All texts were written for this project; figures are of firms held out of training, written by the same hands.",
    "English, with French for the most used types; other languages come out as unknown or doubtful.",
    "Probabilities are of the family; they are calibrated on held-out firms with recognition noise.",
    "Words outside the training texts count only by their pieces; a page of few words is never sure.",
)


def write_artefact(
    target: Path, model: LearnedModel, mix: Mix, figures: Mapping[str, Any], data: Mapping[str, Any]
) -> dict[str, Any]:
    """Write ``model.npz`` and ``card.json``.

    Args:
        target: Folder of both.
        figures: What was measured on held-out firms.
        data: What the model was trained on.

    Returns:
        The card.
    """
    content = _packed(model)
    card = {
        "schema_version": SCHEMA_VERSION,
        "features_version": FEATURES_VERSION,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "made": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "command": RETRAIN,
        "versions": _versions(),
        "data": dict(data),
        "features": len(model.vocabulary),
        "held_out": dict(figures),
        "mix": asdict(mix),
        "combiner": asdict(model.combiner),
        "limits": list(LIMITS),
    }
    target.mkdir(parents=True, exist_ok=True)
    (target / "model.npz").write_bytes(content)
    (target / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return card


def _versions() -> dict[str, str]:
    import numpy as np
    import sklearn

    return {"scikit-learn": sklearn.__version__, "numpy": np.__version__}


def _packed(model: LearnedModel) -> bytes:
    import numpy as np

    buffer = BytesIO()
    np.savez_compressed(
        buffer,
        vocabulary=np.frombuffer("\n".join(model.vocabulary).encode(), np.uint8),
        rarity=np.asarray(model.rarity, np.float32),
        weights=model.weights,
        scale=model.scale.astype(np.float32),
        bias=model.bias.astype(np.float32),
        labels=np.frombuffer("\n".join(model.labels).encode(), np.uint8),
        combiner=np.asarray(astuple(model.combiner), np.float64),
    )
    return buffer.getvalue()
