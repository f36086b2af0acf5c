"""Mail out: handing one mail to an SMTP server, and saying what came of it."""
