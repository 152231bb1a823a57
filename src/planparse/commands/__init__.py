"""One module a command; each only reads its arguments, calls the library, and shows what came of it."""
