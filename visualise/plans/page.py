"""A plan as one HTML page that fetches nothing and runs nothing."""

from collections.abc import Iterator, Sequence

from graph.answers.plan.dialogue import Dialogue
from graph.answers.plan.plan import Plan
from graph.domain.vocabulary import vocabulary
from graph.measures.names import place_node, theme_node
from graph.views.view import View
from visualise.maps.page import label_class, on_each_sheet, policy, web_file
from visualise.plans import around, table
from visualise.plans.citations import Citations
from visualise.plans.markup import Inner, Markup, tag
from visualise.plans.round_table import (
    COMPACT,
    LETTERS,
    WIDE,
    introducing,
    reached_words,
    round_table,
)


def plan_page(view: View, plan: Plan, supposed: Sequence[str] = ()) -> str:
    """
    Return *plan* as a page; the same plan gives the same page.

    It says nothing that its answer does not: *view* is where names and sources are
    looked up. What is *supposed*, in words, stands on its face.
    """
    label = f"TLP:{plan.label.text}"
    style = web_file("plan.css") + on_each_sheet(label)
    rules = policy(scripts=(), style=style)
    head = tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{rules}">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="referrer" content="no-referrer">'),
        tag("title", f"{plan.dialogue.title} – {label}"),
        tag("style", Markup(style)),
    )
    body = tag(
        "body",
        _banner(plan, "section", aria_label="Who may see this plan"),
        _header(view, plan, supposed),
        tag("main", _sections(view, plan)),
        _banner(plan, "footer"),
    )
    whole = "<!doctype html>\n" + tag("html", head, "\n", body, lang="en") + "\n"
    # A lone surrogate, which JSON can carry, has no place in UTF-8.
    return whole.encode("utf-8", "replace").decode()


def _banner(plan: Plan, name: str, **attributes: str) -> Markup:
    text = plan.label.text
    meaning = vocabulary().labels[text].definition
    words = meaning if name == "section" else f"{plan.dialogue.title}, {_dated(plan)}"
    kind = f"tlp {label_class(f'TLP:{text}')}"
    inner = (tag("strong", f"TLP:{text}"), " ", tag("span", words))
    return tag(name, inner, class_=kind, **attributes)


def _dated(plan: Plan) -> str:
    return f"as of {plan.as_of}, revision {plan.revision}"


def _header(view: View, plan: Plan, supposed: Sequence[str]) -> Markup:
    what_if = tag(
        "p", tag("strong", "Only supposed: "), "; ".join(supposed), ".", class_="supposed"
    )
    return tag(
        "header",
        tag("p", "Plan for a dialogue", class_="kicker"),
        tag("h1", plan.dialogue.title, dir="auto"),
        tag("p", _about(view, plan.dialogue), class_="lead"),
        tag("p", _dated(plan).capitalize(), class_="quiet"),
        what_if if supposed else "",
    )


def _about(view: View, dialogue: Dialogue) -> str:
    """What the dialogue is about, where, and who convenes it."""
    themes = " and ".join(view.names[theme_node(view, text)] for text in dialogue.themes)
    places = " and ".join(view.names[place_node(view, text)] for text in dialogue.places)
    words = " in ".join(part for part in (themes, places) if part)
    words = words[:1].upper() + words[1:]
    convenor = dialogue.table.convenor
    return words if convenor is None else f"{words}, convened by {view.names[view.node(convenor)]}"


def _figures(plan: Plan) -> Iterator[Markup]:
    """The plan in a few figures, each leading to its part."""
    seats = plan.table.members
    sure = "proven best" if plan.table.proven else "best found"
    rows = [("table", len(seats), f"at the table, {sure}" if seats else "no such table")]
    if plan.ways:
        known = sum(way.known for way in plan.ways)
        rows.append(("introductions", known, f"of {len(plan.ways)} known to the convenor"))
    if plan.gaps is not None:
        rows.append(("gaps", plan.gaps.counts["no actor known"], "cells with no actor known"))
    count = len(plan.funds.funds)
    rows.append(
        ("money", count, "fund could pay quickly" if count == 1 else "funds could pay quickly")
    )
    doubts = len(plan.doubts)
    if seats:
        words = "thing to doubt" if doubts == 1 else "things to doubt"
        rows.append(("doubts", doubts, words))
    for name, number, words in rows:
        yield tag(
            "li", tag("a", tag("strong", str(number)), " ", tag("span", words), href=f"#{name}")
        )


