import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def test_a_new_class_gets_a_disabled_record(desk, describe, look):
    plan = desk.refresh(look(describe("fresh.One", "One job")))

    assert [new.enabled for new in plan.create] == [False]
    assert desk["fresh.One"].name == "One job"
    assert plan.queues == ("default",)


def test_system_jobs_are_enabled_at_creation(desk, describe, look):
    plan = desk.refresh(look(describe("sys.One"), source="system"))

    assert [new.enabled for new in plan.create] == [True]


def test_changed_code_updates_the_record_and_overrides_stay(desk, describe, look):
    desk.refresh(look(describe("fresh.One", "One job")))
    desk.override("fresh.One", name="Mine")

    desk.refresh(look(describe("fresh.One", "Code two", hidden=True)))

    record = desk["fresh.One"]
    assert (record.name, record.source_values["name"], record.hidden) == (
        "Mine",
        "Code two",
        True,
    )


def test_a_removed_class_is_uninstalled_and_comes_back_as_the_same_record(desk, describe, look):
    desk.refresh(look(describe("fresh.One")))
    first = desk["fresh.One"].id

    gone = desk.refresh(look())
    assert gone.uninstall == (first,)
    assert desk["fresh.One"].installed is False

    back = desk.refresh(look(describe("fresh.One")))
    assert [update.id for update in back.update] == [first]
    assert desk["fresh.One"].installed is True


def test_an_uninstalled_record_is_uninstalled_only_once(desk, describe, look):
    desk.refresh(look(describe("fresh.One")))
    desk.refresh(look())

    assert desk.refresh(look()).uninstall == ()


def test_a_broken_file_keeps_its_records(desk, describe, look):
    desk.refresh(look(describe("fresh.One", "One job")))

    plan = desk.refresh(look(broken=["fresh"]))

    record = desk["fresh.One"]
    assert (record.installed, record.name) == (True, "One job")
    assert record.error is not None
    assert record.error.line == 4
    assert [file.module_name for file in plan.broken_files] == ["fresh"]


def test_a_repaired_file_clears_the_error(desk, describe, look):
    desk.refresh(look(describe("fresh.One")))
    desk.refresh(look(broken=["fresh"]))

    desk.refresh(look(describe("fresh.One")))

    assert desk["fresh.One"].error is None


def test_a_class_missing_beside_a_broken_file_of_its_package_is_kept(desk, describe, look):
    desk.refresh(look(describe("pkg.a.A"), describe("pkg.b.B")))

    desk.refresh(look(describe("pkg.b.Other"), broken=["pkg.a"]))

    assert desk["pkg.b.B"].error is not None
    assert desk["pkg.b.B"].installed is True


def test_a_class_whose_file_is_gone_is_uninstalled_beside_a_broken_file(desk, describe, look):
    desk.refresh(look(describe("pkg.a.A"), describe("pkg.b.B")))

    desk.refresh(look(broken=["pkg.a"]))

    assert desk["pkg.b.B"].installed is False


def test_another_class_of_a_file_with_a_broken_class_is_healthy(desk, describe, look):
    desk.refresh(look(describe("mod.Good"), describe("mod.Bad")))

    desk.refresh(look(describe("mod.Good"), broken=["mod"]))

    assert desk["mod.Good"].error is None
    assert desk["mod.Bad"].error is not None


def test_uncertain_packages_get_no_new_records_but_updates(desk, describe, look):
    desk.refresh(look(describe("pkg.a.A")))

    plan = desk.refresh(
        look(
            describe("pkg.a.A", "Better"),
            describe("pkg.a.Base"),
            broken=["pkg.reg"],
            uncertain=["pkg"],
        )
    )

    assert plan.create == ()
    assert desk["pkg.a.A"].name == "Better"


@pytest.mark.parametrize(
    "path", ["m." + "C" * 101, "m" * 101 + ".C"], ids=["long class", "long module"]
)
def test_too_long_names_get_no_record_but_a_reason(desk, describe, look, path):
    plan = desk.refresh(look(describe(path)))

    assert plan.create == ()
    assert "longer than 100" in plan.broken_files[0].error.message


def test_both_receivers_get_no_record_but_a_reason(desk, describe, look):
    both = describe("both.Both") | {
        "is_job_hook_receiver": True,
        "is_job_button_receiver": True,
    }

    plan = desk.refresh(look(both))

    assert plan.create == ()
    assert "receiver" in plan.broken_files[0].error.message


def test_a_long_name_is_cut_with_a_warning(desk, describe, look):
    desk.refresh(look(describe("m.One", "n" * 140)))

    record = desk["m.One"]
    assert record.name == "n" * 100
    assert any("100" in warning for warning in record.warnings)


