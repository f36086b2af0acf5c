"""The story: clients of three projects write over time, in English and Chinese."""

from __future__ import annotations

from daemon.demo.story import (
    Expected,
    Step,
    Writing,
    bounce_mail,
    broken_mail,
    huge_mail,
    step,
)

ANNA = "Anna Whitfield <anna@harborfinch.example>"
BEN = "Ben Achterberg <ben@harborfinch.example>"
TESS = "Tess Harlow <tess@harborfinch.example>"
CHIDI = "Chidi Okafor <chidi@okafor.example>"
CHEN = "陈建国 <jianguo@chenjia.example>"
SUN = "孙丽 <sun@xinghe.example>"
STRANGER = "Rosa Delgado <rosa.delgado@gmail.com>"
BOOKS, OKAFOR, FAMILY, STARS = (
    "Harbor & Finch Books",
    "The Okafor family",
    "陈家",
    "星河科技",
)

REQ, CHG, CMP, FBK = (frozenset({kind}) for kind in ("REQ", "CHG", "CMP", "FBK"))

SCENES: tuple[Step, ...] = (
    step(
        Writing(
            "need",
            "web",
            ANNA,
            "Gift cards for the autumn season",
            "Hi Mara,\n\nwe need gift cards in the shop by 30 October. Customers must be able to "
            "choose any amount between 10 and 200 euros, and the card has to be sent by e-mail "
            "with a personal message.\n\nBest regards\nAnna Whitfield\nHarbor & Finch Books\n",
        ),
        "a need",
        Expected(client=BOOKS, label="requirement", items=REQ, answered="sent"),
    ),
    step(
        Writing(
            "need-zh",
            "reno",
            CHEN,
            "书房的要求",
            "您好：\n\n我们需要在书房做一整面墙的书柜，要能承重，并且必须预留两个插座和一根网线。"
            "请按这个要求出设计。\n\n谢谢\n陈建国\n",
        ),
        "a need, in Chinese",
        Expected(client=FAMILY, label="requirement", items=REQ, answered="sent"),
    ),
    step(
        Writing(
            "mind",
            "web",
            BEN,
            "Change to the checkout",
            "Hello,\n\nwe have changed our minds about the checkout: please move the delivery "
            "options to the second step instead of the first, and drop the phone number field "
            "that we agreed on in May.\n\nThanks\nBen\n",
        ),
        "a change of mind",
        Expected(client=BOOKS, label="change_request", items=CHG, answered="sent"),
    ),
    step(
        Writing(
            "complaint",
            "web",
            ANNA,
            "Checkout broken again",
            "Mara,\n\nthe checkout is broken again since yesterday's release: customers get error "
            "500 when they pay by card, see the screenshot. This is the third time this month "
            "and we are losing orders. Please fix it today.\n\nAnna\n",
            picture="checkout-error.png",
        ),
        "a complaint with a screenshot",
        Expected(client=BOOKS, label="complaint", items=CMP, answered="held"),
    ),
    step(
        Writing(
            "ack-reply",
            "web",
            ANNA,
            "",
            "Thanks, Mara. One more thing: the gift cards must also work in our two shops, so we "
            "need a printable version with a barcode.\n\nAnna",
            answers="need",
        ),
        "a reply to our acknowledgement",
        Expected(client=BOOKS, label="requirement", items=REQ, joins="need"),
    ),
    step(
        Writing(
            "colleague",
            "web",
            "Priya Nair <priya.nair@harborfinch.example>",
            "",
            "Hello,\n\nI look after the shops at Harbor & Finch and will be on this thread from "
            "now on. Do you already know when there will be a first draft of the printable "
            "card?\n\nPriya Nair",
            cc=ANNA,
            answers="need",
        ),
        "a colleague of the client joins",
        Expected(client=BOOKS, label="other", joins="need"),
    ),
    step(
        Writing(
            "praise",
            "reno",
            CHIDI,
            "The kitchen",
            "Dear all,\n\nwe moved back in on Saturday and we love the kitchen. The worktop is "
            "beautiful, your tilers were careful and friendly, and the whole team left the place "
            "spotless. We are very happy with the result.\n\nChidi and Ada Okafor\n",
        ),
        "praise",
        Expected(client=OKAFOR, label="feedback", items=FBK),
    ),
    step(
        Writing(
            "mind-zh",
            "reno",
            CHEN,
            "卫生间瓷砖更换",
            "王工，您好：\n\n之前定的卫生间灰色瓷砖我们不要了，请改成米白色的，"
            "安装时间也请从下周三推迟到下周五。\n\n陈建国\n",
        ),
        "a change of mind, in Chinese",
        Expected(client=FAMILY, label="change_request", items=CHG, answered="sent"),
    ),
    step(
        Writing(
            "question",
            "expo",
            SUN,
            "请问入场时间",
            "林经理好，\n\n请问布展当天我们的人几点可以进场？停车证在哪里领取？\n\n孙丽\n星河科技\n",
        ),
        "a question, in Chinese",
        Expected(client=STARS, label="other"),
    ),
    step(
        Writing(
            "complaint-zh",
            "expo",
            SUN,
            "音响问题一直没有解决",
            "林经理：\n\n昨天彩排的时候音响又出现杂音，上周反映的问题到现在还没有解决，"
            "我们领导非常不满意。请今天之内给我们一个答复。\n\n孙丽\n",
        ),
        "a complaint, in Chinese",
        Expected(client=STARS, label="complaint", items=CMP, answered="held"),
    ),
    step(
        Writing(
            "ooo",
            "web",
            BEN,
            "",
            "I am out of the office until Monday 7 September and will read your mail when I am "
            "back.\n\nBen",
            answers="mind",
            headers=(("Auto-Submitted", "auto-replied"), ("X-Autoreply", "yes")),
        ),
        "an out-of-office reply",
        Expected(kind="auto_reply", client=BOOKS, joins="mind"),
    ),
    step(
        Writing(
            "typo",
            "web",
            TESS,
            "Opening hours on the contact page",
            "Hi,\n\nplease change the opening hours on the contact page: from October we close at "
            "7 pm instead of 8 pm on weekdays.\n\nTess Harlow\n",
        ),
        "a change by somebody whose mailbox then vanishes",
        Expected(client=BOOKS, label="change_request", items=CHG, answered="sent"),
    ),
    Step(
        key="bounce",
        mailbox="web",
        who="Mail Delivery Subsystem",
        gist="our acknowledgement comes back",
        build=bounce_mail,
        expected=Expected(kind="bounce", client=BOOKS, joins="typo", looked_at=True),
        after="typo",
    ),
    step(
        Writing(
            "stranger",
            "reno",
            STRANGER,
            "Loft conversion",
            "Good morning,\n\nmy sister recommended you. We need a loft converted into two "
            "bedrooms with a small bathroom, and it has to be ready before Easter.\n\n"
            "Rosa Delgado\n",
        ),
        "an unknown sender",
        Expected(label="requirement", looked_at=True),
    ),
    Step(
        key="broken",
        mailbox="expo",
        who="Sun",
        gist="a broken mail: no boundary, raw bytes",
        build=broken_mail,
        expected=Expected(client=STARS, label="change_request", items=CHG, answered="sent"),
    ),
    Step(
        key="huge",
        mailbox="web",
        who="Anna Whitfield",
        gist="a mail larger than allowed",
        build=huge_mail,
        expected=Expected(quarantined=True),
    ),
)
