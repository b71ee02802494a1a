"""How the tests start Chromium."""

import os

QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Chromium's sandbox refuses to start for root, which is who CI often is.
OPTIONS = (*QUIET, "--no-sandbox") if os.geteuid() == 0 else QUIET
