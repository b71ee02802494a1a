"""Pairs, contacts and sources as single texts that can be read back."""

from graph.domain.model import Contact, Source


def headed(name: str, text: str) -> str:
    r"""
    A text under a name of its source's, as one text.

    >>> headed("Budget: 2024", "5")
    'Budget\\\\: 2024: 5'
    """
    return f"{escaped(name)}: {text}"


def contact_text(contact: Contact) -> str:
    """A contact with its label, as one text."""
    return f"TLP:{contact.label.text} {escaped(contact.kind)}: {contact.value}"


def escaped(name: str) -> str:
    """A name whose colons are told apart from the one that ends it."""
    return name.replace("\\", "\\\\").replace(":", "\\:")


def source_text(source: Source) -> str:
    """Everything that is known of a source, on one line."""
    more = (source.publisher, source.licence, source.link, source.published, source.retrieved)
    said = "; ".join(" ".join(str(part).split()) for part in more if part)
    title = " ".join(source.title.split())
    return f"{source.id}: {title}{f' ({said})' if said else ''}, TLP:{source.label.text}"


def source_values(source: Source) -> dict[str, str]:
    """Everything that is known of a source, by name."""
    values = {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "licence": source.licence,
        "link": source.link,
        "published": source.published and source.published.text,
        "retrieved": source.retrieved and source.retrieved.text,
        "tlp": source.label.text,
    }
    return {name: value for name, value in values.items() if value}
