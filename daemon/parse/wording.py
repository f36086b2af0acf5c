"""What machines write, in the languages of our clients: tables of patterns, nothing else."""

from __future__ import annotations

import re

# Subjects that only an autoresponder begins with; a person's "Re: …" in front does not match.
AUTO_SUBJECT = re.compile(
    r"""(?ix)^\s*(?:
    (?:auto(?:matic(?:ally)?|mated)?[\s:_-]*(?:re(?:ply|sponse|spond(?:er)?)|generated|answer|acknowledge?ment)\b)
    | \[auto(?:matic)?[\s-]?reply\] | \(?autoreply\)? | auto:\s | autosvar | autoantwort
    | out\s+of\s+(?:the\s+)?office(?:\s*(?:auto\w*\s*)?(?:re(?:ply|sponse)|message|notification|alert))?\s*(?::|$)
    | (?:ooo|ooto)\s*:   | away\s+from\s+(?:the\s+)?office\s*: | on\s+(?:vacation|holiday|leave)\s*:
    | vacation\s+(?:message|reply|response|notice)\b | (?:i\s+am|i'm)\s+(?:currently\s+)?out\s+of\s+(?:the\s+)?office\b
    | automatische\s+(?:antwort|r[üu]ckantwort|e-?mail|abwesenheits\w*) | abwesenheits(?:notiz|nachricht|meldung|info\w*|assistent|benachrichtigung)
    | (?:abwesend|nicht\s+im\s+b[üu]ro|au(?:ß|ss)er\s+haus)\s*(?::|$)
    | r[ée]ponse\s+automatique | absence\s+du\s+bureau | absent(?:e)?\s+du\s+bureau | (?:notification|message)\s+d['’]absence
    | respuesta\s+autom[áa]tica | fuera\s+de\s+(?:la\s+)?oficina\s*(?::|$) | resposta\s+autom[áa]tica | fora\s+do\s+escrit[óo]rio
    | risposta\s+automatica | fuori\s+(?:sede|ufficio)\s*: | automatisch\s+antwoord | afwezig(?:heid\w*)?\s*: | autosvar\b | automatiskt\s+svar
    | autom(?:atisk|aattinen)\s+(?:svar|vastaus) | poza\s+biurem | odpowied[źz]\s+automatyczna | автоответ | автоматический\s+ответ
    | 自动(?:回复|答复|回覆|应答) | 自動(?:回覆|回復|答覆|応答|返信|回复|配信) | (?:不在|外出|休假|请假|休暇|出差|离岗)(?:通知|自动回复|自動回覆|のお知らせ|连絡|連絡)
    | 【自動(?:返信|応答|配信)】 | \[自动回复\] | 【自动回复】 | 自動送信 | 休暇(?:中|のため) | 부재중
    )"""
)

