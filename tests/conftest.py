"""Settings of the whole suite."""

import gc
import os
from collections.abc import Generator
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer

from tests.support.distribution import GroupScheduling
from tests.support.node import use_own_node
from tests.support.own_files import GUARD

Result = TypeVar("Result")

# Until all tests are collected, as nearly nothing that this makes is garbage.
gc.disable()

# Before any test imports aws_cdk, which starts Node.
use_own_node()

# One profile for all tests. On a busy machine an example, and making it, may take long without
# anything being wrong; and what fails says how to see the same again. Each run draws others, so
# that few of them do in the suite that everybody waits for; CI tries many once a week.
settings.register_profile(
    "tocsin",
    max_examples=int(os.environ.get("TOCSIN_EXAMPLES", "40")),
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("tocsin")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> GroupScheduling | None:
    """Keep the tests of a group together, where groups are asked for."""
    return GroupScheduling(config, log) if config.getoption("dist") == "loadgroup" else None


def pytest_collection_finish() -> None:
    """Take what stays until the end out of what is looked through for garbage.

    Ten thousand tests, and all that they import, would be looked through again and again, which
    took a fifth of the time of the tests. What tests make is collected as before.
    """
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Result, Result]:
    """Import modules of product tests without the files of the system at the root."""
    if not isinstance(collector, pytest.Module):
        return (yield)
    with GUARD.watching(collector.path, collector.nodeid):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, Result, Result]:
    """Make fixtures of product tests without the files of the system at the root."""
    with GUARD.watching(item.path, item.nodeid):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Result, Result]:
    """Run product tests without the files of the system at the root."""
    with GUARD.watching(item.path, item.nodeid):
        return (yield)
