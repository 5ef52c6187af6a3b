"""The words of Sayso, one for one thing: code, help, pages and docs take them from here."""

from __future__ import annotations

from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of a report is."""

    HEADLINE = "headline"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    EDITOR_NOTE = "editor_note"
    EMBEDDED = "embedded"  # a post or a passage of another outlet, set into the page
    INTRODUCTION = "introduction"  # a line that ends in ":" and hands over to another's passage
    RECAP = "recap"  # text that repeats what the same report says above it
    PROMOTION = "promotion"  # what the page says of itself and of its other stories


class Role(StrEnum):
    """The three parts of an attribution."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


class QuoteType(StrEnum):
    """Whether the content is given in the source's own words."""

    DIRECT = "direct"  # all of it between quotation marks
    INDIRECT = "indirect"  # none of it
    MIXED = "mixed"  # some of it


class EntityKind(StrEnum):
    """What a named thing is, as the model tells it."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"  # states too: whether a name acts or lies is told by its sentence
    GROUP = "group"  # a people, a party's followers, a nationality
    FACILITY = "facility"
    EQUIPMENT = "equipment"  # weapons and vehicles
    TIME = "time"
    NUMBER = "number"


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE_BODY = "state_body"  # a ministry, a parliament, a court
    ARMED_FORCE = "armed_force"
    STATE = "state"
    GROUP = "group"
    ANONYMOUS = "anonymous"  # an individual whose name is kept back
    COLLECTIVE = "collective"  # officials, witnesses, "around 50 countries"
    DOCUMENT = "document"


class MentionKind(StrEnum):
    """How a mention refers."""

    NAME = "name"
    NOMINAL = "nominal"  # "the opposition leader", "officials"
    PRONOUN = "pronoun"


class Manner(StrEnum):
    """What a cue does."""

    SAY = "say"
    CLAIM = "claim"
    CONFIRM = "confirm"
    DENY = "deny"
    ACCUSE = "accuse"
    CONDEMN = "condemn"
    PRAISE = "praise"
    ENDORSE = "endorse"
    PROMISE = "promise"
    THREATEN = "threaten"
    DEMAND = "demand"
    ASK = "ask"
    PREDICT = "predict"
    BELIEVE = "believe"
    REPORT = "report"


class Distance(StrEnum):
    """How near the reporter stands to what is said."""

    NEUTRAL = "neutral"
    ENDORSING = "endorsing"  # "pointed out", "revealed"
    DOUBTING = "doubting"  # "claimed", quotation marks that only hold the words away


class ChannelKind(StrEnum):
    """How something said reached the reporter."""

    POST = "post"
    VIDEO = "video"
    BROADCAST = "broadcast"
    INTERVIEW = "interview"
    PRESS_CONFERENCE = "press_conference"
    SPEECH = "speech"
    WRITTEN_STATEMENT = "written_statement"
    DOCUMENT = "document"
    LEAK = "leak"
    WIRE = "wire"
    OUTLET = "outlet"  # another newspaper, station or site
    UNNAMED = "unnamed"


class Certainty(StrEnum):
    """How sure a content is, as its source and its reporter put it."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    UNVERIFIED = "unverified"
    CONDITIONAL = "conditional"
    DENIED = "denied"


class About(StrEnum):
    """What a label is applied to."""

    ACTOR = "actor"
    EVENT = "event"


class LabelForm(StrEnum):
    """How a label is applied."""

    NOMINAL = "nominal"  # "the usurper", "the coup": the words stand for what they mean
    TITLE = "title"  # before a name: "opposition leader X"
    APPOSITION = "apposition"  # beside it: "X, a traitor, ..."
    COPULA = "copula"  # "X is a traitor"
    NAMING = "naming"  # "called X a traitor", "X's move as a coup"
    MODIFIER = "modifier"  # an adjective before it: "legitimate", "self-declared"


class Voice(StrEnum):
    """Whose words a label is given in."""

    OWN = "own"  # the outlet's own
    DIRECT = "direct"  # the user's, between quotation marks
    INDIRECT = "indirect"  # somebody else's, as the reporter puts them
    HELD = "held"  # held away by the reporter: a quoted word or two, or "so-called"


