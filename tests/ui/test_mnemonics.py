from jobdesk.ui.mnemonics import with_mnemonics


def test_each_text_has_a_letter_of_its_own():
    assert with_mnemonics("Cancel", "Copy details", "Close") == [
        "&Cancel",
        "C&opy details",
        "C&lose",
    ]


def test_what_has_one_keeps_it_and_numbers_are_no_letters():
    assert with_mnemonics("&Run", "2 runs") == ["&Run", "2 &runs"]


def test_without_a_free_letter_there_is_none():
    assert with_mnemonics("Ok", "O", "K") == ["&Ok", "O", "&K"]
