"""Questions to clients by mail: the surveys, their tokens, and reading what comes back; pure."""
