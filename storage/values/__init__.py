"""What documents, acts and replies are made of: times, and texts that are worded later."""
