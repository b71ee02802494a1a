"""Files of the International Aid Transparency Initiative (IATI), activities and organisations."""

from ingest.iati.reader import read_iati

__all__ = ["read_iati"]
