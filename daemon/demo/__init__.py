"""Servers inside the process and the story that `triaged demo` plays on them."""
