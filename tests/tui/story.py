"""The conversations that the terminal UI is tried on: three projects, English and Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Who:
    """A sender; ``client`` is empty for somebody nobody knows yet."""

    name: str
    addr: str
    client: str = ""
    timezone: str = ""


ANNA = Who("Anna Weber", "anna@weber.example", "Weber Retail", "Europe/Berlin")
TOM = Who("Tom Oakley", "tom@oakridge.example", "Oakridge", "America/New_York")
LI = Who("李娜", "li.na@huayun.example", "华云会展", "Asia/Shanghai")
SOFIA = Who("Sofia Marin", "sofia.marin@mail.example")
PER = Who("Per Lund", "per@lund.example", "Lund & Co", "Europe/Oslo")
CLIENTS = (ANNA, TOM, LI, SOFIA, PER)


@dataclass(frozen=True, slots=True)
class Told:
    """One conversation of one mail. ``asked`` are parts of the text: (words, label, due)."""

    project: str
    who: Who
    subject: str
    label: str
    confidence: float
    text: str
    age: timedelta
    quoted: str = ""
    signature: str = ""
    language: str = "en"
    asked: tuple[tuple[str, str, str], ...] = ()
    also: tuple[str, ...] = ()
    look_reason: str = ""
    urgent: bool = False
    state: str = "open"
    back_in: timedelta | None = None
    trust: str = "vouched"
    files: tuple[tuple[str, str, int], ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    words: tuple[str, ...] = ("still", "failing")

    def body(self) -> tuple[str, list[list[Any]]]:
        """Return the whole text and its spans."""
        body, spans = "", []
        for text, kind in (
            (self.text, "new"),
            (self.signature, "signature"),
            (self.quoted, "quote"),
        ):
            if text:
                start = len(body)
                body += text + "\n"
                spans.append([start, len(body), kind])
        return body, spans

    def probabilities(self) -> dict[str, float]:
        """Return the model's word: what is left goes to the other labels."""
        names = ("complaint", "change_request", "requirement", "feedback", "other")
        rest = (1 - self.confidence) / 4
        return {n: self.confidence if n == self.label else round(rest, 4) for n in names}

    def asks(self) -> list[dict[str, Any]]:
        """Return the asks with their place in the text."""
        return [
            {
                "start": self.text.index(words),
                "end": self.text.index(words) + len(words),
                "text": words,
                "label": label,
                "probability": 0.83,
                "title": words[:60],
                "due": due,
                "urgent": False,
                "question": words.endswith(("?", "？")),
            }
            for words, label, due in self.asked
        ]

    def evidence(self) -> dict[str, Any]:
        """Return sentences, words and similar mails."""
        sentence = self.text.partition("\n")[0]
        return {
            "sentences": [
                {
                    "start": 0,
                    "end": len(sentence),
                    "text": sentence,
                    "probabilities": self.probabilities(),
                    "weight": 0.72,
                }
            ],
            "words_for": [[w, 1.4 - 0.3 * i] for i, w in enumerate(self.words)],
            "words_against": [["thanks", -0.4]],
            "similar": [
                {
                    "text": "The import stops half way since the update",
                    "label": self.label,
                    "similarity": 0.81,
                    "source": "ACME-4",
                }
            ],
        }


