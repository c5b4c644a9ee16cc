import json

import pytest

from jobdesk.errors import JobDefinitionError
from jobdesk.jobs.description import describe_job, variables_from

FULL = '''
    name = "Module grouping"


    class One(Job):
        """No description."""

        zeta = StringVar(required=False)
        alpha = StringVar(required=False)
        dryrun = DryRunVar()

        class Meta:
            name = "Full house"
            description = "First.\\n\\n    More."
            field_order = ["alpha", "nonsense"]
            dryrun_default = True
            hidden = True
            has_sensitive_variables = False
            read_only = True
            soft_time_limit = 7
            time_limit = 9.5
            task_queues = ["slow", "fast"]
            is_singleton = True
            template_name = "x.html"
            colour = "red"

        def run(self, **given):
            return given
'''


def test_a_whole_description(folder):
    described = describe_job(folder.job(FULL))

    assert described == json.loads(json.dumps(described, allow_nan=False))
    assert [entry["name"] for entry in described.pop("variables")] == [
        "alpha",
        "zeta",
        "dryrun",
    ]
    assert described == {
        "class_path": "jobfile.One",
        "module_name": "jobfile",
        "job_class_name": "One",
        "generation": 2,
        "file": str(folder.path / "jobfile.py"),
        "line": 6,
        "is_job_hook_receiver": False,
        "is_job_button_receiver": False,
        "read_only": True,
        "supports_dryrun": True,
        "template_name": "x.html",
        "source_values": {
            "name": "Full house",
            "grouping": "Module grouping",
            "description": "First.\n\nMore.",
            "hidden": True,
            "has_sensitive_variables": False,
            "dryrun_default": True,
            "commit_default": True,
            "approval_required": False,
            "console_log_default": False,
            "soft_time_limit": 7,
            "time_limit": 9.5,
            "is_singleton": True,
            "singleton_policy": "refuse",
            "job_queues": ["slow", "fast"],
            "default_job_queue": "slow",
        },
        "warnings": [],
    }


def test_a_bare_class(folder):
    described = describe_job(
        folder.job("class One(Job):\n    def run(self, data, commit): pass\n")
    )
    values = described["source_values"]

    assert (values["name"], values["grouping"]) == ("One", "jobfile")
    assert (values["job_queues"], values["default_job_queue"]) == (["default"], "default")
    assert values["has_sensitive_variables"] is True
    assert described["generation"] == 1
    assert described["variables"] == []


@pytest.mark.parametrize(
    ("base", "flag"),
    [
        ("JobHookReceiver", "is_job_hook_receiver"),
        ("JobButtonReceiver", "is_job_button_receiver"),
    ],
)
def test_receivers_say_so(folder, base, flag):
    described = describe_job(folder.job(f"class One({base}):\n    pass\n"))

    assert described[flag] is True
    assert described["variables"]


def test_the_dry_run_starts_as_meta_says(folder):
    described = describe_job(folder.job(FULL))

    assert described["variables"][-1]["default"] is True


def test_a_long_name_is_cut_with_a_warning(folder):
    source = (
        f"name = 'g' * 300\nclass One(Job):\n    class Meta:\n        name = {'n' * 140!r}\n"
    )
    described = describe_job(folder.job(source))

    assert described["source_values"]["name"] == "n" * 100
    assert len(described["source_values"]["grouping"]) == 255
    assert "name has 140 characters" in described["warnings"][0]
    assert "grouping has 300" in described["warnings"][1]


def test_a_default_that_the_field_refuses_is_a_warning(folder):
    source = (
        "class One(Job):\n    n = IntegerVar(default='many')\n    m = IntegerVar(default='')\n"
    )
    described = describe_job(folder.job(source))

    assert described["warnings"] == ["n: its default is refused: Enter a whole number."]


def test_a_wrong_class_is_not_described(folder):
    job = folder.job("class One(JobHookReceiver, JobButtonReceiver):\n    pass\n")

    with pytest.raises(JobDefinitionError, match="both"):
        describe_job(job)


def test_variables_come_back_in_order_and_describe_themselves_alike(folder):
    source = """
    class Own(StringVar):
        pass

    class One(Job):
        a = StringVar(min_length=1, max_length=9, regex="^x", fullmatch=True, default="xy")
        b = TextVar(required=False)
        c = IntegerVar(min_value=0, max_value=0, default=0)
        d = FloatVar(min_value=0.5)
        e = BooleanVar(default=True)
        f = ChoiceVar(choices=[("G", [("1", "One")])], default="1")
        g = MultiChoiceVar(choices=["x", "y"], default=["y"])
        h = ObjectVar(model="dcim.Device", query_params={"a": "$b"}, null_option="none")
        i = MultiObjectVar(model="dcim.Device", required=False)
        j = FileVar(extensions=["csv"], max_size=5)
        k = IPAddressVar(default="192.0.2.1")
        l = IPAddressWithMaskVar()
        m = IPNetworkVar(min_prefix_length=0, max_prefix_length=24)
        n = JSONVar(default="text")
        o = DateVar(default="2026-01-01")
        p = DateTimeVar()
        q = PasswordVar(default="hush")
        r = DirectoryVar(visible_if={"e": True})
        s = Own(sensitive=True)
        dryrun = DryRunVar()
    """
    described = describe_job(folder.job(source))["variables"]

    again = variables_from(json.loads(json.dumps(described)))

    assert list(again) == [entry["name"] for entry in described]
    assert [variable.describe() for variable in again.values()] == described
