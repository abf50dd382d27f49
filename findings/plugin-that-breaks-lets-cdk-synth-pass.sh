#!/usr/bin/env bash
# A validation plugin of the CDK that throws, and one whose violation names no resource.
#
# AWS (https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.Validations.html#addwbrpluginsplugins): if any plugin
# reports a violation, the synthesis is interrupted and the report displayed.
#
# Guess: `cdk synth` fails on both, and so does `app.synth()` in a process of its own.
# Seen:  aws-cdk 2.1148.1 exits with 0 after a plugin that has thrown, and shows nothing of it; the report in the
#        assembly says "failure". aws-cdk-lib 2.275.0 returns from app.synth() after a failure without resources.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init --yes >/dev/null 2>&1
npm install --silent aws-cdk@2.1148.1 aws-cdk-lib@2.275.0 constructs@10.8.1 >/dev/null 2>&1
export CDK_DISABLE_CLI_TELEMETRY=true CDK_VALIDATION=false AWS_EC2_METADATA_DISABLED=true

cat > app.js <<'JS'
const cdk = require("aws-cdk-lib");
const app = new cdk.App();
new cdk.aws_sns.Topic(new cdk.Stack(app, "Shop"), "Topic");
const violation = { ruleName: "rule", description: "not right", violatingResources: [] };
const plugins = {
  throws: () => { throw new Error("no network"); },
  names_nothing: () => ({ success: false, violations: [violation] }),
};
cdk.Validations.of(app).addPlugins({ name: "Example", validate: plugins[process.env.PLUGIN] });
app.synth();
JS
for plugin in throws names_nothing; do
  export PLUGIN=$plugin
  code=0; CDK_OUTDIR=alone node app.js >printed 2>&1 || code=$?
  echo "$plugin | node app.js | exit $code | $(grep -c Example printed || true) lines about it"
  code=0; npx cdk --no-notices synth --quiet --app "node app.js" --output by-cdk >printed 2>&1 || code=$?
  conclusion=$(grep -o '"conclusion": "[a-z]*"' by-cdk/validation-report.json)
  echo "$plugin | cdk synth | exit $code | $(grep -c Example printed || true) lines about it, $conclusion"
done | tee seen

diff - seen <<'EXPECTED' && echo "as found: aws-cdk 2.1148.1, aws-cdk-lib 2.275.0"
throws | node app.js | exit 1 | 1 lines about it
throws | cdk synth | exit 0 | 0 lines about it, "conclusion": "failure"
names_nothing | node app.js | exit 0 | 0 lines about it
names_nothing | cdk synth | exit 1 | 0 lines about it, "conclusion": "failure"
EXPECTED
