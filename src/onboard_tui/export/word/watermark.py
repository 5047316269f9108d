"""The word across the page that says a paper is not final, as Word itself draws it (VML)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.parser import parse_xml

from onboard_tui.export.word.elements import w

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_VML = "urn:schemas-microsoft-com:vml"
_SHAPE = f"{{{_VML}}}shape"
TEXT_PATH = f"{{{_VML}}}textpath"

_PICTURE = """
<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
  <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
               path="m@7,l@8,m@5,21600l@6,21600e">
    <v:formulas>
      <v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
      <v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
      <v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>
      <v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/>
      <v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/>
    </v:formulas>
    <v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
            o:connectangles="270,180,90,0"/>
    <v:textpath on="t" fitshape="t"/>
    <v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>
    <o:lock v:ext="edit" text="t" shapetype="t"/>
  </v:shapetype>
  <v:shape type="#_x0000_t136" o:allowincell="f" fillcolor="#e1e4e9" stroked="f">
    <v:fill opacity=".5"/>
    <v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt"/>
  </v:shape>
</w:pict>
"""
_HEIGHT = 104
"""In points."""


def watermark_run(word: str, number: int) -> BaseOxmlElement:
    """Make a run that holds the watermark; `number` tells the headers' marks apart."""
    picture = parse_xml(_PICTURE)
    shape = picture.find(_SHAPE)
    shape.set("id", f"PowerPlusWaterMarkObject{number}")
    shape.set("{urn:schemas-microsoft-com:office:office}spid", f"_x0000_s{2048 + number}")
    width = min(len(word) * 78, 440)
    shape.set(
        "style",
        "position:absolute;margin-left:0;margin-top:0;"
        f"width:{width}pt;height:{_HEIGHT}pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin",
    )
    shape.find(TEXT_PATH).set("string", word)
    return w("r", w("rPr", w("noProof")), picture)
