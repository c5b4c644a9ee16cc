import sys

import pytest

from jobdesk.errors import JobDefinitionError
from jobdesk.jobs.loading import (
    code_version,
    find_modules,
    import_module_from,
    load_class,
    loaded_files,
)

JOB = "from jobdesk.jobs import Job\nclass One(Job):\n    pass\n"


def test_files_and_packages_are_found_by_dotted_name(folder):
    for module in (
        "zoo",
        "ape",
        "pack.__init__",
        "pack.inner",
        "pack.deep.__init__",
        "pack.deep.x",
    ):
        folder.write(module, "")

    found = find_modules(folder.path)

    assert list(found) == ["ape", "pack", "pack.deep", "pack.deep.x", "pack.inner", "zoo"]
    assert found["pack"] == folder.path / "pack" / "__init__.py"
    assert found["zoo"] == folder.path / "zoo.py"


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.py",
        "no-identifier.py",
        "class.py",
        "text.txt",
        "__main__.py",
        "__pycache__/x.py",
        ".git/hook.py",
        "plain_folder/x.py",
        "site-packages/y.py",
        "1st.py",
    ],
)
def test_what_python_cannot_import_is_no_job_file(folder, name):
    path = folder.path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("raise SystemExit", encoding="utf-8")

    assert find_modules(folder.path) == {}


def test_a_package_hides_a_file_of_its_name(folder):
    folder.write("both", "")
    marker = folder.write("both.__init__", "")

    assert find_modules(folder.path) == {"both": marker}


def test_a_link_that_leads_back_up_is_not_followed(folder):
    folder.write("pack.__init__", "")
    (folder.path / "pack" / "again").symlink_to(folder.path / "pack")

    assert list(find_modules(folder.path)) == ["pack"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path):
    assert find_modules(tmp_path / "absent") == {}


def test_relative_and_sibling_imports_work(folder):
    folder.write("words", "WORD = 'sibling'\n")
    folder.write("tools.__init__", "")
    folder.write("tools.helper", "WORD = 'relative'\n")
    folder.write("tools.daily", "from .helper import WORD\nfrom words import WORD as other\n")

    module = folder.load("tools.daily")

    assert (module.WORD, module.other) == ("relative", "sibling")
    assert sys.path[0] == str(folder.path)


def test_the_root_stays_in_front_once(folder):
    folder.write("one", "")
    folder.write("two", "")
    folder.load("one")
    sys.path.insert(0, "elsewhere")
    folder.load("two")

    assert sys.path[0] == str(folder.path)
    assert sys.path.count(str(folder.path)) == 1


def test_a_new_file_is_seen_at_once(folder):
    folder.write("one", "")
    folder.load("one")
    folder.write("two", "WORD = 2")

    assert folder.load("two").WORD == 2


def test_no_byte_code_is_written_where_the_caller_says_so(folder):
    folder.write("one", JOB)
    folder.load("one")

    assert not list(folder.path.rglob("__pycache__"))


@pytest.mark.parametrize("name", ["json", "netaddr", "sys", "pytest", "jobdesk", "xml"])
def test_a_file_named_like_an_installed_module_is_refused(folder, name):
    (folder.path / f"{name}.py").write_text(JOB, encoding="utf-8")

    with pytest.raises(JobDefinitionError, match=f"'{name}' is taken"):
        import_module_from(folder.path, name)


def test_a_module_that_was_never_imported_is_found_to_clash(folder, tmp_path):
    (tmp_path / "installed").mkdir()
    (tmp_path / "installed" / "far_away.py").write_text("", encoding="utf-8")
    sys.path.append(str(tmp_path / "installed"))
    folder.write("far_away", JOB)

    with pytest.raises(JobDefinitionError, match="far_away"):
        folder.load("far_away")


def test_a_root_given_by_a_link_is_no_clash_with_itself(folder, tmp_path):
    (tmp_path / "link").symlink_to(folder.path)
    folder.write("one", JOB)
    sys.path.append(str(folder.path))

    assert import_module_from(tmp_path / "link", "one").One


def test_a_class_is_loaded_by_name(folder):
    folder.write("one", JOB)

    assert load_class(folder.path, "one", "One").__name__ == "One"


@pytest.mark.parametrize("name", ["Two", "Job", "os"])
def test_a_class_that_is_gone_is_told_in_words(folder, name):
    folder.write("one", "import os\n" + JOB)

    with pytest.raises(JobDefinitionError, match=f"no job class {name}"):
        load_class(folder.path, "one", name)


def test_a_class_that_cannot_be_a_job_is_not_loaded(folder):
    source = "from jobdesk.jobs import *\nclass One(Job):\n    name = StringVar()\n"
    folder.write("one", source)

    with pytest.raises(JobDefinitionError, match="'name'"):
        load_class(folder.path, "one", "One")


def test_whatever_a_file_raises_comes_through(folder):
    folder.write("one", "import sys\nsys.exit(3)\n")

    with pytest.raises(SystemExit):
        folder.load("one")


def test_the_files_that_were_loaded(folder):
    folder.write("tools.__init__", "")
    folder.write("tools.daily", "from . import helper\n")
    folder.write("tools.helper", "")
    folder.write("tools.unused", "")
    folder.load("tools.daily")

    assert loaded_files(folder.path) == [
        "tools/__init__.py",
        "tools/daily.py",
        "tools/helper.py",
    ]


def test_the_version_follows_names_and_content(folder):
    folder.write("a", "1")
    folder.write("b", "2")
    first = code_version(folder.path, ["a.py", "b.py"])

    assert len(first) == 12
    assert code_version(folder.path, ["b.py", "a.py", "a.py"]) == first
    assert code_version(folder.path, ["a.py"]) != first
    folder.write("b", "3")
    assert code_version(folder.path, ["a.py", "b.py"]) != first
    assert code_version(folder.path, ["a.py", "absent.py"]) != code_version(
        folder.path, ["a.py"]
    )