# What nobody writes who is sitting at the keyboard. One of these near the beginning is enough.
AUTO_TEXT = re.compile(
    r"""(?ix)
      \bthis\s+is\s+an?\s+auto(?:matic(?:ally)?|mated)?[\s-]*(?:generated\s+)?(?:e-?mail\s+|mail\s+)?(?:re(?:ply|sponse)|message|e-?mail|acknowledge?ment|notification|answer)
    | \bauto(?:matic|mated|-)?[\s-]?(?:reply|response)\s+(?:from|to\s+your|message)
    | \b(?:please\s+)?do\s+not\s+(?:reply|respond)\s+(?:directly\s+)?to\s+this\s+(?:automated\s+|automatic\s+)?(?:e-?mail|message|mail|address)
    | \bthis\s+(?:e-?mail|message|mail|address|mailbox|inbox)\s+(?:was\s+(?:sent\s+|generated\s+)?automatically|is\s+(?:not|un)\s?-?monitored|has\s+been\s+automatically)
    | \b(?:e-?mail|message|reply)\s+(?:was|is|has\s+been)\s+(?:automatically\s+(?:generated|sent)|(?:generated|sent)\s+automatically)
    | dies(?:e|es)?\s+(?:ist\s+eine\s+)?(?:e-?mail\s+|nachricht\s+)?(?:wurde\s+|wird\s+)?automatisch(?:e\s+(?:antwort|nachricht|e-?mail)|\s+(?:generiert|erstellt|erzeugt|versandt|versendet|verschickt))
    | automatisch\s+(?:generierte|erstellte|erzeugte|versandte)\s+(?:e-?mail|nachricht|antwort)
    | bitte\s+antworten\s+sie\s+nicht\s+auf\s+diese
    | ceci\s+est\s+(?:un\s+message|une\s+r[ée]ponse|un\s+e-?mail|un\s+courriel)\s+automatique | (?:message|courriel|e-?mail|r[ée]ponse)\s+(?:est\s+|a\s+[ée]t[ée]\s+)?(?:envoy[ée]e?|g[ée]n[ée]r[ée]e?)\s+automatiquement
    | merci\s+de\s+ne\s+pas\s+r[ée]pondre\s+[àa]\s+ce
    | est[ea]\s+es\s+(?:un\s+mensaje|una\s+respuesta|un\s+correo)\s+(?:generad[oa]\s+)?autom[áa]tic | (?:mensaje|correo|respuesta)\s+(?:ha\s+sido\s+|fue\s+)?(?:generad[oa]|enviad[oa])\s+autom[áa]ticamente
    | (?:por\s+favor,?\s+)?no\s+responda\s+a\s+este
    | (?:这|此|本)(?:是)?(?:一)?(?:封|条|邮件|信|訊息|信息)[^。\n]{0,12}(?:自动|自動)(?:回复|回覆|答复|发送|發送|生成|产生|產生) | (?:系统|系統)自(?:动|動)(?:发|發|回|生|产|產)[^。\n]{0,8}(?:请勿|請勿|勿)?
    | (?:请|請)(?:勿|不要)(?:直接)?(?:回复|回覆|答复) | (?:这|這)是(?:一封)?自(?:动|動)(?:回|答)
    | (?:この|本)(?:メール|メッセージ)は[^。\n]{0,24}自動(?:的に)?(?:返信|送信|配信|応答|で) | 自動(?:返信|応答|送信)(?:メール|メッセージ)?(?:です|にて|と?させて)
    | このメールに(?:は)?(?:ご)?返信(?:しない|いただ|できません|されても)
    """
)

# Being away, said by anybody.
AWAY = re.compile(
    r"""(?ix)
      \b(?:i\s*(?:am|'m|’m|will\s+be|'ll\s+be|’ll\s+be)|we\s+are|(?:he|she)\s+is|currently|is)\s+(?:currently\s+|presently\s+|now\s+|away\s+and\s+)*(?:out\s+of\s+(?:the\s+|my\s+)?office|away\s+from\s+(?:the\s+|my\s+)?(?:office|desk|e-?mail)|on\s+(?:\w+\s+)?(?:vacation|holidays?|leave|pto)\b|travell?ing|unavailable|away\s+(?:until|from|on))
    | \bout\s+of\s+(?:the\s+)?office\s+(?:until|from|through|till|on|between|and\s+will)
    | \b(?:i|we)\s+(?:no\s+longer\s+work|have\s+left\s+the\s+company|am\s+no\s+longer\s+with)
    | (?:nicht\s+im\s+(?:b[üu]ro|hause?)|au(?:ß|ss)er\s+haus|abwesend|im\s+urlaub|nicht\s+erreichbar|in\s+elternzeit|auf\s+dienstreise|b[üu]ro\s+nicht\s+besetzt)
    | (?:absente?\s+(?:du|jusqu|de\s+mon|du\s+bureau|actuellement)|en\s+(?:cong[ée]s?|vacances|d[ée]placement)|actuellement\s+absente?|je\s+(?:suis|serai)\s+(?:actuellement\s+)?(?:absente?|indisponible|en\s+cong)|hors\s+du\s+bureau)
    | (?:fuera\s+de\s+(?:la\s+|mi\s+)?oficina|de\s+vacaciones|ausente|no\s+estar[ée]\s+disponible|estar[ée]\s+ausente)
    | (?:休假|度假|请假|請假|年假|产假|產假|病假|出差|不在(?:办公室|辦公室|公司|座位|国内)|外出|离开办公室|離開辦公室|放假|无法(?:及时|立即|查看)|無法(?:及時|立即|查看)|离职|離職)
    | (?:不在(?:に|と|です|のため|して)|休暇(?:中|を|のため)|外出(?:中|して|のため)|出張(?:中|して|のため)|お休みを(?:いただ|頂)|席を外して|休業(?:日|中|期間))
    """
)

