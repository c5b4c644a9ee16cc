"""Fills a form from somewhere else, says what did not fit, and can take it back."""

from collections.abc import Callable, Collection
from functools import partial

from jobdesk.ui.form.filling import Filling
from jobdesk.ui.form.fitting import fit
from jobdesk.ui.form.form import RunForm
from jobdesk.ui.form.notice import Notice
from jobdesk.ui.form.rail import ExecutionRail


class Filler:
    """Loads inputs into the form of one dialog; each load can be undone, once.

    Lives on the main thread, as long as its dialog.
    """

    def __init__(
        self, form: RunForm, rail: ExecutionRail, notice: Notice, in_rail: Collection[str]
    ) -> None:
        self._form = form
        self._rail = rail
        self._notice = notice
        self._in_rail = frozenset(in_rail)

    def snapshot(self) -> Filling:
        """What stands in the dialog now."""
        return Filling(self._form.raw(), self._rail.options())

    def load(self, filling: Filling, said: str) -> None:
        """Show these inputs, say where they come from and what is missing."""
        before = self.snapshot()
        words = self.show(filling)
        self._notice.say(
            said,
            words,
            kind="warn" if words else "info",
            verb="Undo",
            act=partial(self.put_back, before),
            icon="" if words else "action/history",
        )

    def show(self, filling: Filling) -> str:
        """Show these inputs; what could not be filled, in words."""
        found = fit(self._form.variables, filling.inputs, self._form.title, self._in_rail)
        self._form.load(found.values)
        self._rail.restore({**self._rail.defaults, **filling.options})
        given = [bool(filling.inputs[n]) for n in self._in_rail if n in filling.inputs]
        if given:  # the variable of the job says more than the option
            self._rail.restore({**self._rail.options(), "dry_run": given[0]})
        return " ".join(part for part in (found.words, *filling.left_out) if part)

    def start_over(self, then: Callable[[], None]) -> None:
        """Show the defaults of the job; `then` is called after it, and not after an undo."""
        before = self.snapshot()
        self._form.load({}, keeps_secrets=False)
        self._rail.restore(self._rail.defaults)
        then()
        self._notice.say(
            "All fields are as the job has them.",
            verb="Undo",
            act=partial(self.put_back, before),
            icon="action/reset",
        )

    def put_back(self, before: Filling) -> None:
        """Show what a snapshot holds, secrets included."""
        self._form.load(before.inputs, keeps_secrets=False)
        self._rail.restore(before.options)
