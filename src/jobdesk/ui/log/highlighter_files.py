"""HighlighterFiles: rules written to a file, and taken from one, to share them with others."""

import json
from pathlib import Path
from typing import cast

from PySide6.QtCore import QDir, QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from jobdesk.errors import JobDeskError
from jobdesk.ui import messages
from jobdesk.ui.background import run_in_background
from jobdesk.ui.log.highlighters import MOST_RULES, Highlighter, Highlighters, read_rules
from jobdesk.ui.log.memory import LogMemory
from jobdesk.ui.widgets.folders import is_folder
from jobdesk.ui.widgets.saving import whole_file

_FORM = "jobdesk highlighters"
_NAME = "highlighters.json"
_FILTER = "Highlighters (*.json)"
_MOST_BYTES = 1_000_000
_STORE = "exports"
_FOLDER = "highlighter_folder"


class HighlighterFiles(QObject):
    """Asks for a file and says what became of it; threads read and write it."""

    def __init__(self, highlighters: Highlighters, memory: LogMemory, panel: QWidget) -> None:
        super().__init__(panel)
        self._highlighters = highlighters
        self._memory = memory
        self._panel = panel

    @Slot()
    def ask_export(self) -> QFileDialog:
        """Ask where to save the rules."""
        dialog = self._dialog("Export highlighters")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(str(Path(dialog.directory().absolutePath()) / _NAME))
        dialog.fileSelected.connect(self._on_export_chosen)
        dialog.open()
        return dialog

    @Slot()
    def ask_import(self) -> QFileDialog:
        """Ask which file to take rules from."""
        dialog = self._dialog("Import highlighters")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_import_chosen)
        dialog.open()
        return dialog

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._panel, title)
        dialog.setNameFilters([_FILTER, "All files (*)"])
        folder = self._memory.word(_FOLDER, "")
        dialog.setDirectory(folder if is_folder(folder) else QDir.homePath())
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    @Slot(str)
    def _on_export_chosen(self, name: str) -> None:
        path, rules = Path(name), list(self._highlighters.rules)
        self._memory.keep(_FOLDER, str(path.parent))

        def done(_: None) -> None:
            messages.show(f"Saved {_words(len(rules))} in {path.name}.")

        run_in_background(self, lambda: _write(path, rules), done, store=_STORE)

    @Slot(str)
    def _on_import_chosen(self, name: str) -> None:
        path = Path(name)
        self._memory.keep(_FOLDER, str(path.parent))

        def done(found: list[Highlighter]) -> None:
            self._take(found, path.name)

        run_in_background(self, lambda: _read(path), done, store=_STORE)

    def _take(self, found: list[Highlighter], name: str) -> None:
        known = {(rule.text, rule.is_regex) for rule in self._highlighters.rules}
        new = [rule for rule in found if (rule.text, rule.is_regex) not in known]
        room = MOST_RULES - len(self._highlighters.rules)
        self._highlighters.use([*self._highlighters.rules, *new[:room]])
        words = [f"Took {_words(len(new[:room]))} of {name}."]
        for count, what in (
            (len(found) - len(new), "there already"),
            (len(new) - room, f"left out: there are at most {MOST_RULES}"),
        ):
            if count > 0:
                words.append(f"{count} {'was' if count == 1 else 'were'} {what}.")
        messages.show(" ".join(words))


def _words(count: int) -> str:
    return f"{count} highlighter{'' if count == 1 else 's'}"


def _write(path: Path, rules: list[Highlighter]) -> None:
    document = {"form": _FORM, "version": 1, "rules": [rule.document for rule in rules]}
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    with whole_file(path) as part:
        part.write_text(text, encoding="utf-8")


def _read(path: Path) -> list[Highlighter]:
    try:
        with path.open("rb") as file:
            found: object = json.loads(file.read(_MOST_BYTES))
    except OSError as error:
        raise JobDeskError(f"{path} cannot be read: {error.strerror or error}") from None
    except ValueError:
        found = None
    document = cast("dict[str, object]", found) if isinstance(found, dict) else {}
    if document.get("form") != _FORM:
        raise JobDeskError(f"{path.name} holds no highlighters of JobDesk.")
    return read_rules(document.get("rules"))
