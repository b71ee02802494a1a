"""The papers of the United Nations Committee on Non-Governmental Organizations, as workbooks."""
