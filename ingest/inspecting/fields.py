"""From columns of the usual kind to the fields of a mapping, and what is left for its owner."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from ingest.inspecting.columns import Column
from ingest.inspecting.telling import decimals_of, forms_of, readable, signs_of
from ingest.mapping.meanings import TIE, Meaning
from ingest.mapping.writing import DateForm, Writing

Yaml = dict[str, Any]

#: The columns of workbooks that are fields of an entity under another name.
_RENAMED = {"description": "summary", "tlp": "label", "contact_tlp": "contact_label"}
_SEVERAL = {"aliases": None, "themes": "themes", "countries": "places", "based_in": "places"}
_PLAIN = ("description", "link", "level", "contact_tlp", "tlp", "cited")
_CONTACTS = ("email", "phone", "contact")
_SCHEMES = ("wikidata", "ror", "lei", "org-id", "iati", "tracktwo")
_ABOUT = ("role", "track", "earmarking", "marker", "cited")
_NUMBERS = ("weight", "share", "amount")


def said(column: Column, **more: object) -> str | Yaml:
    """The value that takes *column*, with *more* said of it."""
    heading = column.heading
    odd = "<" in heading or ">" in heading
    kept = {key: value for key, value in more.items() if value}
    if not odd and not kept:
        return f"<{heading}>"
    return {"column": heading, **kept} if odd else {"value": f"<{heading}>", **kept}


@dataclass(slots=True, kw_only=True)
class Fields:
    """
    Makes the fields of one table.

    What the columns do not tell (which date is meant, which currency) is left out of
    the fields, and is in `notes`.
    """

    columns: Mapping[str, Column]
    notes: list[str] = field(default_factory=list)

    def of_entity(self, *, dated: bool) -> Yaml:
        """The fields of the row's own entity, but for its kind and its names."""
        found: Yaml = {}
        for code, sort in _SEVERAL.items():
            if column := self.columns.get(code):
                found[code] = self.several(column, sort)
        for code in _PLAIN:
            if column := self.columns.get(code):
                found[_RENAMED.get(code, code)] = said(column)
        for key, codes in (("identifiers", _SCHEMES), ("contacts", _CONTACTS)):
            if there := [code for code in codes if code in self.columns]:
                found[key] = {code: self.several(self.columns[code]) for code in there}
        return found | self.dates("cited_on") | (self.dates("since", "until") if dated else {})

    def of_tie(self, *, dated: bool) -> Yaml:
        """The fields of the tie that a row is about."""
        found: Yaml = {}
        for code in _ABOUT:
            if column := self.columns.get(code):
                if readable(column, TIE[code], Writing()):
                    found[code] = said(column)
                else:
                    self.note(column, f"not all of its words are a {code}")
        if column := self.columns.get("tlp"):
            found["label"] = said(column)
        found |= self._numbers() | self.dates("cited_on")
        return found | self.dates("date", *(("since", "until") if dated else ()))

    def several(self, column: Column, sort: str | None = None) -> str | Yaml:
        """The value of a field that takes several, parted by the signs that are found in it."""
        signs = signs_of(column, sort)
        return said(column, split=signs[0] if len(signs) == 1 else signs)

    def dates(self, *codes: str) -> Yaml:
        """The dates that the columns *codes* hold, where they tell how they are written."""
        found: Yaml = {}
        for code in codes:
            column = self.columns.get(code)
            # What happened on a day has no length: then neither a beginning nor an end.
            if column is None or ("date" in found and code != "date"):
                continue
            ways = forms_of(column)
            if all(len(forms) == 1 for forms in ways):
                texts = [form.text for (form,) in ways]
                found[code] = said(column, dates=texts[0] if len(texts) == 1 else texts)
            else:
                self.note(column, _unclear(code, column, ways))
        return found

    def _numbers(self) -> Yaml:
        found: Yaml = {}
        for code in _NUMBERS:
            if column := self.columns.get(code):
                found |= self._number(code, column, TIE[code])
        currency = self.columns.get("currency")
        if "amount" in found and (
            currency is None or not readable(currency, TIE["currency"], Writing())
        ):
            del found["amount"]
            self.note(self.columns["amount"], "an amount needs a currency; say, currency: EUR")
        elif "amount" in found and currency:
            found["currency"] = said(currency)
        return found

    def _number(self, code: str, column: Column, meaning: Meaning[object]) -> Yaml:
        signs = decimals_of(column, meaning)
        if len(signs) == 1:
            return {code: said(column, decimal=signs[0])}
        why = (
            "may mean two; state the sign, decimal: '.' or ','" if signs else "are not all numbers"
        )
        self.note(column, f"its numbers {why}")
        return {}

    def note(self, column: Column, problem: str) -> None:
        """Note why *column* is left for the owner of the file."""
        self.notes.append(f"{' '.join(column.heading.split())!r} is not used: {problem}")


def _unclear(code: str, column: Column, ways: list[list[DateForm]]) -> str:
    """Why the dates of *column* are not read, and what to write where they can be."""
    if not all(ways):
        return "not all of its dates can be read"
    forms = next(forms for forms in ways if len(forms) > 1)
    shown = " or ".join(form.text for form in forms)
    one = {code: said(column, dates=forms[0].text)}
    line = yaml.safe_dump(one, default_flow_style=None, allow_unicode=True, sort_keys=False)
    return f"its dates are written as {shown}; state which:  {' '.join(line.split())}"
