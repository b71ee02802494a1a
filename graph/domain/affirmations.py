"""The words by which a source says yes, and what it is often asked."""

import re

from graph.domain.texts import plain

#: Words for yes in five languages, and ticks, as `graph.domain.texts.plain` leaves them.
#: A cross is not among them: on some forms it stands for no.
YES = frozenset(
    {
        *("yes", "y", "true", "1", "\N{CHECK MARK}", "\N{HEAVY CHECK MARK}"),
        *("oui", "vrai", "si", "verdadero", "sim", "verdadeiro", "نعم", "صحيح"),
    }
)

#: How sources head what says that somebody is led by women.
WOMEN_LED = re.compile(
    r"(?i)wom[ae]n[ _-]*led|led by (a )?wom[ae]n|dirigée? par (une |des )?femmes?"
    r"|(liderada|dirigida) por (una |uma )?(mujer|mujeres|mulher|mulheres)"
)


def says_yes(text: str) -> bool:
    """
    Whether *text* is a word for yes, and nothing else.

    A yes under conditions, such as *yes, but not by name*, is none.

    >>> says_yes("Oui"), says_yes("asked, no answer yet")
    (True, False)
    """
    return plain(text) in YES
