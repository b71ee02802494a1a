"""Where a table of a mapping is: which file, sheet and row of headings."""

from pathlib import PurePath

from ingest.decoding.yaml_nodes import Fields
from ingest.errors import Place, ReadError
from ingest.mapping.rows import Whereabouts
from ingest.mapping.sections import choice_of, number_of, text_of
from ingest.words import shown

FORMATS = ("csv", "xlsx", "json")
#: Encodings that spreadsheets write, beside UTF-8 and UTF-16, which are told by themselves.
ENCODINGS = (
    *(f"windows-{number}" for number in range(1250, 1259)),
    *("iso-8859-1", "iso-8859-2", "iso-8859-15", "mac-roman", "cp437", "cp850"),
    *("koi8-r", "gb18030", "big5", "shift_jis", "euc-kr", "utf-16-le", "utf-16-be"),
)


def whereabouts(section: Fields) -> Whereabouts:
    """
    Where the table or list in *section* is.

    Raises:
        ReadError: It cannot be there.
    """
    fields = section.fields
    return Whereabouts(
        place=section.keys.get("sheet", section.place),
        sheet=text_of(fields["sheet"]) if "sheet" in fields else None,
        file=_file(section),
        format=choice_of(fields["format"], FORMATS) if "format" in fields else None,
        encoding=choice_of(fields["encoding"], ENCODINGS) if "encoding" in fields else None,
        delimiter=_delimiter(section),
        headings=number_of(fields["headings"]) if "headings" in fields else None,
        each=text_of(fields["each"]) if "each" in fields else None,
    )


def _file(section: Fields) -> str | None:
    if "file" not in section.fields:
        return None
    name, place = text_of(section.fields["file"]), section.keys["file"]
    if PurePath(name).name != name or "\\" in name or "\x00" in name or name == "..":
        problem = f"{shown(name)} is no name of a file in the same folder"
        raise ReadError(problem, place)
    return name


def _delimiter(section: Fields) -> str | None:
    if "delimiter" not in section.fields:
        return None
    node: Place = section.keys["delimiter"]
    text = text_of(section.fields["delimiter"])
    if len(text) != 1 or text in '"\r\n' or not text.isprintable():
        raise ReadError(f"{shown(text)} is no delimiter; write one sign, such as '|'", node)
    return text
