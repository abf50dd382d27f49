"""The Regions of AWS that a viewpoint may name."""

import botocore.session
import pytest
from pydantic import TypeAdapter, ValidationError

from tocsin.viewpoint import PARTITIONS
from tocsin.viewpoint.region import Region

READ: TypeAdapter[str] = TypeAdapter(Region)


def test_regions_are_those_that_botocore_knows() -> None:
    """A Region that AWS has added is missing here, and one that never was is too much."""
    partitions = botocore.session.get_session().get_component("data_loader").load_data("partitions")
    known = {
        region: partition["id"]
        for partition in partitions["partitions"]
        for region in partition["regions"]
        if not region.endswith("-global")
    }

    assert known == PARTITIONS


@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("eu-wst-1", "did you mean 'eu-west-1'"),
        ("eu-west-9", "'eu-west-9' is not a Region of AWS"),
        ("eu-west-1a", "should match pattern"),
        ("EU-WEST-1", "should match pattern"),
        ("us-gov-west-2", "is not a Region of AWS"),
    ],
)
def test_other_regions_are_refused(region: str, said: str) -> None:
    """The nearest is named."""
    with pytest.raises(ValidationError, match=said):
        READ.validate_python(region)
