"""The policy tree where an overview shows it and other parts of the plan tell of it: each node stands once."""

from __future__ import annotations

from pathlib import Path

from trees import measures, tree


def test_an_overview_table_holds_several_numbered_measures_in_one_cell(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 第1章 施策の体系

| ビジョン | 目指す姿 | 基本方針 | 推進項目 |
|---|---|---|---|
| つながる町 | 待たない窓口を目指します。 | (基本方針1) 窓口 | 1 予約制 2 電子申請 |
| | | (基本方針2) 庁内 | 1 自動化 2 電子決裁 |
""",
    )
    assert tree(found) == [
        "p 基本方針1 窓口",
        "  m 1 予約制",
        "  m 2 電子申請",
        "p 基本方針2 庁内",
        "  m 1 自動化",
        "  m 2 電子決裁",
    ]
    assert found[0].future_state == "待たない窓口を目指します。"


def test_the_tree_stands_once_with_the_label_of_the_overview_and_the_title_of_the_detail(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 第1章 施策の体系

目標1 『暮らしを変える』

施策1 窓口の改革

目標2 『仕事を変える』

施策2 業務の改革

# 第2章 取組

## 1 暮らしを変える －住民のために－

### 施策1 窓口の改革（予約）

待たせません。

## 2 仕事を変える －職員のために－

### 施策2 業務の改革

無駄を減らします。
""",
    )
    assert tree(found) == [
        "p 目標1 暮らしを変える －住民のために－",
        "  m 施策1 窓口の改革（予約）",
        "p 目標2 仕事を変える －職員のために－",
        "  m 施策2 業務の改革",
    ]
    assert found[1].description == "待たせません。"


def test_lists_under_headings_are_a_tree_that_the_overview_confirms(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 第1章 施策の方向

## 1 「暮らしの電子化」～町民のために～

家で用が済むようにします。

- ア 手続（家からの申請）

## 2 「庁内の電子化」～職員のために～

職員の時間を生み出します。

- ア 決裁（紙をなくす）

# 第2章 計画の詳細

## (1) 暮らしの電子化

● 手続

- ・電子申請
- ・電子納付

## (2) 庁内の電子化

● 決裁

- ・電子決裁
""",
    )
    assert tree(found) == [
        "p (1) 暮らしの電子化",
        "  m ア 手続",
        "    a 電子申請",
        "    a 電子納付",
        "p (2) 庁内の電子化",
        "  m ア 決裁",
        "    a 電子決裁",
    ]
    assert [m.description for m in found if m.level != "action"] == [
        "家で用が済むようにします。",
        "家からの申請",
        "職員の時間を生み出します。",
        "紙をなくす",
    ]


def test_a_detailed_list_is_confirmed_by_a_tree_that_goes_less_deep(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 第1章 施策の方向

## 1 「暮らしの電子化」

家で用が済むようにします。

ア 手続（家からの申請）
イ 相談（家からの相談）

## 2 「庁内の電子化」

職員の時間を生み出します。

ア 決裁（紙をなくす）
イ 会議（紙をなくす）

# 第2章 計画の詳細

## (1) 暮らしの電子化

● 手続

- ・電子申請
- ・電子納付
- ・電子証明

● 相談

- ・電子相談
- ・家の相談

## (2) 庁内の電子化

● 決裁

- ・電子決裁
- ・電子契約
- ・文書管理

● 会議

- ・遠隔会議
- ・会議録
""",
    )
    assert [(m.level, m.title) for m in found if m.level != "action"] == [
        ("pillar", "暮らしの電子化"),
        ("measure", "手続"),
        ("measure", "相談"),
        ("pillar", "庁内の電子化"),
        ("measure", "決裁"),
        ("measure", "会議"),
    ]


def test_a_comprehensive_plan_has_its_measures_in_the_chapters_of_the_basic_plan(tmp_path: Path) -> None:
    chapter = """### 第{0}章 {1}

#### 第1節 {2}

【施策の展開】

（1）{2}の準備

市民とともに準備を進めます。

【主要事業】

| 事業名 | 事業の概要 |
|---|---|
| {2}事業 | 必要な費用を支援します。 |

"""
    found = measures(
        tmp_path,
        """# 第1編 基本構想

## 第1章 施策の大綱

基本目標1 健やかに育つまち（子育て）

安心して産み育てられるまちにします。

基本目標2 安心して暮らせるまち（防災）

災害に強いまちにします。

# 第2編 前期基本計画

"""
        + chapter.format(1, "健やかに育つまち", "保育の充実")
        + chapter.format(2, "安心して暮らせるまち", "消防の強化"),
    )
    assert tree(found) == [
        "p 基本目標1 健やかに育つまち",
        "  m 第1節 保育の充実",
        "    a （1） 保育の充実の準備",
        "    a 保育の充実事業",
        "p 基本目標2 安心して暮らせるまち",
        "  m 第1節 消防の強化",
        "    a （1） 消防の強化の準備",
        "    a 消防の強化事業",
    ]
    assert found[0].description == "安心して産み育てられるまちにします。"
