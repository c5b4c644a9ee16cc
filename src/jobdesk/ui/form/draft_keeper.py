"""The draft of one run dialog: restored when it opens, kept while it is typed in."""

from functools import partial

from jobdesk.models.records import JobRecord
from jobdesk.ui.form.drafts import Draft, Drafts
from jobdesk.ui.form.filler import Filler
from jobdesk.ui.form.filling import Filling
from jobdesk.ui.form.footer import RunFooter
from jobdesk.ui.form.notice import Notice
from jobdesk.ui.form.words import moment_text


class DraftKeeper:
    """Says what it restored and how to be rid of it.

    Lives on the main thread, as long as its dialog.
    """

    def __init__(
        self,
        drafts: Drafts,
        job: JobRecord,
        filler: Filler,
        notice: Notice,
        footer: RunFooter,
    ) -> None:
        self._drafts = drafts
        self._job = job
        self._filler = filler
        self._notice = notice
        self._footer = footer

    def fill(self, filling: Filling | None) -> None:
        """Fill a new dialog with the inputs of a run, else with the draft there is."""
        draft = self._drafts.draft(self._job)
        if filling is not None:
            self._fill_from_run(filling, draft)
        elif draft is not None:
            misfits = self._filler.show(Filling(draft.raw, draft.options))
            self._footer.tell_draft(draft.at)
            self._notice.say(
                f"Draft of {moment_text(draft.at)} restored.",
                misfits,
                verb="Start over",
                act=self.start_over,
                icon="note-pencil",
            )

    def _fill_from_run(self, filling: Filling, draft: Draft | None) -> None:
        misfits = self._filler.show(filling)
        if draft is not None:
            kept = f"What you typed {moment_text(draft.at)} is kept until you change it."
            self._notice.say(
                f"Filled with {filling.origin}.",
                misfits or kept,
                verb="Use the draft",
                act=partial(self._filler.put_back, Filling(draft.raw, draft.options)),
                icon="action/history",
            )
        elif misfits:
            self._notice.say(f"Filled with {filling.origin}.", misfits, kind="warn")

    def start_over(self) -> None:
        """Show the defaults and throw the draft away; that can be undone."""
        self._filler.start_over(self.forget)

    def keep(self) -> None:
        """Keep what stands in the dialog now."""
        now = self._filler.snapshot()
        draft = Draft(now.inputs, now.options)
        self._drafts.keep(self._job, draft)
        self._footer.tell_draft(draft.at)

    def forget(self) -> None:
        """It was run or thrown away."""
        self._drafts.forget(self._job)
        self._footer.tell_no_draft()

    def flush(self) -> None:
        """Write what is not written yet."""
        self._drafts.flush()