# What goes with it in an automatic answer: thanks for *your mail*, whom else to ask, when it is read.
AWAY_SERVICE = re.compile(
    r"""(?ix)
      \b(?:thank\s+you|thanks)\s+(?:very\s+much\s+|so\s+much\s+)?for\s+(?:your|the)\s+(?:e-?mail|mail|message|note|contacting|inquiry)|thanks?(?:\s+you)?\s+for\s+(?:e-?mailing|contacting|writing|reaching\s+out)
    | \b(?:limited|no|intermittent|sporadic|infrequent|without)\s+(?:or\s+no\s+)?access\s+to\s+(?:my\s+)?(?:e-?mails?|mail|internet)
    | \b(?:if|for|in)\b[^.\n]{0,60}\b(?:urgent|emergency|immediate|immediately|assistance|pressing)\b[^.\n]{0,80}\b(?:contact|call|e-?mail|reach|please|speak|text)
    | \b(?:will|shall|'ll|’ll)\s+(?:\w+\s+)?(?:reply|respond|answer|get\s+back|attend|read|return)\b[^.\n]{0,60}\b(?:return|back|as\s+soon\s+as|when\s+i|upon|after|possible)
    | \byour\s+(?:e-?mail|message)s?\s+(?:will|is|has)\s+(?:not\s+)?(?:be(?:en)?\s+)?(?:not\s+)?(?:forwarded|read|received|deleted|answered|monitored)
    | (?:vielen\s+dank|danke)\s+f[üu]r\s+ihre\s+(?:e-?mail|nachricht|mail|anfrage)|in\s+dringenden\s+(?:f[äa]llen|angelegenheiten)|ihre\s+(?:e-?mail|nachricht|mail)\s+(?:wird|werden)\s+(?:nicht\s+)?(?:weitergeleitet|gelesen|bearbeitet)|(?:wenden\s+sie\s+sich|kontaktieren\s+sie)\s+(?:bitte\s+)?(?:an|sich|meine|in)|nach\s+meiner\s+r[üu]ckkehr|zur[üu]ck\s+im\s+b[üu]ro|wieder\s+(?:f[üu]r\s+sie\s+)?(?:erreichbar|im\s+b[üu]ro|da\b)
    | (?:merci|je\s+vous\s+remercie)\s+(?:pour|de)\s+votre\s+(?:message|mail|courriel|e-?mail)|en\s+cas\s+d['’]urgence|pour\s+toute\s+(?:urgence|demande)|(?:[àa]|d[èe]s)\s+mon\s+retour|veuillez\s+(?:contacter|vous\s+adresser)|j['’]ai\s+bien\s+re[çc]u|acc[èe]s\s+limit[ée]
    | gracias\s+por\s+(?:su|tu)\s+(?:mensaje|correo|e-?mail)|en\s+caso\s+de\s+(?:urgencia|emergencia)|(?:para|si)\s+(?:asuntos|es|algo|necesita)\s+[^.\n]{0,20}urgen|a\s+mi\s+(?:regreso|vuelta)|(?:contacte|p[óo]ngase\s+en\s+contacto|dir[íi]jase)|responder[ée]\s+[^.\n]{0,40}(?:posible|vuelta|regreso)
    | (?:您|你)的(?:邮件|来信|來信|郵件|邮件我|信件)(?:已(?:经)?(?:收到|收悉)|我)|(?:已收到|收到)(?:您|你)的(?:邮件|来信|來信|郵件|信)|(?:来信|来函|邮件|來信|郵件)(?:已)?(?:收到|收悉)|如有(?:紧急|急|緊急|要)|(?:紧急|緊急)(?:事|情|事宜|联系|聯絡|问题)|(?:尽快|儘快|盡快)[^。\n]{0,8}(?:回复|回覆|答复|处理|處理|与您联系|與您聯)|回来后|回來後|返回后|上班后[^。\n]{0,10}回|感谢(?:您的)?来信|感謝(?:您的)?來信|(?:请|請)(?:联系|聯絡|致电|拨打|與)
    | (?:メール|ご連絡|お問い合わせ)(?:を)?(?:いただき|頂き|ありがとう)|お急ぎの(?:場合|方|際|ご用件)|緊急の(?:場合|際|ご用件)|(?:改めて|追って|後日|戻り次第|帰社後|出社後|次第)[^。\n]{0,20}(?:ご?返信|ご?連絡|対応|回答|返答)
    """
)

