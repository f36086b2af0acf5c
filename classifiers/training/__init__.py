"""The corpus, and how the shipped model is trained and measured."""
