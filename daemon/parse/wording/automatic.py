"""Answers that say of themselves that no person wrote them."""

from __future__ import annotations

from daemon.parse.wording.phrases import Phrases

#: Subjects that only an autoresponder begins with; a person's "Re: …" in front does not match.
SUBJECT = Phrases(
    # English
    ("auto", r"^[\[(]?auto(matic(ally)?|mated)?[ :_-]*(re(ply|sponse|sponder)|answer|acknowledg)"),
    ("auto:", r"^auto: "),
    ("office", r"^out of (the )?office( auto\w*)?( re(ply|sponse)| message| notification)?( ?:|$)"),
    ("office", r"^(away from|i am out of|i'm out of|i am currently out of) (the )?office"),
    ("office", r"^out of (the )?office (auto)?(re(ply|sponse)|message|notification|alert)"),
    ("ooo", r"^oooo?( ?:| reply)"),
    ("on ", r"^(currently )?on (annual leave|vacation|holiday|leave|maternity leave) ?:"),
    ("vacation", r"^vacation (message|reply|response|notice|auto)"),
    # German
    ("automati", r"^automatische (antwort|rückantwort|e-?mail|abwesenheit|eingangsbest)"),
    ("abwesen", r"^(automatische )?abwesenheits(notiz|nachricht|meldung|info|assist|benach)"),
    ("abwesen", r"^abwesen(d|heit) ?(:|$)"),
    ("nicht im", r"^nicht im (büro|haus) ?(:|$)"),
    ("außer haus", r"^außer haus ?(:|$)"),
    ("eingangsbest", r"^(automatische )?eingangsbestätigung"),
    # French
    ("automatique", r"^(r[ée]ponse|message|accus[ée] de r[ée]ception) automatique"),
    ("absen", r"^(absence|absente?) du bureau|^(message|notification|avis) d'absence"),
    ("absence", r"^absence ?:"),
    # Spanish, Portuguese, Italian
    ("automática", r"^re(spuesta|sposta) automática"),
    ("automatica", r"^r(espuesta|esposta|isposta) automatica"),
    ("fuera de", r"^fuera de (la )?oficina ?(:|$)"),
    ("ausen", r"^(mensaje|aviso|notificación) de ausencia|^aus[eê]n(cia|te) ?:"),
    ("fora d", r"^fora d[oe] escritório ?(:|$)"),
    ("fuori", r"^fuori (sede|ufficio) ?(:|$)"),
    # Dutch, Nordic, Polish, Russian
    ("automatisch", r"^(automatisch antwoord|automatiskt? svar)"),
    ("autosvar", r"^autosvar"),
    ("automatyczn", r"^(odpowiedź automatyczna|automatyczna odpowiedź)"),
    ("автоответ", r"^автоответ"),
    ("автоматическ", r"^автоматический ответ"),
    # Chinese
    ("自动", r"^[【\[(（]?(系统)?自动(回复|答复|回覆|应答|回执|回信)($|[ :：\]】)）(（\[【-])"),
    (
        "自動",
        (
            r"^[【\[(（]?(系統)?自動(回覆|回復|答覆|應答|回信|返信|応答|配信|回复|送信)"
            r"($|[ :：\]】)）(（\[【-]|メール|通知)"
        ),
    ),
    (
        "通知",
        r"^[【\[(（]?(不在|外出|休假|请假|請假|休暇|出差|离岗|離崗)(办公室|辦公室)?(通知|提醒)",
    ),
    ("外出", r"^外出(时|期间)?(的)?自动(回复|答复)|^(我)?(正在)?外出\s*[:：]"),
    # Japanese and Korean
    ("不在", r"^[【\[]?(不在|休暇)(のお?知らせ|連絡|通知|中|です)"),
    ("부재", r"^\[?(부재 ?중|자동 ?(회신|응답))"),
    ("자동", r"^\[?자동 ?(회신|응답)"),
)

