"""Jobs of the benchmarks with long forms; they are filled in, never run for long."""

from jobdesk.jobs import (
    BooleanVar,
    ChoiceVar,
    IntegerVar,
    Job,
    MultiChoiceVar,
    StringVar,
    TextVar,
    register_jobs,
)

name = "Benchmarks"
_SITES = [(f"site-{number:03}", f"Site {number:03}") for number in range(200)]


def _variable(number):
    """One of the kinds of variables by turns."""
    label = f"Field {number + 1}"
    made = (
        lambda: StringVar(label=label, default=f"value {number}"),
        lambda: IntegerVar(label=label, default=number, min_value=0, max_value=1000),
        lambda: BooleanVar(label=label, default=number % 2 == 0),
        lambda: ChoiceVar(label=label, choices=_SITES, default="site-007"),
        lambda: MultiChoiceVar(label=label, choices=_SITES, required=False),
        lambda: TextVar(label=label, default="two\nlines"),
        lambda: StringVar(label=label, description="What it is for", required=False),
        lambda: IntegerVar(label=label, required=False),
    )
    return made[number % len(made)]()


class LongForm(Job):
    """Forty fields."""

    for _number in range(40):
        locals()[f"field_{_number:03}"] = _variable(_number)

    class Meta:
        has_sensitive_variables = False

    def run(self, **data):
        return len(data)


class EndlessForm(Job):
    """A hundred fields."""

    for _number in range(100):
        locals()[f"field_{_number:03}"] = _variable(_number)

    class Meta:
        has_sensitive_variables = False

    def run(self, **data):
        return len(data)


register_jobs(LongForm, EndlessForm)
