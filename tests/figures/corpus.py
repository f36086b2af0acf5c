"""The mails that figures are taken on: a shared corpus where there is one, else our own."""

from __future__ import annotations

import mailbox
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formataddr, formatdate
from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared" / "bench" / "make_corpus.py"
#: our own corpus takes the proportions of the shared one
CHARSETS = ["utf-8"] * 60 + ["us-ascii"] * 14 + ["gb18030"] * 12 + ["iso-2022-jp"] * 9
WORDS = {
    "gb18030": "请在周五之前确认修订后的项目计划和报价。非常感谢昨天的快速回复。",
    "iso-2022-jp": "署名済みの書類を添付いたします。金曜日までに契約書の案をお送りください。",
    "": "Could you please confirm the delivery date for the revised plan. The export still "
    "drops the last column. We would like to order two more licences. Thanks for the answer. ",
}
START = 1_717_000_000


@dataclass(frozen=True, slots=True)
class Corpus:
    """Raw mails, and how many threads they form."""

    name: str
    mails: list[bytes]
    threads: int


def load_corpus(count: int) -> Corpus:
    """Return *count* mails, the same at each call."""
    if SHARED.exists():
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, str(SHARED), folder, str(count)]
            subprocess.run(command, check=True, capture_output=True)
            box = mailbox.mbox(Path(folder) / "corpus.mbox", create=False)
            mails = [box.get_bytes(key) for key in box.iterkeys()]
            box.close()
        return Corpus("shared corpus", mails, 1546 if count == 5000 else 0)
    mails, threads = _generate(count)
    return Corpus("generated corpus", mails, threads)


def _generate(count: int) -> tuple[list[bytes], int]:
    rng = random.Random(20240607)
    mails: list[bytes] = []
    threads = 0
    while len(mails) < count:
        threads += 1
        mails += _thread(rng, threads, min(rng.randint(1, 6), count - len(mails)))
    return mails, threads


def _thread(rng: random.Random, number: int, length: int) -> Iterator[bytes]:
    person = rng.randrange(200)
    sender = f"user{person:03d}@firm{person % 20}.example"
    charset = rng.choice(CHARSETS)
    ids: list[str] = []
    for position in range(length):
        mail = _body(rng, charset)
        subject = f"{'Re: ' * bool(position)}{WORDS.get(charset, WORDS[''])[:24]} {number}"
        coded = charset if charset != "us-ascii" else "utf-8"
        mail["From"] = formataddr(("Client", sender))
        mail["To"] = "support@studio.example"
        mail["Subject"] = Header(subject, coded).encode()
        mail["Date"] = formatdate(START + number * 600 + position)
        mail["Message-ID"] = f"<{number}.{position}@{sender.partition('@')[2]}>"
        if ids:
            mail["In-Reply-To"], mail["References"] = ids[-1], " ".join(ids)
        ids.append(mail["Message-ID"])
        yield mail.as_bytes()


def _body(rng: random.Random, charset: str) -> MIMEBase:
    words = WORDS.get(charset, WORDS[""])
    text = "\n\n".join(words * rng.randint(1, 3) for _ in range(rng.randint(1, 6)))
    plain = MIMEText(text, "plain", charset)
    body: MIMEBase = plain
    if rng.random() < 0.6:
        paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines() if line)
        body = MIMEMultipart("alternative")
        body.attach(plain)
        body.attach(MIMEText(f"<html><body>{paragraphs}</body></html>", "html", charset))
    if rng.random() >= 0.1:
        return body
    mixed = MIMEMultipart("mixed")
    mixed.attach(body)
    file = MIMEApplication(rng.randbytes(rng.randint(15_000, 150_000)))
    file.add_header("Content-Disposition", "attachment", filename="offer.pdf")
    mixed.attach(file)
    return mixed
