"""How the documents are shown, wherever a command shows them."""
