"""A reply to a survey → an `Answer`; a score is recorded only where no careful reader doubts it."""

from daemon.surveys.reading.reader import Reply, read_answer

__all__ = ["Reply", "read_answer"]
