"""One question of each kind, for the network in which every claim may be closed."""

from graph.answers.bridges.bridges import Agendas
from graph.answers.coalition.ask import Ask, Cover
from graph.answers.experts.experts import Post
from graph.answers.funds.funds import Grant
from graph.answers.gaps.gaps import Grid
from graph.answers.introductions.introductions import Wish
from graph.answers.need import Need
from graph.answers.plan.dialogue import Dialogue

THEMES, PLACES, US = ("mediation",), ("ML",), "list/asker"

NEED = Need(themes=THEMES, places=PLACES, asking=US)
OF_A_BODY = Need(themes=("justice",), places=("list/body",))
WISH = Wish(near=(US,), far=("list/net",))
WISH_FOR_A_NEED = Wish(near=(US,), fitting=Need(themes=THEMES, places=PLACES))
SIDES = Agendas(left=THEMES, right=("justice",))
GRID = Grid(themes=("mediation", "justice"), places=PLACES, asking=US)
POST = Post(themes=THEMES, places=PLACES, asking=US)
GRANT = Grant(themes=THEMES, places=PLACES, asking=US)
ASK = Ask(
    at_most=3,
    convenor=US,
    themes=THEMES,
    places=PLACES,
    cover=(Cover(what="kind", of=("womens_network",)),),
    alternatives=1,
)
OTHER_ASK = Ask(at_most=2, places=PLACES, alternatives=0)
DIALOGUE = Dialogue(title="Talks", ask=ASK, themes=THEMES, places=PLACES)
