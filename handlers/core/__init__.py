"""What every command stands on: replies, incoming acts, forms, commands, dispatch, access and words."""
