"""Which HTML elements hold quoted text, a forwarded part or a signature, client by client."""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from daemon.parse.quoting.heads import field_of, find_marker

QUOTE, FORWARD, SIGNATURE = "quote", "forward", "signature"
#: from here to the end of the mail is quoted
REST = "rest"
#: a blockquote that no client signed: a quote unless it is all there is
BARE = "bare"
_GMAIL = "gmail"  # the box around attribution, quotes and the answers between them

_QUOTES = """gmail_attr moz-cite-prefix yahoo_quoted protonmail_quote tutanota_quote isreplycontent
    ntes-pcmail-quote ntes-mailmaster-quote foxquote foxreplyquote qqmail_quote
    history-quote-wrapper lark-mail-quote adit-html-block-quote __aliyun_previous_quote
    aliyun-quote sh-quoted-content front-blockquote zmail_extra blockquote_zmail
    mailru-blockquote mb_quote bluequote hey_quote
    cloudmagic_quote edo-original-msg newton-quote messagereplysection airmail_quote oriquote
    gwmessagequote reply_wrapper mail_quote_container mailquote xm_mail_oringinal_describe
    netease_mail_quote"""
_FORWARDS = "moz-forward-container gmail_forward forwarded-msg"
_SIGNATURES = """gmail_signature gmail_signature_prefix moz-signature signature applemailsignature
    ms-outlook-mobile-signature ms-outlook-ios-signature apple-mail-signature
    protonmail_signature_block ntes-pcmail-signature ntes_mail_signature foxmail_sign fmsign foxsign
    messagesignaturesection ymail_signature yahoo_signature divsignature sh-signature
    zmail_signature mail-editor-signature outlook-signature __aliyun_signature_wrap
    lark-mail-signature applemailsignature x_signature spark-signature"""
_RESTS = """divrplyfwdmsg stopspelling zwchr olk_src_body_section reply-intro orimsghtmlseperator
    mail-editor-reference-message-container"""
_NAMED: dict[str, str] = {
    name: label
    for names, label in (
        (_QUOTES, QUOTE),
        (_FORWARDS, FORWARD),
        (_SIGNATURES, SIGNATURE),
        (_RESTS, REST),
        ("gmail_quote gmail_quote_container gmail_extra_quote", _GMAIL),
    )
    for name in names.split()
}
_OPENINGS = (("yahoo_quoted", QUOTE), ("_foxquote", QUOTE), ("fmquote", QUOTE))
#: what other clients put before a class or id when they quote
_FOREIGN_PREFIX = re.compile(r"(?:x_|ecx|m_-?\d+|yiv\d+|gmail-m_-?\d+|gmail-(?=moz|yahoo|apple))+")
#: Outlook and Windows Mail rule off the quoted mail with the top border of a box
_BORDER = re.compile(
    r"border-top[^;]*(?:#b5c4df|#e1e1e1|#e5e5e5|rgb\((?:229, ?229, ?229|181, ?196, ?223|225, "
    r"?225, ?225)\))",
    re.IGNORECASE,
)
_LOOKS = 40  # containers of one mail whose content is looked into
_KEYS = ("class", "id", "name", "data-ntes", "data-smartmail")


class Containers:
    """Labels the elements of one mail."""

    def __init__(self) -> None:
        self._looks = _LOOKS

    def label(self, node: LexborNode) -> str | None:
        """Return what an element says about its content, by tag, class, id and style."""
        attributes = node.attributes
        tag = node.tag
        if tag == "blockquote":
            return _of_blockquote(attributes)
        if not attributes:
            return None
        label = _named(attributes)
        if label == _GMAIL:
            return self._of_gmail(node)
        if label is not None:
            return label
        if tag == "hr":
            return REST if attributes.get("data-marker") == "__DIVIDER__" else None
        style = attributes.get("style")
        if (
            style
            and "border" in style
            and _BORDER.search(style)
            and _is_header_box(self._read(node))
        ):
            return REST
        return None

    def _of_gmail(self, node: LexborNode) -> str | None:
        lines = self._read(node)
        if not lines:
            return QUOTE
        marker = find_marker(lines, 0)
        if marker is not None:
            return FORWARD if marker.kind.value == FORWARD else QUOTE
        return None if "<blockquote" in (node.html or "") else QUOTE

    def _read(self, node: LexborNode) -> list[str]:
        """Return the first text lines of an element; none when too many were asked for."""
        self._looks -= 1
        if self._looks < 0:
            return []
        lines = (line.strip() for line in node.text(separator="\n").split("\n", 30)[:30])
        return [line[:200] for line in lines if line]


def _of_blockquote(attributes: Mapping[str, str | None]) -> str:
    if attributes.get("type") == "cite" or "cite" in attributes or _named(attributes):
        return QUOTE
    return BARE


def _named(attributes: Mapping[str, str | None]) -> str | None:
    for key in _KEYS:
        value = attributes.get(key)
        if not value or len(value) > 500:
            continue
        for word in value.lower().split():
            name = _FOREIGN_PREFIX.sub("", word) if word[0] in "xemyg" else word
            label = _NAMED.get(word) or _NAMED.get(name)
            if label is not None:
                return label
            for opening, of_opening in _OPENINGS:
                if name.startswith(opening):
                    return of_opening
    return None


def _is_header_box(lines: list[str]) -> bool:
    return any(field_of(line) is not None or line.endswith((":", "：")) for line in lines[:2])
