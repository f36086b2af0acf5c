"""What is due, decided by pure functions of the moment. Nothing here reads a clock."""
