"""What the network is made of: claims, labels, dates and the words of the field."""
