"""From both readers' scores to calibrated probabilities, and whether a person should look."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from classifiers.heads import LABELS, softmax
from classifiers.layers import Floats

#: what it costs to file a mail of the row's label under the column's; order of LABELS
COSTS: Floats = np.array(
    [
        [0.0, 0.5, 0.6, 1.0, 1.0],
        [0.3, 0.0, 0.2, 0.6, 0.7],
        [0.3, 0.2, 0.0, 0.6, 0.7],
        [0.2, 0.2, 0.2, 0.0, 0.2],
        [0.2, 0.2, 0.2, 0.1, 0.0],
    ],
    np.float32,
)


def expected_cost(probabilities: Floats) -> float:
    """Return what filing under the likeliest label costs, on average."""
    return float(probabilities @ COSTS[:, int(probabilities.argmax())])


def mixed(network: Floats, plain: Floats, settings: Mapping[str, float]) -> Floats:
    """Return calibrated probabilities from both readers' logits (last axis: labels)."""
    bias = np.array([settings.get(f"bias_{label}", 0.0) for label in LABELS], np.float32)
    return softmax(
        network * settings.get("network", 1.0) + plain * settings.get("plain", 0.0) + bias
    )
