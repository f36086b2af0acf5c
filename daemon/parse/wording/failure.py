"""Delivery failures and delays as mail systems word them when they send no RFC 3464 report."""

from __future__ import annotations

from daemon.parse.wording.phrases import Phrases

SUBJECT = Phrases(
    (
        "deliver",
        (
            r"\b(un|non[ -]?)deliver|not (be )?delivered|unable to deliver|(can"
            r"|could) ?not (be )?deliver"
        ),
    ),
    (
        "deliver",
        (
            r"delivery (status|fail|error|problem|report|notif|incomplete|delay|has|attempt|unsucc"
            r"|warning)"
        ),
    ),
    (
        "deliver",
        (
            r"(deliver\w*|mail|message)[ :]+(has )?(fail|error|delay|problem)|(fail\w*|problem"
            r"|error)[^:]{0,12} deliver"
        ),
    ),
    ("return", r"returned (e-?)?mail|(mail|message) returned|returned to sender|return to sender"),
    ("failure", r"failure notice|(mail|message|permanent|system|send(ing)?) failure"),
    ("mail", r"mail (system error|could not|was not|status report)|(invalid|failed) (e-?)?mail"),
    ("message", r"message (status|could not|was not|not delivered|undeliver|delayed|fail)"),
    ("warning", r"warning: (could not send|message|e?mail)|mdaemon (notification|warning)"),
    (
        "unknown",
        r"(user|recipient|address|mailbox) unknown|unknown (user|address|recipient|mailbox)",
    ),
    ("bounce", r"\bbounced?\b"),
    ("mailbox", r"mailbox (is )?(full|unavailable|unknown|not found|disabled)|invalid mailbox"),
    ("invalid", r"invalid (recipient|address)"),
    ("quota", r"(over|exceed\w*) (\w+ )?quota"),
    ("account", r"account (is )?(disabled|inactive|suspended|no longer)"),
    ("error", r"(error (sending|delivering|in mail)|smtp error|mail error)"),
    ("retried", ""),
    # German
    ("zustell", r"unzustellbar|nicht (zustellbar|zugestellt)|zustellung|zustellfehler"),
    ("zugestellt", r"nicht zugestellt"),
    ("rückläufer", ""),
    # French, Spanish, Italian, Portuguese
    ("remis", r"non remis|échec de la remise|remise différée"),
    ("distribu", r"non distribu|échec (de )?(la )?distribution"),
    ("livr", r"échec de (la )?livraison|non livré"),
    (
        "entreg",
        r"no (se ha podido )?entreg|(error|fallo) (de|en la) entrega|não entregue|falha na entrega",
    ),
    ("devuelto", ""),
    ("consegna", r"mancata consegna|consegna non riuscita"),
    # Chinese
    ("退", r"退(信|件)|(邮件|郵件)(被)?退回|退回(的)?(邮件|郵件|信)"),
    ("投", r"(无法|無法|不能|未能|未)投[递遞]|投[递遞][^，。]{0,4}(失败|失敗|延迟|延遲|错误|错誤)"),
    (
        "送",
        r"(无法|無法|不能|未能|未)(成功)?(发送|發送|送达|送達|寄送|遞送|递送)|(发送|發送|递送|寄送|傳送)(失败|失敗|状态)",
    ),
    ("传", r"(无法|未)传(递|送)|传(递|送)失败"),
    ("系统", r"系统(退信|通知)"),
    # Japanese, Korean, Russian
    ("配", r"配(信|達|送)(不能|できません|エラー|に?失敗|遅延|状況|されません)|未配信"),
    ("送信", r"送信(できません|エラー|に?失敗|不能)"),
    ("宛先不明", ""),
    ("반송", ""),
    ("доставлен", r"не ?доставлен"),
)

