"""The agent as people see it: is one at work, and ask it to leave."""

from dataclasses import dataclass

from jobdesk.errors import AgentUnreachable, Refused
from jobdesk.paths import WorkspacePaths

_LEAVE_S = 10.0


@dataclass(frozen=True, slots=True)
class AgentState:
    """What the agent says of itself."""

    pid: int
    version: str
    running: tuple[int, ...]
    waiting: tuple[int, ...]

    @property
    def is_busy(self) -> bool:
        """Runs wait or run."""
        return bool(self.running or self.waiting)


def agent_state(paths: WorkspacePaths) -> AgentState | None:
    """The agent of this workspace; None when there is none. Starts nothing."""
    from jobdesk.runner.client import AgentClient

    try:
        with AgentClient.connect(paths, start=False, any_version=True) as client:
            said = client.request("status")
    except AgentUnreachable:
        return None
    return AgentState(
        pid=int(said.get("pid", 0)),
        version=str(said.get("version", "")),
        running=tuple(int(run["no"]) for run in said.get("running", ())),
        waiting=tuple(int(no) for no in said.get("waiting", ())),
    )


def stop_agent(paths: WorkspacePaths, *, only_idle: bool = False) -> bool:
    """Ask the agent to leave and wait until it has; False when there was none.

    Runs that go on are adopted by the next agent.

    Raises:
        Refused: it is busy and `only_idle` was asked for, or it does not leave in time.
    """
    from jobdesk.runner.client import AgentClient
    from jobdesk.runner.hostlock import HostLock

    try:
        with AgentClient.connect(paths, start=False, any_version=True) as client:
            client.request("stop", only_idle=only_idle)
    except AgentUnreachable:
        return False
    lock = HostLock(paths.host_lock)
    if not lock.acquire(_LEAVE_S):
        raise Refused("The agent of this workspace was asked to leave and is still there.")
    lock.release()
    return True
