"""Messages that may not have arrived, or could not be sent."""
