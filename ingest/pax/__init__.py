"""PA-X peace agreements with their gender codes, and PAA-X: who signed them."""