class StanceKind(StrEnum):
    """What an actor does to another by taking a stance."""

    BACKS = "backs"  # with sign -1: opposes
    RECOGNISES = "recognises"
    PRAISES = "praises"
    CONDEMNS = "condemns"
    ACCUSES = "accuses"
    THREATENS = "threatens"
    ANSWERS = "answers"


class Precision(StrEnum):
    """How exactly a time is given."""

    INSTANT = "instant"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    INTERVAL = "interval"
    VAGUE = "vague"  # "recent weeks", "earlier"


class Direction(StrEnum):
    """Which of two passages with the same words was taken from the other."""

    LEFT_FROM_RIGHT = "left_from_right"
    RIGHT_FROM_LEFT = "right_from_left"
    UNDIRECTED = "undirected"  # nothing tells it, or both have it from a third


class EventType(StrEnum):
    """What kind of event: PLOVER's sixteen, then CAMEO's 01 and 02, which PLOVER dropped."""

    AGREE = "agree"
    CONSULT = "consult"
    SUPPORT = "support"
    COOPERATE = "cooperate"
    AID = "aid"
    CONCEDE = "concede"
    RETREAT = "retreat"
    REQUEST = "request"
    ACCUSE = "accuse"
    REJECT = "reject"
    THREATEN = "threaten"
    PROTEST = "protest"
    MOBILIZE = "mobilize"
    SANCTION = "sanction"
    COERCE = "coerce"
    ASSAULT = "assault"
    SAY = "say"
    APPEAL = "appeal"


class Mode(StrEnum):
    """How an event is done: PLOVER's modes. Which types have which, data/events.toml shows."""

    PHONE = "phone"
    VISIT = "visit"
    THIRD_PARTY = "third-party"
    ASYLUM = "asylum"
    RELEASE = "release"
    RETURN = "return"
    EASE = "ease"
    ACCESS = "access"
    CEASEFIRE = "ceasefire"
    DISARM = "disarm"
    WITHDRAW = "withdraw"
    RESIGN = "resign"
    DISAPPROVE = "disapprove"
    ALLEGE = "allege"
    INVESTIGATE = "investigate"
    ASSIST = "assist"
    CHANGE = "change"
    YIELD = "yield"
    MEET = "meet"
    RELATIONS = "relations"
    RESTRICT = "restrict"
    VIOLENCE = "violence"
    DEMO = "demo"
    HUNGER = "hunger"
    BOYCOTT = "boycott"
    OBSTRUCT = "obstruct"
    RIOT = "riot"
    TROOPS = "troops"
    POLICE = "police"
    EXPEL = "expel"
    SEIZE = "seize"
    BAN = "ban"
    CENSOR = "censor"
    CURFEW = "curfew"
    MARTIAL_LAW = "martial-law"
    ARREST = "arrest"
    DEPORT = "deport"
    ABDUCT = "abduct"
    BEAT = "beat"
    TORTURE = "torture"
    EXECUTE = "execute"
    SEXUAL = "sexual"
    ASSASSINATE = "assassinate"
    PRIMITIVE = "primitive"
    FIREARMS = "firearms"
    EXPLOSIVES = "explosives"
    SUICIDE_ATTACK = "suicide-attack"
    HEAVY_WEAPONS = "heavy-weapons"
    CROWD_CONTROL = "crowd-control"
    UNCONVENTIONAL = "unconventional"
    MASSACRE = "massacre"
    CLEANSING = "cleansing"
    DENY = "deny"
    CLAIM = "claim"  # of responsibility: to say that one did it
    DECLINE = "decline"  # to say nothing


class Modality(StrEnum):
    """Whether an event is told as having happened."""

    ASSERTED = "asserted"
    HEDGED = "hedged"  # "may have", "allegedly"
    CONDITIONAL = "conditional"  # "if they attack"
    PLANNED = "planned"  # "will", "plans to"
    WANTED = "wanted"  # asked for, demanded, urged


class Clock(StrEnum):
    """By which of its times something is put in order."""

    HAPPENED = "happened"  # when it is said to have happened
    SAID = "said"
    PUBLISHED = "published"


