"""A reply to a survey → an `Answer`; a score is recorded only where no careful reader doubts it."""

from daemon.surveys.reading.reader import read_answer
from daemon.surveys.reading.reply import Reply

__all__ = ["Reply", "read_answer"]
