"""Fold spelling variants for matching: one character in, one character out, so that no offset ever moves."""

from __future__ import annotations

import re
import unicodedata

FULL_WIDTH = range(0xFF01, 0xFF5F)
KANGXI_RADICALS = range(0x2F00, 0x2FD6)
OLD_FORMS = """
亞亜 惡悪 壓圧 圍囲 醫医 壹壱 稻稲 飮飲 隱隠 營営 榮栄 衞衛 驛駅 圓円 鹽塩 緣縁 艷艶 應応 歐欧 毆殴 櫻桜 奧奥
橫横 溫温 穩穏 假仮 價価 畫画 會会 壞壊 懷懐 繪絵 擴拡 殼殻 覺覚 學学 嶽岳 樂楽 勸勧 寬寛 關関 歡歓 觀観 陷陥
歸帰 氣気 龜亀 僞偽 戲戯 犧犠 舊旧 據拠 擧挙 峽峡 挾挟 狹狭 鄕郷 曉暁 區区 驅駆 勳勲 薰薫 徑径 惠恵 揭掲 攜携
溪渓 經経 繼継 莖茎 螢蛍 輕軽 鷄鶏 藝芸 儉倹 劍剣 圈圏 檢検 權権 獻献 縣県 險険 顯顕 驗験 嚴厳 效効 廣広 恆恒
鑛鉱 號号 國国 黑黒 濟済 碎砕 齋斎 劑剤 參参 慘惨 棧桟 蠶蚕 贊賛 殘残 絲糸 齒歯 兒児 辭辞 濕湿 實実 寫写 釋釈
壽寿 收収 從従 澁渋 獸獣 縱縦 肅粛 處処 敍叙 奬奨 將将 燒焼 稱称 證証 乘乗 剩剰 壤壌 孃嬢 淨浄 疊畳 穰穣 讓譲
釀醸 囑嘱 觸触 寢寝 愼慎 晉晋 眞真 盡尽 圖図 粹粋 醉酔 隨随 髓髄 數数 樞枢 聲声 靜静 齊斉 攝摂 竊窃 專専 戰戦
淺浅 潛潜 纖繊 踐践 錢銭 禪禅 雙双 壯壮 搜捜 插挿 爭争 總総 聰聡 莊荘 裝装 騷騒 增増 臟臓 藏蔵 屬属 續続 墮堕
體体 對対 帶帯 滯滞 臺台 瀧滝 擇択 澤沢 單単 擔担 膽胆 團団 彈弾 斷断 癡痴 遲遅 晝昼 蟲虫 鑄鋳 廳庁 聽聴 敕勅
鎭鎮 鐵鉄 轉転 點点 傳伝 黨党 盜盗 燈灯 當当 鬭闘 德徳 獨独 讀読 屆届 貳弐 惱悩 腦脳 霸覇 廢廃 拜拝 賣売 麥麦
發発 髮髪 拔抜 蠻蛮 祕秘 濱浜 甁瓶 拂払 佛仏 竝並 變変 邊辺 寶宝 豐豊 沒没 飜翻 槇槙 每毎 滿満 默黙 戾戻 彌弥
藥薬 譯訳 豫予 餘余 與与 譽誉 搖揺 樣様 謠謡 來来 賴頼 亂乱 覽覧 兩両 獵猟 綠緑 鄰隣 壘塁 淚涙 勵励 禮礼 隸隷
靈霊 齡齢 曆暦 歷歴 戀恋 爐炉 勞労 樓楼 祿禄 灣湾
"""
"""Kanji in the form before 1946, each with today's (当用漢字字体表); not 龍, 條 of municipalities' names."""

SIGNS = {"○": "〇◯", "《": "≪«", "》": "≫»"}
"""Signs that are typed for one another: the zero 〇 for the list mark ○, the mathematical ≪ for the bracket 《."""


def _folded(code: int) -> str:
    """The one character that `code` folds to."""
    return unicodedata.normalize("NFKC", chr(code))


TABLE: dict[str, str] = (
    {chr(code): chr(code - 0xFEE0) for code in FULL_WIDTH}
    | {chr(code): _folded(code) for code in KANGXI_RADICALS}
    | {pair[0]: pair[1] for pair in OLD_FORMS.split()}
    | {"\u3000": " ", "\u00a0": " ", "\u301c": "~"}
    | {sign: alike for alike, signs in SIGNS.items() for sign in signs}
)
"""Full-width ASCII (letters, digits, brackets, ～), the ideographic space, 〜, Kangxi radicals, old kanji and `SIGNS`.

What would change length (…, ⑩, ㈱), the circled labels, superscripts and half-width kana stay as they are: full NFKC
would turn the footnote mark of ``DX¹`` into a digit.
"""


FOLDED = re.compile(f"[{''.join(map(re.escape, TABLE))}]")


def fold(text: str) -> str:
    """Fold `text` for matching; ``len(fold(text)) == len(text)``.

    Most lines hold nothing to fold: to look for it takes a tenth of what `str.translate` takes, which asks of each
    character.
    """
    return FOLDED.sub(lambda found: TABLE[found[0]], text)
