"""Lines that a field's name opens."""

from __future__ import annotations

from pathlib import Path

from trees import measures, tree


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
