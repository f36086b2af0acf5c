"""Mail that asks the sender to prove that a person wrote."""

from __future__ import annotations

from daemon.parse.wording.phrases import Phrases

SUBJECT = Phrases(
    ("confirm", r"^(re: )?please confirm (your (message|e-?mail|identity|delivery)|that you|you)"),
    (
        "verify",
        r"^(re: )?(please )?verify (your (message|e-?mail|identity) (to|sent|for)|that you)",
    ),
    (
        "your",
        (
            r"^(re: )?your (message|e-?mail)( to .{1,80})? (requires|is awaiting|is waiting|needs"
            r"|awaits)"
        ),
    ),
    (
        "verif",
        (
            r"^(re: )?\[?(sender|message|e-?mail) (verification|authentication)( required| request"
            r"|\]|:|$)"
        ),
    ),
    ("confirm", r"^(re: )?\[?(sender |delivery )?confirmation (required|request|needed)"),
    ("verifying message", r"\(verifying message\)"),
    ("challenge", r"^challenge ?:"),
    ("boxbe", r"^\[?boxbe"),
    ("authenti", r"^(re: )?.{0,40}(request|demande|anfrage).{0,20}authenti"),
    ("验证", r"(发件人|寄件人)(身份)?验证"),
    ("驗證", r"(發件人|寄件人)(身份)?驗證"),
)

TEXT = Phrases(
    (
        "confirm",
        (
            r"(please )?confirm (that you (have )?sent|your (identity|address|message)"
            r"|you are (a )?(human|real))"
        ),
    ),
    (
        "held",
        (
            r"(message|e-?mail|it)[^.]{0,80}(is|being|been) (being )?held[^.]{0,200}(confirm|verify"
            r"|click|reply|prove|authenti)"
        ),
    ),
    (
        "quarantin",
        (
            r"(your (message|e-?mail))[^.]{0,80}quarantin\w+[^.]{0,200}(confirm|verify|click|reply"
            r"|prove|authenti)"
        ),
    ),
    (
        "delivered",
        (
            r"(before|for|until|to have) (your|this) (message|e-?mail|mail)[^.]{0,40}(can|will|is"
            r"|to)? ?be delivered"
        ),
    ),
    ("not", r"(not yet been|will not be|not be) delivered (until|unless) (you|the sender)"),
    (
        "guest list",
        r"(added to|join|on) (my|our|the) guest list[^.]{0,120}(click|confirm|reply)",
    ),
    ("approved sender", r"(added to|join|on)[^.]{0,60}approved sender"),
    (
        "whitelist",
        (
            r"(add|put)[^.]{0,40}whitelist[^.]{0,80}(click|reply|confirm|verif)|(click|reply"
            r"|confirm|verif)[^.]{0,80}whitelist"
        ),
    ),
    (
        "spam",
        (
            r"(prove|verify|show|ensure|confirm)[^.]{0,60}(not (a )?spam|are not a spammer"
            r"|is not spam)"
        ),
    ),
    ("challenge", r"challenge[/ -]response"),
    ("tmda", ""),
    ("spamarrest", ""),
    ("boxbe", ""),
    ("mailinblack", ""),
    ("bestätigen", r"bestätigen sie[^.]{0,80}(absender|zustellung|kein spam)"),
    (
        "confirm",
        (
            r"confirmer (l'envoi|votre (identité|adresse|message))[^.]{0,80}(distribu|remis|livr"
            r"|authenti)"
        ),
    ),
    ("验证", r"(发件人|寄件人)[^。]{0,12}验证|(首次|第一次)[^。]{0,30}验证[^。]{0,30}(发|点击)"),
    ("驗證", r"(發件人|寄件人|寄件者)[^。]{0,12}驗證|(首次|第一次)[^。]{0,30}驗證"),
)
