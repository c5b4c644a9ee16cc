import pytest

from jobdesk.errors import JobDefinitionError
from jobdesk.jobs.errorplace import locate_error


def place_of(folder, module):
    with pytest.raises((ArithmeticError, SyntaxError, ImportError)) as caught:
        folder.load(module)
    file, line, message, text = locate_error(caught.value, folder.path)
    return file.removeprefix(str(folder.path)), line, message, text


def test_the_last_frame_in_the_folder_is_the_place(folder):
    folder.write("helper", "def use():\n    return 1 / 0\n")
    folder.write("one", "import helper\n\nhelper.use()\n")

    file, line, message, text = place_of(folder, "one")

    assert (file, line, message) == ("/helper.py", 2, "ZeroDivisionError: division by zero")
    assert 'one.py", line 3' in text
    assert "loading.py" not in text


def test_a_syntax_error_has_its_own_line(folder):
    folder.write(
        "one",
        "from jobdesk.jobs import Job\n\nclass X(Job):\n    def run(self)\n        pass\n",
    )

    file, line, message, _ = place_of(folder, "one")

    assert (file, line) == ("/one.py", 4)
    assert message.startswith("SyntaxError")


def test_a_missing_module_is_told_at_its_import(folder):
    folder.write("one", "\n\nimport no_such_module_at_all\n")

    file, line, message, _ = place_of(folder, "one")

    assert (file, line) == ("/one.py", 3)
    assert "no_such_module_at_all" in message


def test_a_wrong_declaration_brings_its_place(folder):
    error = JobDefinitionError("wrong", "/jobs/one.py", 7)

    assert locate_error(error, folder.path)[:3] == ("/jobs/one.py", 7, "wrong")


def test_an_error_from_elsewhere_has_no_place(folder):
    file, line, message, text = locate_error(ValueError("far"), folder.path)

    assert (file, line, message) == ("", None, "ValueError: far")
    assert "ValueError: far" in text
