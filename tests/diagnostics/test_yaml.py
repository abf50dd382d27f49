import pytest

from tests.support.viewpoints import problems_of
from tocsin.diagnostics import CORE, InvalidInputError, Position, Problem, read_yaml


def _refused(text: str) -> Problem:
    with pytest.raises(InvalidInputError) as caught:
        read_yaml(text, name="a.yaml")
    (problem,) = caught.value.problems
    assert problem.where.source == "a.yaml"
    assert problem.fix
    return problem


def _bomb() -> str:
    """Return a text of 500 characters that stands for a billion values."""
    lines = [f"{'abcdefghij'[0]}: &a [{', '.join('x' * 10)}]"]
    for this, following in zip("abcdefghi", "bcdefghij", strict=True):
        lines.append(f"{following}: &{following} [{', '.join([f'*{this}'] * 10)}]")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("12:30", "12:30"),
        ("0123", "0123"),
        ("000000000000", "000000000000"),
        ("111122223333", 111_122_223_333),
        ("0x1f", "0x1f"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("-5", -5),
        ("1.5", 1.5),
        ("1e3", 1_000.0),
        (".5", 0.5),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("2026-01-05", "2026-01-05"),
        ("9" * 5_000, "9" * 5_000),
        ("1e9999", "1e9999"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_word_has_its_value_of_the_core_schema(word: str, value: object) -> None:
    """Only JSON's values are read from words: no octal, sexagesimal, date, yes/no or infinity."""
    read = read_yaml(f"a: {word}", name="a.yaml").data["a"]

    assert read == value
    assert type(read) is type(value)


def test_positions_count_from_one() -> None:
    """Keys and items know their line and column."""
    source = read_yaml("a:\n  - x\n  - b: 1\n", name="a.yaml")

    assert source.position(("a",)) == Position(line=1, column=1)
    assert source.position(("a", 0)) == Position(line=2, column=5)
    assert source.position(("a", 1, "b")) == Position(line=3, column=5)


def test_unknown_path_stands_where_its_parent_does() -> None:
    """What is missing is looked for in what should hold it."""
    source = read_yaml("a:\n  b: 1\n", name="a.yaml")

    assert source.position(("a", "c", "d")) == source.position(("a",))


def test_alias_repeats_its_value() -> None:
    """An alias stands for the value that it names."""
    assert read_yaml("a: &x [1, 2]\nb: *x", name="a.yaml").data == {"a": [1, 2], "b": [1, 2]}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: 'x\n", "this is not YAML: found unexpected end of stream"),
        ("a: [1\nb: 2\n", "this is not YAML: "),
        ("a: b: c\n", "this is not YAML: mapping values are not allowed"),
        ("a:\n\tb: 1\n", "a tab indents the line"),
        ("a: 1\n---\nb: 2\n", "a second document begins here"),
        ("a: &a [*a]\n", "the alias *a names nothing that stands before it"),
        ("a: &a {b: {c: *a}}\n", "the alias *a names nothing that stands before it"),
        ("a: *b\n", "the alias *b names nothing that stands before it"),
        ("a: &a x\n*a : 1\n", "the alias *a stands where a key should"),
        ("? [a, b]\n: c\n", "a list or mapping stands where a key should"),
        ("? {a: b}\n: c\n", "a list or mapping stands where a key should"),
        ("a: \x00", "the character '\\x00' cannot stand in YAML"),
        ("a: \x1b[1m", "the character '\\x1b' cannot stand in YAML"),
        ("a: \ud800", "the character '\\ud800' cannot stand in YAML"),
        (_bomb(), "the text stands for more than 100000 values"),
        ("[" * 100_000, f"the nesting is deeper than {CORE.maximum_depth} levels"),
        ("{a: " * 100_000, f"the nesting is deeper than {CORE.maximum_depth} levels"),
        ("- " * 10_000, f"the nesting is deeper than {CORE.maximum_depth} levels"),
        ("\n".join(" " * depth + "a:" for depth in range(1_000)), "the nesting is deeper"),
    ],
    ids=lambda value: value[:24],
)
def test_text_that_cannot_be_read_is_refused(text: str, what: str) -> None:
    """What is not YAML, or is built to exhaust the reader, is refused where it goes wrong."""
    problem = _refused(text)

    assert problem.what.startswith(what)
    assert problem.where.position is not None


def test_long_text_is_refused() -> None:
    """A text of 10 MB is refused before it is parsed."""
    assert _refused("a: " + "x" * 10_000_000).what == "the text is longer than 1024 KiB"


def test_many_mistakes_are_cut_short() -> None:
    """Of what can be passed over a thousand are shown, and where the others begin."""
    *shown, last = read_yaml("a: 1\n" * 3_000, name="a.yaml").problems

    assert len(shown) == 1_000
    assert {each.kind for each in shown} == {"yaml/repeated-key"}
    assert (last.kind, last.where.position) == (
        "yaml/more-problems",
        Position(line=1_002, column=1),
    )


def test_many_values_are_refused() -> None:
    """A text below the limit of size that has too many values is refused."""
    assert "more than 100000 values" in _refused("[" + "0," * 200_000 + "]").what


@pytest.mark.parametrize("key", ["5", "null", "true", "1.5", "~"])
def test_key_that_is_no_text_is_reported(key: str) -> None:
    """A key that YAML reads as a number, a truth or nothing is asked to be quoted."""
    source = read_yaml(f"a: 1\n{key}: 2\n", name="a.yaml")

    (problem,) = source.problems
    assert problem.what.endswith("is not text")
    assert problem.where.position == Position(line=2, column=1)
    assert source.data == {"a": 1}


def test_repeated_key_is_reported_with_both_lines() -> None:
    """The second use of a key is reported and names the line of the first; the first one counts."""
    source = read_yaml("a: 1\nb: 2\na: {c: [1, {d: 2}]}\n", name="a.yaml")

    (problem,) = source.problems
    assert problem.what == "the key is already used in line 1"
    assert problem.where.position == Position(line=3, column=1)
    assert source.data == {"a": 1, "b": 2}


def test_tags_run_nothing() -> None:
    """A tag that asks for a Python object is a text like any other."""
    text = "system: !!python/object/apply:os.system [exit 1]\n"

    assert read_yaml(text, name="a.yaml").data == {"system": ["exit 1"]}


def test_byte_order_mark_is_no_problem() -> None:
    """A mark that some editors put before the text is not part of the first key."""
    assert "system" not in {
        problem.where.subject for problem in problems_of("\ufeffsystem: shop\n")
    }


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("a: 1\n---\nb: 2", "a drill file is one document"),
        ("a: " + "[" * 40 + "]" * 40, "a drill file needs far fewer"),
        ("a: [" + "1," * 100_001 + "]", "split the drill file, or write out what its aliases"),
        ("a" * 1_100_000, "split the drill file, and keep data out of it"),
    ],
)
def test_messages_speak_of_the_kind_of_file(text: str, fix: str) -> None:
    """A file that is not a viewpoint is called what it is."""
    with pytest.raises(InvalidInputError) as caught:
        read_yaml(text, name="a.yaml", kind="drill file")

    assert fix in str(caught.value)


def test_aliases_count_for_the_depth() -> None:
    """Nesting is limited as it is with aliases written out."""
    deep = CORE.maximum_depth // 2
    text = f"a: &a {'[' * deep}{']' * deep}\nb: {'[' * deep}*a{']' * deep}\n"

    assert _refused(text).kind == "yaml/too-deep"
