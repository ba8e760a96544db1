"""Units: the register of schools and preschools."""
