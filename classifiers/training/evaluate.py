"""Print the figures of the model: ``python -m classifiers.training.evaluate [SPLIT] [FOLDER]``.

Measures the test split (or the one named) with the shipped model (or the one in FOLDER),
beside simple baselines in the same run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from classifiers.layers import Floats
from classifiers.load import load
from classifiers.pieces import Pieces
from classifiers.training import baselines
from classifiers.training.calibrate import LOOK, costs_of
from classifiers.training.corpus import Mail, load_split
from classifiers.training.examples import Example, example_of, gold_labels, located
from classifiers.training.metrics import (
    LABELS,
    Ints,
    Tally,
    calibration_error,
    confusion,
    f1_by_label,
    macro_f1,
    paired,
)
from classifiers.verdict import expected_cost
from daemon.model.label import Label, Prediction

Chooser = Callable[[Sequence[Example]], Ints]
#: authors of the test files written last, unseen while anything was chosen
FRESH = frozenset({"w9", "w10"})
#: the parts of a split: whether their authors are those
PARTS = {"first": False, "fresh": True}
SHORT = {label: label.value[:9] for label in LABELS}


@dataclass(slots=True)
class AskFigures:
    """Asks found and right: the stretch, the stretch with its label, and the due date."""

    span: Tally = field(default_factory=Tally)
    named: Tally = field(default_factory=Tally)
    due: Tally = field(default_factory=Tally)
    question: Tally = field(default_factory=Tally)
    urgent: Tally = field(default_factory=Tally)


def main(arguments: list[str]) -> int:
    """Print every figure for a split."""
    split = arguments[0] if arguments else "test"
    folder = Path(arguments[1]) if len(arguments) > 1 else None
    pieces = Pieces()
    train = [example_of(mail, pieces) for mail in load_split("train")]
    test = [example_of(mail, pieces) for mail in load_split(split)]
    if not test:
        sys.stderr.write(f"the corpus has no {split} files\n")
        return 1
    classifier = load(folder)
    texts = [example.mail.as_text(example.body) for example in test]
    predictions = classifier.predict(texts)
    lines = [f"{len(test)} mails of split {split!r}; model {classifier.version}", ""]
    lines += label_lines(train, test, predictions) + probability_lines(test, predictions)
    lines += ask_lines(test, predictions) + part_lines(test, predictions)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def label_lines(
    train: list[Example], test: list[Example], predictions: list[Prediction]
) -> list[str]:
    """Return macro-F1 by language and difficulty beside the baselines, and by label."""
    gold = gold_labels(test)
    chosen = np.array([LABELS.index(p.label) for p in predictions])
    readers = {
        "majority": baselines.majority(train, test),
        "cue words": baselines.cue_words(test),
        "char n-grams": baselines.char_ngrams(train, test),
        "this model": chosen,
    }
    groups = groups_of(test)
    lines = ["macro-F1" + " " * 12 + "".join(f"{name:>10}" for name in groups)]
    for name, found in readers.items():
        cells = "".join(f"{macro_f1(gold[g], found[g]):10.3f}" for g in groups.values())
        lines.append(f"{name:20}{cells}")
    lines += ["", "F1 by label" + " " * 9 + "".join(f"{SHORT[label]:>11}" for label in LABELS)]
    for name in ("en", "zh", "plain", "hard"):
        row = f1_by_label(confusion(gold[groups[name]], chosen[groups[name]]))
        lines.append(f"{name:20}" + "".join(f"{value:11.3f}" for value in row))
    lines += ["", "gold \\ chosen" + " " * 7 + "".join(f"{SHORT[label]:>11}" for label in LABELS)]
    for label, counts in zip(LABELS, confusion(gold, chosen), strict=True):
        lines.append(f"{label.value:20}" + "".join(f"{count:11}" for count in counts))
    return [*lines, *also_lines(test, predictions)]


def part_lines(test: list[Example], predictions: list[Prediction]) -> list[str]:
    """Return the chief figures of the test files written first and of those written last."""
    lines = ["", "part    language   mails   macro-F1   complaint recall   ask spans   secondary"]
    for name, authors in PARTS.items():
        for lang in ("en", "zh"):
            rows = [
                (example, said)
                for example, said in zip(test, predictions, strict=True)
                if example.mail.lang == lang and (example.mail.author in FRESH) == authors
            ]
            if rows:
                lines.append(f"{name:8}{lang:8}{_chief(*zip(*rows, strict=True))}")
    return lines


def _chief(test: Sequence[Example], predictions: Sequence[Prediction]) -> str:
    gold, sure = gold_labels(test), probabilities_of(predictions)
    figures = AskFigures()
    for example, prediction in zip(test, predictions, strict=True):
        count_asks(figures, example, prediction)
    return (
        f"{len(test):8}{macro_f1(gold, sure.argmax(axis=1)):11.3f}"
        f"{_complaint_recall(gold, sure, predictions):19.3f}{figures.span.f1:12.3f}"
        f"{also_tally(test, predictions).f1:12.3f}"
    )


def _complaint_recall(gold: Ints, sure: Floats, predictions: Sequence[Prediction]) -> float:
    """Return the share of complaints that were labelled so, or left to a person."""
    abstained = np.array([prediction.abstain for prediction in predictions])
    hits = (sure.argmax(axis=1) == gold) | abstained
    return _share(gold == LABELS.index(Label.COMPLAINT), hits)


def groups_of(test: Sequence[Example]) -> dict[str, Ints]:
    """Return the numbers of all mails, those of a language, and of a difficulty."""
    mails = [example.mail for example in test]
    tests: dict[str, Callable[[Mail], bool]] = {
        "all": lambda _: True,
        "en": lambda mail: mail.lang == "en",
        "zh": lambda mail: mail.lang == "zh",
        "plain": lambda mail: not mail.hard,
        "hard": lambda mail: mail.hard,
    }
    return {
        name: np.flatnonzero([belongs(mail) for mail in mails]) for name, belongs in tests.items()
    }


def also_lines(test: Sequence[Example], predictions: Sequence[Prediction]) -> list[str]:
    """Return how well secondary labels are found."""
    tally = also_tally(test, predictions)
    rates = f"(precision {tally.precision:.3f}, recall {tally.recall:.3f})"
    return ["", f"secondary labels    F1 {tally.f1:.3f} {rates} of {tally.gold}"]


def also_tally(test: Sequence[Example], predictions: Sequence[Prediction]) -> Tally:
    """Count secondary labels."""
    tally = Tally()
    for example, prediction in zip(test, predictions, strict=True):
        gold, found = set(example.mail.also), set(prediction.also)
        tally.add(len(gold & found), len(found), len(gold))
    return tally


def probabilities_of(predictions: Sequence[Prediction]) -> Floats:
    """Return [mails, labels]."""
    return np.array([[p.probabilities[label] for label in LABELS] for p in predictions])


def probability_lines(test: list[Example], predictions: list[Prediction]) -> list[str]:
    """Return calibration, the abstention curve, and the complaints that slip through."""
    gold, sure = gold_labels(test), probabilities_of(predictions)
    error = calibration_error(sure, gold)
    lines = ["", f"expected calibration error {error:.3f}", ""]
    lines.append("abstain above   decided   cost a mail   error when decided")
    for line in (0.02, 0.05, LOOK, 0.12, 0.16, 0.2, 0.3, 1.0):
        decided, cost = costs_of(sure, gold, line)
        lines.append(f"{line:13.2f}{decided:10.2f}{cost:14.3f}{_error(sure, gold, line):21.3f}")
    abstained = np.array([prediction.abstain for prediction in predictions])
    chosen = sure.argmax(axis=1)
    complaints = gold == LABELS.index(Label.COMPLAINT)
    recall = _complaint_recall(gold, sure, predictions)
    lines += [
        "",
        f"abstained           {abstained.mean():.3f}",
        f"complaint recall    {recall:.3f} (labelled or abstained)",
        f"  of those decided  {_share(complaints & ~abstained, chosen == gold):.3f}",
    ]
    return lines


def _error(sure: Floats, gold: Ints, line: float) -> float:
    decided = np.array([expected_cost(row) <= line for row in sure])
    return 1.0 - _share(decided, sure.argmax(axis=1) == gold)


def _share(among: np.ndarray, hits: np.ndarray) -> float:
    return float((among & hits).sum() / max(among.sum(), 1))


def ask_lines(test: list[Example], predictions: list[Prediction]) -> list[str]:
    """Return how well asks, their labels, due dates and flags are found."""
    lines = [
        "",
        "asks            span F1  (prec   rec)   with label   due date   question   urgent",
    ]
    for name, numbers in groups_of(test).items():
        figures = AskFigures()
        for number in numbers:
            count_asks(figures, test[number], predictions[number])
        span = figures.span
        lines.append(
            f"{name:14}{span.f1:9.3f}  {span.precision:.3f} {span.recall:.3f}"
            f"{figures.named.f1:13.3f}{figures.due.f1:11.3f}"
            f"{figures.question.recall:11.3f}{figures.urgent.f1:9.3f}"
        )
    return lines


def count_asks(figures: AskFigures, example: Example, prediction: Prediction) -> None:
    """Add one mail's asks; a pair overlaps by half or more of what both cover."""
    places = located(example.mail, example.body)
    gold = [ask for _, _, ask in places]
    found = prediction.asks
    pairs = paired([(a.start, a.end) for a in found], [(s, e) for s, e, _ in places])
    missed = len(example.mail.asks) - len(gold)
    figures.span.add(len(pairs), len(found), len(gold) + missed)
    named = sum(found[i].label == gold[j].label for i, j in pairs)
    figures.named.add(named, len(found), len(gold) + missed)
    right = sum(found[i].due == gold[j].due != "" for i, j in pairs)
    dated = [pair for pair in pairs if found[pair[0]].due], [p for p in pairs if gold[p[1]].due]
    figures.due.add(right, len(dated[0]), len(dated[1]))
    same = sum(found[i].question == gold[j].question for i, j in pairs)
    figures.question.add(same, len(pairs), len(pairs))
    both = sum(found[i].urgent and gold[j].urgent for i, j in pairs)
    hurried = sum(found[i].urgent for i, _ in pairs), sum(gold[j].urgent for _, j in pairs)
    figures.urgent.add(both, *hurried)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