def test_two_long_names_with_the_same_head_stay_apart(desk, describe, look):
    desk.refresh(look(describe("a.A", "n" * 140), describe("b.B", "n" * 150)))

    assert len({record.name for record in desk.records.values()}) == 2
    assert all(len(record.name) <= 100 for record in desk.records.values())


def test_the_later_of_two_equal_names_gets_a_number_without_an_override(desk, describe, look):
    desk.refresh(look(describe("aaa.A", "Twin")))
    desk.refresh(look(describe("aaa.A", "Twin"), describe("bbb.B", "Twin")))

    assert desk.names() == {"aaa.A": "Twin", "bbb.B": "Twin (2)"}
    assert desk["bbb.B"].overrides == ()
    assert desk["bbb.B"].source_values["name"] == "Twin"
    assert any("Twin" in warning for warning in desk["bbb.B"].warnings)


def test_who_came_first_keeps_the_plain_name_whatever_the_order_of_paths(desk, describe, look):
    desk.refresh(look(describe("zzz.Z", "Twin")))
    desk.refresh(look(describe("zzz.Z", "Twin"), describe("aaa.A", "Twin")))

    assert desk.names() == {"zzz.Z": "Twin", "aaa.A": "Twin (2)"}


@pytest.mark.parametrize("how", ["renamed", "gone", "overridden"])
def test_the_plain_name_comes_back_when_it_is_free(desk, describe, look, how):
    a, b = describe("aaa.A", "Twin"), describe("bbb.B", "Twin")
    desk.refresh(look(a, b))
    if how == "renamed":
        a = describe("aaa.A", "Only child")
    elif how == "overridden":
        desk.override("aaa.A", name="Mine")

    desk.refresh(look(b) if how == "gone" else look(a, b))

    assert desk["bbb.B"].name == "Twin"
    assert not desk["bbb.B"].warnings


def test_a_moved_class_takes_its_name_along(desk, describe, look):
    desk.refresh(look(describe("old.Backup", "Backup")))

    desk.refresh(look(describe("new.Backup", "Backup")))

    assert desk.names() == {"new.Backup": "Backup", "old.Backup": "Backup (2)"}


def test_an_override_blocks_the_plain_name(desk, describe, look):
    desk.refresh(look(describe("aaa.A", "First")))
    desk.override("aaa.A", name="Second")

    desk.refresh(look(describe("aaa.A", "First"), describe("bbb.B", "Second")))

    assert desk["bbb.B"].name == "Second (2)"


def test_a_name_of_another_source_is_not_taken_away(desk, describe, look):
    desk.refresh(look(describe("sys.S", "Twin"), source="system"))

    plan = desk.refresh(look(describe("aaa.A", "Twin")))

    assert desk.names() == {"sys.S": "Twin", "aaa.A": "Twin (2)"}
    assert plan.uninstall == ()


def test_a_class_path_of_another_source_is_refused(desk, describe, look):
    desk.refresh(look(describe("same.S"), source="system"))

    plan = desk.refresh(look(describe("same.S")))

    assert plan.create == ()
    assert "system" in plan.broken_files[0].error.message


def test_the_default_queue_follows_the_code(desk, describe, look):
    desk.refresh(look(describe("m.One", job_queues=["alpha"], default_job_queue="alpha")))
    plan = desk.refresh(look(describe("m.One", job_queues=["beta"], default_job_queue="beta")))

    assert (desk["m.One"].default_job_queue, desk["m.One"].job_queues) == ("beta", ("beta",))
    assert plan.queues == ("beta",)


PATHS = st.sampled_from(["a.A", "a.B", "b.C", "c.D"])
NAMES = st.sampled_from(["Twin", "Twin (2)", "Twin (3)", "Other", "x" * 120])
LOOKS = st.tuples(
    st.dictionaries(PATHS, NAMES), st.sets(st.sampled_from(["a", "b", "c"]), max_size=1)
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(LOOKS, min_size=1, max_size=5), st.dictionaries(PATHS, NAMES, max_size=1))
def test_any_order_of_refreshes_keeps_names_unique_and_settles(
    make_desk, describe, look, looks, overrides
):
    desk = make_desk()
    discovery = look()
    for jobs, broken in looks:
        alive = {path: name for path, name in jobs.items() if path[0] not in broken}
        discovery = look(
            *(describe(path, name) for path, name in sorted(alive.items())), broken=broken
        )
        desk.refresh(discovery)
        for path, name in overrides.items():
            if path in desk.records and name[:100] not in desk.names().values():
                desk.override(path, name=name[:100])
        desk.refresh(discovery)

    before = dict(desk.records)
    plan = desk.refresh(discovery)

    assert desk.records == before, "a second refresh of the same code changes nothing"
    for description in discovery.jobs:
        record = desk[description["class_path"]]
        assert record.installed
        assert record.error is None
    assert (plan.create, plan.update, plan.uninstall) == ((), (), ())
    assert not plan.broken
    assert not plan.rename
