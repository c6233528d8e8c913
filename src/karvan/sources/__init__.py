"""One folder per public source: source.yml says what it is, read.py turns its bytes into rows."""
