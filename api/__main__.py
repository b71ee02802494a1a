"""`python -m api` is `tracktwo`."""

from api.cli import main

main(prog_name="tracktwo")
