#!/usr/bin/env bash
# VPC flow logs in Parquet, with the Hive-compatible prefixes that AWS writes for them, read by tools for data.
#
# AWS (https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html): files lie below
# aws-account-id=…/aws-service=vpcflowlogs/aws-region=…/year=…/month=…/day=…/hour=…. An account has twelve digits, and
# the first may be a zero.
#
# Guess: the account is text with all readers, or at least the same value.
# Seen:  pip polars 2.1.0 and pip fastparquet 2026.9.0 make a number of it: 12345678901, which is nobody's account. pip
#        duckdb 2.0.1 and pyarrow 26.0.1 keep the text. In duckdb the type of the month depends on the months: text
#        while one of them begins with a zero, and a number from October on.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check \
  polars==2.1.0 duckdb==2.0.1 pyarrow==26.0.1 fastparquet==2026.9.0 pandas==3.1.1 2>/dev/null

cat > read.py <<'PY'
from pathlib import Path

import duckdb
import fastparquet
import polars
import pyarrow
from pyarrow import dataset, parquet


def write(root, account, month):
    folder = Path(root, f"aws-account-id={account}", "aws-region=eu-central-1", "year=2026", f"month={month}")
    folder.mkdir(parents=True)
    parquet.write_table(pyarrow.table({"action": ["REJECT"]}), folder / "log.parquet")


write("August", "012345678901", "08")
write("October", "012345678901", "10")
READERS = {
    "polars": lambda root: polars.read_parquet(root).to_dicts(),
    "fastparquet": lambda root: fastparquet.ParquetFile(root).to_pandas().astype(object).to_dict("records"),
    "duckdb": lambda root: duckdb.sql(f"FROM '{root}/**/*.parquet'").to_arrow_table().to_pylist(),
    "pyarrow": lambda root: dataset.dataset(root, partitioning="hive").to_table().to_pylist(),
}
for name, read in READERS.items():
    for root in ("August", "October"):
        (row,) = read(root)
        print(name, "|", root, "|", repr(row["aws-account-id"]), "|", "month", repr(row["month"]))
PY
python/bin/python read.py | tee seen

diff - seen <<'EXPECTED' && echo "as found: polars 2.1.0, fastparquet 2026.9.0, duckdb 2.0.1, pyarrow 26.0.1"
polars | August | 12345678901 | month 8
polars | October | 12345678901 | month 10
fastparquet | August | 12345678901 | month 8
fastparquet | October | 12345678901 | month 10
duckdb | August | '012345678901' | month '08'
duckdb | October | '012345678901' | month 10
pyarrow | August | '012345678901' | month 8
pyarrow | October | '012345678901' | month 10
EXPECTED
