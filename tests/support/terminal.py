"""The command line in this process."""

import json
from dataclasses import dataclass
from pathlib import Path

from jobdesk.cli.main import main
from jobdesk.cli.options import Doors
from jobdesk.paths import WorkspacePaths


@dataclass(frozen=True)
class Said:
    """What one command said."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return self.out.splitlines()


class Terminal:
    """Runs commands in this process; `windows` are the workspaces a window was opened on."""

    def __init__(self, capsys, home: Path) -> None:
        self._capsys = capsys
        self.home = home
        self.paths = WorkspacePaths(home)
        self.windows: list[Path] = []
        self.links: list[str] = []
        self.agents = 0

    def __call__(self, *words: object) -> Said:
        self._capsys.readouterr()
        code = main(Doors(self._open_window, self._be_agent), [str(word) for word in words])
        out, err = self._capsys.readouterr()
        assert "Traceback" not in err
        return Said(code, out, err)

    def well(self, *words: object) -> Said:
        """The same; anything but code 0 fails the test."""
        said = self(*words)
        assert said.code == 0, said
        return said

    def write(self, text: str, module: str = "term") -> None:
        self.paths.create()
        (self.paths.jobs / f"{module}.py").write_text(text, encoding="utf-8")

    def _open_window(self, home: Path, *links: str) -> int:
        self.windows.append(home)
        self.links += links
        return 7

    def _be_agent(self) -> int:
        self.agents += 1
        return 0
