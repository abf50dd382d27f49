"""The CloudFormation types that are stubs, and what `Ref` and `Fn::GetAtt` return for them.

Each return value is the one under "Return values" on the type's page at
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class StubType:
    """How a stub resource is named.

    Attributes:
        name_property: Property that names the resource; without it a name is generated.
        arn: Service and resource part of its ARN (`xray:group/{name}`), or None.
        ref_is_arn: Whether `Ref` returns the ARN rather than the name.
        attributes: Attributes of `Fn::GetAtt`, as templates over `{name}` and `{arn}`.
    """

    name_property: str | None = None
    arn: str | None = None
    ref_is_arn: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


STUB_TYPES: dict[str, StubType] = {
    "AWS::ApplicationSignals::Discovery": StubType(),
    "AWS::ApplicationSignals::ServiceLevelObjective": StubType(
        name_property="Name",
        arn="application-signals:slo/{name}",
        ref_is_arn=True,
        attributes={"Arn": "{arn}"},
    ),
    "AWS::Backup::Framework": StubType(
        name_property="FrameworkName",
        arn="backup:framework:{name}",
        ref_is_arn=True,
        attributes={"FrameworkArn": "{arn}"},
    ),
    "AWS::Backup::LogicallyAirGappedBackupVault": StubType(
        name_property="BackupVaultName",
        arn="backup:backup-vault:{name}",
        attributes={"BackupVaultArn": "{arn}", "BackupVaultName": "{name}"},
    ),
    "AWS::Backup::ReportPlan": StubType(
        name_property="ReportPlanName",
        arn="backup:report-plan:{name}",
        ref_is_arn=True,
        attributes={"ReportPlanArn": "{arn}"},
    ),
    "AWS::Backup::RestoreTestingPlan": StubType(
        name_property="RestoreTestingPlanName",
        arn="backup:restore-testing-plan:{name}",
        attributes={"RestoreTestingPlanArn": "{arn}"},
    ),
    "AWS::Backup::RestoreTestingSelection": StubType(name_property="RestoreTestingSelectionName"),
    "AWS::Budgets::Budget": StubType(),
    "AWS::CE::AnomalyMonitor": StubType(
        arn="ce:anomalymonitor/{name}", ref_is_arn=True, attributes={"MonitorArn": "{arn}"}
    ),
    "AWS::CE::AnomalySubscription": StubType(
        arn="ce:anomalysubscription/{name}",
        ref_is_arn=True,
        attributes={"SubscriptionArn": "{arn}"},
    ),
    "AWS::Chatbot::CustomAction": StubType(
        name_property="ActionName",
        arn="chatbot:custom-action/{name}",
        ref_is_arn=True,
        attributes={"CustomActionArn": "{arn}"},
    ),
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration": StubType(
        name_property="ConfigurationName",
        arn="chatbot:chat-configuration/microsoft-teams-channel/{name}",
        ref_is_arn=True,
        attributes={"Arn": "{arn}"},
    ),
    "AWS::Chatbot::SlackChannelConfiguration": StubType(
        name_property="ConfigurationName",
        arn="chatbot:chat-configuration/slack-channel/{name}",
        ref_is_arn=True,
        attributes={"Arn": "{arn}"},
    ),
    "AWS::CloudWatch::AlarmMuteRule": StubType(
        name_property="Name",
        arn="cloudwatch:alarm-mute-rule:{name}",
        ref_is_arn=True,
        attributes={"Arn": "{arn}", "Status": "SCHEDULED"},
    ),
    "AWS::CloudWatch::AnomalyDetector": StubType(attributes={"Id": "{name}"}),
    "AWS::CloudWatch::InsightRule": StubType(
        name_property="RuleName",
        arn="cloudwatch:insight-rule/{name}",
        attributes={"Arn": "{arn}", "RuleName": "{name}"},
    ),
    "AWS::CloudWatch::LogAlarm": StubType(
        name_property="AlarmName", arn="cloudwatch:alarm:{name}", attributes={"Arn": "{arn}"}
    ),
    "AWS::CloudWatch::MetricStream": StubType(
        name_property="Name", arn="cloudwatch:metric-stream/{name}", attributes={"Arn": "{arn}"}
    ),
    "AWS::Grafana::Workspace": StubType(
        attributes={"Id": "{name}", "Endpoint": "{name}.grafana-workspace.invalid"}
    ),
    "AWS::Logs::LogAnomalyDetector": StubType(
        arn="logs:anomaly-detector:{name}",
        ref_is_arn=True,
        attributes={"AnomalyDetectorArn": "{arn}"},
    ),
    "AWS::Logs::QueryDefinition": StubType(attributes={"QueryDefinitionId": "{name}"}),
    "AWS::RUM::AppMonitor": StubType(name_property="Name", attributes={"Id": "{name}"}),
    "AWS::ResourceGroups::Group": StubType(
        name_property="Name", arn="resource-groups:group/{name}", attributes={"Arn": "{arn}"}
    ),
    "AWS::SSMIncidents::ReplicationSet": StubType(
        arn="ssm-incidents:replication-set/{name}", ref_is_arn=True, attributes={"Arn": "{arn}"}
    ),
    "AWS::SSMIncidents::ResponsePlan": StubType(
        name_property="Name",
        arn="ssm-incidents:response-plan/{name}",
        ref_is_arn=True,
        attributes={"Arn": "{arn}"},
    ),
    "AWS::Synthetics::Canary": StubType(
        name_property="Name", attributes={"Id": "{name}", "State": "READY"}
    ),
    "AWS::Synthetics::Group": StubType(name_property="Name", attributes={"Id": "{name}"}),
    "AWS::XRay::Group": StubType(
        name_property="GroupName",
        arn="xray:group/{name}",
        ref_is_arn=True,
        attributes={"GroupARN": "{arn}"},
    ),
    "AWS::XRay::ResourcePolicy": StubType(name_property="PolicyName"),
    "AWS::XRay::SamplingRule": StubType(
        name_property="SamplingRule.RuleName",
        arn="xray:sampling-rule/{name}",
        ref_is_arn=True,
        attributes={"RuleARN": "{arn}"},
    ),
    "AWS::XRay::TransactionSearchConfig": StubType(attributes={"AccountId": "{account}"}),
}
