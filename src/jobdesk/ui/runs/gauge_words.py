"""What the gauges of a run say: progress, what is left, time against limits. No Qt here."""

from dataclasses import dataclass

from jobdesk.models.records import Progress, ResultRecord
from jobdesk.ui.widgets.times import duration_text

WARN_AT = 0.8  # of a limit: from here on the bar is amber and the words say what is left
_FEW = 3  # runs from which nobody can tell how long one usually takes


@dataclass(frozen=True, slots=True)
class GaugeWords:
    """One gauge: what stands at its corners and how full it is."""

    title: str
    right: str
    below: str
    share: float | None
    token: str = "run"
    tone: str = "text2"  # of what stands at the right


@dataclass(frozen=True, slots=True)
class Usual:
    """How long a job took: the middle of its last runs that went well."""

    seconds: float
    runs: int

    @property
    def is_known(self) -> bool:
        """There are enough runs to tell."""
        return self.runs >= _FEW


def progress_gauge(
    progress: Progress | None, elapsed: float, usual: Usual | None = None
) -> GaugeWords | None:
    """How far it is, by its own words or by its last runs; None when nobody knows."""
    if progress is None or not (progress.done or progress.total or progress.text):
        return usual_gauge(usual, elapsed)
    done, total = progress.done, progress.total
    if not done and not total:  # what it waits for, before it did anything
        return GaugeWords(progress.text, "", "", None)
    if not total:
        return GaugeWords(f"{_number(done)} done", "", progress.text, None)
    share = share_of(progress)
    title = f"{_number(done)} of {_number(total)}"
    below = ", ".join(part for part in (progress.text, left_words(progress, elapsed)) if part)
    return GaugeWords(title, percent_text(share), below, share)


def share_of(progress: Progress) -> float | None:
    """How much is done, from 0 to 1; None when the job does not know how much there is."""
    if not progress.total:
        return None
    return min(1.0, max(0.0, progress.done / progress.total))


def percent_text(share: float | None) -> str:
    """`62 %`."""
    return "" if share is None else f"{share:.0%}".replace("%", " %")


def left_words(progress: Progress, elapsed: float) -> str:
    """`about 1:49 left`, by what is done in `elapsed` seconds; empty while nobody can tell."""
    share = share_of(progress)
    if not share or share == 1 or elapsed < 2:
        return ""
    return f"about {duration_text(elapsed * (1 - share) / share)} left"


def usual_gauge(usual: Usual | None, elapsed: float) -> GaugeWords | None:
    """What is left by the last runs of the job, which does not tell its progress."""
    if usual is None or not usual.is_known or usual.seconds < 1:
        return None
    by = f"by its last {usual.runs} runs"
    if elapsed >= usual.seconds:
        usually = f"usually {duration_text(usual.seconds)}, {by}"
        return GaugeWords("Longer than usual", usually, "", 1.0)
    left = rough_text(usual.seconds - elapsed)
    return GaugeWords(f"About {left} left", by, "", elapsed / usual.seconds)


def rough_text(seconds: float) -> str:
    """A length of time that is guessed: `20 s`, `2 min`, `1 h 30 min`."""
    if seconds < 55:
        return f"{max(5, round(seconds / 5) * 5)} s"
    minutes = round(seconds / 60)
    hours, left = divmod(minutes, 60)
    return (
        f"{hours} h {left} min" if hours and left else f"{hours} h" if hours else f"{left} min"
    )


def elapsed_gauge(record: ResultRecord, elapsed: float) -> GaugeWords:
    """Time against its limits; near one the words say how much is left."""
    soft, hard = record.options.soft_limit, record.options.hard_limit
    longest = max(soft, hard)
    share = min(1.0, elapsed / longest) if longest else None
    title = f"Elapsed {duration_text(elapsed)}"
    if hard and elapsed >= hard:
        return GaugeWords(title, "is being killed: hard limit", "", share, "badFill", "bad")
    is_past_soft = 0 < soft <= elapsed
    next_limit = hard if is_past_soft else min((one for one in (soft, hard) if one), default=0)
    if is_past_soft or (next_limit and elapsed >= WARN_AT * next_limit):
        said = _near_words(elapsed, soft, hard)
        return GaugeWords(title, said, "", share, "warnFill", "warn")
    ends: list[str] = []
    if soft:
        ends.append(f"stops itself at {duration_text(soft)}")
    if hard:
        ends.append(f"is killed at {duration_text(hard)}")
    return GaugeWords(title, ", ".join(ends), "", share)


def _near_words(elapsed: float, soft: float, hard: float) -> str:
    """What comes next and when: words, since colour alone tells not everybody."""
    killed = f"killed in {duration_text(hard - elapsed)}" if hard else ""
    if not soft:
        return f"Near its limit: {killed}"
    if elapsed >= soft:
        return f"Past its soft limit{': ' if killed else ''}{killed}"
    return f"Near its limit: stops itself in {duration_text(soft - elapsed)}"


def limit_marks(record: ResultRecord) -> list[tuple[float, str, str]]:
    """Where the limits stand on the bar: share, token, words under it."""
    soft, hard = record.options.soft_limit, record.options.hard_limit
    longest = max(soft, hard)
    marks: list[tuple[float, str, str]] = []
    if soft:
        marks.append((soft / longest, "warnFill", "soft limit"))
    if hard:
        marks.append((hard / longest, "badFill", "hard limit"))
    return marks


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
