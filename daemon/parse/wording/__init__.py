"""What machines write, in the languages of our clients: tables of phrases, one kind a file."""
