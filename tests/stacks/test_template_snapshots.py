import json

from hypothesis import given
from hypothesis import strategies as st

from tests.support.template_snapshots import written

DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=30,
)


@given(DOCUMENTS)
def test_a_snapshot_has_the_whole_template(document: object) -> None:
    """However it is broken into lines."""
    assert json.loads(written(document)) == document


def test_an_alarm_stands_in_a_few_lines() -> None:
    """A tag, a dimension and an action have a line each, and so has what is compared."""
    alarm = {
        "Properties": {
            "AlarmActions": [{"Ref": "Topic"}],
            "Dimensions": [{"Name": "Stage", "Value": "prod"}],
            "Tags": [
                *({"Key": f"tocsin:tag-{n}", "Value": "checkout"} for n in range(3)),
                {"Key": "tocsin:owner", "Value": "payments and everything about money"},
            ],
            "Threshold": 1,
        },
        "Type": "AWS::CloudWatch::Alarm",
    }

    assert written({"Orders": alarm}).splitlines() == [
        "{",
        '  "Orders": {',
        '    "Properties": {',
        '      "AlarmActions": [{"Ref": "Topic"}],',
        '      "Dimensions": [{"Name": "Stage", "Value": "prod"}],',
        '      "Tags": [',
        *(f'        {{"Key": "tocsin:tag-{n}", "Value": "checkout"}},' for n in range(3)),
        '        {"Key": "tocsin:owner", "Value": "payments and everything about money"}',
        "      ],",
        '      "Threshold": 1',
        "    },",
        '    "Type": "AWS::CloudWatch::Alarm"',
        "  }",
        "}",
    ]
