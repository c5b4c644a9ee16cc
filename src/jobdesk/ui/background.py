"""The one door for work that is not bounded: off the main thread, back on the main thread.

Law: `work` touches no widget. There is one serial executor per store, so two pieces of work on
the same store never overlap. `done` is called on the main thread, and not at all when its owner
is gone or has asked again under the same name in the meantime. Work with a name is a question,
of use to who asked alone; work without one is a deed: done even when the window is closing, and
told when it fails, also when the page that asked for it is closed.
"""

import itertools
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from jobdesk.errors import JobDeskError, Superseded
from jobdesk.ui import messages
from jobdesk.ui.tasks import Task, tasks

if TYPE_CHECKING:  # with coroutines, after the first paint
    import asyncio

T = TypeVar("T")

_FINISHED = ("desk", "agent", "files", "inventory")  # stores whose deeds outlive the window
_PATIENCE_S = 5.0

_log = logging.getLogger(__name__)
_executors: dict[str, ThreadPoolExecutor] = {}
_tasks: set["asyncio.Task[Any]"] = set()
_generations: dict[tuple[int, str], int] = {}


@dataclass(slots=True)
class _Errand:
    """A piece of work and what it brings home."""

    owner: QObject
    name: str
    generation: int
    work: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[BaseException], None] | None
    drop: Callable[[], None] | None = None
    task: Task | None = None
    result: Any = None
    error: BaseException | None = None


# Widgets and what refers to them must not be given up in a thread: Python would delete them
# there. So the main thread keeps each errand until it is home; threads know its ticket only.
_errands: dict[int, _Errand] = {}
_futures: dict[int, Future[None]] = {}
_latest: dict[tuple[int, str], int] = {}  # tickets of questions
_tickets = itertools.count()


class _Homecoming(QObject):
    """Lives on the main thread and hands answers to who asked, each in a turn of its own.

    Qt delivers all events that wait before it looks for a key: several answers at once would
    hold it up for as long as they take together.
    """

    arrived = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[int] = deque()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._on_turn)
        self.arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @Slot(int)
    def _on_arrived(self, ticket: int) -> None:
        if ticket in _errands:
            self._waiting.append(ticket)
            self._turn.start()

    @Slot()
    def _on_turn(self) -> None:
        ticket = self._waiting.popleft()
        if not self._waiting:
            self._turn.stop()
        self._hand_over(ticket)

    def forget(self) -> None:
        """Hand over nothing more of what has arrived."""
        self._turn.stop()
        self._waiting.clear()

    def _hand_over(self, ticket: int) -> None:
        errand = _errands.pop(ticket, None)
        _futures.pop(ticket, None)
        if errand is None:
            return
        if errand.task is not None and shiboken6.isValid(errand.task):
            errand.task.end()
        if not shiboken6.isValid(errand.owner):
            _tell_of_deed(errand)
            return
        key = (id(errand.owner), errand.name)
        if errand.name and _generations.get(key) != errand.generation:
            return
        if errand.error is None:
            if errand.done is not None:
                errand.done(errand.result)
        elif errand.failed is not None:
            errand.failed(errand.error)
        else:
            report_error(errand.error)


def _tell_of_deed(errand: _Errand) -> None:
    """Who did it is gone: that it failed or was given up is told all the same."""
    error = errand.error
    if error is None or errand.name or type(error) is Superseded:
        return
    if isinstance(error, Superseded):
        messages.show(str(error))
    else:
        report_error(error)


