"""Taking back all that a source said."""

from graph.domain.errors import ClaimError
from graph.domain.model import VOCABULARY_SOURCE
from graph.stores.base import Store, Tally
from ingest.loading.load import judge


def withdraw(store: Store, source: str, *, rehearsal: bool = False) -> Tally:
    """
    Withdraw everything that *source* said, and judge anew what is the same without it.

    What other sources say stays as it is. A *rehearsal* counts, and writes nothing.

    Raises:
        ClaimError: The store holds nothing of such a source.
    """
    if source == VOCABULARY_SOURCE:
        raise ClaimError("the shared vocabulary cannot be withdrawn: every network rests on it")
    with store.writing(rehearsal=rehearsal) as batch:
        batch.withdraw_rest(source)
        if not batch.tally().of("sources").withdrawn:
            raise ClaimError(f"there is no source {source!r}; `tracktwo sources` lists them")
        judge(batch)
        return batch.tally()
