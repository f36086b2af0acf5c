"""Bytes to Message: pure, never raises on a bad mail."""
