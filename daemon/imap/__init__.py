"""Mail in: watching IMAP folders and fetching what is new."""
