"""Activity files of the International Aid Transparency Initiative (IATI Standard 2.0x)."""

from ingest.iati.reader import read_iati

__all__ = ["read_iati"]
