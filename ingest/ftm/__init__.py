"""FollowTheMoney: entities as lines of JSON, the ties between them entities, too."""