def _sections(view: View, plan: Plan) -> Iterator[Inner]:
    citations = Citations(view.sources)
    yield tag("nav", tag("ul", _figures(plan)), aria_label="At a glance")
    yield _section("table", "The table", _table(view, plan, citations))
    if plan.ways:
        yield _section("introductions", "Introductions", around.ways(plan, citations))
    if plan.table.members:
        yield _section("covered", "What of the dialogue is at the table", _held(plan))
    if plan.gaps is not None:
        yield _section("gaps", "Gaps left in the network", around.gaps(plan.gaps, citations))
    yield _section("money", _sought(plan.dialogue), around.funds(plan.funds, citations))
    yield _section("people", _people(plan.dialogue), around.experts(plan.experts, citations))
    if plan.table.members:
        yield _section("doubts", "What is not sure", _doubts(plan))
    if len(citations):
        listing = tag("ol", citations.listing(), class_="sources")
        one = tag("p", f"All of it is known through one source: {citations.one}.")
        yield _section("sources", "Sources", [one if citations.one else "", listing])


def _section(name: str, heading: str, inner: Inner) -> Markup:
    return tag(
        "section",
        tag("h2", heading, id=f"{name}-heading"),
        inner,
        id=name,
        aria_labelledby=f"{name}-heading",
    )


def _table(view: View, plan: Plan, citations: Citations) -> Iterator[Inner]:
    found = plan.table
    if found.contradiction is not None or not found.members:
        words = f"{found.words[:1].upper()}{found.words[1:]}."
        yield (
            tag("p", words)
            if found.contradiction is None
            else table.contradiction(found.contradiction)
        )
        return
    yield tag(
        "p", f"{found.words[:1].upper()}{found.words[1:]}, of {found.considered:,} considered."
    )
    yield tag(
        "figure",
        round_table(view, plan, WIDE),
        round_table(view, plan, COMPACT),
        tag("figcaption", _legend(view, plan)),
    )
    yield table.members(found, citations)
    yield tag("h3", "What the table keeps")
    yield table.demands(found)
    if found.alternatives:
        yield tag("h3", "The best tables that differ")
        yield tag("ul", table.alternatives(found), class_="rows")


def _legend(view: View, plan: Plan) -> Iterator[Markup]:
    """What the drawing means, and who is behind its letters."""
    keys = [(tag("span", class_=f"key {name}"), words) for name, words in reached_words(plan.ways)]
    keys.append((tag("span", class_="key line"), "tied to each other"))
    yield tag("ul", (tag("li", key) for key in keys), class_="legend")
    letters = zip(LETTERS, introducing(view, plan), strict=False)
    behind = [tag("li", tag("span", letter, class_="letter"), name) for letter, name in letters]
    if behind:
        yield tag("ul", tag("li", "Introduced by"), behind, class_="legend")


def _held(plan: Plan) -> Markup:
    return tag("ul", around.held(plan.held), class_="held")


def _doubts(plan: Plan) -> Markup:
    if not plan.doubts:
        return tag("p", "Nothing of what is asked here.")
    return tag("ul", around.doubts(plan.doubts), class_="rows")


def _sought(dialogue: Dialogue) -> str:
    money = dialogue.money
    if money.amount is None:
        return "Money that could pay quickly"
    return f"Money: {money.currency or ''} {money.amount:,.0f} sought".replace("  ", " ")


def _people(dialogue: Dialogue) -> str:
    if not dialogue.languages:
        return "Who else could be there"
    return f"Who else could be there, speaking {' and '.join(dialogue.languages)}"
