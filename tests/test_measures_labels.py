"""Lines that a field's name opens."""

from __future__ import annotations

from pathlib import Path

from trees import measures, tree


def test_a_state_aimed_at_describes_its_pillar_and_slashes_part_the_items_of_a_cell(tmp_path: Path) -> None:
    overview = "| 柱 | 取組 |\n|---|---|\n| 柱1 窓口 | 1-1 予約 / 1-2 案内 |\n| 柱2 税 | 2-1 電子納付 |\n\n"
    pillar = "## 柱{} {}\n\n▶ めざす状態\n{}\n\n"
    action = "### {} {}\n\n取組を進めます。\n\n"
    found = measures(
        tmp_path,
        f"# 1 柱の全体像\n\n{overview}# 2 取組\n\n"
        + pillar.format(1, "窓口", "待たずに手続ができる")
        + action.format("1-1", "予約")
        + action.format("1-2", "案内")
        + pillar.format(2, "税", "家で納められる")
        + action.format("2-1", "電子納付"),
    )
    assert tree(found) == ["p 柱1 窓口", "  m 1-1 予約", "  m 1-2 案内", "p 柱2 税", "  m 2-1 電子納付"]
    assert [m.future_state for m in found if m.level == "pillar"] == ["待たずに手続ができる", "家で納められる"]


def test_fields_whose_names_only_white_space_or_a_colon_parts_from_their_text(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 第1章 施策の展開

## 施策1 窓口を変える

ねらい　　　待つ時間を減らします。
現状と課題　申請書を何度も書いています。
主な取組　　・予約制の導入
　　　　　　・案内係の配置
所管　　　　市民課

## 施策2 税を変える

目的：手間を減らします。
取組内容：・電子納付の拡大
・口座振替の勧め

## 施策3 情報を伝える

目的 や効果を考えて、伝える手段を選びます。
""",
    )
    assert tree(found) == [
        "m 施策1 窓口を変える", "  a 予約制の導入", "  a 案内係の配置",
        "m 施策2 税を変える", "  a 電子納付の拡大", "  a 口座振替の勧め",
        "m 施策3 情報を伝える",
    ]  # fmt: skip
    assert [(m.description, m.department) for m in found if m.level == "measure"] == [
        ("待つ時間を減らします。", "市民課"),
        ("手間を減らします。", None),
        ("目的 や効果を考えて、伝える手段を選びます。", None),
    ]
