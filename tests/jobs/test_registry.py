import pytest

from jobdesk.errors import JobDefinitionError
from jobdesk.jobs import register_jobs
from jobdesk.jobs.registry import registered_jobs


def test_only_registered_classes_count_where_anything_registers(folder):
    folder.write(
        "pick",
        """
        from jobdesk.jobs import Job, register_jobs
        class Base(Job): pass
        class Chosen(Base): pass
        register_jobs(Chosen)
        """,
    )

    assert list(folder.jobs()) == ["pick.Chosen"]


def test_every_job_class_counts_where_nothing_registers(folder):
    folder.write("other", "from jobdesk.jobs import Job\nclass Far(Job): pass\n")
    folder.write(
        "pick",
        """
        from jobdesk.jobs import Job, JobHookReceiver
        from other import Far
        class A(Job): pass
        class B(A): pass
        class Hook(JobHookReceiver): pass
        class NotAJob: pass
        alias = A
        """,
    )

    assert list(folder.jobs()) == ["other.Far", "pick.A", "pick.B", "pick.Hook"]


def test_registration_counts_for_all_under_a_top_level_name(folder):
    folder.write("bundle.__init__", "")
    folder.write(
        "bundle.first",
        """
        from jobdesk.jobs import Job, register_jobs
        class Registered(Job): pass
        register_jobs(Registered)
        """,
    )
    folder.write("bundle.second", "from jobdesk.jobs import Job\nclass Base(Job): pass\n")
    folder.write("alone", "from jobdesk.jobs import Job\nclass Alone(Job): pass\n")

    assert list(folder.jobs()) == ["alone.Alone", "bundle.first.Registered"]


def test_a_package_may_register_what_its_modules_define(folder):
    folder.write(
        "bundle.__init__",
        """
        from jobdesk.jobs import register_jobs
        from .daily import Daily
        register_jobs(Daily)
        """,
    )
    folder.write("bundle.daily", "from jobdesk.jobs import Job\nclass Daily(Job): pass\n")

    assert list(folder.jobs()) == ["bundle.daily.Daily"]


def test_registering_nothing_means_no_jobs(folder):
    folder.write(
        "none",
        """
        from jobdesk.jobs import Job, register_jobs
        class Base(Job): pass
        register_jobs()
        """,
    )

    assert folder.jobs() == {}


def test_the_first_class_of_a_class_path_stays(folder):
    folder.write(
        "twice",
        """
        from jobdesk.jobs import Job, register_jobs
        class One(Job): number = 1
        register_jobs(One)
        class One(Job): number = 2
        register_jobs(One)
        """,
    )

    assert [cls.number for cls in folder.jobs().values()] == [1]


@pytest.mark.parametrize("wrong", [int, "Job", None])
def test_what_is_no_job_is_not_registered(wrong):
    before = registered_jobs()

    with pytest.raises(JobDefinitionError, match="job classes"):
        register_jobs(wrong)

    assert registered_jobs() == before
