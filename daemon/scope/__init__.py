"""What was agreed: life cycles of items, a client's decision read, the requirement document."""
