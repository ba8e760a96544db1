"""What is remembered: the documents with their rules, and the stores that keep them."""
