#!/usr/bin/env bash
# A backup on demand, in two emulators: a table of docs/compatibility.md.
#
# AWS (https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html): a job that is COMPLETED has made a recovery
# point, which its vault lists and its ARN names.
#
# Guess: the job fails in an emulator that backs nothing up, or the vault has something in it.
# Seen:  pip ministack 1.5.33 answers COMPLETED, and the vault is empty. pip moto 5.2.5 knows no jobs.
set -euo pipefail
folder=$(mktemp -d); trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python; python3 -m venv emulator
python/bin/pip install --quiet --disable-pip-version-check "moto[backup]==5.2.5" boto3==1.43.106 2>/dev/null
emulator/bin/pip install --quiet --disable-pip-version-check ministack==1.5.33 2>/dev/null
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
BIND_HOST=127.0.0.1 GATEWAY_PORT=$port MINISTACK_REGION=us-east-1 emulator/bin/ministack >server.log 2>&1 & server=$!

cat > backup.py <<'PY'
import sys
import time

import boto3
from botocore.exceptions import ClientError, EndpointConnectionError

KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}


def ask(client, emulator):
    client.create_backup_vault(BackupVaultName="shop")
    try:
        job = client.start_backup_job(
            BackupVaultName="shop",
            ResourceArn="arn:aws:dynamodb:us-east-1:111122223333:table/orders",
            IamRoleArn="arn:aws:iam::111122223333:role/backup",
        )["BackupJobId"]
        time.sleep(2)
        print(emulator, "| a job |", client.describe_backup_job(BackupJobId=job)["State"])
        points = client.list_recovery_points_by_backup_vault(BackupVaultName="shop")["RecoveryPoints"]
        print(emulator, "| recovery points in the vault |", len(points))
    except ClientError as error:
        print(emulator, "| a job |", error.response["Error"]["Code"])


server = boto3.client("backup", endpoint_url=f"http://127.0.0.1:{sys.argv[1]}", **KEYS)
for _ in range(60):
    try:
        server.list_backup_vaults()
        break
    except EndpointConnectionError:
        time.sleep(0.5)
ask(server, "ministack")

from moto import mock_aws

with mock_aws():
    ask(boto3.client("backup", **KEYS), "moto")
PY
env -u AWS_ENDPOINT_URL python/bin/python backup.py "$port" | tee seen

diff - seen <<'EXPECTED' && echo "as found: ministack 1.5.33, moto 5.2.5"
ministack | a job | COMPLETED
ministack | recovery points in the vault | 0
moto | a job | 404
EXPECTED
