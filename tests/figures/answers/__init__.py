"""Written answers to surveys, and how many of them are read exactly."""
