"""`python -m api` is `tracktwo`."""

from api.start import main

main()
