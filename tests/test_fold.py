from hypothesis import given
from hypothesis import strategies as st

from planparse.fold import fold


@given(st.text())
def test_folding_never_moves_an_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_full_width_letters_digits_brackets_and_spaces_fold() -> None:
    assert fold("（ＤＸ　２０２４～）") == "(DX 2024~)"


def test_signs_typed_for_one_another_fold_to_one() -> None:
    assert fold("≪主な取組≫ 〇 間伐 ◯ 植林") == "《主な取組》 ○ 間伐 ○ 植林"


def test_radicals_fold_to_their_kanji() -> None:
    assert fold("⼀⽇⽤") == "一日用"


def test_what_would_change_length_or_meaning_stays() -> None:
    assert fold("…⑩㈱DX¹ｶﾞ") == "…⑩㈱DX¹ｶﾞ"


def test_old_kanji_fold_to_todays_but_those_of_a_municipality() -> None:
    assert fold("參考資料 國 龍ケ崎市") == "参考資料 国 龍ケ崎市"
