"""What a new user asks of an installed Tracktwo: one question of each kind."""

#: A list as a convenor keeps it.
CONTACTS = """Label,Type,Themes,Countries
Association A of Bamako,women's network,mediation|dialogue,ML
Forum B,NGO,mediation,ML
"""
#: Documents that docs/planning.md shows.
DOCUMENTS = ("table.yaml", "wider.yaml", "dialogue.yaml")
_THEME = ("--theme", "mediation", "--country", "ML")
#: The words of each command, in the order in which they are asked.
QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("load", "reference"),
    ("inspect", "our-contacts.csv"),
    ("load", "--dry-run", "our-contacts.csv"),
    ("load", "our-contacts.csv"),
    ("sources",),
    ("partners", *_THEME),
    ("introductions", "--from", "reference/wanep", "--to", "reference/un-women"),
    ("gaps", "--country", "ML", "--country", "TD"),
    ("bridges", "--left", "mediation", "--right", "justice"),
    ("experts", *_THEME),
    ("funds", *_THEME),
    ("coalition", "table.yaml"),
    ("compare", "table.yaml", "wider.yaml"),
    ("plan", "dialogue.yaml", "-o", "plan.html"),
    ("map", "-o", "network.html"),
    ("map", *_THEME, "-o", "partners.html"),
    ("asks", "save", "mali-table", "table.yaml", "--label", "CLEAR"),
    ("asks", "list"),
    ("asks", "show", "mali-table"),
    ("asks", "history", "mali-table"),
    ("asks", "remove", "mali-table"),
    ("export-schema",),
    ("withdraw", "our-contacts"),
    ("export", "csv", "-o", "network.zip"),
)
#: Commands that are tried elsewhere: `serve` by the service itself.
ELSEWHERE = ("asks", "serve")