#: Sentences that nobody writes who sits at the keyboard.
TEXT = Phrases(
    # English
    (
        "this is an auto",
        r"this is an auto(matic(ally)?|mated)?[ -]*(generated )?(e-?mail|mail|re|mes|ack|not|ans)",
    ),
    ("this is an auto", r"this is an auto[ -]?(reply|response|responder)"),
    ("auto", r"\b(automatic|automated|auto)[ -]?(reply|response) (from|to your|message|\()"),
    (
        "automatic",
        (
            r"(e-?mail|message|reply|response|notification) (was |is |has been )automatically (gen"
            r"|sent|cre)"
        ),
    ),
    ("automatically", r"(generated|sent) automatically( by| from|,|\.| in response)"),
    (
        "not repl",
        r"do not reply (directly )?to this (automat\w+ )?(e-?mail|message|mail|address|notif)",
    ),
    (
        "not respond",
        r"do not respond (directly )?to this (automat\w+ )?(e-?mail|message|mail|address)",
    ),
    (
        "monitored",
        r"this (e-?mail address|address|mailbox|inbox|account) is (not|un) ?(being )?-?monitored",
    ),
    # German
    (
        "automatisch",
        r"automatisch (generiert|erstellt|erzeugt|versandt|versendet|verschickt|gesendet)",
    ),
    ("automatisch", r"automatische (antwort|nachricht|e-?mail|abwesenheitsnotiz|benachrichtigung)"),
    (
        "automatisch",
        (
            r"automatisch (generierte|erstellte|erzeugte|versandte|gesendete) (e-?mail|nachricht"
            r"|antwort)"
        ),
    ),
    ("antworten sie nicht", r"antworten sie nicht auf diese"),
    # French
    ("automati", r"(message|courriel|e-?mail|mail|réponse) automatique"),
    ("automatiquement", r"(envoyée?|générée?) automatiquement"),
    ("ne pas répondre", r"ne pas répondre à ce"),
    # Spanish, Portuguese, Italian
    (
        "autom",
        (
            r"(mensaje|respuesta|correo|mensagem|resposta|messaggio"
            r"|risposta) (generad[oa] )?autom[aá]tic"
        ),
    ),
    ("autom", r"(generad|enviad|gerad)[oa] autom[aá]ticamente"),
    ("no responda", r"no responda a este"),
    # Chinese
    (
        "自动",
        r"(这|此|本)(是|封|条|邮件|信|信息|消息)[^。]{0,14}自动(回复|答复|回信|发送|生成|产生|发出)",
    ),
    ("自动", r"(邮件|邮箱|系统)(为|是|由|会)?(系统)?自动(回复|答复|发送|发出|生成|回信)"),
    (
        "自動",
        r"(這|此|本)(是|封|則|郵件|信|訊息|電郵)[^。]{0,14}自動(回覆|回復|答覆|發送|產生|發出|寄出)",
    ),
    ("自動", r"(郵件|系統|電郵)(為|是|由|會)?(系統)?自動(回覆|回復|發送|發出|產生|寄發|寄送)"),
    ("勿", r"[请請]勿(直接)?(回复|回覆|答复|回信|回復)(此|本|该|這)?"),
    ("不要", r"[请請]不要(直接)?(回复|回覆|答复|回復)(此|本|该|這)(邮件|郵件|信)"),
    # Japanese
    ("自動", r"(この|本)(メール|メッセージ)は[^。]{0,30}自動(的に)?(返信|送信|配信|応答|で)"),
    ("自動", r"自動(返信|応答|送信|配信)(メール|メッセージ)?(です|にて|に(て|より)|とな|させて)"),
    ("返信", r"このメール(に|へ)(は)?(ご)?返信(しない|いただ|できません|され|は)"),
    # Korean, Russian
    ("자동", r"자동(으로)? ?(발송|회신|응답|전송)"),
    (
        "автоматически",
        r"(письмо|сообщение|ответ) (было )?(создано|отправлено|сформировано) автоматически",
    ),
)
