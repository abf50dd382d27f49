"""What a restored data store must be like, and whether it is: pure, because it ships."""

from tocsin.restoration.attribute_value import for_client
from tocsin.restoration.bucket import LARGEST_DIGESTED, BucketFacts, ObjectFacts, judge_bucket
from tocsin.restoration.checked_types import CHECKED_TYPES, misplaced, misplaced_keys
from tocsin.restoration.database import (
    DATABASE_READY,
    DatabaseFacts,
    QueryAnswer,
    judge_database,
    no_queries_because,
    read_cluster,
    read_instance,
)
from tocsin.restoration.expectation import (
    CanaryItem,
    Expectation,
    ExpectedObject,
    Query,
    QueryAccess,
)
from tocsin.restoration.file_system import (
    FILE_SYSTEM_READY,
    FileSystemFacts,
    judge_file_system,
    read_file_system,
)
from tocsin.restoration.finding import Finding, Verdict, failed, not_good, unchecked, verdict
from tocsin.restoration.invocation import (
    INPUT_PATHS,
    LONGEST_INPUT,
    input_template,
    restore_job_pattern,
)
from tocsin.restoration.metrics import (
    NAMESPACE,
    RESTORE_TIME,
    RESTORE_VALIDATED,
    RESTORED_POINT_AGE,
    Measurement,
    dimensions,
    measured,
)
from tocsin.restoration.restore_job import COMPLETED, RestoreJob, read_restore_job
from tocsin.restoration.table import (
    TABLE_READY,
    TableContents,
    TableFacts,
    items_needed,
    judge_contents,
    judge_table,
    read_table,
)
from tocsin.restoration.volume import VOLUME_READY, VolumeFacts, judge_volume, read_volume

__all__ = [
    "CHECKED_TYPES",
    "COMPLETED",
    "DATABASE_READY",
    "FILE_SYSTEM_READY",
    "INPUT_PATHS",
    "LARGEST_DIGESTED",
    "LONGEST_INPUT",
    "NAMESPACE",
    "RESTORED_POINT_AGE",
    "RESTORE_TIME",
    "RESTORE_VALIDATED",
    "TABLE_READY",
    "VOLUME_READY",
    "BucketFacts",
    "CanaryItem",
    "DatabaseFacts",
    "Expectation",
    "ExpectedObject",
    "FileSystemFacts",
    "Finding",
    "Measurement",
    "ObjectFacts",
    "Query",
    "QueryAccess",
    "QueryAnswer",
    "RestoreJob",
    "TableContents",
    "TableFacts",
    "Verdict",
    "VolumeFacts",
    "dimensions",
    "failed",
    "for_client",
    "input_template",
    "items_needed",
    "judge_bucket",
    "judge_contents",
    "judge_database",
    "judge_file_system",
    "judge_table",
    "judge_volume",
    "measured",
    "misplaced",
    "misplaced_keys",
    "no_queries_because",
    "not_good",
    "read_cluster",
    "read_file_system",
    "read_instance",
    "read_restore_job",
    "read_table",
    "read_volume",
    "restore_job_pattern",
    "unchecked",
    "verdict",
]
