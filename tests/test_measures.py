"""The policy tree, from the smallest plans that show each way in which plans print it."""

from __future__ import annotations

from pathlib import Path

import pytest

from planparse.readers import read
from tiling import RULES
from trees import extracted, measures, tree


def test_a_block_has_future_state_directions_and_a_row_an_action(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 第1章 施策の展開

## 施策1 窓口の改革

<将来あるべき姿>

待たずに用が済みます。

<方向性>

- ・ 予約を広げる。
- ・ 書類を減らす。

<取組内容>

	R6	R7	R8
予約制の導入	検討	実施
""",
    )
    assert tree(found) == ["m 施策1 窓口の改革", "  a 予約制の導入"]
    assert found[0].description == found[0].future_state == "待たずに用が済みます。"
    assert found[0].directions == ("予約を広げる。", "書類を減らす。")
    assert [(s.fiscal_year, s.status) for s in found[1].schedules] == [(2024, "検討"), (2025, "実施")]


def test_a_form_gives_description_category_and_an_action_for_each_bullet(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 第1章 施策の展開

## 基本方針1 暮らしを支える

施策①	足の確保
取組方向	● 歩いて暮らせるまちにする。 ● 坂の上にも店を届ける。
主な取組	【交通】 ➤ 予約型のバスを走らせる。 ➤ 駅に案内を置く。 【買い物】 ➤ 移動販売を助ける。
""",
    )
    assert tree(found) == [
        "p 基本方針1 暮らしを支える",
        "  m 施策① 足の確保",
        "    a 予約型のバスを走らせる。",
        "    a 駅に案内を置く。",
        "    a 移動販売を助ける。",
    ]
    assert found[1].description == "● 歩いて暮らせるまちにする。 ● 坂の上にも店を届ける。"
    assert [m.category for m in found[2:]] == ["【交通】", "【交通】", "【買い物】"]


def test_columns_and_captions_say_who_does_what_and_only_the_planners_doings_are_measures(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 第1章 施策の展開

## 施策1 居場所を増やす

町民の取組（自助）	社協の取組	町の取組（公助）
・のぞいてみる。	・運営を助ける。	・家賃を補助する。<br>・一覧をつくる。

## 施策2 見守りを広げる

【住民や地域ができること】

・声をかける。

≪町が取り組むこと≫

〇　協定を結ぶ。
""",
    )
    assert tree(found) == [
        "m 施策1 居場所を増やす",
        "  a 運営を助ける。",
        "  a 家賃を補助する。",
        "  a 一覧をつくる。",
        "m 施策2 見守りを広げる",
        "  a 協定を結ぶ。",
    ]
    assert [m.category for m in found if m.level == "action"] == [
        "社協の取組",
        "町の取組（公助）",
        "町の取組（公助）",
        "≪町が取り組むこと≫",
    ]


def test_a_chart_of_plans_over_years_is_no_schedule(tmp_path: Path) -> None:
    chart = "\tR8\tR9\tR10\n青葉市総合計画\t前期\t前期\t後期\n本計画\t策定\t実施\t実施\n"
    assert tree(measures(tmp_path, f"# 第1章 概要\n\n図1 実施する事業\n\n{chart}")) != []
    assert tree(measures(tmp_path, f"# 第1章 概要\n\n図1 計画期間\n\n{chart}")) == []


def test_sheets_under_a_pillar_are_its_measures_and_the_schedule_behind_each_its_actions(tmp_path: Path) -> None:
    sheet = "施策番号\t{0}\t施策名\t{1}\n担当課\t総務課\t関係課\t全課\n概要\t{1}を進めます。\n\n"
    schedule = "取組項目\tR6\tR7\n{}\t準備\t実施\n\n"
    text = "# 第1章 施策の展開\n\n## 基本目標1 便利な役場\n\n" + "".join(
        sheet.format(number, title) + schedule.format(action)
        for number, title, action in (("1-1", "窓口の改革", "予約制の導入"), ("1-2", "公開の推進", "一覧の公開"))
    )
    assert tree(measures(tmp_path, text)) == [
        "p 基本目標1 便利な役場", "  m 1-1 窓口の改革", "    a 予約制の導入", "  m 1-2 公開の推進", "    a 一覧の公開"
    ]  # fmt: skip


def test_cards_have_outcomes_and_a_card_printed_again_is_a_row_of_its_own(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 第1章 施策の柱ごとの方向性

## 施策の柱 1 町を便利に

- ・ 出かける手間を減らします。

手続の電子化

家から申請できるようにします。

行かない

窓口の実現

## 施策の柱 2 仕事を元気に

手続の電子化【再掲】

家から申請できるようにします。

共通施策

学びの場

公民館で講座を開きます。
""",
    )
    assert tree(found) == [
        "p 施策の柱 1 町を便利に",
        "  m 手続の電子化",
        "p 施策の柱 2 仕事を元気に",
        "  m 手続の電子化",
        "p 共通施策",
        "  m 学びの場",
    ]
    assert found[0].description == "出かける手間を減らします。"
    assert found[1].outcome == "行かない窓口の実現"
    assert [m.repeated for m in found] == [False, False, False, True, False, False]


