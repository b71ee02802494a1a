"""Saved questions, in the schema."""

import strawberry

from api.documents.keeping import Kept, history
from api.schema.descriptions import described
from api.schema.subjects import Info
from api.schema.terms import TrafficLight, traffic_light


@described
@strawberry.type
class SavedAsk:
    """A question that is saved under a name: one version of it."""

    kept: strawberry.Private[Kept]
    name: str = strawberry.field(description="The name under which it is saved.")
    version: int = strawberry.field(description="The number of this version, of those you may see.")
    versions: int = strawberry.field(description="How many versions you may see.")
    label: TrafficLight = strawberry.field(description="The label of this version.")
    saved: str = strawberry.field(description="When it was saved.")

    @strawberry.field
    def sort(self) -> str:
        """What it is: `need`, `ask` or `dialogue`."""
        return self.kept.sort

    @strawberry.field
    def document(self) -> str:
        """The document as JSON."""
        return self.kept.saved.text

    @strawberry.field
    def history(self, info: Info) -> list["SavedAsk"]:
        """Every version that you may see, the oldest first."""
        return [saved_node(each) for each in history(info.context.saved(), self.name)]


def saved_node(kept: Kept) -> SavedAsk:
    """A saved question as the API shows it."""
    return SavedAsk(
        kept=kept,
        name=kept.saved.name,
        version=kept.version,
        versions=kept.versions,
        label=traffic_light(kept.saved.label),
        saved=kept.saved.saved,
    )
