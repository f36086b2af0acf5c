"""The same network as `classifiers.encoder` and `classifiers.heads`, in PyTorch for training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from classifiers.encoder import Batch, windows
from classifiers.heads import ASK_SCORES, LABELS, SCALE, SENTENCE_CLASSES
from classifiers.layers import BRANCHES, EMBEDDING, FEATURES, LEFT, WIDTH

STATE = 192
SUMMARY = 192
PIECE = 128
HEADS = {
    "state": (2 * EMBEDDING + 4, STATE),
    "context": (3 * STATE, STATE),
    "attend": (STATE, 1),
    "summary": (EMBEDDING + 2 * STATE, SUMMARY),
    "label": (SUMMARY, len(LABELS)),
    "also": (SUMMARY, len(LABELS)),
    "urgent": (SUMMARY, 1),
    "sentence": (STATE, SENTENCE_CLASSES),
    "piece_context": (STATE, PIECE),
    "clause": (3 * PIECE, PIECE),
    "clause_context": (3 * PIECE, PIECE),
    "mark": (PIECE, 3),
    "span": (4 * PIECE + STATE, PIECE),
    "ask": (PIECE, ASK_SCORES),
}


@dataclass(frozen=True, slots=True)
class Scores:
    """Logits for a batch; ``asks`` for the stretches that were given."""

    label: Tensor
    also: Tensor
    urgent: Tensor
    sentence: Tensor
    marks: Tensor
    asks: Tensor


@dataclass(frozen=True, slots=True)
class Inputs:
    """A batch as tensors; ``spans`` [a, 3]: first piece, last piece + 1, sentence.

    The marked asks come first among them; ``worth`` [a] says how far each is one.
    ``clauses`` [c]: the pieces that begin one.
    """

    batch: Batch
    embedded: Tensor
    places: Tensor
    spans: Tensor
    worth: Tensor
    clauses: Tensor


class Network(nn.Module):
    """Encoder layers (all but the table) and heads."""

    def __init__(self, encoder: Mapping[str, np.ndarray], seed: int, dropout: float) -> None:
        super().__init__()
        torch.manual_seed(seed)
        weights = {name: torch.tensor(array) for name, array in encoder.items()}
        for name, (wide, out) in HEADS.items():
            weights[f"{name}_w"] = torch.randn(wide, out) * (1.0 / wide) ** 0.5
            weights[f"{name}_b"] = torch.zeros(out)
        weights["piece_w"] = torch.randn(FEATURES, PIECE) * (1.0 / FEATURES) ** 0.5
        self.w = nn.ParameterDict({name: nn.Parameter(t) for name, t in weights.items()})
        self.encoder_names = frozenset(encoder)
        self.drop = nn.Dropout(dropout)

    def forward(self, inputs: Inputs) -> Scores:
        """Score a batch."""
        batch = inputs.batch
        features = self._features(inputs.embedded, batch)
        owners, sentence_of = torch.tensor(batch.owners), torch.tensor(batch.sentence_of)
        lengths = torch.tensor(batch.lengths, dtype=torch.float32)
        count = len(batch.lengths)
        sums = torch.zeros(count, FEATURES).index_add(0, sentence_of, features)
        totals = torch.zeros(batch.mails, FEATURES).index_add(0, owners, sums)
        pieces = torch.zeros(batch.mails).index_add(0, owners, lengths)
        both = self._vectors(torch.cat([sums, totals]), torch.cat([lengths, pieces])) * SCALE
        own, mail = self.drop(both[:count]), self.drop(both[count:])
        joined = torch.cat([own, mail.index_select(0, owners), inputs.places], dim=1)
        states = self.drop(self._in_context(torch.relu(self._linear("state", joined)), owners))
        summary = self._summary(mail, states, owners, batch.mails)
        context = self._linear("piece_context", states).index_select(0, sentence_of)
        piece_states = self.drop(torch.relu(self.drop(features) @ self.w["piece_w"] + context))
        return Scores(
            label=self._linear("label", summary),
            also=self._linear("also", summary),
            urgent=self._linear("urgent", summary)[:, 0],
            sentence=self._linear("sentence", states),
            marks=self._marks(piece_states, inputs.clauses, owners.index_select(0, sentence_of)),
            asks=self._asks(piece_states, states, inputs.spans),
        )

    def _linear(self, name: str, x: Tensor) -> Tensor:
        return x @ self.w[f"{name}_w"] + self.w[f"{name}_b"]

    def _features(self, embedded: Tensor, batch: Batch) -> Tensor:
        w = self.w
        # [5, pieces, 1]: whether the neighbour at each distance stands in the same sentence
        present = torch.from_numpy((windows(batch) < len(batch.pieces)).T[:, :, None])
        low = embedded @ w["proj"] + w["proj_b"]
        low = nn.functional.layer_norm(low, (3 * WIDTH,), w["ln1_g"], w["ln1_b"], 1e-12)
        parts = [embedded]
        for index, (n, left) in enumerate(BRANCHES):
            inside = present[LEFT - left : LEFT - left + n]
            part = low[:, index * WIDTH : (index + 1) * WIDTH]
            for layer in (name for name in ("1", "2") if f"w{name}_{n}" in w):
                seen = torch.cat([_moved(part, slot - left) * inside[slot] for slot in range(n)], 1)
                part = torch.relu(seen @ w[f"w{layer}_{n}"] + w[f"b{layer}_{n}"]) + part
            parts.append(part)
        whole = torch.cat(parts, dim=1)
        return nn.functional.layer_norm(whole, (FEATURES,), w["ln2_g"], w["ln2_b"], 1e-12)

    def _vectors(self, sums: Tensor, lengths: Tensor) -> Tensor:
        w = self.w
        counts = lengths[:, None]
        mean = (sums @ w["cnn_W"] + counts * w["cnn_b"]) / counts.sqrt()
        first = torch.relu(mean @ w["d0"])
        second = torch.relu(mean @ w["p1"] + first @ w["d1"])
        third = torch.relu(second @ w["d2"])
        return nn.functional.normalize(torch.tanh(second @ w["p3"] + third @ w["d3"]), dim=1)

    def _in_context(self, states: Tensor, owners: Tensor, name: str = "context") -> Tensor:
        same = (owners[1:] == owners[:-1])[:, None]
        edge = torch.zeros(1, states.shape[1])
        before = torch.cat([edge, states[:-1] * same])
        after = torch.cat([states[1:] * same, edge])
        seen = self._linear(name, torch.cat([before, states, after], dim=1))
        return states + torch.relu(seen)

    def _marks(self, pieces: Tensor, clauses: Tensor, owners: Tensor) -> Tensor:
        count = len(clauses)
        ends = torch.cat([clauses[1:], torch.tensor([len(pieces)])])
        clause_of = torch.repeat_interleave(torch.arange(count), ends - clauses)
        sums = torch.zeros(count, PIECE).index_add(0, clause_of, pieces)
        mean = sums / (ends - clauses)[:, None]
        index = clause_of[:, None].expand(-1, PIECE)
        most = torch.full((count, PIECE), -1e9).scatter_reduce(0, index, pieces, "amax")
        joined = torch.cat([mean, most, pieces.index_select(0, clauses)], dim=1)
        states = self.drop(torch.relu(self._linear("clause", joined)))
        return self._linear("mark", self._in_context(states, owners[clauses], "clause_context"))

    def _summary(self, mail: Tensor, states: Tensor, owners: Tensor, mails: int) -> Tensor:
        scores = self._linear("attend", states)[:, 0]
        raised = (scores - scores.max().detach()).exp()
        share = raised / torch.zeros(mails).index_add(0, owners, raised)[owners]
        mean = torch.zeros(mails, STATE).index_add(0, owners, states * share[:, None])
        index = owners[:, None].expand(-1, STATE)
        most = torch.full((mails, STATE), -1e9).scatter_reduce(0, index, states, "amax")
        joined = torch.cat([mail, mean, most], dim=1)
        return self.drop(torch.relu(self._linear("summary", joined)))

    def _asks(self, pieces: Tensor, states: Tensor, spans: Tensor) -> Tensor:
        if not len(spans):
            return torch.zeros(0, ASK_SCORES)
        first, last, sentence = spans.unbind(1)
        lengths = last - first
        steps = torch.arange(int(lengths.max()))
        places = (first[:, None] + steps).clamp(max=len(pieces) - 1)
        inside = (steps < lengths[:, None])[:, :, None]
        own = pieces.index_select(0, places.reshape(-1)).view(*places.shape, PIECE)
        mean = (own * inside).sum(1) / lengths[:, None]
        most = own.masked_fill(~inside, -1e9).amax(1)
        before, after = pieces.index_select(0, first - 1), pieces.index_select(0, last)
        within = states.index_select(0, sentence)
        joined = torch.cat([mean, most, before, after, within], dim=1)
        return self._linear("ask", self.drop(torch.relu(self._linear("span", joined))))


def _moved(rows: Tensor, distance: int) -> Tensor:
    """Return *rows* with the neighbour at *distance* in each one's place, zeros at the edge."""
    if distance == 0:
        return rows
    edge = torch.zeros(abs(distance), rows.shape[1])
    if distance > 0:
        return torch.cat([rows[distance:], edge])[: len(rows)]
    return torch.cat([edge, rows[:distance]])[: len(rows)]
