"""The address of links by which pages are answered, and the key that signs them."""

from collections.abc import Iterator

from constructs.acknowledgements import accepted
from constructs.environment import GOES_WITH_ITS_STACK, Environment
from constructs.incident_function import function_id
from constructs.policies import policy_document
from constructs.resource_batch import BatchResource, attribute, ref
from constructs.stage_key import administration

from tocsin.plan import FunctionSpec

_KEY = "Links/Key/Resource"
_ADDRESS = "Links/Address/Resource"

KEY_ARN = attribute(_KEY, "Arn")
ADDRESS = attribute(_ADDRESS, "FunctionUrl")
"""With a slash at its end."""


def links_key(name: str, environment: Environment) -> Iterator[BatchResource]:
    """Yield a key that nobody can read, and its alias.

    It is not kept when its stack goes: no link outlives the table by which it is found.
    https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html
    """
    yield BatchResource(
        id=_KEY,
        type="AWS::KMS::Key",
        properties={
            "Description": "Signs the links by which pages are answered.",
            "KeyPolicy": policy_document([administration(environment)]),
            "KeySpec": "HMAC_256",
            "KeyUsage": "GENERATE_VERIFY_MAC",
        },
        retention=GOES_WITH_ITS_STACK,
        accepted=accepted(
            {
                "AwsSolutions-KMS5": "AWS KMS rotates no keys of this kind; links are good for "
                "hours.",
                "KMSBackingKeyRotationEnabled": "AWS KMS rotates no keys of this kind; links are "
                "good for hours.",
            }
        ),
    )
    yield BatchResource(
        id="Links/Key/Alias/Resource",
        type="AWS::KMS::Alias",
        properties={"AliasName": f"alias/{name}", "TargetKeyId": attribute(_KEY, "Arn")},
    )


def link_address(function: FunctionSpec) -> Iterator[BatchResource]:
    """Yield the address of the function that links lead to, for whoever has a link.

    An address without the second permission refuses everybody.
    https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
    """
    invoked = ref(function_id(function.id))
    yield BatchResource(
        id=_ADDRESS,
        type="AWS::Lambda::Url",
        properties={
            "AuthType": "NONE",
            "TargetFunctionArn": attribute(function_id(function.id), "Arn"),
        },
    )
    reason = "People open it from their mail: the signature in the address is what lets them in."
    public = accepted({"LambdaFunctionPublicAccessProhibited": reason})
    yield BatchResource(
        id="Links/Address/Asked/Resource",
        type="AWS::Lambda::Permission",
        properties={
            "Action": "lambda:InvokeFunctionUrl",
            "FunctionName": invoked,
            "FunctionUrlAuthType": "NONE",
            "Principal": "*",
        },
        accepted=public,
    )
    yield BatchResource(
        id="Links/Address/Invoked/Resource",
        type="AWS::Lambda::Permission",
        properties={
            "Action": "lambda:InvokeFunction",
            "FunctionName": invoked,
            "InvokedViaFunctionUrl": True,
            "Principal": "*",
        },
        accepted=public,
    )
