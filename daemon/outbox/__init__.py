"""Mail that leaves: building its bytes, its words, its retries and its ceilings; pure."""
