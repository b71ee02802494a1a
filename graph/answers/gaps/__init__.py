"""Who is missing: theme by place by kind of actor."""
