"""From bytes to rows, objects and elements, for any format."""
