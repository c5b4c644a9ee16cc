"""Where things lie in a workspace and in the installed program. No I/O but `create`."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

HOME_VARIABLE = "JOBDESK_HOME"


class WorkspacePaths(NamedTuple):
    """The files and folders of one workspace (DESIGN §4).

    No dataclass, as nothing that is imported before the first paint: they cost it 5 ms.
    """

    home: Path

    @property
    def desk_db(self) -> Path:
        """JobDesk's own records."""
        return self.home / "desk.db"

    @property
    def logs_db(self) -> Path:
        """Log and console entries."""
        return self.home / "logs.db"

    @property
    def inventory_db(self) -> Path:
        """The network that jobs work on."""
        return self.home / "inventory.db"

    @property
    def inventory_gate(self) -> Path:
        """Whose lock all writers of the inventory share."""
        return self.home / "inventory.gate"

    @property
    def search_db(self) -> Path:
        """Text index of finished runs; made from the others, may be deleted any time."""
        return self.home / "search.db"

    @property
    def jobs(self) -> Path:
        """JOBS_ROOT unless the setting `jobs_root` names other folders; never written to."""
        return self.home / "jobs"

    @property
    def runs(self) -> Path:
        """One folder per run."""
        return self.home / "runs"

    @property
    def trash(self) -> Path:
        """Deleted runs until they are swept."""
        return self.home / "trash"

    @property
    def backups(self) -> Path:
        """Copies of the databases made before a migration."""
        return self.home / "backups"

    @property
    def program_logs(self) -> Path:
        """The program's own log files."""
        return self.home / "logs"

    @property
    def settings_file(self) -> Path:
        """Settings of this workspace."""
        return self.home / "settings.toml"

    @property
    def host_lock(self) -> Path:
        """Held by the one host for its life."""
        return self.home / "host.lock"

    @property
    def window_lock(self) -> Path:
        """Held by the one window of a person for its life."""
        person = os.getuid() if sys.platform != "win32" else os.environ.get("USERNAME", "")
        return self.home / f"window-{person}.lock"

    def run_dir(self, no: int) -> Path:
        """The folder of run `no`."""
        return self.runs / str(no)

    def create(self) -> None:
        """Make the workspace's folders where they are missing."""
        for folder in (self.home, self.jobs, self.runs, self.trash, self.program_logs):
            folder.mkdir(parents=True, exist_ok=True)


def default_home() -> Path:
    """The workspace named by JOBDESK_HOME, else the one in the platform's user data folder."""
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    return usual_home()


def usual_home() -> Path:
    """The workspace of who names none: in the platform's user data folder."""
    import platformdirs

    return Path(platformdirs.user_data_dir("jobdesk", appauthor=False)) / "workspace"


def home_of(named: Path | None) -> Path:
    """The workspace meant, as an absolute path; children find it in JOBDESK_HOME."""
    chosen = named.expanduser().absolute() if named else default_home()
    os.environ[HOME_VARIABLE] = str(chosen)
    return chosen


def resources() -> Path:
    """The folder of fonts, themes and the sample workspace, installed or in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parents[1] / "resources"


def worker_command(word: str) -> list[str]:
    """The command that starts this program again as `worker`, `discover` or `agent`."""
    return [sys.executable, "-P", "-c", _ENTER, word]


# As `-m jobdesk`, but without runpy: 10 of 58 ms of processor time of every run (measured).
_ENTER = "import sys; from jobdesk.__main__ import main; sys.exit(main())"
