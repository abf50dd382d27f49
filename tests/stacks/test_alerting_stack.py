from pathlib import Path

from tests.support.synthesis import templates_in
from tests.support.templates import properties_of


def test_prod_reaches_its_people(assemblies: dict[str, Path]) -> None:
    """A critical alarm of prod reaches the paging service and everybody who takes turns."""
    template = templates_in(assemblies["prod"])["shop-prod-alerting"]
    critical = [
        (each["Protocol"], each["Endpoint"])
        for each in properties_of(template, "AWS::SNS::Subscription")
        if each["TopicArn"]["Ref"].startswith("CriticalTopic")
    ]

    assert ("https", "{{resolve:secretsmanager:shop/pager}}") in critical
    assert {endpoint for protocol, endpoint in critical if protocol in {"email", "sms"}} == {
        "ana@example.com",
        "+15550100101",
        "ben@example.com",
    }


def test_every_subscription_has_a_dead_letter_queue(assemblies: dict[str, Path]) -> None:
    """No notification of any stage is lost without a trace; of a pulse, that is the point."""
    for stage, assembly in assemblies.items():
        template = templates_in(assembly)[f"shop-{stage}-alerting"]
        subscriptions = [
            each
            for each in properties_of(template, "AWS::SNS::Subscription")
            if not str(each["Endpoint"]).endswith("-pulse")
        ]

        assert subscriptions
        assert all("deadLetterTargetArn" in each["RedrivePolicy"] for each in subscriptions)


def test_one_key_encrypts_all_topics(assemblies: dict[str, Path]) -> None:
    """The topics of a stack share one key, which is rotated."""
    template = templates_in(assemblies["prod"])["shop-prod-alerting"]
    (key,) = properties_of(template, "AWS::KMS::Key")
    topics = properties_of(template, "AWS::SNS::Topic")

    assert key["EnableKeyRotation"] is True
    assert [each["TopicName"] for each in topics] == [
        "shop-prod-critical",
        "shop-prod-warning",
        "shop-prod-info",
        "shop-prod-pulse",
    ]
    assert len({str(each["KmsMasterKeyId"]) for each in topics}) == 1
