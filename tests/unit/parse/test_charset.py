"""Bytes to text: labels that lie, labels that are missing, and how a guess is made."""

from __future__ import annotations

import pytest

from daemon.parse.charset import decode
from daemon.parse.guess import guess_codec, looks_utf8
from daemon.parse.labels import codec_name

_ZH = "请尽快处理登录问题"
_TW = "展位的報價請在星期五之前寄給我們"


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("GB2312", "gb18030"),
        ('"gbk"', "gb18030"),
        ("x-euc-cn", "gb18030"),
        ("Big5", "big5hkscs"),
        ("Shift_JIS", "cp932"),
        ("ks_c_5601-1987", "cp949"),
        ("ISO-8859-1", "cp1252"),
        ("utf8;", "utf-8"),
        ("windows-1251", "cp1251"),
        ("us-ascii", ""),
        ("", ""),
        ("rot13", None),
        ("unicode_escape", None),
        ("../../etc/passwd", None),
        ("no-such-charset", None),
    ],
)
def test_codec_name(label: str, codec: str | None) -> None:
    assert codec_name(label) == codec


@pytest.mark.parametrize(
    ("data", "label", "text"),
    [
        pytest.param(_ZH.encode("gb18030"), "gb2312", _ZH, id="gb18030 under gb2312"),
        pytest.param("㐀".encode("gb18030"), "gb2312", "㐀", id="four bytes"),
        pytest.param(_ZH.encode(), "gb2312", _ZH, id="utf-8 under gb2312"),
        pytest.param(_ZH.encode("gb18030"), "utf-8", _ZH, id="gb18030 under utf-8"),
        pytest.param(_ZH.encode("gb18030"), "iso-8859-1", _ZH, id="gb18030 under latin-1"),
        pytest.param(_ZH.encode("gb18030"), "us-ascii", _ZH, id="gb18030 under ascii"),
        pytest.param(_TW.encode("big5"), "", _TW, id="big5 without label"),
        pytest.param("é".encode("latin-1"), "utf-8", "é", id="latin-1 under utf-8"),
        pytest.param("naïve café".encode(), "iso-8859-1", "naïve café", id="utf-8 under latin-1"),
        pytest.param(b"\x93x\x94", "iso-8859-1", "“x”", id="windows quotes"),
        pytest.param(b"\x8a\xb9", "iso-8859-2", "Šą", id="windows-1250 under latin-2"),
        pytest.param(b"Gr+APYA3w-e", "utf-7", "Größe", id="utf-7"),
        pytest.param(b"a+b", "utf-8", "a+b", id="a plus is no utf-7"),
        pytest.param(b"~{<:Ky2;~}", "hz-gb-2312", "己所不", id="hz"),
        pytest.param(b"\x1b$B%F%9%H\x1b(B", "", "テスト", id="iso-2022-jp without label"),
        pytest.param(b"\x1b$B-!-\x22\x1b(B", "iso-2022-jp", "①②", id="iso-2022-jp vendor row"),
        pytest.param(b"\x1b(I1\x1b(B", "iso-2022-jp", "ｱ", id="iso-2022-jp half-width"),
        pytest.param(b"plain", "utf-16", "plain", id="wide label on narrow text"),
        pytest.param("x报".encode("utf-16"), "utf-16", "x报", id="utf-16"),
        pytest.param(b"\xef\xbb\xbfx", "utf-8", "x", id="byte order mark"),
        pytest.param(_ZH.encode()[:-1], "utf-8", _ZH[:-1] + "\ufffd", id="cut in a character"),
    ],
)
def test_decode(data: bytes, label: str, text: str) -> None:
    assert decode(data, label)[0] == text


@pytest.mark.parametrize(
    ("text", "encoding", "codec"),
    [
        ("王伟", "gb18030", "gb18030"),
        ("关于三月份发票的问题", "gb18030", "gb18030"),
        ("報價單", "big5", "big5hkscs"),
        ("請求書に関するお問い合わせ", "cp932", "cp932"),
        ("請求書に関するお問い合わせ", "euc_jp", "euc_jp"),
        ("안녕하세요. 금요일까지 견적서를 보내 주세요.", "cp949", "cp949"),
        ("Größe", "cp1252", "cp1252"),
        ("déjà reçu", "cp1252", "cp1252"),
        ("It’s late", "cp1252", "cp1252"),
        ("Привет, коллеги", "cp1251", "cp1251"),
        ("Привет, коллеги", "koi8_r", "koi8_r"),
        ("Καλημέρα σας, παρακαλώ στείλτε μας το συμβόλαιο έως την Παρασκευή.", "cp1253", "cp1253"),
    ],
)
def test_guess_short_texts(text: str, encoding: str, codec: str) -> None:
    assert guess_codec(text.encode(encoding)) == codec


def test_gb_text_is_not_taken_for_utf8() -> None:
    assert not looks_utf8("联通".encode("gb18030"), strong=True)
    assert looks_utf8("联通网络".encode(), strong=True)
