"""Runs before the tests import aws_cdk."""

from tests.support.node import use_own_node

use_own_node()
