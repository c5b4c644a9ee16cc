"""Job classes and variables; Script and Report are the 1.x names of Job."""

from jobdesk.compat.served.table import Names, names

_STAND_INS = "jobdesk.compat.stand_ins"

JOB_NAMES: Names = {
    **names(
        "jobdesk.jobs",
        "BooleanVar ChoiceVar DryRunVar FileVar IPAddressVar IPAddressWithMaskVar "
        "IPNetworkVar IntegerVar JSONVar Job JobButtonReceiver JobHookReceiver "
        "MultiChoiceVar MultiObjectVar ObjectVar StringVar TextVar get_task_logger "
        "register_jobs BaseJob=Job",
    ),
    **names(_STAND_INS, "RunJobTaskFailed get_job get_jobs is_job is_variable run_job"),
    "ScriptVariable": "jobdesk.jobs.variables.base:Variable",
}

MODULES: dict[str, Names] = {
    "nautobot.apps.jobs": JOB_NAMES,
    "nautobot.extras.jobs": JOB_NAMES,
    "nautobot.extras.scripts": JOB_NAMES | {"Script": "jobdesk.jobs:Job"},
    "nautobot.extras.reports": JOB_NAMES | {"Report": "jobdesk.jobs:Job"},
    "nautobot.core.celery": names("jobdesk.jobs", "register_jobs")
    | names(_STAND_INS, "NautobotKombuJSONEncoder"),
}
