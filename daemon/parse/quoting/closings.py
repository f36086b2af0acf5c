"""How people close a mail, in many languages; lower-cased, without punctuation."""

from __future__ import annotations


def _phrases(words: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in words.split("|"))


_CLOSINGS = """regards|best regards|kind regards|warm regards|kindest regards|warmest regards
    |with regards|with kind regards|with best regards|best regards and thanks|many regards|rgds
    |br|kr|best|all the best|best wishes|warm wishes|with best wishes|warmly|cheers|sincerely
    |yours sincerely|sincerely yours|yours truly|yours faithfully|respectfully|cordially|thanks
    |thank you|many thanks|thanks a lot|thanks again|thank you again|thanks so much
    |thank you very much|thanks and regards|thanks & regards|thank you and regards
    |thanks and best regards|thanks & best regards|thx|tia|thanks in advance|thank you in advance
    |with thanks|take care|talk soon|ttyl|xoxo|love|yours|ciao|mit freundlichen grüßen
    |mit freundlichen grüssen|mit freundlichem gruß|freundliche grüße|mit freundlichen gruessen
    |viele grüße|viele grüsse|liebe grüße|beste grüße|herzliche grüße|schöne grüße
    |mit besten grüßen|mit herzlichen grüßen|freundliche grüsse|gruß|grüße|mfg|vg|lg
    |besten dank und freundliche grüße|vielen dank|danke|besten dank|danke und viele grüße
    |cordialement|bien cordialement|très cordialement|bien à vous|bien à toi|salutations
    |sincères salutations|meilleures salutations|cordiales salutations|amicalement|bonne journée
    |bonne réception|respectueusement|crdlt|cdt|merci|merci d'avance|merci et bonne journée
    |à bientôt|saludos|un saludo|saludos cordiales|un cordial saludo|atentamente|cordialmente
    |muchas gracias|gracias|un abrazo|atte|le saluda atentamente|reciba un cordial saludo
    |gracias y saludos|atenciosamente|cumprimentos|com os melhores cumprimentos
    |melhores cumprimentos|att|abraços|abraço|obrigado|obrigada|um abraço|cordiais saudações
    |cordiais cumprimentos|grato|grata|cordiali saluti|distinti saluti|saluti|un saluto
    |un cordiale saluto|grazie|grazie mille|grazie e saluti|a presto|buona giornata|cari saluti
    |tanti saluti|met vriendelijke groet|met vriendelijke groeten|vriendelijke groet
    |vriendelijke groeten|groet|groeten|groetjes|mvg|hartelijke groet|hartelijke groeten
    |met hartelijke groet|alvast bedankt|bedankt|pozdrawiam|pozdrawiam serdecznie
    |serdecznie pozdrawiam|z poważaniem|z powazaniem|pozdrowienia|z wyrazami szacunku|dziękuję
    |dziekuje|dziękuję i pozdrawiam|z góry dziękuję|łączę pozdrowienia|s pozdravem
    |s přátelským pozdravem|hezký den|díky|děkuji|s úctou|s pozdravom|ďakujem|med vänlig hälsning
    |med vänliga hälsningar|vänliga hälsningar|vänlig hälsning|hälsningar|mvh|bästa hälsningar
    |hälsning|tack på förhand|tack|allt gott|vh|med venlig hilsen|med venlige hilsner
    |venlig hilsen|de bedste hilsner|bedste hilsner|hilsen|mange hilsner|kh|kærlig hilsen
    |de bedste hilsener|bedste hilsener|på forhånd tak|tak|dbh|med vennlig hilsen|vennlig hilsen
    |beste hilsen|hilsner|på forhånd takk|takk|med hilsen|ystävällisin terveisin|terveisin
    |parhain terveisin|terveiset|t|kiitos|yt|kiittäen|yst. terv|с уважением
    |с наилучшими пожеланиями|всего доброго|спасибо|заранее спасибо|всего хорошего
    |с уважением и наилучшими пожеланиями|з повагою|з найкращими побажаннями|дякую|с уважение
    |поздрави|saygılarımla|saygılarımızla|iyi çalışmalar|teşekkürler|teşekkür ederim|selamlar
    |sevgiler|iyi günler|üdvözlettel|tisztelettel|üdv|köszönettel|köszönöm|szívélyes üdvözlettel
    |cu stimă|cu respect|cu drag|mulțumesc|o zi bună|toate cele bune|numai bine|με εκτίμηση
    |ευχαριστώ|φιλικά|χαιρετισμούς|με φιλικούς χαιρετισμούς|trân trọng|trân trọng cảm ơn|cảm ơn
    |thân mến|thân ái|kính thư|בברכה|בכבוד רב|תודה|תודה רבה|בתודה|مع التحية|تحياتي|مع خالص التحية
    |شكرا|شكراً|وتفضلوا بقبول فائق الاحترام|以上、よろしくお願いいたします
    |よろしくお願いいたします|よろしくお願いします|敬具|宜しくお願い致します|以上|감사합니다
    |고맙습니다|드림|올림|此致|此致敬礼|敬礼|敬上|谢谢|谢谢！|多谢|祝好|顺祝商祺|顺颂商祺|祝商祺
    |商祺|祝工作顺利|祝您工作愉快|祝工作愉快|顺祝|此致 敬礼|敬祝|祝好！|謝謝|感謝|順祝商祺
    |順頌商祺|敬禮|祝順心|祝您生活愉快|致礼|best rgds|致敬"""
