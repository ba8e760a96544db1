"""Sessions: booked, moved, cancelled, found by what people call them."""
