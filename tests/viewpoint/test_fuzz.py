"""Whatever is done to a viewpoint with every part, it loads or is reported.

Each test tries the same fifty mutations in every run, so that a change that breaks one is found
by whoever makes it. Others than these are found by trying thousands, as CI does once a week:
`TOCSIN_FUZZ_EXAMPLES` sets how many.
"""

import os
from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.changes import dumped
from tests.support.viewpoints import WHOLE
from tocsin.diagnostics import InvalidInputError, KeyPath, Location, Problem, read_yaml
from tocsin.plan import plan_draft, plan_stages
from tocsin.viewpoint import parse_draft

TEXT = WHOLE.read_text()
DATA: dict[str, Any] = read_yaml(TEXT, name="viewpoint.yaml").data
EXAMPLES = int(os.environ.get("TOCSIN_FUZZ_EXAMPLES", "50"))
FUZZ = settings(
    max_examples=EXAMPLES,
    derandomize="TOCSIN_FUZZ_EXAMPLES" not in os.environ,
)


def _paths(data: object, path: KeyPath = ()) -> list[KeyPath]:
    children: list[tuple[str | int, object]] = []
    if isinstance(data, dict):
        children = list(data.items())
    elif isinstance(data, list):
        children = list(enumerate(data))
    return [path, *(found for key, value in children for found in _paths(value, (*path, key)))]


PATHS = [path for path in _paths(DATA) if path]
KEYS = sorted({str(path[-1]) for path in PATHS})
WORDS = [
    "off", "ssm:/a", "{stage}", "{nothing}", "{", "> 5 for 3 of 5", "< 1e99", "45s", "0s", "5m",
    "999999w", "cron(0 3 * * ? *)", "checkout/orders", "ana", "primary", "critical", "staging",
    "orders placed", "2026-01-05", "9" * 400, "", " ", "\u0000", "é", "😀", "a" * 2_000,
]  # fmt: skip

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(WORDS)
    | st.sampled_from(KEYS)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
KINDS = st.sampled_from(["drop", "replace", "rename", "copy", "add"])
MUTATIONS = st.lists(
    st.tuples(KINDS, st.sampled_from(PATHS), st.sampled_from(PATHS), VALUES, st.sampled_from(KEYS)),
    min_size=1,
    max_size=3,
)
CUTS = st.tuples(
    st.integers(0, len(TEXT)),
    st.integers(0, 40),
    st.text(max_size=6)
    | st.sampled_from([*"\t:-[]{}&*!|>'\"%@`#,?\n", "---\n", "<<: ", "&a ", "*a"]),
)


NOTHING_REPORTED = Problem(kind="", where=Location(source=""), what="", fix="")


def _loads_or_is_reported(text: str) -> None:
    for problem in _problems(text):
        assert problem.what
        assert problem.fix
        assert str(problem)


def _problems(text: str) -> tuple[Problem, ...]:
    try:
        draft = parse_draft(text)
    except InvalidInputError as error:
        return error.problems or (NOTHING_REPORTED,)
    problems, plans = plan_stages(draft)
    if not any(each.is_error for each in problems):
        assert draft.viewpoint is not None
        assert [*plans] == [*draft.viewpoint.stages]
        stage = [*plans][len(text) % len(plans)]  # each in its turn, because a plan takes long
        assert plan_draft(draft, stage) == plans[stage]
    return problems


def _at(data: Any, path: KeyPath) -> Any:  # noqa: ANN401 - any YAML value
    for part in path:
        data = data[part]
    return data


def _mutate(data: Any, mutation: tuple[str, KeyPath, KeyPath, object, str]) -> None:  # noqa: ANN401 - any YAML value
    kind, path, source, value, key = mutation
    parent, last = _at(data, path[:-1]), path[-1]
    old = parent[last]
    if kind == "replace":
        parent[last] = value
    elif kind == "copy":
        parent[last] = deepcopy(_at(DATA, source))
    elif kind == "add" and isinstance(old, dict):
        old[key] = value
    elif kind == "add" and isinstance(old, list):
        old.append(value)
    else:
        del parent[last]
        if kind == "rename" and isinstance(parent, dict):
            parent[key] = old


@FUZZ
@given(MUTATIONS)
def test_changed_structure_loads_or_is_reported(mutations: list[Any]) -> None:
    """Dropped, replaced, renamed, copied and added parts never break the loader or the planner."""
    data = deepcopy(DATA)
    for mutation in mutations:
        try:
            _mutate(data, mutation)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier mutation has removed the place

    _loads_or_is_reported(dumped(data))


@FUZZ
@given(st.lists(CUTS, min_size=1, max_size=3))
def test_changed_characters_load_or_are_reported(cuts: list[tuple[int, int, str]]) -> None:
    """Characters that are deleted, inserted or replaced never break the loader or the planner."""
    text = TEXT
    for start, length, inserted in cuts:
        text = text[:start] + inserted + text[start + length :]

    _loads_or_is_reported(text)


@FUZZ
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["delete", "duplicate", "move", "indent"]),
            st.integers(0, TEXT.count("\n") - 1),
            st.integers(0, TEXT.count("\n") - 1),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_changed_lines_load_or_are_reported(changes: list[tuple[str, int, int]]) -> None:
    """Lines that are deleted, doubled, moved or indented never break the loader or the planner."""
    lines = TEXT.splitlines()
    for kind, first, second in changes:
        line = lines[first % len(lines)]
        if kind == "indent":
            lines[first % len(lines)] = f"  {line}"
            continue
        if kind != "duplicate":
            del lines[first % len(lines)]
        if kind != "delete":
            lines.insert(second % (len(lines) + 1), line)

    _loads_or_is_reported("\n".join(lines))
