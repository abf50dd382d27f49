#!/usr/bin/env bash
# The SDK that makes dashboards for Grafana, installed without a version: a table of docs/compatibility.md.
#
# Python (https://packaging.python.org/en/latest/specifications/version-specifiers/#version-epochs): an epoch comes before
# everything else of a version.
#
# Guess: pip installs the newest release, and `>=0.0.20` one that is not older than that.
# Seen:  both install grafana-foundation-sdk 1769699998!10.1.0, a build for Grafana 10.1 of 2023, whose epoch puts it above all;
#        0.0.21, of later, is only installed by its own number.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv python

for wanted in "grafana-foundation-sdk" "grafana-foundation-sdk>=0.0.20" "grafana-foundation-sdk==0.0.21"; do
  python/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps "$wanted" 2>/dev/null
  version=$(python/bin/python -c 'import importlib.metadata as m; print(m.version("grafana-foundation-sdk"))')
  v2=$(python/bin/python -c 'from importlib.util import find_spec as f; print(f("grafana_foundation_sdk.builders.dashboardv2") is not None)')
  echo "$wanted | $version | dashboards of version 2: $v2"
done | tee seen

diff - seen <<'EXPECTED' && echo "as found: grafana-foundation-sdk 1769699998!10.1.0 and 0.0.21"
grafana-foundation-sdk | 1769699998!10.1.0 | dashboards of version 2: False
grafana-foundation-sdk>=0.0.20 | 1769699998!10.1.0 | dashboards of version 2: False
grafana-foundation-sdk==0.0.21 | v0.0.21 | dashboards of version 2: True
EXPECTED
