#!/usr/bin/env bash
# Rules of backup plans that AWS Backup refuses, by the construct of the CDK and by a linter: a table of docs/compatibility.md.
#
# AWS (https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html,
# https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html): what is moved to cold storage stays
# there for 90 days at least; a start window is an hour at least; a plan runs at most once an hour; backups with
# point-in-time recovery are kept for at most 35 days.
#
# Guess: what the construct checks of a copy, it checks of the backup that is copied; and the linter has the limits.
# Seen:  aws-cdk-lib 2.275.0 refuses 90 days that are missing in a copy, and passes them in the rule itself; it passes a start
#        window of half an hour, and a schedule of each minute that comes of an hour without a minute, of which it warns
#        in an event rule. pip cfn-lint 1.58.0 knows the 90 days, and passes the other three.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cfn-lint==1.58.0 2>/dev/null
npm init --yes >/dev/null 2>&1
npm install --silent --no-audit --no-fund aws-cdk-lib@2.275.0 constructs@10.8.1 >/dev/null 2>&1

cat > build.js <<'JS'
const { App, Duration, Stack, aws_backup: backup, aws_events: events } = require("aws-cdk-lib");
const days = (number) => Duration.days(number);
const short = { moveToColdStorageAfter: days(10), deleteAfter: days(30) };
const RULES = {
  "cold after 10 days, deleted after 30": () => short,
  "the same in a copy": (vault) => ({ deleteAfter: days(300), copyActions: [{ destinationBackupVault: vault, ...short }] }),
  "start window of half an hour": () => ({ startWindow: Duration.minutes(30) }),
  "each minute from 3 to 4": () => ({ scheduleExpression: events.Schedule.cron({ hour: "3" }) }),
  "continuous, kept for 40 days": () => ({ enableContinuousBackup: true, deleteAfter: days(40) }),
};
for (const [name, rule] of Object.entries(RULES)) {
  const app = new App({ autoSynth: false });
  const stack = new Stack(app, "Shop");
  let said;
  try {
    const vault = new backup.BackupVault(stack, "Vault");
    new backup.BackupPlan(stack, "Plan", { backupVault: vault }).addRule(new backup.BackupPlanRule(rule(vault)));
    said = app.synth().getStackByName("Shop").messages.length ? "warns" : "passes";
  } catch { said = "error"; }
  console.log(name, "| aws-cdk-lib |", said);
}
const app = new App({ autoSynth: false });
const stack = new Stack(app, "Shop");
new events.Rule(stack, "Rule", { schedule: events.Schedule.cron({ hour: "3" }) });
console.log("the same minutes in an event rule | aws-cdk-lib |", app.synth().getStackByName("Shop").messages.length ? "warns" : "passes");
JS
cat > lint.py <<'PY'
import json
import subprocess

SHORT = {"MoveToColdStorageAfterDays": 10, "DeleteAfterDays": 30}
COPY = {"DestinationBackupVaultArn": "arn:aws:backup:us-east-1:111122223333:backup-vault:other", "Lifecycle": SHORT}
RULES = {
    "cold after 10 days, deleted after 30": {"Lifecycle": SHORT},
    "the same in a copy": {"CopyActions": [COPY]},
    "start window of half an hour": {"StartWindowMinutes": 30},
    "each minute from 3 to 4": {"ScheduleExpression": "cron(* 3 * * ? *)"},
    "continuous, kept for 40 days": {"EnableContinuousBackup": True, "Lifecycle": {"DeleteAfterDays": 40}},
}
for name, rule in RULES.items():
    plan = {"BackupPlanName": "shop", "BackupPlanRule": [{"RuleName": "daily", "TargetBackupVault": "shop", **rule}]}
    resource = {"Type": "AWS::Backup::BackupPlan", "Properties": {"BackupPlan": plan}}
    with open("template.json", "w") as file:
        json.dump({"Resources": {"Plan": resource}}, file)
    command = ["python/bin/cfn-lint", "--regions", "us-east-1", "--format", "json", "template.json"]
    found = json.loads(subprocess.run(command, capture_output=True, text=True).stdout or "[]")
    print(name, "| cfn-lint |", *sorted({each["Rule"]["Id"] for each in found}) or ["passes"])
PY
{ node build.js 2>/dev/null; python3 lint.py; } | tee seen

diff - seen <<'EXPECTED' && echo "as found: aws-cdk-lib 2.275.0, cfn-lint 1.58.0"
cold after 10 days, deleted after 30 | aws-cdk-lib | passes
the same in a copy | aws-cdk-lib | error
start window of half an hour | aws-cdk-lib | passes
each minute from 3 to 4 | aws-cdk-lib | passes
continuous, kept for 40 days | aws-cdk-lib | error
the same minutes in an event rule | aws-cdk-lib | warns
cold after 10 days, deleted after 30 | cfn-lint | E3504
the same in a copy | cfn-lint | E3504
start window of half an hour | cfn-lint | passes
each minute from 3 to 4 | cfn-lint | passes
continuous, kept for 40 days | cfn-lint | passes
EXPECTED
