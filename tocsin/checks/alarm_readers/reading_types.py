"""Which types of resources read the alarms that they mention, and which only know of them."""

from collections.abc import Mapping
from typing import Final

ALARMS_THEMSELVES: Final = frozenset({"AWS::CloudWatch::Alarm", "AWS::CloudWatch::LogAlarm"})
"""They read metrics and logs; nothing that they mention is read by them."""

NOT_READING: Final = frozenset({"AWS::CloudWatch::Dashboard", "AWS::IoT::TopicRule"})
"""They show alarms to whoever looks, or set their state, and tell nobody."""

PERHAPS: Final[Mapping[str, str]] = {
    "AWS::CloudFormation::Stack": "its template is not here, and gets the alarm's name",
    "AWS::CloudWatch::AlarmMuteRule": "it holds back actions, so that something may add some",
    "AWS::IAM::ManagedPolicy": "it lets somebody read or change the alarm",
    "AWS::IAM::Policy": "it lets somebody read or change the alarm",
    "AWS::IAM::Role": "it lets somebody read or change the alarm",
    "AWS::SSM::Parameter": "it hands the alarm's name on",
}
"""Types with which others may read an alarm, and why that is not certain."""

BY_NAME: Final = frozenset(
    {
        "AWS::ARCRegionSwitch::Plan",
        "AWS::ARCZonalShift::ZonalAutoshiftConfiguration",
        "AWS::AppConfig::Environment",
        "AWS::ApplicationInsights::Application",
        "AWS::CloudWatch::AlarmMuteRule",
        "AWS::CloudWatch::CompositeAlarm",
        "AWS::CodeDeploy::DeploymentGroup",
        "AWS::CodePipeline::Pipeline",
        "AWS::ECS::Daemon",
        "AWS::ECS::Service",
        "AWS::FIS::ExperimentTemplate",
        "AWS::Route53::HealthCheck",
        "AWS::SageMaker::Cluster",
        "AWS::SageMaker::Endpoint",
        "AWS::SageMaker::InferenceComponent",
        "AWS::Serverless::Api",
        "AWS::Serverless::Function",
        "AWS::Serverless::HttpApi",
        "AWS::Serverless::StateMachine",
        "AWS::StepFunctions::StateMachineAlias",
    }
)
"""Types with properties that hold the names of alarms: there, an equal text is a name."""

CALLED: Final[Mapping[str, str]] = {
    "AWS::AppConfig::Environment": "the AppConfig environment",
    "AWS::CloudFormation::Stack": "the nested stack",
    "AWS::CloudWatch::AlarmMuteRule": "the mute rule",
    "AWS::CloudWatch::CompositeAlarm": "the composite alarm",
    "AWS::CodeDeploy::DeploymentGroup": "the deployment group",
    "AWS::CodePipeline::Pipeline": "the pipeline",
    "AWS::ECS::Service": "the ECS service",
    "AWS::Events::Rule": "the rule",
    "AWS::FIS::ExperimentTemplate": "the experiment template",
    "AWS::Route53::HealthCheck": "the health check",
    "AWS::SSM::Parameter": "the parameter",
    "AWS::Serverless::Function": "the deployment of the function",
}
"""How a sentence calls a resource of a type."""
