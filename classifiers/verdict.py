"""From the readers' scores to calibrated probabilities, and whether a person should look."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from classifiers.encoder import Floats
from classifiers.heads import LABELS, softmax

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
#: a mail to which two readers together give no label this share is read by the third
DOUBT = 0.6
#: what the names of the settings begin with that weigh three readers
THIRD = "third_"


def expected_cost(probabilities: Floats) -> float:
    """Return what filing under the likeliest label costs, on average."""
    return float(probabilities @ COSTS[:, int(probabilities.argmax())])


def is_doubted(network: Floats, plain: Floats) -> bool:
    """Tell whether the mean of both readers gives no label a share of `DOUBT`."""
    return float((softmax(network) + softmax(plain)).max()) < 2 * DOUBT


def mixed(
    network: Floats,
    plain: Floats,
    settings: Mapping[str, float],
    transformer: Floats | None = None,
) -> Floats:
    """Return calibrated probabilities from the readers' logits (last axis: labels)."""
    readers = {"network": network, "plain": plain}
    prefix = ""
    if transformer is not None:
        readers["transformer"], prefix = transformer, THIRD
    total = np.array([settings.get(f"{prefix}bias_{label}", 0.0) for label in LABELS], np.float32)
    for name, scores in readers.items():
        total = total + scores * settings.get(f"{prefix}{name}", 1.0)
    return softmax(total)
