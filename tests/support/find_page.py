"""The page that searches all runs, in tests: a question, and what it shows."""

from jobdesk.ui.find.asked import Asked


def asked(qtbot, page, what):
    page.ask(what if isinstance(what, Asked) else Asked(what))
    qtbot.waitUntil(lambda: not page.finder.is_searching)


def shown(page):
    """`#3`, then the messages of its lines."""
    found = page.model.found
    rows = []
    for at in range(found.count):
        line, run = found.line(at), found.group(at)
        if line is not None:
            rows.append(line.message)
        else:
            rows.append(f"#{run.hits.no}" if found.is_head(at) else "more")
    return rows


def pane(page):
    return page.pane.shown
