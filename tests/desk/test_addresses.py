from __future__ import annotations

import pytest
from starlette.requests import Request

from sayso.desk.addresses import again, as_data, outside, to, to_words


def asked(path: str, query: str = "") -> Request:
    scope = {"type": "http", "path": path, "query_string": query.encode(), "headers": []}
    return Request({**scope, "method": "GET", "scheme": "http", "server": ("127.0.0.1", 8001)})


def test_a_name_with_a_slash_stays_one_part_of_the_address() -> None:
    assert to("outlet", "AP/Reuters") == "/outlet/AP%2FReuters"


def test_words_are_in_the_address_of_their_report() -> None:
    assert to_words("ab12", 3, 9) == "/report/ab12?mark=3-9#mark"


def test_another_question_begins_at_the_first_page() -> None:
    request = asked("/search", "words=air+base&page=3")
    assert again(request, manner="deny") == "/search?words=air+base&manner=deny"
    assert again(request, page=4) == "/search?words=air+base&page=4"
    assert again(request, words=None, page=None) == "/search"


def test_several_of_one_name_stay_several() -> None:
    assert again(asked("/search", "manner=deny&manner=say")) == "/search?manner=deny&manner=say"


def test_every_page_is_there_as_data() -> None:
    assert as_data(asked("/claims", "page=2"), "csv") == "/claims.csv?page=2"
    assert as_data(asked("/"), "json") == "/index.json"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " javascript:x", "java\nscript:x", "data:text/html,x", "//a.example/x",
     "/claims", "http:", "https:///x", "http://[", "ftp://a.example/", "", None],
)  # fmt: skip
def test_an_address_out_of_a_report_is_no_link_unless_it_leads_to_the_web(url: str | None) -> None:
    assert outside(url) is None


def test_an_address_on_the_web_is_a_link() -> None:
    assert outside("HTTPS://a.example/x?y=1#z") == "https://a.example/x?y=1#z"
