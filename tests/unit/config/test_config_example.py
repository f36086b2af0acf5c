"""`config.example.toml` is the manual: it loads, and says every key with its true default."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from daemon.config import Config, load_config
from daemon.config.schema import MailboxConfig
from daemon.config.section import Section
from daemon.model.label import Label

EXAMPLE = Path(__file__).parents[3] / "config.example.toml"
#: a default that is commented out; prose never looks like this
COMMENTED = re.compile(r"^# (?=\[|[a-z_]+ = )", re.MULTILINE)
#: the folder is the platform's
ELSEWHERE = {"data_dir"}


def uncommented() -> dict[str, Any]:
    """Return the example with every key in it."""
    return tomllib.loads(COMMENTED.sub("", EXAMPLE.read_text(encoding="utf-8")))


def fields_of(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Yield every key of a table and of the tables in it, by its dotted name."""
    for name, field in model.model_fields.items():
        yield f"{path}{name}", field
        for inner in tables_in(field.annotation):
            yield from fields_of(inner, f"{path}{name}.")


def tables_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, Section):
        yield annotation
    for argument in get_args(annotation):
        yield from tables_in(argument)


def look_up(data: Any, path: str) -> Any:
    """Return the value at a dotted name; of lists the first entry, of policies a label's."""
    for part in path.split("."):
        if isinstance(data, dict) and "complaint" in data and part not in data:
            data = data["complaint"]
        data = (data[0] if isinstance(data, list) else data)[part]
    return data


FIELDS = dict(fields_of(Config))


def test_the_example_loads_as_it_is() -> None:
    config = load_config(EXAMPLE)
    assert config.mailbox[0].name == "shop"


def test_the_example_loads_with_every_key() -> None:
    assert Config.model_validate(uncommented()).mailbox[0].smtp is not None


def is_set(path: str) -> bool:
    """Whether the example sets the key, rather than showing its default."""
    try:
        look_up(tomllib.loads(EXAMPLE.read_text(encoding="utf-8")), path)
    except (KeyError, IndexError):
        return False
    return True


@pytest.mark.parametrize("path", FIELDS)
def test_every_key_is_in_the_example(path: str) -> None:
    assert look_up(uncommented(), path) is not None


def has_plain_default(path: str) -> bool:
    """Whether a key stands for itself; lists of tables are compared as a whole below."""
    field = FIELDS[path]
    whole = path.startswith(("follow_up.", "mailbox.policy.")) or path in ELSEWHERE
    none = field.is_required() or field.get_default(call_default_factory=True) is None
    return not (whole or none or is_set(path) or list(tables_in(field.annotation)))


@pytest.mark.parametrize("path", [p for p in FIELDS if has_plain_default(p)])
def test_the_default_shown_is_the_true_one(path: str) -> None:
    field = FIELDS[path]
    kind: Any = field.annotation
    shown = TypeAdapter(kind).validate_python(look_up(uncommented(), path))
    assert shown == field.get_default(call_default_factory=True)


def test_the_defaults_of_lists_and_policies_are_the_true_ones() -> None:
    shown = Config.model_validate(uncommented())
    assert shown.follow_up == Config.model_fields["follow_up"].get_default()
    policy = MailboxConfig.model_fields["policy"].get_default(call_default_factory=True)
    assert shown.mailbox[0].policy == policy
    assert set(policy) == set(Label)


def test_the_file_says_nothing_of_keys_that_are_not_there() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    named = set(re.findall(r"^(?:# )?([a-z_]+) = ", text, re.MULTILINE))
    known = {path.rpartition(".")[2] for path in FIELDS}
    assert named <= known
