"""The words of triaged, frozen and typed; no input or output."""
