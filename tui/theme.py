"""Two themes, light and dark, whose label colours differ in lightness as well as in hue."""

from __future__ import annotations

from textual.theme import Theme

from daemon.model.label import Label

DARK = Theme(
    name="triaged-dark",
    primary="#7fb4ff",
    secondary="#9aa8bd",
    accent="#7fb4ff",
    warning="#f2c14e",
    error="#ff8a65",
    success="#52d3aa",
    foreground="#d9dfe8",
    background="#10141a",
    surface="#151a22",
    panel="#1d2530",
    boost="#243042",
    dark=True,
    variables={
        "label-complaint": "#ff8f6b",
        "label-change": "#f2c14e",
        "label-requirement": "#7fb4ff",
        "label-feedback": "#52d3aa",
        "label-other": "#a3adbb",
        "faint": "#7d8896",
        "rule": "#2a3442",
        "cursor-line": "#26364d",
        "marked-line": "#2d2a1c",
        "scrollbar": "#2a3442",
        "scrollbar-background": "#151a22",
        "scrollbar-hover": "#3a475a",
        "scrollbar-active": "#7fb4ff",
    },
)
LIGHT = Theme(
    name="triaged-light",
    primary="#0b5cad",
    secondary="#55606e",
    accent="#0b5cad",
    warning="#8a5a00",
    error="#b03a06",
    success="#00664f",
    foreground="#1c232c",
    background="#fcfcfa",
    surface="#f5f6f3",
    panel="#e9ebe7",
    boost="#dde3ea",
    dark=False,
    variables={
        "label-complaint": "#b03a06",
        "label-change": "#7d5500",
        "label-requirement": "#0b5cad",
        "label-feedback": "#00664f",
        "label-other": "#55606e",
        "faint": "#6b7580",
        "rule": "#d3d8d3",
        "cursor-line": "#d3e2f4",
        "marked-line": "#f3ead0",
        "scrollbar": "#cfd5d0",
        "scrollbar-background": "#f5f6f3",
        "scrollbar-hover": "#b4bdb6",
        "scrollbar-active": "#0b5cad",
    },
)
THEMES = (DARK, LIGHT)

#: what a label is called in a list; the word carries the meaning, the colour only helps
SHORT: dict[Label, str] = {
    Label.COMPLAINT: "complaint",
    Label.CHANGE_REQUEST: "change",
    Label.REQUIREMENT: "requirement",
    Label.FEEDBACK: "feedback",
    Label.OTHER: "other",
}
LONG: dict[Label, str] = {**SHORT, Label.CHANGE_REQUEST: "change request"}
COLOUR: dict[Label, str] = {
    Label.COMPLAINT: "label-complaint",
    Label.CHANGE_REQUEST: "label-change",
    Label.REQUIREMENT: "label-requirement",
    Label.FEEDBACK: "label-feedback",
    Label.OTHER: "label-other",
}
