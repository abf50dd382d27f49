#!/usr/bin/env bash
# State machines in templates: a linter that knows their definitions, and names of states that are not there.
#
# AWS (https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html): `StartAt`, and each `Next`,
# has to be the name of a state exactly; AWS refuses the machine when the stack is deployed.
#
# Guess: cfn-lint, whose rule E3601 reads definitions, reports a missing state wherever one is named.
# Seen:  cfn-lint 1.58.0 reports it of `StartAt`, in those very words: "Missing 'Next' target". Of a `Next`, a `Default`, the
#        `Next` of a choice and of a `Catch` it says nothing: a machine that cannot be deployed, or whose error
#        handling leads nowhere, passes.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check cfn-lint==1.58.0

cat > machines.py <<'PY'
import json
import subprocess

PUBLISH = {
    "Type": "Task",
    "Resource": "arn:aws:states:::sns:publish",
    "Parameters": {"TopicArn": "arn:aws:sns:us-east-1:111122223333:pager", "Message": "page"},
}
END = {"Type": "Succeed"}


def choice(**targets):
    rule = {"Variable": "$.late", "IsPresent": True, "Next": targets.get("Next", "Last")}
    return {"Type": "Choice", "Choices": [rule], "Default": targets.get("Default", "Last")}


MACHINES = {
    "all there": ("First", {"Type": "Pass", "Next": "Last"}),
    "StartAt": ("Nowhere", {"Type": "Pass", "Next": "Last"}),
    "Next": ("First", {"Type": "Pass", "Next": "Nowhere"}),
    "Default": ("First", choice(Default="Nowhere")),
    "Next of a choice": ("First", choice(Next="Nowhere")),
    "Next of a Catch": (
        "First",
        {**PUBLISH, "Next": "Last", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Nowhere"}]},
    ),
}
for name, (start, first) in MACHINES.items():
    definition = {"StartAt": start, "States": {"First": first, "Last": END}}
    properties = {"RoleArn": "arn:aws:iam::111122223333:role/machine", "Definition": definition}
    machine = {"Type": "AWS::StepFunctions::StateMachine", "Properties": properties}
    with open("template.json", "w") as file:
        json.dump({"Resources": {"Machine": machine}}, file)
    found = subprocess.run(
        ["tools/bin/cfn-lint", "--format", "parseable", "template.json"], capture_output=True, text=True
    )
    said = [line.split(":", 5)[5] for line in found.stdout.splitlines()]
    print(f"{name} | exit {found.returncode} | {'; '.join(said) or 'nothing'}")
PY
python3 machines.py | tee seen

diff - seen <<'EXPECTED' && echo "as found: cfn-lint 1.58.0"
all there | exit 0 | nothing
StartAt | exit 2 | E3601:Missing 'Next' target 'Nowhere' at /StartAt
Next | exit 0 | nothing
Default | exit 0 | nothing
Next of a choice | exit 0 | nothing
Next of a Catch | exit 0 | nothing
EXPECTED
