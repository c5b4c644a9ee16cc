"""What is said about this computer on the first-run page; read in a thread. No Qt here."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: `verdict` is ok, warn or bad."""

    verdict: str
    name: str
    sentence: str


def examine_computer(home: Path) -> list[Finding]:
    """Ask the doctor about this computer and workspace."""
    from jobdesk.operations.doctor import examine

    return [Finding(one.verdict, one.name, one.sentence) for one in examine(home)]
