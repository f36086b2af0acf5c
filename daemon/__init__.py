"""The triaged daemon: from a project's mailbox to records that trace to the client's own words."""
