"""The long-lived tasks of the daemon."""
