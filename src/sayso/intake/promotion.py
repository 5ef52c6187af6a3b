"""What a page says of itself and of its other stories: newsletters, apps, "Read more: ...".

The patterns find about 5,000 lines in 7,139 real reports; of the 1,300 different ones a person
looked at 400, and took out the kinds that were the report's own words.
"""

from __future__ import annotations

import re

_WORDS = 40  # a longer line is a paragraph, whatever it begins with

_LEAD = (
    r"(?:(?:please )?(?:read|see|watch|listen|hear|learn|find out)(?: (?:more|also|next|now))"
    r"|(?:also|now) (?:read|see|watch|listen|on [\w ]{1,30})"
    r"|related(?: (?:stor(?:y|ies)|articles?|coverage|content|news|links?|posts?|videos?))?"
    # "More from the Herald:" hands over to the Herald's words.
    r"|more(?: (?:stories|news|coverage|(?:on|about) (?![^:]* from )[^:.]{1,40}))?"
    r"|watch|listen|don['’]t miss|recommended(?: reading)?|most (?:read|popular|viewed)"
    r"|you (?:may|might)(?: also)? (?:like|be interested in)|up next|in case you missed it)"
)
_OTHER_STORY = re.compile(rf"[\W_]{{0,4}}{_LEAD}\s?(?::|\||[»>→]|[-–—] )", re.IGNORECASE)
_READ_ON = re.compile(
    r"(?:.*[^,;] )?(?:Read [Mm]ore|READ MORE|Keep reading|Continue reading|See more)[\s.…»>→]*"
)
_POINTS = re.compile(
    r"[\W_]{0,4}(?:click (?:here|on the (?:link|video))"
    r"|(?:read|see|find) (?:more|it) (?:here|about)\b|read the full\b|(?:story )?continue reading"
    r"|(?:story|article) continues (?:below|after)|can['’]t see the (?:video|audio|tweet)"
    r"|media playback is (?:un|not )supported|advertis(?:e?ment|ing)\W*$|scroll (?:down|to)\b"
    r"|our standards: the thomson reuters)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[\W_]{0,4}(?:(?:e-?mail )?sign[ -]?up|subscribe|download|submit your|start your|log ?in"
    r"|get (?:our|the|your|all|breaking|free|more)\b|never miss|don['’]t miss|follow\b|want\b"
    r"|like (?:us|what)|join (?:us|our|the)|support (?:our|us|the|local|independent)|enjoying"
    r"|stay (?:up|in|informed|ahead|on top)|newsletters?\b|become an?|thank(?:s| you) for subscrib"
    r"|(?:contact|e-?mail) us|send (?:us|your)|have (?:a|you got a) (?:news )?(?:tip|story))",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:newsletters?|e-?mail (?:alerts?|updates?|list|newsletter)|by e-?mail|in-?box(?:es)?"
    r"|app|alerts|notifications?|subscri(?:be|bers?|ption)|sign(?:ed|ing)?[ -]?up|podcasts?"
    r"|on (?:twitter|facebook|instagram|telegram|whatsapp|youtube)|facebook|bookmark"
    r"|this (?:article|form)|tip ?sheet|briefing|our (?:journalism|reporting|work|team|app)"
    r"|membership|daily edition|channel)\b|@\w",
    re.IGNORECASE,
)


def is_promotion(words: str) -> bool:
    """Whether a paragraph speaks of the page, of what its outlet offers or of other stories."""
    if len(words.split()) > _WORDS:
        return False
    if _OTHER_STORY.match(words) or _POINTS.match(words) or _READ_ON.fullmatch(words):
        return True
    return bool(_ASKS.match(words) and _OFFER.search(words))