CHALLENGE = re.compile(
    r"""(?ix)
      (?:please\s+)?(?:confirm|verify)\s+(?:that\s+you\s+sent\s+)?(?:your|this)\s+(?:e-?mail|message|address|identity)\s+(?:to\s+be\s+delivered|before|by\s+(?:click|reply))
    | \b(?:your\s+(?:e-?mail|message)|it)\b[^.\n]{0,80}\b(?:held|quarantined|waiting|not\s+(?:yet\s+)?been\s+delivered|will\s+not\s+be\s+delivered)\b[^.]{0,160}\b(?:confirm|verify|click|reply|prove|authenticat|request)
    | \b(?:sender|e-?mail)\s+(?:address\s+)?(?:verification|confirmation|authentication)\s+(?:required|request|needed|is\s+required|system)
    | \bto\s+(?:be\s+added\s+to|join)\b[^.\n]{0,60}\b(?:guest\s+list|approved\s+senders?|allowed\s+senders?|white\s*list|address\s+book)
    | \b(?:spam\s*arrest|boxbe|tmda|active\s+spam\s+killer|choicemail|bluebottle|spamcop\s+challenge|sendio|knowspam|mailinblack|mail\s*in\s*black|0spam|vade\s*retro)\b[^\n]{0,200}(?:confirm|verif|click|authenti|wait)
    | (?:一次性|首次)[^。\n]{0,20}(?:验证|驗證)[^。\n]{0,30}(?:发件人|寄件人)|(?:发件人|寄件人|寄件者)(?:身份|地址)?(?:验证|驗證|认证|認證)
    | best[äa]tigen\s+sie[^.\n]{0,60}(?:absender|zustellung|kein\s+spam) | confirmer\s+(?:l['’]envoi|votre\s+(?:identit[ée]|adresse|message))[^.\n]{0,60}(?:distribu|remis|livr|authenti)
    """
)
CHALLENGE_SUBJECT = re.compile(
    r"(?i)^\s*(?:re:\s*)?(?:please (?:confirm|verify) (?:your (?:message|e-?mail|identity)|that you)|your (?:message|e-?mail) (?:to .{1,80} )?(?:requires|is awaiting|is waiting|needs) (?:your )?(?:confirmation|verification|authentication|approval)"
    r"|\[?(?:sender )?(?:verification|confirmation) (?:required|request|needed)|.{0,80}\(verifying message\)|verify your (?:e-?mail|message) (?:to|sent)|message verification|challenge:|unconfirmed|boxbe:)"
)

RECEIPT_SUBJECT = re.compile(
    r"(?i)^\s*(?:(?:not )?read|gelesen|nicht gelesen|ungelesen gelöscht|lu|non lu|leído|no leído|lido|letto|gelezen|läst|przeczytano|прочитано|已读|已讀|未读|開封済み|开封确认|開封確認(?:済み)?|开封通知)\s*[:：]"
    r"|^\s*(?:read receipt|return receipt|lesebestätigung|empfangsbestätigung \(angezeigt\)|accusé de (?:lecture|réception)|confirm(?:ación|ation) de (?:lectura|lecture)|已读回执|已讀回條|阅读回执|邮件回执|回执|開封通知|disposition notification)\b"
)
RECEIPT_TEXT = re.compile(
    r"(?i)\byour message\b[^.]{0,400}\bwas (?:read|displayed|deleted without being read) (?:on|at)|this is a (?:return )?receipt for the (?:mail|message|e-?mail)|return receipt displayed|has been (?:displayed|read) on the recipient'?s"
    r"|ihre nachricht[^.]{0,400}wurde (?:am|um)[^.]{0,60}gelesen|votre message[^.]{0,400}a été lu|su mensaje[^.]{0,400}(?:fue|ha sido) leído|(?:您|你)的(?:邮件|郵件)[^。]{0,300}(?:已于|已於|于|於)?[^。]{0,60}(?:已读|阅读|閱讀|讀取|打开)|のメールは?[^。]{0,200}開封"
)

