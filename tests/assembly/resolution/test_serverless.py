"""Names that the transform of AWS SAM makes."""

from pathlib import Path

import pytest

from tests.support.assembly import alarm, load_template
from tocsin.assembly import Assembly

SAM = "AWS::Serverless-2016-10-31"
FUNCTION = {
    "Type": "AWS::Serverless::Function",
    "Properties": {
        "FunctionName": "mailer",
        "AutoPublishAlias": "live",
        "Events": {"OnUpload": {"Type": "S3"}},
    },
}


def load_with(folder: Path, value: object, **sections: object) -> Assembly:
    """Load a template of SAM in which the description of an alarm is a value."""
    resources = {
        "Mailer": FUNCTION,
        "Table": {"Type": "AWS::Serverless::SimpleTable"},
        "Alarm": alarm(AlarmName="a", AlarmDescription=value),
    }
    return load_template(folder, {"Transform": SAM, "Resources": resources, **sections})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"Ref": "Mailer"}, "mailer"),
        ({"Fn::Sub": "${Mailer}:live"}, "mailer:live"),
        (
            {"Fn::GetAtt": ["Mailer", "Arn"]},
            "arn:aws:lambda:eu-west-1:111122223333:function:mailer",
        ),
        ({"Ref": "Table"}, "${Table}"),
        ({"Ref": "Mailer.Alias"}, "${Mailer.Alias}"),
        ({"Ref": "Mailer.Version"}, "${Mailer.Version}"),
        ({"Fn::GetAtt": ["Mailer.Alias", "Arn"]}, "${Mailer.Alias.Arn}"),
        ({"Fn::GetAtt": ["Mailer", "Version.Version"]}, "${Mailer.Version.Version}"),
        ({"Fn::GetAtt": ["MailerRole", "Arn"]}, "${MailerRole.Arn}"),
        ({"Ref": "MailerAliaslive"}, "${MailerAliaslive}"),
        ({"Ref": "MailerOnUploadPermission"}, "${MailerOnUploadPermission}"),
        ({"Ref": "ServerlessRestApi"}, "${ServerlessRestApi}"),
        ({"Ref": "ServerlessRestApiProdStage"}, "${ServerlessRestApiProdStage}"),
    ],
)
def test_what_sam_makes_is_no_mistake(tmp_path: Path, value: object, text: str) -> None:
    """Functions have their names, and what the transform makes of them stays a symbol."""
    assembly = load_with(tmp_path, value)

    assert assembly.alarms[0].description == text
    assert assembly.problems == ()


@pytest.mark.parametrize("name", ["Mailr", "MailerTopic", "Queue.Alias"])
def test_a_name_that_sam_does_not_make_is_missing(tmp_path: Path, name: str) -> None:
    """A misspelling is one under the transform too."""
    (problem,) = load_with(tmp_path, {"Ref": name}).problems

    assert problem.kind == "template/missing-reference"


def test_without_the_transform_nothing_is_made(tmp_path: Path) -> None:
    """The same name is missing where no transform makes it."""
    (problem,) = load_with(tmp_path, {"Ref": "MailerRole"}, Transform=[]).problems

    assert problem.kind == "template/missing-reference"


def test_a_macro_may_make_anything(tmp_path: Path) -> None:
    """What a macro of somebody makes is not known: its one warning says so."""
    (problem,) = load_with(tmp_path, {"Ref": "Anything"}, Transform=["Company::Macro"]).problems

    assert problem.kind == "template/transform"