class RelationKind(StrEnum):
    """How two claims, or what two reports say, stand to each other."""

    SAME = "same"  # one source, or one line of sources, says it again
    COPIED = "copied"  # in the same words, taken one from the other
    CORROBORATES = "corroborates"  # a source that does not have it from the other says it too
    CONTRADICTS = "contradicts"  # both cannot hold
    QUALIFIES = "qualifies"  # the same, less sure or more exact


class Added(StrEnum):
    """What adding a report to a ledger did."""

    NEW = "new"
    VERSION = "version"  # a text that differs from the one known under the same address
    SAME = "already there"


class Verdict(StrEnum):
    """What a person decides about a machine's row, or a row that it lacks."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"  # right once the change that comes with it is made
    ADD = "add"  # an attribution that the machine did not find in a report
    SAME = "same"  # of two actors: they are one
    DIFFERENT = "different"
    REVIEW = "review"  # a fact checker's on a claim, in the note: it says nothing of the row


NOBODY = "nobody named"  # in place of a source that a report does not name

#: One line a word, for ``sayso --help`` and the docs; a test holds docs/terms.md to it.
GLOSSARY: dict[str, str] = {
    "report": "one published text (article, page, post) with an outlet, a date and a fixed text",
    "block": "a stretch of a report with a kind: " + ", ".join(BlockKind),
    "attribution": "a source, a cue and a content: somebody is said to say something",
    "source": "the words that name who says it; absent when the report names nobody",
    "cue": "the words that make it somebody's say-so: said, according to, a denial of",
    "content": "the words that are put into the source's mouth, in one or several spans",
    "span": "characters [start, end) of the report's text",
    "outlet": "who published the report",
    "quote type": "whether the content is in the source's own words: " + ", ".join(QuoteType),
    "confidence": "calibrated probability that every span meets the right one, rightly linked",
    "passage": "a stretch of a report whose words may stand in another",
    "lineage": "which passage was copied or quoted from which",
    "reuse": "the same words in two reports, or twice in one, with small edits at most",
    "direction": "who has a passage from whom: " + ", ".join(Direction),
    "word": "a token of Universal Dependencies, with its part of speech and its head",
    "entity": "a named thing: " + ", ".join(EntityKind),
    "mention": "words that refer to an actor: " + ", ".join(MentionKind),
    "actor": "who says or is spoken of: " + ", ".join(ActorKind),
    "office": "the words by which a report says what an actor is: defence minister, analyst",
    "manner": "what the cue does: " + ", ".join(Manner),
    "distance": "how near the reporter stands to what is said: " + ", ".join(Distance),
    "channel": "how something said reached the reporter: " + ", ".join(ChannelKind),
    "label": "the words that somebody uses for an actor or an event: usurper, coup",
    "voice": "whose words a label is given in: " + ", ".join(Voice),
    "stance": "what an actor does to another by what it says: " + ", ".join(StanceKind),
    "certainty": "how sure a content is, as its source and reporter put it: "
    + ", ".join(Certainty),
    "time": "words that say when, with the stretch of the calendar that they mean",
    "precision": "how exactly a time is given: " + ", ".join(Precision),
    "place": "words that say where, with the point and the size of what they mean",
    "event": "who did what to whom, when and where: " + ", ".join(EventType),
    "mode": "how an event is done: " + ", ".join(Mode),
    "modality": "whether an event is told as having happened: " + ", ".join(Modality),
    "participant": "an actor or a thing that takes part in an event, with its words",
    "quantity": "a number in an event, with its bounds and what it counts",
    "moment": "an event, or something said, with its times",
    "clock": "by which of its times a moment is put in order: " + ", ".join(Clock),
    "sameness": "that actors of two reports may be one: a score with its reasons, never a merge",
    "claim": "a proposition that one or more attributions (or the reporter) put forward",
    "relation": "between two claims, or what puts them forward: " + ", ".join(RelationKind),
    "line": "sources of a claim that have it from one another, or from one: they count once",
    "ledger": "the database of reports, what was read in them and what people decided about that",
    "version": "one text of a report; a page that changed is the same report in another version",
    "run": "what a report was read with: software, model, settings",
    "judgement": "a person's decision on a machine's row, or a row that it lacks: "
    + ", ".join(Verdict),
}
