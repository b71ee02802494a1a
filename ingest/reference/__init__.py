"""The reference network that ships with Tracktwo, and its reader."""
