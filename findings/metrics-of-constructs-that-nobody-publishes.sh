#!/usr/bin/env bash
# Metrics that constructs of the AWS CDK offer by a method of their own, beside what their services publish.
#
# AWS (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html): a log
# group's metric is IncomingLogEvents, with the dimension LogGroupName.
# AWS (https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html): SMSSuccessRate is a rate.
#
# Guess: the method of a construct gives the metric of that construct, and the package agrees with its own table of the
#        metrics that services publish.
# Seen:  aws-cdk-lib 2.275.0 gives the metric "IncomingLogs" of no log group, which does not exist: an alarm on it has no
#        data for ever. The bytes are those of the whole account. The rate of SMS is added up by topic, and a month's
#        spending is by topic, where its own table has countries and kinds of SMS, and no dimension. It disagrees with
#        its table in all four.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init --yes >/dev/null 2>&1
npm install --silent --no-audit --no-fund aws-cdk-lib@2.275.0 constructs@10.8.1 >/dev/null 2>&1

cat > metrics.js <<'JS'
const cdk = require("aws-cdk-lib");
const fs = require("fs");
const stack = new cdk.Stack(new cdk.App(), "Shop");
const group = new cdk.aws_logs.LogGroup(stack, "Logs");
const topic = new cdk.aws_sns.Topic(stack, "Topic");
for (const [name, metric] of Object.entries({
  "LogGroup.metricIncomingLogEvents": group.metricIncomingLogEvents(),
  "LogGroup.metricIncomingBytes": group.metricIncomingBytes(),
  "Topic.metricSMSSuccessRate": topic.metricSMSSuccessRate(),
  "Topic.metricSMSMonthToDateSpentUSD": topic.metricSMSMonthToDateSpentUSD(),
})) {
  const { metricName, statistic, dimensions = [] } = metric.toMetricConfig().metricStat;
  console.log(name, "|", metricName, "|", statistic, "|", dimensions.map((each) => each.name).join(" ") || "no dimension");
}
const folder = "node_modules/aws-cdk-lib";
for (const [file, wanted] of [
  ["aws-logs/lib/logs-canned-metrics.generated.d.ts", ["incomingLogEventsSum", "incomingBytesSum"]],
  ["aws-sns/lib/sns-canned-metrics.generated.d.ts", ["smsSuccessRateSum", "smsMonthToDateSpentUsdSum"]],
]) {
  const declared = fs.readFileSync(`${folder}/${file}`, "utf8");
  for (const name of wanted) {
    const [, dimensions] = declared.match(new RegExp(`${name}\\(this: void, dimensions: \\{([^}]*)\\}`));
    console.log("its table |", name, "|", [...dimensions.matchAll(/(\w+):/g)].map((each) => each[1]).join(" ") || "no dimension");
  }
}
JS
node metrics.js | tee seen

diff - seen <<'EXPECTED' && echo "as found: aws-cdk-lib 2.275.0"
LogGroup.metricIncomingLogEvents | IncomingLogs | Sum | no dimension
LogGroup.metricIncomingBytes | IncomingBytes | Sum | no dimension
Topic.metricSMSSuccessRate | SMSSuccessRate | Sum | TopicName
Topic.metricSMSMonthToDateSpentUSD | SMSMonthToDateSpentUSD | Maximum | TopicName
its table | incomingLogEventsSum | LogGroupName
its table | incomingBytesSum | LogGroupName
its table | smsSuccessRateSum | Country SMSType
its table | smsMonthToDateSpentUsdSum | no dimension
EXPECTED