def is_alive(callback: Callable[..., object]) -> bool:
    """What it would be called on is there still; pages may go while an answer is on its way."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _run(ticket: int, home: _Homecoming) -> None:
    """Do an errand; in a thread, which holds nothing of it when it is home."""
    errand = _errands[ticket]
    try:
        errand.result = errand.work()
    except BaseException as error:  # noqa: BLE001 -- the border: it is reported on the main thread
        errand.error = error
    del errand
    if shiboken6.isValid(home):
        home.arrived.emit(ticket)


_homecoming: _Homecoming | None = None


def _home() -> _Homecoming:
    global _homecoming
    if _homecoming is None or not shiboken6.isValid(_homecoming):
        _homecoming = _Homecoming()
        app = QCoreApplication.instance()
        if app is not None:
            _homecoming.moveToThread(app.thread())
    return _homecoming


def _executor(store: str) -> ThreadPoolExecutor:
    if store not in _executors:
        _executors[store] = ThreadPoolExecutor(1, thread_name_prefix=f"jobdesk-{store}")
    return _executors[store]


def report_error(error: BaseException) -> None:
    """Tell the user: expected errors in their own words, ours with the details."""
    if isinstance(error, JobDeskError):
        messages.show_error(str(error))
        return
    _log.error("work in the background failed", exc_info=error)
    messages.show_bug(error)


def run_in_background(
    owner: QObject,
    work: Callable[[], T],
    done: Callable[[T], None] | None = None,
    *,
    store: str = "desk",
    name: str = "",
    failed: Callable[[BaseException], None] | None = None,
    task: str = "",
    drop: Callable[[], None] | None = None,
) -> None:
    """Do `work` in the executor of `store`, then call `done` with its result.

    Args:
        owner: when it is deleted first, the answer is dropped. Call from its thread.
        work: runs off the main thread; touches no widget.
        done: called on the main thread.
        store: pieces of work of one store run one after the other.
        name: of a question: asked again under it, earlier answers are stale. Deeds have none.
        failed: takes an exception instead of the message to the user.
        task: what the status line says of it, while it takes long.
        drop: called when nobody wants the answer of a question any more; may stop it.
    """
    generation = 0
    ticket = next(_tickets)
    if name:
        generation = forget_question(owner, name)
        _latest[id(owner), name] = ticket
    told = tasks().begin(task, owner) if task else None
    _errands[ticket] = _Errand(owner, name, generation, work, done, failed, drop, told)
    _futures[ticket] = _executor(store).submit(_run, ticket, _home())


def is_busy() -> bool:
    """Some work is under way, or its result has not arrived yet."""
    return bool(_errands or _tasks)


def forget_question(owner: QObject, name: str) -> int:
    """What was asked under this name is not begun, or stopped; no answer to it is given."""
    key = (id(owner), name)
    _generations[key] = _generations.get(key, 0) + 1
    _drop(_latest.pop(key, None))
    return _generations[key]


def _drop(ticket: int | None) -> None:
    errand = _errands.get(ticket) if ticket is not None else None
    if ticket is None or errand is None:
        return
    if _futures[ticket].cancel():
        del _errands[ticket], _futures[ticket]
        if errand.task is not None and shiboken6.isValid(errand.task):
            errand.task.end()
    elif errand.drop is not None:
        errand.drop()


async def background(work: Callable[[], T], store: str = "desk") -> T:
    """Await `work` from a coroutine on the window's loop (`start_loop` came first)."""
    import asyncio

    return await asyncio.wrap_future(_executor(store).submit(work))


def start_loop(app: QCoreApplication) -> None:
    """Let coroutines run on Qt's loop; imported here because that is after the first paint."""
    import qasync  # pyright: ignore[reportMissingTypeStubs]  # it ships none

    loop: Any = cast("Any", qasync).QEventLoop(app, already_running=True)
    app.setProperty("jobdesk_loop", loop)


def start_task(work: Coroutine[Any, Any, None], name: str) -> None:
    """Run a coroutine to its end; it is kept, named, and its exception is reported."""
    import asyncio

    task = asyncio.get_running_loop().create_task(work, name=name)
    _tasks.add(task)
    task.add_done_callback(_task_ended)


def _task_ended(task: "asyncio.Task[Any]") -> None:
    _tasks.discard(task)
    if not task.cancelled() and (error := task.exception()) is not None:
        report_error(error)


def shut_down(patience_s: float = _PATIENCE_S) -> None:
    """Finish what was asked for, then end the executors.

    Deeds of the stores in `_FINISHED` are done, for `patience_s` seconds; questions and the
    rest are dropped. What runs may finish its step.
    """
    deeds = _let_go_of_questions()
    left = wait([_futures[ticket] for ticket in deeds], patience_s).not_done
    if left:
        _log.warning("%d pieces of work were not finished when the window closed", len(left))
    for executor in _executors.values():
        executor.shutdown(wait=True, cancel_futures=True)
    for errand in [_errands[ticket] for ticket in deeds]:
        if errand.error is not None:
            # What is refused in words (a value half typed) is no fault of the program.
            is_refused = isinstance(errand.error, JobDeskError)
            level = logging.INFO if is_refused else logging.WARNING
            _log.log(level, "work failed while the window closed", exc_info=errand.error)
    if _homecoming is not None and shiboken6.isValid(_homecoming):
        _homecoming.forget()
    for known in (_executors, _errands, _futures, _generations, _latest):
        known.clear()


def _let_go_of_questions() -> list[int]:
    """Cancel what need not be done; the tickets of the rest."""
    for store, executor in _executors.items():
        if store not in _FINISHED:
            executor.shutdown(wait=False, cancel_futures=True)
    for ticket, errand in _errands.items():
        if errand.name and ticket in _futures:
            _futures[ticket].cancel()
            if errand.drop is not None:
                errand.drop()
    return [
        ticket
        for ticket, future in _futures.items()
        if not future.cancelled() and not _errands[ticket].name
    ]
