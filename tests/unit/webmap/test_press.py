"""Sheets on paper: the same bytes, every word of the page, and no name that does any harm."""

import ctypes
import io
import re

import pypdfium2
from PIL import Image

from geo.drawing import Area, Drawing, Line, Words
from webmap.paper import Beside, Cell, Figure, Heading, Legend, Points, Said, Sheet, Table, Turn
from webmap.press import pdf, png

HOSTILE = '<script>alert(1)</script> ${x} Tŷ Ŵyl \u202e 日本 =HYPERLINK("x") (\\) ' + "W" * 200
DRAWN = Drawing(
    100,
    40,
    (
        Area.box(2, 2, 30, 30, "#3b0a5c"),
        Area.box(40, 2, 30, 30, "#ffffff", hatched=True),
        Area((((0, 0), (9, 0), (9, 9)), ((2, 1), (5, 1), (5, 4))), "#c8b8d8"),
        Line((0, 35), (100, 35), dashed=True),
        Words((50, 20), HOSTILE[:30], 8, "middle"),
    ),
    "A drawing",
)


def sheet(rows=3, *, one_page=True, name="The Heron"):
    body = tuple((Cell(f"{name} {n}"), Cell(str(n), number=True)) for n in range(rows))
    return Sheet(
        "A title",
        "A name",
        ("OFFICIAL", "for a test", "Sheet 1"),
        (
            Heading("Where?"),
            Beside((Said("To the left"),), (Points(("One", "Two")),)),
            Figure(DRAWN, "hatch"),
            Legend(((DRAWN, "what it means"),), "hatch"),
            Table("Rows", "A caption", ((Cell("Name"), Cell("No.")),), body, (80, 20)),
            Said("At the end", strong="Note:"),
        ),
        one_page,
    )


def words(of):
    document = pypdfium2.PdfDocument(of)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


def test_the_same_sheet_gives_the_same_bytes_and_the_same_picture():
    first, again = pdf(sheet()), pdf(sheet())
    assert first == again
    assert png(first) == png(again)
    assert Image.open(io.BytesIO(png(first))).size == (1241, 1754)
    assert b"CreationDate (D:2000" in first  # and not when it was made


def test_every_word_is_on_the_page_with_the_marks_above_and_below():
    [page] = words(pdf(sheet()))
    for each in ("A title", "Where?", "To the left", "Two", "what it means", "A caption", "Note:"):
        assert each in page
    assert page.count("OFFICIAL") == page.count("page 1 of 1") == 2


def test_one_page_is_set_smaller_and_what_never_fits_goes_on_to_others():
    assert len(words(pdf(sheet(30)))) == 1
    many = words(pdf(sheet(200)))
    assert len(many) > 1
    assert "The Heron 199" in many[-1]
    assert all(f"page {n} of {len(many)}" in page for n, page in enumerate(many, 1))


def test_a_hostile_name_is_text_and_what_the_type_has_not_is_a_box():
    [page] = words(pdf(sheet(1, name=HOSTILE)))
    assert "<script>alert(1)</script> ${x} Tŷ Ŵyl" in page
    assert "□□" in page
    assert "日" not in page


def smallest(of):
    """Return the least size in points of all type but that of drawings, which have their own."""
    document, size, least = pypdfium2.PdfDocument(of), ctypes.c_float(), []
    for page in document:
        for each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            pypdfium2.raw.FPDFTextObj_GetFontSize(each.raw, size)
            least.append(size.value)
    document.close()
    return min(least)


def test_what_one_side_does_not_hold_is_turned_over_in_type_that_can_be_read():
    one = sheet(30)
    both = Sheet(one.title, one.name, one.marks, (*one.blocks, Turn(), *one.blocks), one_page=True)
    made = pdf(both)
    front, back = words(made)
    assert "A title" in front
    assert "The Heron 29" in back
    assert Image.open(io.BytesIO(png(made))).size == (1241, 2 * 1754)
    plain = tuple(each for each in both.blocks if not isinstance(each, Figure | Legend))
    assert smallest(pdf(Sheet(one.title, one.name, one.marks, plain, one_page=True))) >= 8


def test_a_pdf_says_its_language_and_title_and_tags_each_piece_or_calls_it_an_artifact():
    made = pdf(sheet(200))  # on several pages, so that elements go on over their ends
    for said in (b"/Lang (en-GB)", b"/Title (A name)", b"/DisplayDocTitle true", b"/Marked true"):
        assert said in made, said
    for kind in (b"H1", b"H2", b"P", b"L", b"LI", b"Table", b"Caption", b"TR", b"TH", b"TD"):
        assert re.search(rb"/S /" + kind + rb"\b", made), kind
    assert b"/Alt (A drawing)" in made
    # each page's pieces are in the parent tree, as many as are numbered on it
    tree = re.search(rb"/Nums \[(.*?)\]\s*>>", made, re.DOTALL)
    assert tree is not None
    assert len(re.findall(rb"\d+ \[", tree[1])) == len(words(made))
