"""What only is written in another way is no change."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.properties import ONE_FOLDER
from tests.support.renotation import renotated
from tests.support.reviews import Case, Json, cases, compared, said
from tocsin.assembly import normal_form

CASES = tuple(cases())
SYSTEMS = {each.name.partition(":")[0]: each.before for each in CASES}

HASHES = ("0" * 64, "f" * 64)


def function(asset: str) -> Json:
    """Return a system with a function whose code is an asset, and what deploys one."""
    return {
        "Resources": {
            "Code": {
                "Type": "AWS::Lambda::Function",
                "Properties": {
                    "Code": {"S3Bucket": "assets", "S3Key": f"{asset}.zip"},
                    "Handler": "index.handler",
                    "Role": "arn:aws:iam::111122223333:role/shop",
                    "Runtime": "python3.13",
                },
                "Metadata": {"aws:asset:path": f"asset.{asset}"},
            },
            "Site": {
                "Type": "Custom::CDKBucketDeployment",
                "Properties": {
                    "ServiceToken": "arn:aws:lambda:eu-west-1:111122223333:function:deploy",
                    "SourceObjectKeys": [f"{asset}.zip"],
                },
            },
            "CDKMetadata": {
                "Type": "AWS::CDK::Metadata",
                "Properties": {"Analytics": f"v2:deflate64:{asset}"},
                "Condition": "Wanted",
            },
        },
        "Conditions": {"Wanted": {"Fn::Equals": [asset, asset]}},
    }


def test_hashes_of_assets_and_the_metadata_of_the_cdk_never_show(tmp_path: Path) -> None:
    """A deployment of other code changes nothing for the people on call."""
    assert said(compared(tmp_path, *map(function, HASHES))) == ()


def _chance(template: Json, seed: int) -> Json:
    changed: Json = renotated(template, Random(seed))  # noqa: S311 - chance, and no secret
    return changed


@settings(max_examples=6, suppress_health_check=ONE_FOLDER)
@given(seed=st.integers(0, 2**32))
@pytest.mark.parametrize("name", SYSTEMS)
def test_another_notation_is_no_change(name: str, seed: int, tmp_path: Path) -> None:
    """However a template is written, nothing is said of it, nor of one that is the same."""
    template = SYSTEMS[name]
    assert said(compared(tmp_path, template, template)) == ()
    assert said(compared(tmp_path, template, _chance(template, seed))) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_another_notation_of_one_side_changes_no_sentence(case: Case, tmp_path: Path) -> None:
    """What is said of an edit is the same when the template is written in another way, too."""
    other = renotated(case.after, Random(case.name))  # noqa: S311 - chance, and no secret
    assert _summary(said(compared(tmp_path, case.before, other))) == _summary(case.says)


def _summary(says: tuple[str, ...]) -> list[str]:
    """Return sentences; of checks, which name things in the order of the template, the kind."""
    return [each.partition(":")[0] if " problem/" in each else each for each in says]


@pytest.mark.parametrize(
    ("one", "other", "key"),
    [
        (5, "5", "Threshold"),
        (5, "5.0", "Threshold"),
        (5.0, 5, "Threshold"),
        (0.05, "5e-2", "FixedRate"),
        ("true", True, "ActionsEnabled"),
        (1, "1", "MetricValue"),
        ("1.0", "1", "MetricValue"),
        (
            [{"Name": "A", "Value": "1"}, {"Name": "B"}],
            [{"Name": "B"}, {"Value": "1", "Name": "A"}],
            "Dimensions",
        ),
        ("sqs:Send", ["sqs:Send"], "Action"),
        ({"x": ["b", "a"]}, {"x": ["a", "b"]}, "FilterPolicy"),
        ({"$or": [{"b": [1]}, {"a": [2]}]}, {"$or": [{"a": [2]}, {"b": [1]}]}, "EventPattern"),
        ('{"a": [1, 2]}', '{ "a":[1,2] }', "DefinitionString"),
        ('{"a": "${Topic}", "b": ${Number}}', '{ "a":"${Topic}",\n"b":${Number} }', "Body"),
        ({"a": None}, {}, "Anything"),
    ],
    ids=str,
)
def test_two_notations_have_one_form(one: object, other: object, key: str) -> None:
    """Values that mean the same to AWS are equal in the normal form."""
    assert normal_form(one, key) == normal_form(other, key)


@pytest.mark.parametrize(
    ("one", "other", "key"),
    [
        ("1.0", "1", "Value"),
        ("007", "7", "Threshold"),
        ("1.10", "1.1", "Version"),
        (["b", "a"], ["a", "b"], "Command"),
        ('{"a": [1, 2]}', '{"a": [2, 1]}', "DefinitionString"),
        ('{"a": "x y"}', '{"a": "xy"}', "DefinitionString"),
        ("${A} b", "${A}b", "Text"),
        (True, 1, "Anything"),
        ([1], 1, "Threshold"),
    ],
    ids=str,
)
def test_two_values_have_two_forms(one: object, other: object, key: str) -> None:
    """What AWS tells apart stays apart."""
    assert repr(normal_form(one, key)) != repr(normal_form(other, key))