def test_a_slide_on_the_present_state_describes_no_pillar(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 1 施策の柱ごとの方向性

各施策の柱における現状と課題

## 施策の柱1 町を便利に

- ・ 申請の九割が紙です。

# 1 施策の柱ごとの方向性

## 施策の柱1 町を便利に

- ・ 出かける手間を減らします。
""",
    )
    assert [(m.title, m.description) for m in found] == [("町を便利に", "出かける手間を減らします。")]


def test_pillars_whose_issues_come_first_are_told_once(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 1 施策の柱ごとの方向性

各施策の柱における現状と課題

## 施策の柱1 町を便利に

- ・ 申請の九割が紙です。

## 施策の柱2 仕事を元気に

- ・ 働き手が減っています。

## 施策の柱1 町を便利に

出かける手間を減らします。

## 施策の柱2 仕事を元気に

市内の事業者を支えます。

## 共通施策

学びの場

相談会を開きます。
""",
    )
    assert tree(found) == ["p 施策の柱1 町を便利に", "p 施策の柱2 仕事を元気に", "p 共通施策", "  m 学びの場"]
    assert [m.description for m in found[:2]] == ["出かける手間を減らします。", "市内の事業者を支えます。"]


def test_a_blank_department_is_that_of_the_row_above_and_one_behind_a_title_is_no_part_of_it(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 第1章 施策

## 施策1 里山

| 取組 | 内容 | 担当課 |
|---|---|---|
| 林の手入れ | 間伐をします。 | 農林課 |
| 道の補修 | 木道を直します。 | |

## 施策2 水辺

主な取組

- ・外来種の防除（担当：環境課）
""",
    )
    assert [(m.title, m.description, m.department) for m in found if m.level == "action"] == [
        ("林の手入れ", "間伐をします。", "農林課"),
        ("道の補修", "木道を直します。", "農林課"),
        ("外来種の防除", None, "環境課"),
    ]


def test_measures_of_others_and_results_are_not_the_plans_own(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(
        """# 第1章 国の動向

## 施策1 国の標準化

国が進めます。

# 第2章 本市の取組状況

| 推進項目 | 事業 |
|---|---|
| 窓口 | 予約制 |

# 第3章 前計画

| 施策 | 取組の内容 | 結果 |
|---|---|---|
| 窓口 | 予約制 | ○ |

# 第4章 推進体制

- 本部
- 部会
""",
        encoding="utf-8",
    )
    found, noted = extracted(path)
    assert found == ()
    assert [diagnostic.code for diagnostic in noted] == ["no_measures"]


def test_a_schedule_fills_the_actions_that_a_form_lists(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 第1章 重点施策

施策名	窓口の改革
担当課	市民課
主な取組	・予約制 ・電子申請
工程	令和5年度	令和6～7年度
予約制	検討	実施
電子申請	－	検討
""",
    )
    assert tree(found) == ["m 窓口の改革", "  a 予約制", "  a 電子申請"]
    assert found[0].department == "市民課"
    years = [[(s.fiscal_year, s.status) for s in m.schedules] for m in found[1:]]
    assert years == [[(2023, "検討"), (2024, "実施"), (2025, "実施")], [(2024, "検討"), (2025, "検討")]]


def test_figures_under_years_are_no_schedule(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 第1章 施策

## 施策1 ごみの減量

食べ残しを減らします。

| | 令和5年度 | 令和6年度 |
|---|---|---|
| 家庭系 | 17,890 | 16,700 |
| 事業系 | 6,420 | 5,900 |
""",
    )
    assert tree(found) == ["m 施策1 ごみの減量"]


def test_what_stands_below_an_actions_name_printed_again_explains_it(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """# 第1章 施策の展開

## 施策1 町を便利に

● 申請の電子化
● 相談の遠隔化

便利な町の姿

■申請の電子化

家からでも申請ができます。

■窓口の姿

窓口が静かになります。
""",
    )
    assert [(m.title, m.description) for m in found[1:]] == [
        ("申請の電子化", "家からでも申請ができます。"),
        ("相談の遠隔化", None),
    ]


@pytest.mark.parametrize("name", ["fujinomiya", "hatsukaichi", "mishima", "kakegawa", "shimada"])
def test_evidence_shows_the_words_of_each_title(shared: Path, name: str) -> None:
    path = shared / "plans" / f"{name}.txt"
    text = read(path).text
    found, _ = extracted(path)
    rule_ids = {rule.id for rule in RULES.rules}
    assert found
    for measure in found:
        shown = "".join(text[s.start : s.end] for e in measure.evidence if e.field == "title" for s in e.spans)
        assert set(measure.title) - set(" 　") <= set(shown)
        assert measure.rule_id in rule_ids


def test_brackets_set_a_label_off_and_hold_the_departments_behind_a_title(tmp_path: Path) -> None:
    night, morning, market, *_ = measures(
        tmp_path,
        "第1章 施策の展開\n\n【戦略１】夜を編む\n\n◆５年後の姿\n泊まる理由がまち中にあふれています。\n\n"
        "P-1　朝市の目覚まし\n\n◆ねらい\n朝の場を取り戻します。\n\n"
        "（アクション①）夜明け市の開催〔観光商工課・漁業協同組合〕\n毎週土曜日に開きます。\n"
        "（アクション②）食堂への転用〔観光商工課〕\n担い手を募ります。\n\n"
        "【戦略２】昼を編む\n\nP-2　散歩道\n\n歩く人を増やします。\n",
    )
    assert (night.label, night.future_state) == ("戦略１", "泊まる理由がまち中にあふれています。")
    assert (morning.label, market.label, market.title) == ("P-1", "アクション①", "夜明け市の開催")
    assert market.department == "観光商工課・漁業協同組合"
