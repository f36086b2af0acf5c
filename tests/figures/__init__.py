"""Figures that are printed, not asserted: each module runs by itself."""
