"""The only place that speaks SQL; one module a noun, functions over an open transaction."""