TEXT = Phrases(
    ("qmail-send", ""),
    (
        "deliver",
        r"not (be )?delivered|unable to deliver|un(able to be )?deliver(able|ed)|undeliver",
    ),
    (
        "deliver",
        (
            r"delivery (to the following|has failed|failed|attempt|status notification|error"
            r"|failure|has been delayed|is delayed)"
        ),
    ),
    (
        "deliver",
        (
            r"(error|problem|failed|fail\w*|attempt\w*) (while )?(in |during |to )?deliver"
            r"|delivered to (its|one or more)"
        ),
    ),
    ("not reach", r"(did|could) not reach"),
    ("permanent", r"permanent (fatal )?(error|failure)"),
    (
        "fail",
        (
            r"(message|mail|transaction|recipient)s?[^.]{0,40} (has |have )?failed"
            r"|failed (recipient|address|permanently)"
        ),
    ),
    (
        "return",
        r"(message|mail|it)[^.]{0,40}(returned to|being returned)|returned to (the )?sender",
    ),
    (
        "unknown",
        (
            r"(user|recipient|address|mailbox|host|account) (is )?unknown|unknown (user|recipient"
            r"|address|local)"
        ),
    ),
    ("no such", r"no such (user|recipient|address|mailbox|account|person|domain)"),
    ("not exist", r"(does|do) not exist"),
    ("not found", r"(user|mailbox|address|account|recipient)[^.]{0,60}not found"),
    ("mailbox", r"mailbox (is |has |was )?(full|unavailable|exceed|over|disabled|inactive)"),
    ("quota", r"(over|exceed\w*|disk) (\w+ )*quota|quota exceeded"),
    ("delayed", r"(has|have) been delayed|delayed (mail|message|delivery)"),
    ("retr", r"still being retried|will (be )?(keep )?(retr|try)|do not need to resend"),
    ("could not", r"could not (be )?(sent?|forward|process|rout|accept|locat)"),
    ("reject", r"(message|mail|address|recipient|was|been)[^.]{0,40} (been )?rejected"),
    ("5", r"\b5\d\d[ -]+(#?5\.\d+\.\d+|[a-z<])"),
    ("4", r"\b4\d\d[ -]+4\.\d+\.\d+"),
    ("550", ""),
    ("zugestellt", r"nicht zugestellt"),
    ("zustell", r"nicht zustellbar|unzustellbar"),
    ("remis", r"(pas|n'a pas)[^.]{0,30}(remis|distribué|livré)"),
    ("entreg", r"no (se )?(ha |pudo |puede )?(podido )?(ser )?entreg"),
    ("退", r"退(信|回|件)"),
    ("投", r"(无法|無法|不能|未能|未)(被)?投[递遞]|投[递遞][^，。]{0,4}(失败|失敗)"),
    ("送", r"(无法|無法|不能|未能|没有|沒有)(被|成功)?(发送|發送|送达|送達|寄送|遞送|递送)"),
    ("不存在", ""),
    ("配信", r"配信(でき|され)ません|配信(に)?失敗"),
    ("届", r"届(け|き)(ることが)?(でき)?ません"),
)

DELAY = Phrases(
    ("delay", r"delay"),
    ("still", r"still (being )?(re)?tr(ied|ying)"),
    ("will", r"will (be )?(keep|continue|retr)"),
    ("not yet", r"not yet been delivered"),
    ("resend", r"(not need|no need|needn't)[^.]{0,12} resend"),
    ("warning", r"(a )?warning message only|^warning: (could not|message)"),
    ("temporar", r"temporar(y|ily)"),
    ("verzöger", ""),
    ("retard", ""),
    ("延", r"延[迟遲]"),
    ("遅延", ""),
)

REPORT_SUBJECT = Phrases(
    ("report domain", r"report[ -]domain ?:"),
    ("dmarc", r"^(\[[^\]]*\] ?)?dmarc (aggregate |failure )?report|dmarc aggregate report"),
    ("tls", r"^tls(rpt)?[ -](report|reporting)"),
    ("abuse", r"^(e-?mail )?abuse report|^\[?abuse (report|feedback)"),
    ("feedback", r"^(fw: )?(e-?mail )?feedback report|^complaint (feedback|about message)"),
)
