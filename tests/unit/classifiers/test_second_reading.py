from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from classifiers.training import second_reading
from classifiers.training.corpus import Mail, load_split
from classifiers.training.second_reading import (
    Pair,
    Reading,
    agreement,
    kappa,
    pair_up,
    read_verdicts,
    report,
    sample,
    shown,
)
from daemon.model.label import Label

ASK, GRIPE, REST = Label.REQUIREMENT, Label.COMPLAINT, Label.OTHER


def mail(name: str, label: Label = REST, *, hard: bool = False) -> Mail:
    day = date(2026, 3, 4)
    return Mail(name, "en", "shop", "a", hard, day, "Hello", "Thanks.", label, (), ())


def pairs(*labels: tuple[Label, Label]) -> list[Pair]:
    return [
        Pair(mail(str(at), first), "train", Reading(str(at), second, ()))
        for at, (first, second) in enumerate(labels)
    ]


def test_the_sample_is_a_fifth_and_the_same_in_any_order() -> None:
    mails = [mail(f"en-{number}") for number in range(2000)]
    chosen = sample(mails)
    assert 340 < len(chosen) < 460
    assert sample(reversed(mails)) == chosen
    assert sample(mails[:1000]) == [m for m in chosen if m in mails[:1000]]


@pytest.mark.parametrize("label", list(Label))
def test_a_reader_sees_no_label(label: Label) -> None:
    assert shown(mail("1", label)) == "=== 1  2026-03-04\nSubject: Hello\nThanks.\n"


@pytest.mark.parametrize(
    ("labels", "share", "beyond_chance"),
    [
        pytest.param([(ASK, ASK), (REST, REST)], 1.0, 1.0, id="all"),
        pytest.param([(ASK, REST), (REST, ASK)], 0.0, -1.0, id="none"),
        pytest.param([(ASK, ASK), (ASK, REST), (REST, ASK), (REST, REST)], 0.5, 0.0, id="chance"),
        pytest.param(
            [(ASK, ASK)] * 20 + [(ASK, REST)] * 5 + [(REST, ASK)] * 10 + [(REST, REST)] * 15,
            0.7,
            0.4,
            id="textbook",
        ),
        pytest.param([(ASK, ASK)] * 3, 1.0, 1.0, id="one label"),
        pytest.param([], 0.0, 0.0, id="nothing read"),
    ],
)
def test_kappa_takes_chance_away(
    labels: list[tuple[Label, Label]], share: float, beyond_chance: float
) -> None:
    assert agreement(pairs(*labels)) == pytest.approx(share)
    assert kappa(pairs(*labels)) == pytest.approx(beyond_chance)


def verdict_file(folder: Path, *rows: object) -> Path:
    file = folder / "verdicts.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


def test_verdicts_are_read_by_id(tmp_path: Path) -> None:
    row = {"id": "1", "label": "complaint", "also": ["requirement"]}
    assert read_verdicts(verdict_file(tmp_path, row)) == {"1": Reading("1", GRIPE, (ASK,))}
    assert read_verdicts(tmp_path / "absent") == {}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param({"id": "2", "label": "wish", "also": []}, r":2: .*wish", id="label"),
        pytest.param({"id": "2", "label": "other"}, r":2: .*also", id="field"),
        pytest.param({"id": "1", "label": "other", "also": []}, r":2: 1 has", id="twice"),
    ],
)
def test_a_broken_verdict_is_told_by_line(tmp_path: Path, row: object, message: str) -> None:
    file = verdict_file(tmp_path, {"id": "1", "label": "other", "also": []}, row)
    with pytest.raises(ValueError, match=message):
        read_verdicts(file)


def test_the_report_names_each_difference_with_both_labels() -> None:
    splits = {"train": [mail("1", ASK), mail("2", hard=True)], "test": [mail("3")]}
    verdicts = {"1": Reading("1", GRIPE, (ASK,)), "2": Reading("2", REST, ())}
    text = report(pair_up(splits, verdicts), 3)
    assert "2 of 3 mails read twice (66.7%)" in text
    assert text.endswith("\n1: requirement / complaint+requirement")
    assert [line.split()[0] for line in text.splitlines()[2:7]] == [
        "all",
        "en",
        "hard",
        "plain",
        "train",
    ]


def test_pages_hold_what_is_left_to_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = sample([m for split in second_reading.SPLITS for m in load_split(split)])
    done = verdict_file(tmp_path, {"id": chosen[0].id, "label": "other", "also": []})
    assert second_reading.main(["sample", "--size", "1", "--unread"], done) == 0
    assert capsys.readouterr().out.startswith(f"{shown(chosen[1])}\npage 1 of {len(chosen) - 1}")


def test_the_shipped_verdicts_are_about_mails_of_the_corpus(
    capsys: pytest.CaptureFixture[str],
) -> None:
    read = read_verdicts(second_reading.VERDICTS)
    assert second_reading.main(["agreement"]) == 0
    assert capsys.readouterr().out.startswith(f"{len(read)} of ")
