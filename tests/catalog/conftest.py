"""Descriptions and records as the catalogue sees them, and a desk that a plan is applied to."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from jobdesk.catalog.discovery import Discovery
from jobdesk.catalog.refresh import plan_refresh
from jobdesk.models.plans import OVERRIDABLE, JobCode, RefreshPlan
from jobdesk.models.records import BrokenFile, JobError, JobId, JobRecord, SingletonPolicy


def describe(path: str, name: str = "", **source_values: Any) -> dict[str, Any]:
    module, _, cls = path.rpartition(".")
    return {
        "class_path": path,
        "module_name": module,
        "job_class_name": cls,
        "generation": 2,
        "file": f"/ws/jobs/{module.replace('.', '/')}.py",
        "line": 3,
        "is_job_hook_receiver": False,
        "is_job_button_receiver": False,
        "read_only": False,
        "supports_dryrun": False,
        "code_version": "v1",
        "files": [f"{module}.py"],
        "variables": [],
        "warnings": [],
        "source_values": {
            "name": name or cls,
            "grouping": module,
            "description": "",
            "hidden": False,
            "has_sensitive_variables": True,
            "dryrun_default": False,
            "commit_default": True,
            "approval_required": False,
            "console_log_default": False,
            "soft_time_limit": 0,
            "time_limit": 0,
            "is_singleton": False,
            "singleton_policy": "refuse",
            "job_queues": ["default"],
            "default_job_queue": "default",
        }
        | source_values,
    }


def look(
    *descriptions: Mapping[str, Any], broken=(), source="local", uncertain=()
) -> Discovery:
    """A discovery; `broken` are module names."""
    files = tuple(
        BrokenFile(source, name, JobError(f"/ws/jobs/{name}.py", 4, f"{name} is bad", "trace"))
        for name in broken
    )
    modules = {str(d["module_name"]) for d in descriptions} | set(broken)
    return Discovery(
        source, frozenset(modules), tuple(descriptions), files, frozenset(uncertain)
    )


def record_of(number: int, source: str, module: str, cls: str, code: JobCode) -> JobRecord:
    values = {key: code.values[key] for key in OVERRIDABLE}
    values["singleton_policy"] = SingletonPolicy(values["singleton_policy"])
    return JobRecord(
        id=JobId(str(number)),
        source=source,
        module_name=module,
        job_class_name=cls,
        installed=True,
        enabled=False,
        is_job_hook_receiver=code.is_job_hook_receiver,
        is_job_button_receiver=code.is_job_button_receiver,
        read_only=code.read_only,
        supports_dryrun=code.supports_dryrun,
        commit_default=code.commit_default,
        overrides=(),
        source_values=code.source_values,
        description_json=code.description_json,
        generation=code.generation,
        file=code.file,
        line=code.line,
        code_version=code.code_version,
        reviewed_version="",
        warnings=code.warnings,
        error=None,
        last_result=None,
        **values,
    )


class PaperDesk:
    """Records in a dict; applies plans as the store promises to."""

    def __init__(self) -> None:
        self.records: dict[str, JobRecord] = {}

    def __getitem__(self, path: str) -> JobRecord:
        return self.records[path]

    def names(self) -> dict[str, str]:
        return {path: record.name for path, record in self.records.items()}

    def override(self, path: str, **values: Any) -> None:
        record = self.records[path]
        names = tuple(sorted({*record.overrides, *values}))
        self.records[path] = dataclasses.replace(record, overrides=names, **values)

    def refresh(self, discovery: Discovery) -> RefreshPlan:
        plan = plan_refresh(list(self.records.values()), discovery)
        self.apply(discovery.source, plan)
        return plan

    def apply(self, source: str, plan: RefreshPlan) -> None:
        by_id = {record.id: path for path, record in self.records.items()}
        for new in plan.create:
            path = f"{new.module_name}.{new.job_class_name}"
            assert path not in self.records
            self.records[path] = record_of(
                len(self.records), source, new.module_name, new.job_class_name, new.code
            )
        for update in plan.update:
            self._update(by_id[update.id], update.code)
        for job_id in plan.uninstall:
            self._replace(by_id[job_id], installed=False, error=None)
        for job_id, error in plan.broken.items():
            self._replace(by_id[job_id], error=error)
        for job_id, name in plan.rename.items():
            self._replace(by_id[job_id], name=name)
        names = [record.name for record in self.records.values()]
        assert len(names) == len(set(names)), f"two jobs with one name: {sorted(names)}"

    def _update(self, path: str, code: JobCode) -> None:
        old = self.records[path]
        fresh = record_of(0, old.source, old.module_name, old.job_class_name, code)
        kept = {name: getattr(old, name) for name in old.overrides}
        self.records[path] = dataclasses.replace(
            fresh,
            id=old.id,
            enabled=old.enabled,
            reviewed_version=old.reviewed_version,
            overrides=old.overrides,
            **kept,
        )

    def _replace(self, path: str, **values: Any) -> None:
        self.records[path] = dataclasses.replace(self.records[path], **values)


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk()


@pytest.fixture
def make_desk() -> Callable[[], PaperDesk]:
    return PaperDesk


@pytest.fixture(name="describe")
def describe_fixture():
    return describe


@pytest.fixture(name="look")
def look_fixture():
    return look
