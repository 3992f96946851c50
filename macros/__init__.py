"""The risk book: YAML entries in, checked and linked, out as pages, schemas and lists."""
