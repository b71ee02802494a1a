"""Popolo: people, organisations, posts, memberships, motions and votes, as civic data has them."""
