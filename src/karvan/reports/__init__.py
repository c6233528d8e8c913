"""A plan becomes pages; knows no engine."""