STORY: tuple[Told, ...] = (
    Told(
        "ACME",
        ANNA,
        "Order export has been failing since Monday",
        "complaint",
        0.94,
        "The nightly order export has been failing since Monday.\n\n"
        "Nobody has told us why, and accounting is still waiting for the files. Please repair it "
        "before Friday, and send us the missing three days.\n\n"
        "While you are there: could the file also carry the customer number?",
        timedelta(minutes=4),
        quoted="On Tue, 10 Mar 2026 at 16:02, Jonas <project@studio.example> wrote:\n"
        "> The export runs every night at 02:00.\n> We will keep an eye on it.",
        signature="-- \nAnna Weber\nHead of operations, Weber Retail",
        asked=(
            ("Please repair it before Friday", "complaint", "2026-03-13"),
            ("could the file also carry the customer number?", "change_request", ""),
        ),
        also=("change_request",),
        urgent=True,
        files=(("export-error.png", "image/png", 184_320),),
        items=(("CMP", "Order export fails"),),
        notes=("Called her: the job lost its database password.",),
    ),
    Told(
        "HAUS",
        TOM,
        "Kitchen: the tap and the window",
        "change_request",
        0.46,
        "We talked it over and the window above the sink feels small now.\n\n"
        "Is it too late to make it ten centimetres wider? If it costs more, tell us first.",
        timedelta(minutes=22),
        asked=(("Is it too late to make it ten centimetres wider?", "change_request", ""),),
        look_reason="the model is not sure",
        words=("wider", "too late"),
    ),
    Told(
        "EXPO",
        LI,
        "首页横幅请改成新的活动日期",
        "change_request",
        0.91,
        "您好，\n\n活动提前到四月十八日，首页横幅和报名表上的日期请一起改成新的。\n\n另外，报名表要支持手机号登录。",
        timedelta(minutes=48),
        language="zh",
        asked=(
            ("首页横幅和报名表上的日期请一起改成新的", "change_request", "2026-04-18"),
            ("报名表要支持手机号登录", "requirement", ""),
        ),
        also=("requirement",),
        items=(("CHG", "活动日期改为四月十八日"),),
        words=("改成", "提前到"),
    ),
    Told(
        "ACME",
        SOFIA,
        "Question about your offer",
        "other",
        0.71,
        "Hello,\n\nI work with Anna Weber since this month. Who is my contact for the shop?\n",
        timedelta(hours=1, minutes=10),
        look_reason="unknown sender",
        trust="unknown",
        words=("contact", "question"),
    ),
    Told(
        "ACME",
        ANNA,
        "Returns must work without an account",
        "requirement",
        0.88,
        "For the new shop we need returns that work without a customer account.\n\n"
        "- the customer gives order number and e-mail\n"
        "- a label is printed at once\n"
        "- accounting gets a list every Monday",
        timedelta(hours=3),
        asked=(
            ("the customer gives order number and e-mail", "requirement", ""),
            ("a label is printed at once", "requirement", ""),
            ("accounting gets a list every Monday", "requirement", ""),
        ),
        words=("we need", "must"),
    ),
    Told(
        "HAUS",
        PER,
        "Fakturan 🧾 and one more thing 👩‍👩‍👧",
        "complaint",
        0.52,
        "The invoice lists a day on which nobody was here.\n",
        timedelta(hours=5),
        look_reason="the model is not sure",
        trust="failed",
        words=("nobody",),
    ),
    Told(
        "EXPO",
        LI,
        "昨天的演示很满意",
        "feedback",
        0.97,
        "昨天的演示很满意，同事们都说界面清楚。以后可以早一点把材料发过来。",
        timedelta(hours=7),
        language="zh",
        words=("满意",),
    ),
    Told(
        "ACME",
        ANNA,
        "Monday call",
        "other",
        0.93,
        "Monday at ten suits us. Talk to you then.",
        timedelta(hours=20),
        words=("Monday",),
    ),
    Told(
        "HAUS",
        TOM,
        "Thank you for the demo",
        "feedback",
        0.9,
        "The walk-through was excellent; the 3D view of the stairs convinced my wife.",
        timedelta(days=1, hours=2),
        state="waiting",
        words=("excellent",),
    ),
    Told(
        "HAUS",
        TOM,
        "Tiles for the bathroom",
        "requirement",
        0.84,
        "The bathroom floor must be slip-resistant, class R10 or better.",
        timedelta(days=2),
        state="snoozed",
        back_in=timedelta(minutes=-30),
        words=("must be",),
    ),
    Told(
        "EXPO",
        LI,
        "展位图纸",
        "other",
        0.82,
        "请查收展位图纸。",
        timedelta(days=3),
        state="snoozed",
        back_in=timedelta(days=2),
        files=(("展位图纸.pdf", "application/pdf", 2_400_000),),
        words=("查收",),
    ),
    Told(
        "ACME",
        PER,
        "Logo is wrong on the invoice mail",
        "complaint",
        0.89,
        "The old logo is still on the invoice mails.",
        timedelta(days=6),
        state="done",
        words=("wrong", "old"),
    ),
)
