"""Domains where anybody may have an address: they say nothing about the client."""

from __future__ import annotations

_DOMAINS = """
gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de live.com
live.co.uk live.cn msn.com yahoo.com yahoo.co.uk yahoo.co.jp yahoo.fr yahoo.de yahoo.com.tw
yahoo.com.hk yahoo.com.cn yahoo.cn ymail.com rocketmail.com aol.com icloud.com me.com mac.com
proton.me protonmail.com pm.me gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de
freenet.de posteo.de mailbox.org arcor.de orange.fr wanadoo.fr free.fr laposte.net sfr.fr
libero.it virgilio.it tiscali.it alice.it bluewin.ch hispeed.ch wp.pl o2.pl onet.pl interia.pl
seznam.cz centrum.cz email.cz mail.ru bk.ru inbox.ru list.ru yandex.ru yandex.com ya.ru
rambler.ru ukr.net zoho.com fastmail.com fastmail.fm tutanota.com tuta.io hey.com mail.com
comcast.net verizon.net att.net btinternet.com sky.com talktalk.net virginmedia.com qq.com
vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net 188.com sina.com sina.cn
vip.sina.com sohu.com tom.com 139.com 189.cn wo.cn aliyun.com 21cn.com 263.net 2980.com
naver.com hanmail.net daum.net nate.com hinet.net pchome.com.tw seed.net.tw docomo.ne.jp
ezweb.ne.jp softbank.ne.jp nifty.com uol.com.br bol.com.br terra.com.br rediffmail.com
"""

FREE_MAIL = frozenset(_DOMAINS.split())
