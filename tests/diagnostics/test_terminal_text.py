"""Problems as people read them in a terminal; each expected text is there to be read."""

from tocsin.diagnostics import Location, Position, Problem, terminal_text


def _shown(line: str, column: int, *, why: str = "", key: str = "period") -> str:
    where = Location(
        source="viewpoint.yaml",
        key_path=("alarms", key),
        position=Position(line=41, column=column),
        line_text=line,
    )
    return terminal_text(
        Problem(
            kind="viewpoint/invalid-period",
            where=where,
            what="45s is not a period CloudWatch has",
            why=why,
            fix="use 10s, 20s, 30s or a multiple of 1m",
        )
    )


def test_line_and_caret_show_the_place() -> None:
    """The line of the source stands below the problem, with a caret at the column."""
    assert _shown("        period: 45s", 9) == (
        "viewpoint.yaml:41:9: alarms.period: 45s is not a period CloudWatch has"
        " [viewpoint/invalid-period]\n"
        "    41 │         period: 45s\n"
        "       │         ^\n"
        "    fix: use 10s, 20s, 30s or a multiple of 1m"
    )


def test_reason_stands_before_the_fix() -> None:
    """Why it matters is told where it does not follow from what is wrong."""
    assert _shown("", 1, why="no datapoint falls into it").splitlines()[1:] == [
        "    why: no datapoint falls into it",
        "    fix: use 10s, 20s, 30s or a multiple of 1m",
    ]


def test_tabs_and_wide_characters_keep_the_caret_in_place() -> None:
    """The caret counts the columns of a terminal and not the characters of the text."""
    _, line, caret, _ = _shown("\tご注文: x", 6).splitlines()

    assert line == "    41 │     ご注文: x"
    assert caret == "       │ " + " " * 11 + "^"


def test_long_line_is_cut_around_the_column() -> None:
    """Of a long line the part around the column is shown, and the caret stays below it."""
    _, line, caret, _ = _shown("x" * 150 + "HERE" + "y" * 150, 151).splitlines()

    assert len(line) < 100
    assert line[caret.index("^")] == "H"
    assert "…xxx" in line
    assert line.endswith("y…")


def test_nothing_of_the_input_reaches_the_terminal_raw() -> None:
    """Escape sequences and marks that turn text around are replaced wherever they stand."""
    text = _shown("period: \x1b[2J\u202e45s", 1, key="\x1b]0;\u2066x")

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\u2066" not in text
    assert "�[2J�45s" in text


def test_problem_of_a_whole_file_has_no_excerpt() -> None:
    """Without a position there is no line to show."""
    problem = Problem(kind="a/b", where=Location(source="x.csv"), what="is empty", fix="fill it")

    assert terminal_text(problem) == "x.csv: is empty [a/b]\n    fix: fill it"
