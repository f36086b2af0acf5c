"""The language of what was written."""

from __future__ import annotations

import pytest

from daemon.parse.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Please move the stage to the left side of the hall.", "en"),
        ("Bitte verschieben Sie die Bühne auf die linke Seite der Halle.", "de"),
        ("Merci de déplacer la scène sur le côté gauche de la salle.", "fr"),
        ("Por favor, muevan el escenario al lado izquierdo de la sala.", "es"),
        ("请把舞台移到大厅的左边。", "zh"),
        ("請把舞台移到大廳的左邊。", "zh"),
        ("ステージをホールの左側に移してください。", "ja"),
        ("무대를 홀 왼쪽으로 옮겨 주세요.", "ko"),
        ("Переместите сцену в левую часть зала.", "ru"),
        ("这个 API 的 timeout 要改成 30 秒", "zh"),
        ("https://x.example/a?b=1 4711", ""),
        ("ok", ""),
        ("", ""),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_subject_helps_when_the_text_tells_nothing() -> None:
    assert detect_language("ok", "Die neue Bühne im großen Saal der Stadthalle") == "de"
