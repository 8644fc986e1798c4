"""The words that tell of status, period, measure and place; `helpers.read.hints` reads by them."""

from __future__ import annotations

import re

FLAGS = re.IGNORECASE
GOAL = re.compile(
    r"(?<![a-z])(?:striv(?:e|es|ing)|aim(?:s|ing)?(?= to| at| for|:)|goals?(?! of life)"
    r"|target(?:s|ed)?"
    r"|seeks? to|endeavou?r to|by the end of this year|expected targets?)(?![a-z])"
    r"|力争|目标|争取|确保|努力实现|奋斗",
    FLAGS,
)
STRIVE = re.compile(
    r"(?<![a-z])(?:striv|aims? to|aiming|targets? (?:of|is|are)|goals? (?:of|is|are|include)"
    r"|seeks? to)"
    r"|力争|争取|目标",
    FLAGS,
)
PLAN = re.compile(
    r"(?<![a-z])(?:will|plan(?:s|ned|ning)? to|(?:is|are) planned|should|shall|it is necessary to"
    r"|(?:key points|tasks?) propos|proposes? to|to be (?:completed|built)|arrangements? for"
    r"|intends? to)(?![a-z])|计划(?!项目|生育)|规划|拟|将(?![军近领])|打算|部署",
    FLAGS,
)
DONE = re.compile(
    r"(?<![a-z])(?:at present|currently|last year|previous year|in the past|so far|as of"
    r"|reviewed)(?![a-z])"
    r"|截至|目前|去年|上年|过去|同比|回顾",
    FLAGS,
)
EXPECTED = re.compile(
    r"(?<![a-z])(?:it is (?:expected|estimated)|is estimated|are estimated|is expected to"
    r"|are expected to"
    r"|estimated to)(?![a-z])|预计|预期(?!目标)|有望",
    FLAGS,
)
RATIO = re.compile(r"%|％|percent|per cent|pct|points?|百分|成|倍|番|times|fold", FLAGS)
MONEY = re.compile(r"yuan|rmb|cny|renminbi|dollar|u\.?s\.?|[元$¥￥]", FLAGS)
LARGE = re.compile(r"(?<=[0-9. ])(?:[mbtr]+illion)|亿", FLAGS)  # "exceeded 100 billion"
PERCENT = re.compile(r"%|％|percent|per cent|百分之|成", FLAGS)
POINTS = re.compile(r"points?|百分点|% point", FLAGS)
CHANGED_TO = re.compile(
    r"(?:increas|ris|rose|grew|fell|drop|reduc|declin|improv|bring|reach)[a-z]*(?: [a-z]+){0,4} to"
    r"\s?(?:the )?$|reach[a-z]* $|[提增降升][高长低加至到]?[至到][\s年的]*$|达到?$",
    FLAGS,
)
GROWTH = re.compile(
    r"(?<![a-z])(?:increas|grow|grew|rise|rose|rising|up|decreas|declin|fell|drop|reduc|down"
    r"|year-on-year"
    r"|year on year)[a-z]*|增长|增加|增速|增幅|下降|同比|提高|提升|减少|上升|前移|前进|跃升",
    FLAGS,
)
GROWTH_AFTER = re.compile(
    r"\s?(?:increase|growth|rise|decline|drop|decrease|year|higher|lower|more than|的增长|的增速)",
    FLAGS,
)
INCREASE = re.compile(
    r"(?<![a-z])(?:net increase|increas(?:e|ed|ing|es)(?: by| of)|newly added|added|an additional)"
    r"[^,;，；]{0,45}$|(?<![a-z])new $|(?:净增|新增|新认定|增加(?!值))[^，；。至到]{0,15}$",
    FLAGS,
)
RATE = re.compile(r"growth rate(?! of the share)[^,;，；]{0,20}$|增速[^，；]{0,4}$", FLAGS)
NEW_AFTER = re.compile(r"\snew (?!and)|\s(?:more|fewer) than (?:that|the|in|a)(?![a-z])", FLAGS)
# A figure that goes on with the list of the figure before: "by 3 or 11.5%".
LIST_ON = re.compile(r"\s?(?:,|、|，)?\s?(?:and|or|和|及|或|以及)?\s?", FLAGS)
# "3 new labs, 4 new centres": counts in a list share their measure.
LIST_NOUN = re.compile(
    r"[^,;，；.0-9]{0,70}(?:,|，|、)(?: and)?\s?|[^,;，；.0-9]{0,50} and ", FLAGS
)
CLAUSE_END = re.compile(r"[,;:，；：。]")
PLACES_MOVED = re.compile(r"[0-9]+\s?个?(?:位|名)次?")  # 提升了9位, without 第
CHANGED_FROM = re.compile(r"(?:从|由|(?<![a-z])from)\s?[^，,;；]{0,8}$", FLAGS)
SHARE = re.compile(r"比重|占比|比例|强度|率|intensity|share|proportion|ratio|rate", FLAGS)
GROUPS = (
    (re.compile(r"central (?:china|region|provinces)|中部", FLAGS), "central China"),
    (re.compile(r"country|nation|china|全国", FLAGS), "nation"),
    (re.compile(r"in the province|全省", FLAGS), "province"),
)
