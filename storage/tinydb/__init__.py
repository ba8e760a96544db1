"""The store on TinyDB and SQLite."""
