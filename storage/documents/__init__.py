"""The documents and the rules that they keep: pure, frozen, with the present passed in."""
