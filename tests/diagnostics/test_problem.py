from tocsin.diagnostics import Position, ViewpointError, ViewpointProblem


def test_problem_reads_as_one_line() -> None:
    """Place, subject, what is wrong and what to change stand in one line."""
    problem = ViewpointProblem(
        path=("escalation", "critical", 0, "page"),
        what="nobody",
        fix="somebody",
        position=Position(line=3, column=5),
        source="a.yaml",
    )

    assert str(problem) == "a.yaml:3:5: escalation.critical[0].page: nobody; somebody"


def test_problem_of_the_whole_has_no_subject() -> None:
    """What is wrong with the whole text names the text alone."""
    assert str(ViewpointProblem(path=(), what="empty", fix="write")) == "viewpoint: empty; write"


def test_error_tells_all_problems() -> None:
    """The error's text has a line for each problem."""
    problem = ViewpointProblem(path=("a",), what="b", fix="c")

    assert str(ViewpointError((problem, problem))).splitlines() == ["viewpoint: a: b; c"] * 2
