"""A paper reaches nothing: no other machine, no file of this one (security.md C071, P19)."""

import threading
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pikepdf
import pytest
import weasyprint

from zorgportaal.documents import press
from zorgportaal.documents.choices import Variant
from zorgportaal.documents.draft import Draft

SECRET = "geheim-van-deze-machine-4711"
INNER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<image href="{url}" width="9" height="9"/></svg>'
)
VECTORS = {
    "stylesheet": '<link rel="stylesheet" href="{url}">',
    "attachment": '<link rel="attachment" href="{url}">',
    "attached link": '<a rel="attachment" href="{url}">bijlage</a>',
    "import": '<style>@import url("{url}");</style>',
    "nested import": '<style>@media print {{ @import url("{url}"); }} @import "{url}" print;</style>',
    "font": '<style>@font-face {{ font-family: X; src: url("{url}") }} p {{ font-family: X }}</style><p>x',
    "background": '<p style="background: url({url})">x',
    "background layer": '<style>body {{ background-image: none, url("{url}") }}</style>',
    "list image": '<ul style="list-style-image: url({url})"><li>x</ul>',
    "content": '<style>p::before {{ content: url("{url}") }}</style><p>x',
    "border image": '<p style="border: 9px solid; border-image: url({url}) 3">x',
    "page background": '<style>@page {{ background: url("{url}") }}</style>',
    "page margin": '<style>@page {{ @top-left {{ content: url("{url}") }} }}</style>',
    "image": '<img src="{url}" alt="x">',
    "base": '<base href="{url}/"><img src="x.png" alt="x">',
    "object": '<object data="{url}"></object>',
    "typed object": '<object type="image/svg+xml" data="{url}"></object>',
    "embed": '<embed src="{url}">',
    "svg image": '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
    "svg old image": '<svg width="9" height="9" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<image xlink:href="{url}" width="9" height="9"/></svg>',
    "svg use": '<svg width="9" height="9"><use href="{url}#x"/></svg>',
    "svg style": '<svg width="9" height="9"><style>@import url("{url}");</style></svg>',
    "svg in data": '<img alt="x" src="data:image/svg+xml;base64,{inner}">',
}
# What a browser would fetch and this version of WeasyPrint does not.
NOT_FETCHED = {"svg use", "svg style"}
PROFILE = '<style>@color-profile --x {{ src: url("{url}") }}</style>'


class Counting(BaseHTTPRequestHandler):
    hits: list[str] = []

    def do_GET(self) -> None:
        self.hits.append(self.path)
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "/target")
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/css")
        self.end_headers()

    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Counting.hits.clear()
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    listening.server_close()


def page(vector: str, url: str) -> str:
    inner = b64encode(INNER.format(url=url).encode()).decode()
    return f"<!doctype html><html lang=nl><title>x</title>{vector.format(url=url, inner=inner)}"


def made(vector: str, url: str, variant: Variant = Variant.ACCESSIBLE) -> bytes:
    return press.make(Draft(page(vector, url), variant, "Voorbeeld", "nl", None, ()))


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_paper_asks_no_other_machine(vector, server):
    made(vector, f"{server}/redirect")

    assert Counting.hits == []


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_paper_takes_in_no_file_of_this_machine(vector, tmp_path):
    hidden = tmp_path / "geheim.css"
    hidden.write_text(f"p::before {{ content: '{SECRET}' }}")
    path = tmp_path / "paper.pdf"

    path.write_bytes(made(vector, hidden.as_uri()))

    with pikepdf.open(path) as paper:
        streams = [item.read_bytes() for item in paper.objects if isinstance(item, pikepdf.Stream)]
        assert not paper.attachments
    assert SECRET.encode() not in b"".join(streams)


@pytest.mark.parametrize("name", sorted(VECTORS.keys() - NOT_FETCHED))
def test_the_library_by_itself_does_reach_out(name, server):
    """So that the tests above cannot pass because a vector is written wrong."""
    document = weasyprint.HTML(string=page(VECTORS[name], f"{server}/redirect"))
    document.write_pdf(font_config=press._fonts())

    assert Counting.hits


def test_paper_with_a_colour_profile_from_elsewhere_is_not_made(server):
    with pytest.raises(weasyprint.urls.URLFetchingError):
        made(PROFILE, server)

    assert Counting.hits == []
