from tocsin.diagrams.flowchart import Flowchart


def test_texts_may_be_anything() -> None:
    """What would end a text, or a line of the chart, stands as a code."""
    chart = Flowchart()
    one = chart.node('end "now"; click <b>', "second\nline")
    chart.arrow(one, chart.node("class"), 'a "word" #1')

    assert str(chart).splitlines() == [
        "flowchart TD",
        '  n1["end #quot;now#quot;#59; click #lt;b#gt;<br/>second line"]',
        '  n2["class"]',
        '  n1 -->|"a #quot;word#quot; #35;1"| n2',
    ]


def test_one_text_is_one_node() -> None:
    """Arrows to the same thing meet, and one is drawn once."""
    chart = Flowchart()
    for _ in range(2):
        chart.arrow(chart.node("a"), chart.node("b", shape="end"), dotted=True)

    assert str(chart).splitlines()[1:] == ['  n1["a"]', '  n2(["b"])', "  n1 -.-> n2"]
