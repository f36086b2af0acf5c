"""Print how fast the shipped model is: ``python -m classifiers.training.speed``.

Mails of 150 words cut from the corpus, asks and evidence included, one thread.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from datetime import UTC, datetime
from itertools import islice

from daemon.model.label import Classifier, Text

WORDS = 150
MAILS = 256


def main() -> int:
    """Print loading time, mails a second, time for one mail, and memory."""
    began = time.perf_counter()
    from classifiers.load import load  # noqa: PLC0415 - the import is part of what is measured

    classifier = load()
    loaded = time.perf_counter() - began
    from classifiers.training.corpus import read, split_files  # noqa: PLC0415

    # one mail at a time, so that the corpus does not count as the model's memory
    english = (mail for mail in read(split_files("train")) if mail.lang == "en")
    words = list(islice((word for mail in english for word in mail.body.split()), WORDS * MAILS))
    at = datetime(2026, 3, 4, tzinfo=UTC)
    count = min(MAILS, len(words) // WORDS)
    cuts = [" ".join(words[n * WORDS : (n + 1) * WORDS]) for n in range(count)]
    texts = [Text("Subject", cut, "en", at) for cut in cuts]
    classifier.predict(texts[:32])
    began, used = time.perf_counter(), time.process_time()
    classifier.predict(texts)
    wall, used = time.perf_counter() - began, time.process_time() - used
    alone = [_seconds_for(classifier, text) for text in texts[:64]]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"import and load    {loaded:.2f} s\n"
        f"in batches         {count / wall:.0f} mails/s ({count / used:.0f} a second of one core)\n"
        f"one mail           {1000 * statistics.median(alone):.1f} ms\n"
        f"memory at most     {peak:.0f} MB\n"
    )
    return 0


def _seconds_for(classifier: Classifier, text: Text) -> float:
    began = time.perf_counter()
    classifier.predict([text])
    return time.perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main())
