from constructs.policy_document import policy_document

STATEMENTS = [
    {"Sid": "Read", "Effect": "Allow", "Principal": "*", "Action": "sns:Get*", "Resource": "*"},
    {"Sid": "Send", "Effect": "Deny", "Principal": "*", "Action": "sns:Publish", "Resource": "*"},
]


def test_statements_stand_as_they_are_written() -> None:
    """Order and ids are kept, so that a policy in a template reads as its source does."""
    assert policy_document(STATEMENTS).to_json() == {
        "Version": "2012-10-17",
        "Statement": STATEMENTS,
    }
