"""Read receipts that come without their MIME type."""

from __future__ import annotations

from daemon.parse.wording.phrases import Phrases

SUBJECT = Phrases(
    ("read", r"^(not )?read ?[:：]"),
    ("gelesen", r"^((nicht )?gelesen|ungelesen gelöscht) ?[:：]"),
    ("lu", r"^(non )?lu ?[:：]"),
    ("le", r"^(no )?(leído|letto|lido|gelezen) ?[:：]"),
    ("li", r"^(não )?lida? ?[:：]"),
    ("已", r"^已[读讀] ?[:：]"),
    ("未", r"^未[读讀] ?[:：]"),
    ("開封", r"^[【\[]?開封(済み|確認|通知)"),
    (
        "receipt",
        r"^(read|return|reading) receipt|^receipt (for|of)|\(displayed\)|^disposition notification",
    ),
    ("lesebestätigung", ""),
    ("empfangsbestätigung", r"empfangsbestätigung \(angezeigt\)"),
    ("accusé", r"^accusé de (lecture|réception)"),
    ("lectura", r"^confirmación de lectura"),
    ("回执", r"^(已读|阅读|邮件)?回执"),
    ("回條", r"^(已讀|讀取)?回條"),
)

TEXT = Phrases(
    ("was", r"was (read|displayed|opened|deleted without being read)( on| at|\.)"),
    ("receipt", r"(this is a|return|read) receipt"),
    ("has been", r"has been (displayed|read|opened) (on|by|at)"),
    ("gelesen", r"(wurde|am)[^.]{0,80}gelesen"),
    ("lu", r"a été lu"),
    ("leído", r"(fue|ha sido) leído"),
    ("读", r"(已读|阅读|已于[^。]{0,40}读|已被阅读|读取)"),
    ("讀", r"(已讀|閱讀|讀取)"),
    ("打开", r"(邮件|信)[^。]{0,60}打开"),
    ("開封", ""),
    ("no guarantee", ""),
)
