"""`python -m daemon.cli` is `triaged`."""

from daemon.cli.main import main

main()
