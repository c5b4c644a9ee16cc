"""The host of a workspace: pool, dispatcher, recorder, registrar and stops put together.

Embeddable: it needs a QCoreApplication and `host.lock` held by its owner. Main thread only.
"""

import logging
import time
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jobdesk.errors import Refused, ResultNotFound
from jobdesk.models.records import ResultRecord, RunTail, Status
from jobdesk.paths import HOME_VARIABLE, WorkspacePaths, worker_command
from jobdesk.runner.close import append_last_word, take_ticket_and_end
from jobdesk.runner.crashpoint import crash_point
from jobdesk.runner.dispatcher import Dispatcher, Entry, HostStores
from jobdesk.runner.journal import JOURNAL_NAME
from jobdesk.runner.liveness import creation_time, is_alive
from jobdesk.runner.liverun import LiveRun, Phase
from jobdesk.runner.outcome import RunOutcome
from jobdesk.runner.planning import Waiting
from jobdesk.runner.pool import WorkerPool
from jobdesk.runner.process import WorkerProcess
from jobdesk.runner.recorder import Recorder
from jobdesk.runner.recovery import INPUTS_LOST, Worker, worker_of
from jobdesk.runner.registrar import Closing, Registrar
from jobdesk.runner.stopper import Stopper
from jobdesk.runner.stops import Cause, ending_of
from jobdesk.settings import Settings

_log = logging.getLogger(__name__)

_ADOPTED_POLL_MS = 500
_ATTEMPTS = 2  # a worker that dies before it opens the journal has not run any job code
