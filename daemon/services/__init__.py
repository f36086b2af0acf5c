"""Use cases: one function, one transaction; synchronous, for every front end alike."""
