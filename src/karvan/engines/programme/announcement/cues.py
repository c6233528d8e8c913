"""Words around a country that tell a target from a country mentioned in passing.

All patterns match folded text: Persian ye and kaf, ASCII digits, lower case, no ZWNJ (so a word that ZWNJ
divided may stand glued, with a space, or not at all: `\\s?` wherever it could be).
"""

from __future__ import annotations

import re

# The text names these countries as this year's aim.
STRONG = re.compile(
    r"هدف|محوریت|تمرکز|متمرکز|اختصاص|در دستور کار|برگزیده|"
    r"انتخاب (?:شد|کرد|گرد)|تعیین (?:شد|کرد|گرد)|در نظر گرفته|نشانه گرفته|معطوف|"
    r"مقاصد|مقصد|(?:همایش|کنفرانس|اجلاس|نشست|مجمع|نمایشگاه|رویداد)[^.\n]{0,90}?(?:صادرات|بازار|صادراتی|تجارت)[^.\n]{0,25}?"
    r"(?:به|در|با|برای)\s|بازارهای (?:صادراتی )?(?:منتخب|پیش رو|جدید)|صادر کنی|"
    r"\btarget|\bfocus|\baim(?:s|ed|ing)?\b|\bdedicated to|\bdestination|\bselected\b|\bchosen\b|\bpriority\b|"
    r"\b(?:conference|forum|summit|expo|event|programme|program|mission)\b[^.\n]{0,90}?\b(?:exports?|trade|markets?|sales)\b"
    r"[^.\n]{0,25}?\b(?:to|with|in|into)\b"
)
MEDIUM = re.compile(
    r"صادرات(?:ی)?\s?(?:کالا\S* |محصولات )?(?:به|در)|بازار|تجار|بازرگان|هیا?ت|هییت|رایزن|خریدار|روابط (?:تجاری|اقتصادی)|"
    r"فرصت|ویژه|کارگاه|پنل|نشست|امسال|این دوره|امسال|مذاکر|سرمایه گذاران|فعالان اقتصادی|"
    r"\bexport|\bmarket|\bdelegation|\bbuyers?\b|\bbusiness|\btraders?\b|\bthis year|\bsession|\bpanel|\bworkshop|\bopportunit"
)
# What follows is about other years, rivals, suppliers or exceptions.
AGAINST = re.compile(
    r"سال(?:های)?\s?(?:گذشته|قبل|پیش|اخیر)|پارسال|سال 1?[34]\d\d\b|دوره\s?(?:های)?\s?(?:ی )?(?:قبل|پیشین|گذشته|پیش|نخست|اول|دوم|سوم)|"
    r"(?:همایش|کنفرانس|برنامه|رویداد)\s?(?:های)? (?:قبل|پیشین|گذشته)|پیش ?تر|پیش از این|قبلا|رقیب|رقبا|رقابت|واردات \S* ?از|وارداتی|وارد ?کننده|وارد می|"
    r"برخلاف|بر خلاف|به جای|بجای|به ?استثنا|به ?جز|بجز|همانند|مشابه|تجربه|الگو|سهم|رتبه|از مسیر|ترانزیت|از طریق|"
    r"(?<!\w)(?:ندارد|ندارند|نیست|نیستند|نخواهد|نخواهند|حذف|منتفی|موکول)|بعدی|سال (?:آینده|بعد)|آینده|در حال حاضر|ساخت |برند|فناوری|(?<!\w)نه (?:به|در|برای)\b|"
    r"\blast year|\bprevious|\bearlier|\bformer|\bpast\b|\bprior\b|\bin (?:19|20)\d\d|\bcompet|\brival|\bunlike|\binstead|\bexcept|"
    r"\bimport(?:s|ed)?\b[^.\n]{0,30}\bfrom\b|\bimported\b|\bvia\b|\bthrough\b|\btransit|\bother than|\bnext year|\bfuture|\blike\b|\bsimilar|\bcompared|\bnot\b|"
    r"\bmade in|\bsupplier|\bcurrently|\bago\b"
)
HOST = re.compile(r"میزبان (?:\S+ ){0,4}$|\b(?:hosts?|welcomes?|receives?) (?:\S+ ){0,4}$")
STATISTIC = re.compile(
    r"\d[\d.,/]*\s*(?:میلیون|میلیارد|هزار|درصد|تن|%|million|billion|per ?cent|tonnes?)|دلار|\busd\b|\$"
)
# After these, what was said of other years no longer counts.
RESET = re.compile(
    r"امسال|این دوره|دوره (?:جاری|حاضر|کنونی)|اینبار|این بار|سال جاری|\bthis year|\bthis edition|\bthis time|\bnow\b"
)
CONTRAST = re.compile(r"(?:^|\s)(?:اما|ولی|لیکن|بلکه|در حالی که|but|however|whereas|while)\s")
EVENT = re.compile(
    r"همایش|کنفرانس|اجلاس|نشست|گردهمایی|مجمع|فروم|نمایشگاه|رویداد|"
    r"\bconference|\bforum|\bsummit|\bexpo|\bexhibition|\bfair\b|\bcongress|\bsymposium|\bevent\b|\bmission\b|\bmeeting|\bgathering|\bdays\b|\bweek\b"
)
CONNECTOR = re.compile(
    r"(?:[\s،,;/«»\"'()\-–—•*]|\d{1,2}\s?[.)\-–]|(?<!\w)(?:و|یا|نیز|همچنین|کشور|کشورهای|کشورهایی|همسایه|جمهوری|سلطنت|"
    r"and|or|as well as|also|the|republic|of|its|neighbou?rs?|both)(?!\w))*"
)
# «Iraq because of its border, and Syria because of its rebuilding, are the aims»: no verb in between.
BOTH = re.compile(r"[^.\d\n]{0,90}?(?<!\w)(?:و|and)\s+")
VERB = re.compile(
    r"(?<!\w)(?:است|هست\w*|بود\w*|شد\w*|می\s?\w+|خواه\w+|کرد\w*|دار\w+|is|are|was|were|has|have|will)(?!\w)"
)
CONTINUES = re.compile(
    r"[\s،,]*(?:و )?(?:روز\s?\S+(?: (?:هم|نیز))?|همچنین|نیز|سپس|پس از آن|بعد از آن|در ادامه|then|later|and)?\s*"
    r"(?:(?:به|برای|در|to|for|on|the)\s+)*(?:(?:بازار|بازارهای|کشور|کشورهای|market of)\s*)?"
)
