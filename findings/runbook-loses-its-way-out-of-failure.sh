#!/usr/bin/env bash
# A runbook of AWS Systems Manager Automation, read by the library of AWS that tests such documents before they are deployed.
#
# AWS (https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-properties.html): onFailure continues, or
# goes to a step; isCritical: false leaves the execution successful; nextStep names the step that is next.
#
# Guess: the document that is printed again has the steps of the one that was read, and the simulation goes where it says.
# Seen:  npm @cdklabs/cdk-ssm-documents 0.0.74 drops nextStep, onFailure and isCritical of a step that it imports, though its
#        own steps have them: the simulation stops at the failure that the runbook handles, runs steps that it passes over,
#        and the printed document, deployed, would do the same. isEnd and maxAttempts are kept.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init --yes >/dev/null 2>&1
npm install --silent --no-audit --no-fund \
  @cdklabs/cdk-ssm-documents@0.0.74 aws-cdk-lib@2.275.0 constructs@10.8.1 >/dev/null 2>&1

cat > runbooks.js <<'JS'
const { Stack } = require("aws-cdk-lib");
const { MockSleep, Simulation, StringDocument } = require("@cdklabs/cdk-ssm-documents");
const show = console.log;
console.log = () => {};
const call = (name, api, more) => ({
  name,
  action: "aws:executeAwsApi",
  inputs: { Service: "ec2", Api: api },
  outputs: [{ Name: "done", Selector: "$.done", Type: "Boolean" }],
  ...more,
});
const RUNBOOKS = {
  "isEnd": { isEnd: true },
  "nextStep": { nextStep: "Third" },
  "onFailure: Continue": { fails: true, onFailure: "Continue" },
  "onFailure: Continue, not critical": { fails: true, onFailure: "Continue", isCritical: false },
  "onFailure: step:Third": { fails: true, onFailure: "step:Third" },
  "maxAttempts": { fails: true, maxAttempts: 2 },
};
for (const [name, { fails, ...properties }] of Object.entries(RUNBOOKS)) {
  const steps = [call("First", fails ? "RebootInstances" : "DescribeInstances", properties), call("Second", "DescribeVpcs"), call("Third", "DescribeTags")];
  const document = { schemaVersion: "0.3", parameters: { Id: { type: "String", default: "a" } }, mainSteps: steps };
  const read = StringDocument.fromJson(new Stack(), "Runbook", JSON.stringify(document));
  const calls = [];
  const invoke = ({ awsApi }) => {
    calls.push(awsApi);
    if (/^reboot/i.test(awsApi)) throw new Error("refused");
    return { done: true };
  };
  const { responseCode } = Simulation.ofAutomation(read, { sleepHook: new MockSleep(), awsInvoker: { invoke } }).simulate({});
  const kept = Object.keys(properties).filter((each) => each in JSON.parse(read.print()).mainSteps[0]);
  show(name, "| calls", calls.join(" "), "| code", responseCode, "| printed again with", kept.join(" ") || "none of it");
}
JS
node runbooks.js | tee seen

diff - seen <<'EXPECTED' && echo "as found: @cdklabs/cdk-ssm-documents 0.0.74"
isEnd | calls describeInstances | code 0 | printed again with isEnd
nextStep | calls describeInstances describeVpcs describeTags | code 0 | printed again with none of it
onFailure: Continue | calls rebootInstances | code 2 | printed again with none of it
onFailure: Continue, not critical | calls rebootInstances | code 2 | printed again with none of it
onFailure: step:Third | calls rebootInstances | code 2 | printed again with none of it
maxAttempts | calls rebootInstances rebootInstances | code 2 | printed again with maxAttempts
EXPECTED
