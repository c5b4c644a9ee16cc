"""Long Markdown in parts."""

from jobdesk.ui.runs.values.markdown_parts import markdown_parts


def test_a_short_text_is_one_part():
    assert markdown_parts("# A\n\ntext") == ["# A\n\ntext\n"]


def test_a_long_table_has_its_titles_in_each_part():
    rows = [f"| {at} | x |" for at in range(50)]
    parts = markdown_parts("\n".join(["| n | t |", "|---|---|", *rows]))

    assert len(parts) == 3
    assert all(part.startswith("| n | t |\n|---|---|\n") for part in parts)
    kept = [line for part in parts for line in part.splitlines()[2:] if line]
    assert kept == rows


def test_code_is_cut_with_its_fences():
    code = [f"line {at}" for at in range(100)]
    parts = markdown_parts("\n".join(["```python", *code, "```"]))

    assert [part.startswith("```python\n") for part in parts] == [True, True]
    assert all(part.rstrip().endswith("```") for part in parts)


def test_a_blank_line_in_code_ends_nothing():
    assert markdown_parts("```\na\n\nb\n```") == ["```\na\n\nb\n```\n"]


def test_nothing_has_no_part():
    assert markdown_parts("") == []
