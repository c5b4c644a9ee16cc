"""What is done at each place while the window is watched: name of the figure, what it is."""

PLACES: dict[str, dict[str, str]] = {
    "jobs": {
        "jobs_read": "one of 10,000 jobs has changed",
        "jobs_show": "10,000 jobs shown",
        "jobs_sort": "ordered by each column",
        "jobs_filter": "each key of a search, each step of a chip",
        "jobs_tiles": "tiles and back",
        "jobs_scroll": "to the end and back",
        "jobs_choose": "another job, its detail and history",
        "job_page": "settings and code of a job",
        "jobs_view": "saved views",
        "jobs_select_all": "10,000 jobs selected",
        "jobs_menu": "the menu of 10,000 jobs",
        "bulk_open": "settings of 10,000 jobs",
        "bulk_type": "what a change of 10,000 jobs would do",
    },
    "runs": {
        "runs_show": "the first page of 100,000 runs",
        "runs_scroll": "older runs, twelve times",
        "runs_sort": "ordered by each column",
        "runs_filter": "by state, user and job",
        "runs_search": "each key of a search",
        "runs_open": "a run of the list",
        "runs_news": "a run has another state",
    },
    "log": {
        "log_first": "the first run page of a session",
        "log_long": "a run with a long log",
        "log_scroll": "a page down",
        "log_end": "the end of the log",
        "log_histogram": "places in the histogram",
        "log_to_time": "a time and a line",
        "log_detail": "a line in full",
        "log_raw": "the raw view and back",
        "log_fold": "groups folded, one opened",
        "log_chip": "levels",
        "log_results": "the results pane",
        "log_search": "a rare text, a common one, two joined",
        "log_step": "the next match",
        "log_matches": "only what matches",
        "log_close": "the tab closed",
    },
    "form": {
        "form_first": "the first run dialog of a session",
        "form_again": "the next one",
        "form_40": "40 fields",
        "form_100": "100 fields",
        "form_type": "each key in a field",
        "form_history": "earlier inputs of 1,000 runs",
        "form_presets": "1,000 presets, searched",
        "form_load": "inputs of another run",
        "form_close": "the dialog closed",
    },
    "queues": {
        "queues_first": "the board for the first time",
        "queues_choose": "a queue with 1,000 waiting runs",
        "queues_scroll": "to its end",
        "queues_move": "a run moved by keys",
        "queues_show": "to the jobs and back",
    },
    "inventory": {
        "inventory_first": "the inventory for the first time",
        "inventory_walk": "from device to device, with their detail",
        "inventory_kind": "the list of interfaces",
        "inventory_scroll": "to its end",
        "inventory_type": "each key of a filter",
        "inventory_show": "to the jobs and back",
    },
    "frame": {
        "theme": "another palette for six pages",
        "tabs": "from tab to tab",
    },
    "index": {
        "index_type": "each key while all runs are indexed",
        "index_place": "places changed beside it",
        "index_find": "all runs searched beside it",
    },
    "hooks": {
        "hooks_burst": "the runs while 1,000 changes fire three hooks",
        "hooks_choose": "a run chosen beside it",
        "hooks_type": "a search typed beside it",
        "hooks_place": "places changed beside it",
    },
    "burst": {
        "burst_log": "the log of a burst",
        "burst_type": "a search typed beside it",
        "burst_choose": "jobs chosen beside it",
        "burst_place": "places changed beside it",
    },
}


def figure(act: str) -> str:
    """The name of an act's figure in the table."""
    return f"block_{act}"


FIGURES = {figure(act): note for acts in PLACES.values() for act, note in acts.items()}
