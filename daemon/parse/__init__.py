"""Raw mail in, `daemon.model.message.Message` out; pure, and it never raises on a bad mail."""
