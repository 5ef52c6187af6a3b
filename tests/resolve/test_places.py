"""Places in invented reports: what is meant of namesakes, what is no place, what nothing knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import Attribution, Entity, Parse, Place, Report, Span, Word
from sayso.resolve.places import (
    Gazetteer,
    distance,
    find_places,
    locate,
    place_attributions,
    read_gazetteer,
)
from sayso.resolve.places.keys import airfield_key, name_key
from sayso.resolve.places.table import TABLE, table
from sayso.syntax import Syntax
from sayso.terms import EntityKind, QuoteType


def spans(text: str, *names: str) -> list[Span]:
    """Each name once, one after another."""
    found, at = [], 0
    for name in names:
        start = text.index(name, at)
        found.append(Span(start, at := start + len(name)))
    return found


def located(
    text: str, *names: str, url: str | None = None, own: Gazetteer | None = None
) -> list[Place]:
    report = Report("r", "r", text, (), url=url)
    return list(locate(report, Syntax(text, Parse(())), spans(text, *names), own))


@pytest.mark.parametrize(
    ("text", "names", "known"),
    [
        ("Rain fell on Paris.", ["Paris"], ["geonames:2988507"]),
        ("Rain fell on Paris, Texas.", ["Paris", "Texas"], ["geonames:4717560", "iso:US-TX"]),
        ("From Tbilisi he crossed Georgia.", ["Tbilisi", "Georgia"], ["geonames:611717", "iso:GE"]),
        (
            "From Atlanta and Savannah, in the United States, he crossed Georgia.",
            ["Atlanta", "Savannah", "United States", "Georgia"],
            ["geonames:4180439", "geonames:4221552", "iso:US", "iso:US-GA"],
        ),
        ("Clashes in Kharkiv Oblast.", ["Kharkiv Oblast"], ["iso:UA-63"]),
        ("Clashes in Kharkiv.", ["Kharkiv"], ["geonames:706483"]),
        ("Snow in Washington.", ["Washington"], ["geonames:4140963"]),
        ("The road to Sana'a is open.", ["Sana'a"], ["geonames:71137"]),
        ("He flew from Bagram Airfield.", ["Bagram Airfield"], ["iata:OAI"]),
        ("A list: China, Japan.", ["China", "Japan"], ["iso:CN", "iso:JP"]),
        (
            "It rained in Niger, Nigeria and Chad.",
            ["Niger", "Nigeria", "Chad"],
            ["iso:NE", "iso:NG", "iso:TD"],
        ),
        ("A fair in Cuyahoga County.", ["Cuyahoga County"], ["geonames:5151606"]),
        (
            "Herders of the Rift Valley Province.",
            ["Rift Valley Province"],
            ["sayso:ke-rift-valley"],
        ),
        ("A ship on the Danube.", ["Danube"], ["sayso:danube"]),
        ("A ship left Odessa.", ["Odessa"], ["geonames:698740"]),
        ("Rain in Malta.", ["Malta"], ["iso:MT"]),
        ("He lives in New York.", ["New York"], ["geonames:5128581"]),
        (
            "They met in Ohio, New York and Texas.",
            ["Ohio", "New York", "Texas"],
            ["iso:US-OH", "iso:US-NY", "iso:US-TX"],
        ),
    ],
)
def test_what_stands_around_a_name_tells_which_namesake_is_meant(
    text: str, names: list[str], known: list[str]
) -> None:
    assert [place.known for place in located(text, *names)] == known


def test_the_others_are_kept_and_the_choice_is_explained() -> None:
    (place,) = located("A day in San José.", "San José")
    countries = {row.country for row in table().find("san jose")}
    assert len(countries) >= 10
    assert len(place.others) >= 10
    assert "of that name" in place.reason


def test_the_likeliest_of_the_others_come_first() -> None:
    (place,) = located("They met in Mexico.", "Mexico")
    (other,) = located("From Atlanta he crossed Georgia, US.", "Georgia")
    assert place.known == "iso:MX"
    assert place.others
    assert {other.known, other.others[0]} == {"iso:GE", "iso:US-GA"}


def test_the_outlet_decides_where_nothing_else_does() -> None:
    text = "Police in Hamilton made an arrest."
    (here,) = located(text, "Hamilton", url="https://paper.example.ca/1")
    (there,) = located(text, "Hamilton", url="https://paper.example.co.nz/1")
    assert (here.known, there.known) == ("geonames:5969782", "geonames:2190324")


def test_a_part_of_a_town_that_is_unknown_is_put_at_its_town_and_says_so() -> None:
    text = "Shots were heard in the Qorvel neighbourhood of Damascus."
    part, town = located(text, "Qorvel", "Damascus")
    assert part.known is None
    assert (part.latitude, part.radius) == (town.latitude, town.radius)
    assert "no place by that name is known; put at Damascus" in part.reason


def test_a_namesake_far_away_is_no_part_of_a_town() -> None:
    text = "In Caracas, the Altamira neighborhood is not far from the La Carlota Air Base."
    _, part, airport = located(text, "Caracas", "Altamira", "La Carlota Air Base")
    assert part.known is None
    assert part.others
    assert distance((part.latitude or 0, part.longitude or 0), (10.5, -66.9)) < 40
    assert airport.known == "icao:SVFM"


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("Ohio Qorvel University", "iso:US-OH"),
        ("University of Qorvel in Kenya", "iso:KE"),
        ("Kenyan Qorvel Institute", "iso:KE"),
        ("Kenyan Embassy", None),
        ("Ohio Street", None),
        ("Western Qorvel", None),
    ],
)
def test_what_nothing_knows_lies_in_the_place_whose_name_is_part_of_its_own(
    name: str, at: str | None
) -> None:
    (place,) = located(f"They met at the {name}.", name)
    assert place.known is None
    assert place.latitude is None if at is None else f"({at}), whose name is part" in place.reason


def test_the_name_of_a_direction_is_a_province_only_where_its_state_is_spoken_of() -> None:
    (alone,) = located("It rained in Western.", "Western")
    assert alone.known is None
    places = located("It rained in Western and all of Fiji.", "Western", "Fiji")
    assert [place.known for place in places] == ["iso:FJ-W", "iso:FJ"]


def test_a_common_noun_is_no_towns_name() -> None:
    text = "From Boston and Chicago they came to the Valley."
    assert located(text, "Boston", "Chicago", "Valley")[2].known is None


def test_a_pronoun_is_no_state_whatever_the_model_takes_it_for() -> None:
    text = "They came back to us from the US."
    entities = tuple(Entity(span, EntityKind.PLACE) for span in spans(text, "us", "US"))
    (place,) = find_places(Report("r", "r", text, ()), Syntax(text, Parse((), entities=entities)))
    assert place.span.of(text) == "US"


def test_the_reason_is_what_puts_a_place_before_the_next_likeliest() -> None:
    text = "From Kingston, Jamaica, and Montego Bay he flew to Portland."
    *_, place = located(text, "Kingston", "Jamaica", "Montego Bay", "Portland")
    assert place.known == "iso:JM-04"
    assert "other places of the report lie in its state (JM); others of its kind" in place.reason


def test_a_hamlet_in_a_state_that_nothing_speaks_of_is_another_places_namesake() -> None:
    text = "From Boston and Chicago they went to Booker."
    assert located(text, "Boston", "Chicago", "Booker")[2].known == "geonames:5517424"
    text = "From Lyon and Nantes they went to Booker."
    assert located(text, "Lyon", "Nantes", "Booker")[2].known is None


def test_a_name_that_nothing_knows_alone_in_a_report_is_nowhere() -> None:
    (place,) = located("They met at Qorvelstadt.", "Qorvelstadt")
    assert (place.known, place.latitude, place.radius, place.others) == (None, None, None, ())


def test_a_report_may_give_a_place_another_name() -> None:
    text = (
        "He stood at Bagram Air Base in Kabul, commonly known as 'Old Post'. At Old Post he spoke."
    )
    places = located(text, "Bagram Air Base", "Kabul", "Old Post", "Old Post")
    assert [places[n].known for n in (0, 2, 3)] == ["iata:OAI"] * 3
    assert "the report calls it Old Post" in places[3].reason


WORDS = ["Moscow", "told", "reporters", "in", "Vienna", "that", "Syrian", "troops", "left", "Homs"]
TAGS = ["PROPN", "VERB", "NOUN", "ADP", "PROPN", "SCONJ", "ADJ", "NOUN", "VERB", "PROPN"]
HEADS = (1, -1, 1, 4, 1, 8, 7, 8, 1, 8)
RELATIONS = ["nsubj", "root", "obj", "case", "obl", "mark", "amod", "nsubj", "ccomp", "obj"]
TEXT = " ".join(WORDS)


def parsed() -> Parse:
    words = [
        Word(span, tag, head, relation)
        for span, tag, head, relation in zip(
            spans(TEXT, *WORDS), TAGS, HEADS, RELATIONS, strict=True
        )
    ]
    entities = tuple(Entity(words[n].span, EntityKind.PLACE) for n in (0, 4, 6, 9))
    return Parse((), (), tuple(words), ((0, len(words)),), entities)


def test_who_speaks_is_no_place_and_neither_is_an_adjective() -> None:
    places = find_places(Report("r", "r", TEXT, ()), Syntax(TEXT, parsed()))
    assert [place.name for place in places] == ["Vienna", "Homs"]


def test_an_attribution_is_tied_to_where_it_was_said() -> None:
    places = find_places(Report("r", "r", TEXT, ()), Syntax(TEXT, parsed()))
    said = Attribution(
        "a", "r", (Span(0, 6),), (Span(7, 11),), (Span(TEXT.index("that"), len(TEXT)),),
        QuoteType.INDIRECT, 0.9,
    )  # fmt: skip
    (tied,) = place_attributions([said], Syntax(TEXT, parsed()), places)
    assert (tied.setting.said_at, tied.setting.happened_at) == (0, None)


def test_the_users_places_come_first_and_broken_rows_are_one_line_each(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(
        "name,latitude,longitude,radius,names\nQorvel,33.5,36.3,2,Old Town;Qorvel Heights\n"
        "Nowhere,north,1,,\n,1,1,,\nParis,95,1,,\nDamascus,10,10,,\n",
        encoding="utf-8",
    )
    own, faults = read_gazetteer(path)
    assert [fault.where.rpartition(" ")[2] for fault in faults] == ["3", "4", "5"]
    assert all("\n" not in str(fault) for fault in faults)
    first, other = located("Qorvel Heights and Damascus.", "Qorvel Heights", "Damascus", own=own)
    assert (first.known, first.radius) == ("own:qorvel", 2.0)
    assert (other.known, other.latitude) == ("own:damascus", 10.0)


def test_rows_of_geonames_are_a_gazetteer(tmp_path: Path) -> None:
    cells = ["1", "Qorvel", "Qorvel", "Kor", "33.5", "36.3", "P", "PPLX", "SY", "", "13"]
    path = tmp_path / "SY.txt"
    path.write_text("\t".join([*cells, *[""] * 8]) + "\nshort\trow\n", encoding="utf-8")
    own, faults = read_gazetteer(path)
    assert len(faults) == 1
    (place,) = located("At Kor.", "Kor", own=own)
    assert (place.known, place.radius) == ("geonames:1", 1.5)


def test_one_key_for_several_spellings() -> None:
    assert {name_key(n) for n in ("The U.S.", "US", "u.s")} == {"us"}
    assert name_key("St. Denis’s") == name_key("Saint-Denis")
    assert airfield_key("la carlota air force base") == airfield_key("la carlota airport")
    assert airfield_key("air base") == ""


def test_the_table_is_small() -> None:
    assert TABLE.stat().st_size < 12_000_000


TEXTS = st.text(st.sampled_from("Paris, Texas.\n'‘ known as in of İ\ud800ß 'Z'"), max_size=60)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=6))
def test_any_text_with_any_entities_gives_places_inside_it(
    text: str, rough: list[tuple[int, int]]
) -> None:
    kinds = (EntityKind.PLACE, EntityKind.FACILITY)
    at = sorted({(min(s, len(text)), min(s + n, len(text))) for s, n in rough})
    entities = tuple(Entity(Span(*pair), kinds[n % 2]) for n, pair in enumerate(at))
    words = tuple(
        Word(Span(*pair), "VERB", start - 3, RELATIONS[length])
        for pair, (start, length) in zip(at, rough, strict=False)
    )
    parse = Parse((), (), words, ((0, len(words)),), entities)
    places = find_places(Report("r", "r", text, ()), Syntax(text, parse))
    said = Attribution(
        "a", "r", (), tuple(w.span for w in words[:1]), (Span(0, len(text) // 2),),
        QuoteType.INDIRECT, 0.9,
    )  # fmt: skip
    assert len(place_attributions([said], Syntax(text, parse), places)) == 1
    for place in places:
        assert 0 <= place.span.start <= place.span.end <= len(text)
        assert place.reason
