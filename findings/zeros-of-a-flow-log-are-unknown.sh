#!/usr/bin/env bash
# Records of VPC flow logs, read and written again.
#
# AWS (https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html): "-" stands for a value that is not there. A
# ping has the ports 0 and 0, and tcp-flags 0 are those of a flow without TCP.
#
# Guess: a record that is written after it was read is the same record, as its method for that promises.
# Seen:  pip flowlogs-reader 5.0.1 writes each 0 as "-": the ports of a ping, bytes and packets of none. A filter on port 0
#        finds the first file, and not the second.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check flowlogs-reader==5.0.1 2>/dev/null

cat > records.py <<'PY'
import warnings

from flowlogs_reader import FlowRecord

warnings.simplefilter("ignore")
for kind, record in {
    "ping": "2 111122223333 eni-1 10.0.0.1 10.0.0.2 0 0 1 4 336 1795878420 1795878480 ACCEPT OK",
    "https": "2 111122223333 eni-1 10.0.0.1 10.0.0.2 443 50000 6 20 4249 1795878420 1795878480 ACCEPT OK",
    "no data": "2 111122223333 eni-1 - - - - - - - 1795878420 1795878480 - NODATA",
}.items():
    written = FlowRecord.from_cwl_event({"message": record}).to_message()
    again = FlowRecord.from_cwl_event({"message": written})
    print(kind, "|", " ".join(written.split()[3:10]), "| port", again.srcport)
PY
python/bin/python records.py | tee seen

diff - seen <<'EXPECTED' && echo "as found: flowlogs-reader 5.0.1"
ping | 10.0.0.1 10.0.0.2 - - 1 4 336 | port None
https | 10.0.0.1 10.0.0.2 443 50000 6 20 4249 | port 443
no data | - - - - - - - | port None
EXPECTED
