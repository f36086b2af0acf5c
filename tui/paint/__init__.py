"""Records as styled text. Everything a stranger wrote passes `tui.plain` on its way."""
