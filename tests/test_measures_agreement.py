from pathlib import Path

from planparse.extract import extract
from tiling import RULES, document_of

PROSE = "窓口に来る方の待ち時間を短くし、どこからでも手続ができるようにします。"


def doubts(tmp_path: Path, overview: str) -> list[str]:
    tree = f"第1章 施策の体系\n\n1 体系\n\n基本方針\t施策\n{overview}\n"
    titles = ("予約の導入", "案内の充実", "手数料の電子納付")
    details = "".join(f"施策{number} {title}\n{PROSE}\n\n" for number, title in enumerate(titles, 1))
    text = f"川辺市DX推進計画\n\n令和6年3月\n\n{tree}第2章 施策の展開\n\n基本方針1 窓口の改革\n\n{details}"
    _, _, noted = extract(document_of(tmp_path, text), RULES, nlp=False)
    return [d.message for d in noted if d.code == "tree_mismatch"]


def test_an_overview_that_says_the_same_gives_no_doubt(tmp_path: Path) -> None:
    assert doubts(tmp_path, "基本方針1 窓口の改革\t施策1 予約の導入 施策2 案内の充実 施策3 手数料の電子納付\n") == []


def test_what_only_the_details_have_is_named(tmp_path: Path) -> None:
    assert doubts(tmp_path, "基本方針1 窓口の改革\t施策1 予約の導入 施策2 案内の充実\n") == [
        "a detailed part has 施策3 手数料の電子納付, which the 体系 does not name"
    ]
