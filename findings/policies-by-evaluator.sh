#!/usr/bin/env bash
# Policies of a topic that receives alarms, by three tools that read policies: a table of docs/compatibility.md.
#
# AWS (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html): ArnEquals and ArnLike
# behave alike; a negated operator holds where its key is absent, and IfExists holds as well. Names of keys are not
# case-sensitive (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html). A statement for the root of
# an account, or a policy that denies and allows nothing, lets no service in.
#
# Guess: a tool that evaluates conditions, or audits policies, says whether CloudWatch may publish.
# Seen:  npm @cloud-copilot/iam-simulate 0.1.173 is right in all of them. pip pycfmodel 2.1.3 takes ArnEquals by the letter, does not
#        find a key that is written AWS:SourceAccount, and does not evaluate a negated operator on an absent key: all
#        three let CloudWatch in. pip parliament 1.6.4 has nothing to say to any, also not to those that silence alarms.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pycfmodel==2.1.3 parliament==1.6.4 setuptools==80.9.0 2>/dev/null
npm init --yes >/dev/null 2>&1; npm install --silent --no-audit --no-fund @cloud-copilot/iam-simulate@0.1.173 >/dev/null 2>&1

cat > policies.py <<'PY'
import json

TOPIC = "arn:aws:sns:us-east-1:111122223333:pages"
ALARMS = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:*"
CLOUDWATCH = {"Service": "cloudwatch.amazonaws.com"}


def policy(effect="Allow", principal=CLOUDWATCH, **condition):
    statement = {"Sid": "Alarms", "Effect": effect, "Principal": principal, "Action": "sns:Publish", "Resource": TOPIC}
    return {"Version": "2012-10-17", "Statement": [statement | ({"Condition": condition} if condition else {})]}


POLICIES = {
    "no condition": (policy(), "Allowed"),
    "ArnLike and *": (policy(ArnLike={"aws:SourceArn": ALARMS}), "Allowed"),
    "ArnEquals and *": (policy(ArnEquals={"aws:SourceArn": ALARMS}), "Allowed"),
    "StringEquals and *": (policy(StringEquals={"aws:SourceArn": ALARMS}), "ImplicitlyDenied"),
    "the account": (policy(StringEquals={"aws:SourceAccount": "111122223333"}), "Allowed"),
    "the account, as AWS:SourceAccount": (policy(StringEquals={"AWS:SourceAccount": "111122223333"}), "Allowed"),
    "another account": (policy(StringEquals={"aws:SourceAccount": "444455556666"}), "ImplicitlyDenied"),
    "an absent key, negated": (policy(StringNotEquals={"aws:PrincipalOrgID": "o-example"}), "Allowed"),
    "an absent key, IfExists": (policy(StringEqualsIfExists={"aws:PrincipalOrgID": "o-example"}), "Allowed"),
    "the root of the account": (policy(principal={"AWS": "arn:aws:iam::111122223333:root"}), "ImplicitlyDenied"),
    "no transport without TLS, alone": (policy("Deny", "*", Bool={"aws:SecureTransport": "false"}), "ImplicitlyDenied"),
}
CONTEXT = {
    "aws:SourceArn": ALARMS.replace("*", "errors"),
    "aws:SourceAccount": "111122223333",
    "aws:SecureTransport": "true",
    "aws:PrincipalIsAWSService": "true",
}
if __name__ == "__main__":
    json.dump({"topic": TOPIC, "context": CONTEXT, "policies": POLICIES}, open("policies.json", "w"))
PY
cat > simulate.mjs <<'JS'
import { readFileSync } from "node:fs";
import { runSimulation } from "@cloud-copilot/iam-simulate";
const { topic, context, policies } = JSON.parse(readFileSync("policies.json", "utf8"));
for (const [name, [policy, aws]] of Object.entries(policies)) {
  const resource = { resource: topic, accountId: "111122223333" };
  const request = { action: "sns:Publish", principal: "cloudwatch.amazonaws.com", resource, contextVariables: context };
  const others = { identityPolicies: [], serviceControlPolicies: [], resourceControlPolicies: [] };
  const { overallResult } = await runSimulation({ ...others, resourcePolicy: policy, request }, {});
  console.log(`${name} | iam-simulate | ${overallResult === aws ? "right" : overallResult}`);
}
JS
cat > evaluate.py <<'PY'
import json
import logging

from parliament import analyze_policy_string
from policies import CONTEXT, POLICIES
from pycfmodel.model.resources.properties.statement import Statement

logging.disable()
VALUES = CONTEXT | {"aws:SecureTransport": True}

for name, (policy, aws) in POLICIES.items():
    statement = Statement(**policy["Statement"][0])
    if statement.Condition and statement.Effect == "Allow":
        seen = statement.Condition(VALUES)
        print(name, "| pycfmodel, of the condition |", "right" if seen is (aws == "Allowed") else seen)
for name, (policy, aws) in POLICIES.items():
    found = analyze_policy_string(json.dumps(policy)).findings
    print(name, "| parliament | AWS:", aws, "|", [each.issue for each in found] or "nothing to say")
PY
{ python3 policies.py; node simulate.mjs; python/bin/python evaluate.py 2>/dev/null; } | tee seen

diff - seen <<'EXPECTED' && echo "as found: @cloud-copilot/iam-simulate 0.1.173, pycfmodel 2.1.3, parliament 1.6.4"
no condition | iam-simulate | right
ArnLike and * | iam-simulate | right
ArnEquals and * | iam-simulate | right
StringEquals and * | iam-simulate | right
the account | iam-simulate | right
the account, as AWS:SourceAccount | iam-simulate | right
another account | iam-simulate | right
an absent key, negated | iam-simulate | right
an absent key, IfExists | iam-simulate | right
the root of the account | iam-simulate | right
no transport without TLS, alone | iam-simulate | right
ArnLike and * | pycfmodel, of the condition | right
ArnEquals and * | pycfmodel, of the condition | False
StringEquals and * | pycfmodel, of the condition | right
the account | pycfmodel, of the condition | right
the account, as AWS:SourceAccount | pycfmodel, of the condition | None
another account | pycfmodel, of the condition | right
an absent key, negated | pycfmodel, of the condition | None
an absent key, IfExists | pycfmodel, of the condition | right
no condition | parliament | AWS: Allowed | nothing to say
ArnLike and * | parliament | AWS: Allowed | nothing to say
ArnEquals and * | parliament | AWS: Allowed | nothing to say
StringEquals and * | parliament | AWS: ImplicitlyDenied | nothing to say
the account | parliament | AWS: Allowed | nothing to say
the account, as AWS:SourceAccount | parliament | AWS: Allowed | nothing to say
another account | parliament | AWS: ImplicitlyDenied | nothing to say
an absent key, negated | parliament | AWS: Allowed | nothing to say
an absent key, IfExists | parliament | AWS: Allowed | nothing to say
the root of the account | parliament | AWS: ImplicitlyDenied | nothing to say
no transport without TLS, alone | parliament | AWS: ImplicitlyDenied | nothing to say
EXPECTED
