"""The Financial Tracking Service of OCHA: flows of humanitarian money."""
