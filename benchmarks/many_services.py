"""A viewpoint of many services, each with what a service of a web shop has."""

from typing import Any


def many_services(count: int) -> dict[str, Any]:
    """Return a viewpoint with *count* services.

    Each has a function, a queue, a table and a load balancer, two metrics of its own with an
    alarm, and a log group. A dashboard shows all of them, and each has one of its own.
    """
    names = [f"service {number:03}" for number in range(count)]
    return {
        "system": "benchmark",
        "owner": "nobody",
        "runbooks": "https://example.com/runbooks",
        "stages": {"prod": {"account": "111122223333", "region": "us-east-1"}},
        "contacts": {"ana": {"email": "ana@example.com"}},
        "escalation": {
            severity: [{"notify": "ana"}] for severity in ("critical", "warning", "info")
        },
        "services": {name: _service(name) for name in names},
        "dashboards": {
            "overview": {"metrics": [f"{names[0]}/requests"]},
            **{name: {"services": [name]} for name in names},
        },
    }


def _service(name: str) -> dict[str, Any]:
    slug = name.replace(" ", "-")
    return {
        "owner": "nobody",
        "resources": {
            "worker": {"type": "lambda_function", "function": slug, "timeout": "30s"},
            "work": {"type": "sqs_queue", "queue": slug},
            "records": {"type": "dynamodb_table", "table": slug},
            "front door": {
                "type": "application_load_balancer",
                "load_balancer": f"app/{slug}/0123456789abcdef",
                "target_group": f"targetgroup/{slug}/0123456789abcdef",
            },
        },
        "log_groups": {"application": {"name": f"/benchmark/{slug}"}},
        "metrics": {
            metric: {
                "namespace": "Benchmark",
                "metric": metric.title(),
                "dimensions": {"Service": slug},
                "statistic": "Sum",
            }
            for metric in ("requests", "refusals")
        },
        "alarms": {
            "refused": {
                "metric": "refusals",
                "severity": "warning",
                "when": "> 10 for 3 of 5",
                "means": "Requests are refused.",
                "matters": "Customers have to try again.",
                "first_action": "Look at the logs.",
            }
        },
    }
