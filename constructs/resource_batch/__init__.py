"""Many resources in one call across jsii."""

from constructs.resource_batch.batch import BatchResource, add_resources, attribute, ref

__all__ = ["BatchResource", "add_resources", "attribute", "ref"]
