from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.support.viewpoints import SMALL, WHOLE, changed
from tocsin.diagnostics import InvalidInputError, read_yaml
from tocsin.viewpoint import parse_viewpoint
from tocsin.viewpoint.schema import described, json_schema, known_keys

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def _data(text: str) -> Any:  # noqa: ANN401 - any YAML value
    return read_yaml(text, name="a.yaml").data


def test_schema_is_a_schema() -> None:
    """The schema itself is valid in its draft."""
    Draft202012Validator.check_schema(SCHEMA)


def _defaults(node: object) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        for key, value in node.get("properties", {}).items():
            if "default" in value:
                yield key, value
        for value in node.values():
            yield from _defaults(value)


def test_defaults_follow_their_own_schema() -> None:
    """What an editor fills in for a key is a value that the key can have."""
    defaults = list(_defaults(SCHEMA))
    wrong = [
        (key, value["default"])
        for key, value in defaults
        if not VALIDATOR.evolve(schema={**value, "$defs": SCHEMA["$defs"]}).is_valid(
            value["default"]
        )
    ]

    assert len(defaults) > 50
    assert wrong == []


@pytest.mark.parametrize("text", [WHOLE.read_text(), SMALL], ids=["whole", "small"])
def test_sound_viewpoint_is_valid(text: str) -> None:
    """What the loader accepts follows the schema."""
    assert [error.message for error in VALIDATOR.iter_errors(_data(text))] == []


@pytest.mark.parametrize(
    "change",
    [
        ("owner: platform\n", ""),
        ("owner: platform", "owners: platform"),
        ("system: shop", "system: Shop"),
        ("system: shop", "system: 5"),
        ("  prod:", "  Prod:"),
        ("  prod:", "  pro--duction:"),
        ("  checkout:", "  check  out:"),
        ('"111122223333"', "111122223333"),
        ("eu-west-1", "Ireland"),
        ("email: ana@example.com", "email: ana"),
        ("email: ana@example.com", "mail: ana@example.com"),
        ("members: [ana]", "members: []"),
        ("members: [ana]", "members: ana"),
        ("members: [ana]", "members: [ana], hand_off: noon"),
        ("members: [ana]", "members: [ana], starts: soon"),
        ("members: [ana]", "members: [ana], starts: 5"),
        ("page: primary", "page: 5"),
        ("  info:", "  infos:"),
        ("statistic: Sum", "statistic: total"),
        ("statistic: Sum", "statistic: Sum, period: 5"),
        ("statistic: Sum", "statistic: Sum, unit: euros"),
        ("severity: critical", "severity: high"),
        ("< 1 for 3 of 5", "below 1"),
        ("        matters: Nobody can buy.\n", ""),
        ("type: dynamodb_table, ", ""),
        ("cron(0 3 * * ? *)", "daily"),
        ("cron(0 3 * * ? *)", "cron(0 3 * * ? *), continuous: yes"),
        ("data_protection:", "tracing: {rules: {a: {rate: 2, reservoir: 1}}}\ndata_protection:"),
        ("data_protection:", "dashboards: {all: {columns: 3}}\ndata_protection:"),
    ],
    ids=lambda change: change[1][:30].strip() or "removed",
)
def test_schema_and_loader_refuse_the_same(change: tuple[str, str]) -> None:
    """What an editor marks, the loader refuses, and the other way round."""
    text = changed(change)

    assert not VALIDATOR.is_valid(_data(text))
    with pytest.raises(InvalidInputError):
        parse_viewpoint(text)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), "services"),
        (("stages", "prod"), "region"),
        (("services", "a", "alarms", "b"), "first_action"),
        (("services", "a", "alarms", "b", "stages", "prod"), "when"),
        (("escalation", "critical", 0), "after"),
        (("contacts", "a", "slack"), "workspace"),
    ],
)
def test_keys_of_any_part_are_known(path: tuple[str | int, ...], key: str) -> None:
    """The schema tells which keys a part may have, for `did you mean`."""
    assert key in known_keys(path)


def test_unknown_place_has_no_keys() -> None:
    """Below something unknown nothing is known."""
    assert known_keys(("nothing", 5, "x")) == ()


def test_key_is_described() -> None:
    """The description of a key can be shown when it is missing."""
    assert described(("services", "a", "owner")) == "The team that answers for it."
    assert described(("nothing", "a")) == ""
