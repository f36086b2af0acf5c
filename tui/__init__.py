"""The terminal UI: a second front end on the services, in its own process."""
