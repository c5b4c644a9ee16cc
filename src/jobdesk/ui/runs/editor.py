"""Opens a file at a line in the editor that the settings name; never through a shell."""

import os
import shlex
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from jobdesk.errors import JobDeskError
from jobdesk.ui import messages


def editor_command(template: str, file: str, line: int) -> list[str]:
    """The program and its arguments; a file name stays one argument whatever is in it.

    Raises:
        JobDeskError: the setting cannot be read as a command, in words.
    """
    is_posix = os.name != "nt"  # there a backslash is part of a path
    try:
        parts = shlex.split(template, posix=is_posix)
    except ValueError:
        parts = []
    if not parts:
        raise JobDeskError(
            f"The setting editor is no command: {template!r}. "
            'Write for example: editor = "code -g {file}:{line}"'
        )
    if not any("{file}" in part for part in parts):
        parts.append("{file}")
    quotes = "" if is_posix else '"'
    return [
        part.strip(quotes).replace("{line}", str(line)).replace("{file}", file)
        for part in parts
    ]


def open_in_editor(template: str, file: str, line: int) -> bool:
    """Start the editor, or the system's program without the setting; says what went wrong."""
    if not Path(file).is_file():
        messages.show_error(f"{Path(file).name} is not there any more.")
        return False
    if not template.strip():
        return _open_by_system(file)
    try:
        program, *arguments = editor_command(template, file, line)
    except JobDeskError as error:
        messages.show_error(str(error))
        return False
    is_started, _ = QProcess.startDetached(program, arguments)
    if not is_started:
        messages.show_error(
            f"The editor {program} could not be started. "
            "Look at the setting editor in settings.toml."
        )
    return is_started


def _open_by_system(file: str) -> bool:
    """On Windows the system would run the file instead of opening it."""
    if os.name != "nt" and QDesktopServices.openUrl(QUrl.fromLocalFile(file)):
        return True
    messages.show_error(
        f"No program opens {Path(file).name}. Name your editor in settings.toml, "
        'for example: editor = "code -g {file}:{line}"'
    )
    return False