BOUNCE_SUBJECT = re.compile(
    r"""(?ix)
      \b(?:undeliver(?:ed|able|y)|non[\s-]?deliver(?:y|able)|not\s+delivered|returned\s+(?:e-?)?mail|failure\s+notice|failed\s+(?:mail|delivery)|delivery\s+(?:status\s+notification|fail(?:ed|ure)|error|problem|report|notification|incomplete|delayed|has\s+failed|attempt)|mail\s+(?:delivery\s+)?(?:fail(?:ed|ure)|error|system\s+error|could\s+not|was\s+not|delivery\s+(?:failed|error|problem)|status\s+report)|message\s+(?:delivery\s+)?(?:fail(?:ed|ure)|delayed|undeliver|could\s+not\s+be\s+delivered|not\s+delivered|status)|(?:mail|message|delivery)\s+(?:returned|delayed)|warning:\s+(?:could\s+not\s+send|message|e?mail)|returned\s+to\s+sender|user\s+unknown|unknown\s+(?:user|address|recipient)|unable\s+to\s+deliver|cannot\s+(?:send|deliver)|error\s+(?:sending|delivering|in\s+mail)|bounced?\s+(?:mail|message|e-?mail)|nondeliverable|invalid\s+(?:recipient|address|mailbox)|mailbox\s+(?:full|unavailable|unknown|not\s+found)|account\s+(?:disabled|inactive)|temporarily\s+(?:undeliver|unable)|still\s+being\s+retried|not\s+yet\s+(?:been\s+)?delivered|mdaemon\s+(?:notification|warning)|permanent\s+(?:delivery\s+)?(?:failure|error)|delivery\s+unsuccessful|problem\s+deliver)
    | unzustellbar | nicht\s+zustellbar | nicht\s+zugestellt | zustellung\s+(?:fehlgeschlagen|verz[öo]gert) | fehlgeschlagene\s+zustellung | unzustellbarkeit | r[üu]ckl[äa]ufer
    | non\s+(?:remis|distribu|d[ée]livr) | [ée]chec\s+(?:de\s+)?(?:la\s+)?(?:remise|distribution|livraison|d['’]envoi) | retard\s+de\s+(?:remise|distribution)
    | no\s+(?:se\s+)?(?:ha\s+)?(?:podido\s+)?(?:entregad[oa]|entregar|entregable) | (?:error|fallo)\s+(?:de|en\s+la)\s+entrega | devuelto | mancata\s+consegna | n[ãa]o\s+entregue
    | 退信 | 退件 | (?:无法|無法|不能)(?:投递|投遞|送达|送達|传递|傳遞|递送|寄達|发送) | (?:投递|投遞|发送|發送|递送|傳送|传送|寄送)(?:失败|失敗|延迟|延遲|状态通知) | 未(?:送达|送達|送出|传递) | 邮件(?:被退回|退回) | 郵件(?:被退回|退回)
    | (?:配信|送信|配送)(?:不能|できません|エラー|に失敗|失敗|遅延|状況通知) | 未配信 | 配達不能 | 宛先不明 | не\s+доставлен | недоставлен
    """
)
BOUNCE_TEXT = re.compile(
    r"""(?ix)
      \bqmail-send\s+program | could\s+not\s+be\s+delivered | did\s+not\s+reach\s+(?:some|the|one|all) | delivery\s+to\s+the\s+following\s+recipients?
    | permanent\s+(?:fatal\s+)?(?:errors?|failure) | undeliver(?:able|ed) | unable\s+to\s+deliver | was\s+not\s+delivered | not\s+be\s+delivered | delivery\s+(?:has\s+)?failed
    | automatically\s+generated\s+delivery\s+status | returned\s+to\s+(?:the\s+)?sender | user\s+unknown | no\s+such\s+user | mailbox\s+(?:is\s+)?(?:full|unavailable)
    | \b5[0-9][0-9][\s-]+5\.[0-9]\.[0-9] | delivery\s+status\s+notification | has\s+been\s+delayed | delivery\s+attempts?\s+(?:have\s+)?failed
    | 退信 | 无法投递 | 無法投遞 | 投递失败 | 配信できません | nicht\s+zugestellt | n['’]a\s+pas\s+pu\s+[êe]tre
    """
)

REPORT_SUBJECT = re.compile(
    r"(?i)^\s*(?:\[.{0,40}\]\s*)?report[ -]domain:|^\s*dmarc (?:aggregate )?report|^\s*(?:abuse|feedback|complaint|spam) (?:report|feedback)\b|^\s*tls(?:rpt)? report\b|^\s*report for .{1,80}(?:dmarc|tls)"
)

SENTENCES = re.compile(r"(?<=[.!?。！？])\s*|\n+")
#: a stretch that says something, as opposed to a greeting, a closing, a name or an address
HAS_VERBAL = re.compile(r"(?:\S+\s+){4,}\S+|[\u3041-\u9fff]{8,}")
REPLY_PREFIX = re.compile(
    r"(?i)^\s*(?:re|aw|sv|antw|rép|tr|回复|答复|回覆|答覆|返信)\s*(?:\[\d+\])?\s*[:：]"
)
