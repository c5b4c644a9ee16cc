"""Orders of the puppet window about what it remembers: change all of it, and say how it is."""

from jobdesk.ui.form.dialog import RunDialog
from jobdesk.ui.main_window import RUNS


class LayoutOrders:
    """For the puppet; each order is a generator as there."""

    def do_arrange_jobs(self):
        """Change how the Jobs page looks: filter, columns, order, panes, what is current."""
        window, page = self._program.window, self._desk.jobs_page
        window.setGeometry(60, 40, 1400, 800)
        yield lambda: page.detail.isVisible()
        self._desk.actions["sidebar.narrow"].trigger()
        page.filter.search.setText("count")
        page.table.header.widen("name", 45)
        page.table.header.toggle("labels")
        page.set_sorting((("enabled", True), ("name", True)))
        page.splitter.moveSplitter(page.splitter.sizes()[0] - 40, 1)
        yield lambda: page.view.rows.rowCount() > 0
        page.view.choose(self._job("counting.Recount").id)

    def do_arrange_runs(self, no):
        """Open a run, tear another one off, filter and order the list of runs."""
        opener, strip = self._desk.opener, self._program.window.strip
        opener.open_run(no - 1)
        self._desk.actions["tab.tear"].trigger()
        opener.torn.window_of(opener.torn.pages[0]).setGeometry(100, 90, 700, 500)
        opener.open_run(no)
        strip.current_page.show_part("inputs")
        self._desk.show_place("Queues")
        self._desk.show_place("Runs")
        page = strip.pages[0]
        page.filters.search.setText("count")
        page.table.show_column(6, shown=False)
        head = page.table.horizontalHeader()
        head.resizeSection(2, 177)
        head.setSortIndicator(1, head.sortIndicatorOrder())
        yield lambda: True

    def do_arrange_tabs(self):
        """Open the settings of a job and of two, type into the latter, and go to the former."""
        opener, strip = self._desk.opener, self._program.window.strip
        ids = [self._job(f"counting.{name}").id for name in ("Count", "Recount")]
        opener.open_bulk(ids)
        bulk = strip.current_page
        bulk.area.finish()
        bulk.area.change("typed", [(bulk.fields["description"], "Typed, not saved")])
        opener.open_job_code(ids[0])
        self._desk.commands.override(ids[1], {"description": "Saved"}, (), _nothing, _nothing)
        undo = self._desk.actions["edits.undo"]
        yield lambda: "ecount" in undo.text()

    def do_move(self, *geometry):
        self._program.window.setGeometry(*geometry)
        yield lambda: True

    def do_shape(self):
        """All that comes back."""
        desk, window = self._desk, self._program.window
        yield lambda: desk.open_tabs.is_restored
        yield lambda: desk.jobs_page.data.rows
        yield lambda: desk.jobs_page.view.current_key()
        page, torn = desk.jobs_page, desk.opener.torn
        shape = {
            "window": window.geometry().getRect(),
            "sidebar": window.sidebar.shape,
            "jobs": page.state().to_json(),
            "panes": page.splitter.sizes(),
            "job": page.view.current_key(),
            "tabs": [one.remember() for one in window.strip.pages[1:]],
            "front": window.strip.bar.currentIndex(),
            "torn": [
                [one.remember(), torn.window_of(one).geometry().getRect()] for one in torn.pages
            ],
            "undo": desk.actions["edits.undo"].text(),
            "place": window.strip.bar.tabText(0),
        }
        return shape | {"runs": self._runs_shape()}

    def do_star_and_save_a_view(self, name):
        """What somebody does in the last moment."""
        page = self._desk.jobs_page
        page.asked.star(self._job("counting.Count").id)
        page.views._on_save_as_requested(name)
        yield lambda: True

    def do_shelf(self):
        """How many jobs have a star, and the names of the views."""
        shelf = self._desk.jobs_page.shelf
        yield lambda: shelf.is_loaded
        return [len(shelf.favourites), [view.name for view in shelf.views]]

    def do_open_form(self, job):
        """Open the run dialog of a job; what stands in it."""
        self._desk.opener.open_run_dialog(self._job(job).id)
        yield lambda: self._top(RunDialog) is not None
        yield lambda: self._top(RunDialog).form.is_complete
        return self._top(RunDialog).form.raw()

    def do_form_in_front(self):
        """What stands in the run dialog that is open; None without one."""
        yield lambda: True
        dialog = self._top(RunDialog)
        return dialog.form.raw() if dialog is not None and dialog.form.is_complete else None

    def _runs_shape(self):
        page = self._desk._places.get(RUNS)
        if page is None:
            return None
        head = page.table.horizontalHeader()
        return [
            page.filters.search.text(),
            [head.sectionSize(at) for at in (0, 2, 4)],
            [head.isSectionHidden(at) for at in range(head.count())],
            head.sortIndicatorSection(),
        ]

    def _job(self, class_path):
        return self._program.session.ready.jobs.by_class_path(class_path)


def _nothing(*_):
    pass
