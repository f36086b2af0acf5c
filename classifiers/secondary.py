"""Secondary labels: what a mail is besides its first label."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from classifiers.heads import LABELS, sigmoid
from classifiers.layers import Floats
from classifiers.reading import Reading

#: names in the settings of what `secondary_traits` tells, and of the constant beside them
TRAITS = ("also_head", "also_most", "also_sum")
CONSTANT = "also_constant"
#: asks of one kind beyond this many say no more
ENOUGH = 3.0


def secondary_traits(reading: Reading) -> Floats:
    """Return [labels, 3]: log odds by the mail's own head, the surest ask, asks in all."""
    assert reading.also is not None
    sure = np.clip(reading.also, 1e-4, 1 - 1e-4)
    asks = np.array([ask.probabilities for ask in reading.asks]).reshape(-1, len(LABELS))
    most = asks.max(axis=0, initial=0.0)
    together = np.minimum(asks.sum(axis=0), ENOUGH)
    return np.stack([np.log(sure / (1 - sure)), most, together], axis=1)


def secondary_scores(reading: Reading, settings: Mapping[str, float]) -> Floats:
    """Return how likely each label is of some part of the mail, [labels]."""
    # without settings, the mail's own head alone
    own = float(TRAITS[0] not in settings)
    weights = np.array([settings.get(name, own * (name == TRAITS[0])) for name in TRAITS])
    return sigmoid(secondary_traits(reading) @ weights + settings.get(CONSTANT, 0.0))