CLOSINGS = _phrases(_CLOSINGS)
#: openings of a closing that may go on ("Best regards from Berlin")
CLOSING_OPENINGS = (
    "best regards", "kind regards", "warm regards", "kindest regards", "many thanks and",
    "thanks and regards", "mit freundlichen", "mit freundlichem", "freundliche grüße",
    "viele grüße", "liebe grüße", "beste grüße", "schöne grüße", "herzliche grüße",
    "mit besten grüßen", "cordialement", "bien cordialement", "met vriendelijke",
    "vriendelijke groet", "med venlig", "med vänlig", "med vennlig", "vänliga hälsningar",
    "ystävällisin terveisin", "un cordial saludo", "saludos cordiales", "cordiali saluti",
    "distinti saluti", "z poważaniem", "pozdrawiam", "s pozdravem", "с уважением",
    "с наилучшими", "з повагою", "veuillez agréer", "je vous prie d'agréer", "atenciosamente",
    "atentamente", "顺祝", "顺颂", "此致", "順頌", "敬祝",
)  # fmt: skip
#: words of thanks: they belong to the text, and so does a bare name under them
THANKS = _phrases(
    """thanks|thank you|many thanks|thanks a lot|thanks again|thank you again|thanks so much
    |thank you very much|thx|tia|thanks in advance|thank you in advance|with thanks|take care
    |talk soon|vielen dank|danke|besten dank|merci|merci d'avance|muchas gracias|gracias|obrigado
    |obrigada|grazie|grazie mille|bedankt|alvast bedankt|dziękuję|dziekuje|z góry dziękuję|díky
    |děkuji|ďakujem|tack|tack på förhand|tak|takk|på forhånd tak|på forhånd takk|kiitos|спасибо
    |заранее спасибо|дякую|teşekkürler|teşekkür ederim|köszönöm|mulțumesc|ευχαριστώ|cảm ơn|תודה
    |תודה רבה|شكرا|شكراً|以上、よろしくお願いいたします|よろしくお願いいたします
    |よろしくお願いします|宜しくお願い致します|以上|감사합니다|고맙습니다|谢谢|多谢|謝謝|感謝
    |bonne journée|buona giornata|hezký den|iyi günler|o zi bună|grato|grata|bonne réception
    |à bientôt|a presto"""
)
#: closings that are also plain words: believed only when a name follows
FAINT = _phrases(
    "best|love|yours|ciao|t|yt|br|kr|vg|lg|kh|vh|att|tia|warmly|cheers|gruß|groet|tak|abrazo|드림|올림"
)
