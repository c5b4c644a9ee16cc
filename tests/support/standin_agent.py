"""The real agent with the stand-in worker in place of the real one."""

import sys
from pathlib import Path

import jobdesk.runner.host as host
from jobdesk.agent import main

host.worker_command = lambda word: [
    sys.executable, "-P", str(Path(__file__).with_name("standin_worker.py")), word,
]  # fmt: skip
sys.exit(main())
